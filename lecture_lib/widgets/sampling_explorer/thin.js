// Paths of ten thousand points as short texts that look the same.
import { hundredths } from "../shared/numbers.js";

const LINE = 40;
/** Pixels: of a cell in which several dots are one, and of a stretch of the axis whose values are put together. */
const CELL = 4;
const STRETCH = 7;
/** A stretch's quartiles are those of so many of its values, at equal distances. */
const SAMPLE = 64;

/** The first points of a path as a line. */
export function track({ x, y }, sx, sy) {
  let text = "";
  for (let k = 0; k < Math.min(x.length, LINE + 1); k += 1) {
    // A path that leaves the picture for good leaves it at once.
    const px = sx(x[k]);
    const py = sy(y[k]);
    text += `${k ? "L" : "M"}${hundredths(px)} ${hundredths(py)}`;
    if (Math.abs(px) > 1e4 || Math.abs(py) > 1e4) break;
  }
  return text;
}

/** All later points, as dots: one for each cell of the picture that was visited. */
export function cloud({ x, y }, sx, sy, width, height) {
  const columns = Math.ceil(width / CELL);
  const seen = new Uint8Array(columns * Math.ceil(height / CELL));
  const [x0, xs, y0, ys] = [sx(0), sx(1) - sx(0), sy(0), sy(1) - sy(0)];
  let text = "";
  for (let k = LINE + 1; k < x.length; k += 1) {
    const px = x0 + xs * x[k];
    const py = y0 + ys * y[k];
    if (!(px > 0 && px < width && py > 0 && py < height)) continue;
    const cell = Math.trunc(px / CELL) + columns * Math.trunc(py / CELL);
    if (!seen[cell]) {
      seen[cell] = 1;
      text += `M${Math.round(px)} ${Math.round(py)}h0`;
    }
  }
  return text;
}

/**
 * Values over times (rising, positive from index 1 on), put together over stretches of the axis: `line` joins their means, and
 * `band` holds the middle half of each. With `stairs` a value stands until the next, where the next is further
 * away than a stretch. `end` is the line's last height.
 */
export function curve(times, values, sx, sy, { stairs = false, band = true } = {}) {
  const [start, stop] = sx.domain;
  const low = sy(sy.domain[0]) + 40;
  const place = (value) => (value > 0 ? Math.min(low, sy(value)) : low);
  let end = place(values[0]);
  let line = `M${hundredths(sx(start))} ${hundredths(end)}`;
  let [upper, lower] = ["", ""];
  const sample = new Float64Array(SAMPLE);
  for (let k = 1, next; k < values.length; k = next) {
    const from = sx(times[k]);
    const until = sx.invert(from + STRETCH);
    let sum = 0;
    for (next = k; next < values.length && (next === k || times[next] < until); next += 1) sum += values[next];
    const count = next - k;
    const at = hundredths((from + sx(times[next - 1])) / 2);
    end = place(sum / count);
    line +=
      stairs && count === 1 && from - sx(Math.max(start, times[k - 1])) > STRETCH
        ? `H${at}V${hundredths(end)}`
        : `L${at} ${hundredths(end)}`;
    if (!band) continue;
    const some = sample.subarray(0, Math.min(count, SAMPLE));
    for (let i = 0; i < some.length; i += 1) some[i] = values[k + Math.floor((i * count) / some.length)];
    some.sort();
    const quarter = Math.floor((some.length - 1) / 4);
    upper += `${upper ? "L" : "M"}${at} ${hundredths(place(some[some.length - 1 - quarter]))}`;
    lower = `L${at} ${hundredths(place(some[quarter]))}${lower}`;
  }
  if (stairs) line += `H${hundredths(sx(stop))}`;
  return { line, band: `${upper}${lower}`, end };
}

/** Heights at least `apart` from each other and within [top, base], each near where it was, in the given order. */
export function spread(heights, apart, top, base) {
  const order = heights.map((_, i) => i).sort((i, j) => heights[i] - heights[j]);
  const placed = [];
  order.forEach((i, n) => {
    placed[i] = Math.max(heights[i], n ? placed[order[n - 1]] + apart : top);
  });
  for (let n = order.length - 1; n >= 0; n -= 1) {
    const most = n === order.length - 1 ? base : placed[order[n + 1]] - apart;
    placed[order[n]] = Math.min(placed[order[n]], most);
  }
  return placed;
}
