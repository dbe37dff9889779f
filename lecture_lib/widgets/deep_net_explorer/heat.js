// Matrices as heat maps: vermilion where positive, blue where negative, a dash or a minus sign on what is negative.
import { h } from "preact";

const SHADES = 6;

/** The largest absolute value of nested lists, or 1 if all are 0. */
export const largestOf = (values) => Math.max(...[values].flat(3).map((x) => (x === null ? 0 : Math.abs(x)))) || 1;

/** The power of ten by which a block's numbers are shown multiplied: 0, or 3, 6, … if all are below 0.1. */
export function powerOf(matrix) {
  const largest = Math.max(...matrix.flat().map(Math.abs));
  return largest === 0 || largest >= 0.1 ? 0 : Math.min(30, 3 * Math.ceil((-1 - Math.log10(largest)) / 3));
}

/** A number times 10^power for a cell: tenths as they are, others with about three digits. */
export function cellText(value, power = 0, tight = false) {
  const x = value * 10 ** power;
  const size = Math.abs(x);
  const tenths = Math.abs(10 * size - Math.round(10 * size)) < 1e-9;
  const text = tenths ? String(Math.round(10 * size) / 10) : size.toFixed(size < 0.0995 ? 3 : size < 9.995 ? 2 : size < 99.95 ? 1 : 0);
  return (x < 0 ? "−" : "") + (tight ? text.replace(/^0\./, ".") : text);
}

const box = ([x, y, w, height]) => `M${x.toFixed(1)} ${y.toFixed(1)}h${w.toFixed(1)}v${height.toFixed(1)}h${(-w).toFixed(1)}z`;

/** The outlines of cells as one path. */
export const boxes = (cells) => cells.map(box).join("");

/** The cells [left, top, width, height, value], shaded by value / largest, up to `strength`; few paths, for speed. */
export function Cells({ cells, largest, strength = 0.95, dashes = false }) {
  const paths = { plus: Array(SHADES).fill(""), minus: Array(SHADES).fill("") };
  let grid = "";
  let minus = "";
  for (const cell of cells) {
    const [x, y, w, height, value] = cell;
    const outline = box(cell);
    grid += outline;
    if (!value) continue;
    const shade = Math.min(SHADES - 1, Math.floor((Math.abs(value) / largest) * SHADES));
    paths[value > 0 ? "plus" : "minus"][shade] += outline;
    if (dashes && value < 0) minus += `M${(x + 0.28 * w).toFixed(1)} ${(y + height / 2).toFixed(1)}h${(0.44 * w).toFixed(1)}`;
  }
  return h("g", { "aria-hidden": "true" },
    Object.entries(paths).flatMap(([sign, shades]) => shades.map((d, i) => d && h("path", {
      key: sign + i, class: `dn-${sign}`, d, "fill-opacity": ((strength * (i + 1)) / SHADES).toFixed(2),
    }))),
    h("path", { class: "dn-grid", d: grid }),
    minus && h("path", { class: "dn-dash", d: minus }));
}

/** The cells of a matrix with its top left corner at (x, y). */
export const cellsOf = (matrix, x, y, w, height) =>
  matrix.flatMap((row, j) => row.map((value, k) => [x + k * w, y + j * height, w, height, value]));

/** A name with the layer's number raised in brackets, and perhaps a T after it. */
export function Name({ x, y, name, layer, transposed, after, anchor = "middle", hue = "" }) {
  const up = `${layer === undefined ? "" : `(${layer})`}${transposed ? "⊤" : ""}`;
  return h("text", { class: `dn-name ${hue}`, x, y, "text-anchor": anchor },
    name, up && h("tspan", { class: "dn-up", dy: -4 }, up), after && h("tspan", { dy: 4 }, after));
}
