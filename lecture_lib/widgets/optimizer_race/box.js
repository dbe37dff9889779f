// The part of the plane that the race shows: [x0, x1, y0, y1], zoomed and moved. What a box may be is said in box.py.
const [FARTHEST, SHORTEST, PART] = [1000, 0.01, 0.01];

/** Whether four numbers are a box. */
export const isBox = ([x0, x1, y0, y1]) =>
  [
    [x0, x1],
    [y0, y1],
  ].every(
    ([low, high]) =>
      low >= -FARTHEST &&
      high <= FARTHEST &&
      high - low >= Math.max(SHORTEST, PART * Math.max(Math.abs(low), Math.abs(high))),
  );

/** The box that is shown: the one that is chosen, or the landscape's own, made wider if the start lies outside it. */
export function windowOf({ x, y }, start, box) {
  if (box) return box;
  const hold = ([low, high], value) => [value < low ? value - 0.3 : low, value > high ? value + 0.3 : high];
  return [...hold(x, start[0]), ...hold(y, start[1])];
}

/** Off binary dust, to a thousandth of a side or less: a link says it. Null if it is too far, too small or too large. */
function tidied(box) {
  const side = Math.min(box[1] - box[0], box[3] - box[2]);
  const unit = 10 ** (Math.floor(Math.log10(side)) - 3);
  const tidy = box.map((x) => Number((Math.round(x / unit) * unit).toPrecision(12)));
  return isBox(tidy) ? tidy : null;
}

/** The box with sides `factor` times as long, in which the point at (x, y) stays where it is: the middle unless told. */
export function zoomed([x0, x1, y0, y1], factor, at = [(x0 + x1) / 2, (y0 + y1) / 2]) {
  const [x, y] = at;
  return tidied([x + (x0 - x) * factor, x + (x1 - x) * factor, y + (y0 - y) * factor, y + (y1 - y) * factor]);
}

/** The box moved by parts of its sides. */
export function moved([x0, x1, y0, y1], across, up) {
  const [dx, dy] = [across * (x1 - x0), up * (y1 - y0)];
  return tidied([x0 + dx, x1 + dx, y0 + dy, y1 + dy]);
}

/** Eight levels between which there is ever more room, by the order of the values: as many near the lowest as in a round valley. */
export function levelsOf(values) {
  const known = Float64Array.from(values.filter(Number.isFinite)).sort();
  const level = (k) => known[Math.floor((k / 9) ** 2 * (known.length - 1))];
  return known.length ? [...new Set([1, 2, 3, 4, 5, 6, 7, 8].map(level))] : [];
}

/** How finely a start is dragged in a box: its digits behind the point, and the step of an arrow key. */
export function grain([x0, x1]) {
  const power = Math.min(0, Math.floor(Math.log10((x1 - x0) / 2)));
  return { digits: 3 - power, step: Number((0.05 * 10 ** power).toPrecision(1)) };
}
