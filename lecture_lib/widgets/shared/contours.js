// The level lines of a function of two variables, as one path a level, and where it has no value.
import { contours } from "d3-contour";

/**
 * Paths `lines` of {f = level} for the rising `levels`, over the frame of the scales `sx` and `sy`, from a grid
 * of `columns` by `rows` values and one more on each side; `levels` may be a function of these values. If f is a `grid`
 * function it takes all xs and ys, and gives all values, row by row. Where f is not
 * finite no line is drawn: `blank` is the outline of that part, empty if there is none. It takes milliseconds: keep it
 * with `cached`.
 */
export function levelGround(f, levels, sx, sy, columns = 80, rows = 80, isGrid = false) {
  const [x0, x1] = sx.domain;
  const [y0, y1] = sy.domain;
  const [wide, high] = [columns + 2, rows + 2];
  const x = (i) => x0 + ((x1 - x0) * (i - 1)) / columns;
  const y = (j) => y0 + ((y1 - y0) * (j - 1)) / rows;
  const xs = Float64Array.from({ length: wide }, (_, i) => x(i + 0.5));
  const ys = Float64Array.from({ length: high }, (_, j) => y(j + 0.5));
  const values = isGrid ? f(xs, ys) : new Float64Array(wide * high);
  if (!isGrid)
    for (let j = 0, k = 0; j < high; j += 1) for (let i = 0; i < wide; i += 1, k += 1) values[k] = f(xs[i], ys[j]);
  const isWhole = values.every(Number.isFinite);
  const within = (i, most) => Math.min(Math.max(i, 0), most - 1);
  const isKnown = (i, j) => Number.isFinite(values[within(j, high) * wide + within(i, wide)]);
  /** Whether a value beside a corner of a line is none: d3 puts the corner onto the last one that is known. */
  const isBeside = (point) => {
    const [[left, right], [below, above]] = point.map((x) => [Math.floor(x - 0.501), Math.ceil(x - 0.499)]);
    return ![left, right].every((i) => [below, above].every((j) => isKnown(i, j)));
  };
  // d3 closes every ring along the border of the grid; what touches the border is no level line.
  const isOut = ([i, j]) => i < 0.6 || j < 0.6 || i > wide - 0.6 || j > high - 0.6 || (!isWhole && isBeside([i, j]));
  const write = (pen, [i, j]) => `${pen}${sx(x(i)).toFixed(1)} ${sy(y(j)).toFixed(1)}`;
  const ring = (points) => {
    let text = "";
    let pen = "M";
    points.forEach((point, k) => {
      const isAlone = pen === "M" && (k + 1 === points.length || isOut(points[k + 1]));
      if (isOut(point) || isAlone) pen = "M";
      else {
        text += write(pen, point);
        pen = "L";
      }
    });
    return text;
  };
  const area = (points) => `${points.map((point, k) => write(k ? "L" : "M", point)).join("")}Z`;
  const paths = (numbers, thresholds, draw) =>
    contours()
      .size([wide, high])
      .thresholds(thresholds)(numbers)
      .map(({ coordinates }) => coordinates.flat().map(draw).join(""));
  return {
    lines: paths(values, typeof levels === "function" ? levels(values) : levels, ring),
    blank: isWhole
      ? ""
      : paths(
          values.map((value) => (Number.isFinite(value) ? 0 : 1)),
          [0.5],
          area,
        )[0],
  };
}

/** The lines alone. */
export const levelLines = (f, levels, sx, sy, columns = 80, rows = 80) =>
  levelGround(f, levels, sx, sy, columns, rows).lines;
