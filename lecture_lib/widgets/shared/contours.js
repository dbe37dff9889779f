// The level lines of a function of two variables, as one path a level.
import { contours } from "d3-contour";

/**
 * Paths of {f = level} for the rising `levels`, over the frame of the scales `sx` and `sy`, from a grid
 * of `columns` by `rows` values. It takes milliseconds: keep it with `cached`.
 */
export function levelLines(f, levels, sx, sy, columns = 80, rows = 80) {
  const [x0, x1] = sx.domain;
  const [y0, y1] = sy.domain;
  const values = new Array(columns * rows);
  for (let j = 0; j < rows; j += 1) {
    const y = y0 + ((y1 - y0) * (j + 0.5)) / rows;
    for (let i = 0; i < columns; i += 1) values[j * columns + i] = f(x0 + ((x1 - x0) * (i + 0.5)) / columns, y);
  }
  const [left, wide] = [sx(x0), (sx(x1) - sx(x0)) / columns];
  const [base, high] = [sy(y0), (sy(y1) - sy(y0)) / rows];
  const onEdge = (i, j) => i <= 0 || j <= 0 || i >= columns || j >= rows;
  // d3 closes each ring along the border of the grid; what runs along the border is no level line.
  const ring = (points) => points.slice(1).reduce((text, [i, j], k) => {
    const [pi, pj] = points[k];
    const pen = onEdge(i, j) && onEdge(pi, pj) ? "M" : "L";
    return `${text}${pen}${(left + wide * i).toFixed(1)} ${(base + high * j).toFixed(1)}`;
  }, `M${(left + wide * points[0][0]).toFixed(1)} ${(base + high * points[0][1]).toFixed(1)}`);
  return contours().size([columns, rows]).thresholds(levels)(values)
    .map(({ coordinates }) => coordinates.flat().map(ring).join(""));
}
