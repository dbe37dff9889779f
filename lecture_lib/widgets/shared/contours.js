// The level lines of a function of two variables, as one path a level.
import { contours } from "d3-contour";

/**
 * Paths of {f = level} for the rising `levels`, over the frame of the scales `sx` and `sy`, from a grid
 * of `columns` by `rows` values and one more on each side. It takes milliseconds: keep it with `cached`.
 */
export function levelLines(f, levels, sx, sy, columns = 80, rows = 80) {
  const [x0, x1] = sx.domain;
  const [y0, y1] = sy.domain;
  const [wide, high] = [columns + 2, rows + 2];
  const x = (i) => x0 + ((x1 - x0) * (i - 1)) / columns;
  const y = (j) => y0 + ((y1 - y0) * (j - 1)) / rows;
  const values = [];
  for (let j = 0; j < high; j += 1) for (let i = 0; i < wide; i += 1) values.push(f(x(i + 0.5), y(j + 0.5)));
  // d3 closes every ring along the border of the grid; what touches the border is no level line.
  const onBorder = ([i, j]) => i < 0.6 || j < 0.6 || i > wide - 0.6 || j > high - 0.6;
  const ring = (points) => {
    let text = "";
    let pen = "M";
    points.forEach((point, k) => {
      const isAlone = pen === "M" && (k + 1 === points.length || onBorder(points[k + 1]));
      if (onBorder(point) || isAlone) pen = "M";
      else {
        text += `${pen}${sx(x(point[0])).toFixed(1)} ${sy(y(point[1])).toFixed(1)}`;
        pen = "L";
      }
    });
    return text;
  };
  return contours()
    .size([wide, high])
    .thresholds(levels)(values)
    .map(({ coordinates }) => coordinates.flat().map(ring).join(""));
}
