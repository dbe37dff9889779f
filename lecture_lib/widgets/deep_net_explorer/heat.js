// Matrices as heat maps: vermilion where positive, blue where negative, with their numbers where these fit.
import { h } from "preact";

const SHADES = 6;
const STRENGTH = 0.6; // of the fullest shade; a number on it stays legible
const EM = { "−": 0.84, ".": 0.32 }; // widths of signs in the widest of the usual fonts; a digit has 0.64

/** The largest absolute value of nested lists, or 1 if all are 0. */
export const largestOf = (values) => Math.max(...[values].flat(3).map((x) => (x === null ? 0 : Math.abs(x)))) || 1;

/** The power of ten by which a block's numbers are shown multiplied: 0, or 3, 6, … if all are below 0.1. */
export function powerOf(matrix) {
  const largest = Math.max(...matrix.flat().map(Math.abs));
  return largest === 0 || largest >= 0.1 ? 0 : Math.min(30, 3 * Math.ceil((-1 - Math.log10(largest)) / 3));
}

const widthOf = (text, size) => size * [...text].reduce((sum, sign) => sum + (EM[sign] ?? 0.64), 0);

// A number times 10^power: tenths as they are, others with about three digits or, where three have no room, two.
function text(value, width, size, power, short) {
  const x = value * 10 ** power;
  const much = Math.abs(x);
  const tenths = Math.round(10 * much) / 10;
  const most = Math.abs(much - tenths) < 1e-9 ? Number(!Number.isInteger(tenths)) : much < 0.0995 ? 3 : much < 9.995 ? 2 : much < 99.95 ? 1 : 0;
  const least = much < 9.95 ? Math.min(most, much < 0.095 ? 2 : 1) : 0;
  for (let digits = most; digits >= least; digits -= 1) {
    const written = much.toFixed(digits);
    if (much > 0 && Number(written) === 0) return null;
    const whole = (x < 0 ? "−" : "") + (short ? written.replace(/^0\./, ".") : written);
    if (widthOf(whole, size) <= width - 1) return whole;
  }
  return null;
}

/**
 * The numbers of a matrix, times 10^power, for cells of some `width` in letters of some `size`, all with the 0
 * before the point or all without; null where a number has no room, or is nothing beside the others.
 */
export function cellTexts(matrix, width, size, power = 0) {
  const [long, short] = [false, true].map((without) => matrix.map((row) => row.map((value) => text(value, width, size, power, without))));
  return long.flat().includes(null) ? short : long;
}

const box = ([x, y, w, height]) => `M${x.toFixed(1)} ${y.toFixed(1)}h${w.toFixed(1)}v${height.toFixed(1)}h${(-w).toFixed(1)}z`;

/** The outlines of cells as one path. */
export const boxes = (cells) => cells.map(box).join("");

/** The cells [left, top, width, height, share], shaded by a share from −1 to 1 of the fullest; few paths, for speed. */
export function shaded(cells) {
  const paths = { plus: Array(SHADES).fill(""), minus: Array(SHADES).fill("") };
  for (const cell of cells) {
    const share = cell[4];
    if (share) paths[share > 0 ? "plus" : "minus"][Math.min(SHADES - 1, Math.floor(Math.abs(share) * SHADES))] += box(cell);
  }
  return h("g", null,
    Object.entries(paths).flatMap(([sign, shades]) => shades.map((d, i) => d && h("path", {
      key: sign + i, class: `dn-${sign}`, d, "fill-opacity": ((STRENGTH * (i + 1)) / SHADES).toFixed(2),
    }))),
    h("path", { class: "dn-grid", d: boxes(cells) }));
}

/** The cells of a matrix with its top left corner at (x, y), its entries as shares of `largest`. */
export const cellsOf = ({ matrix, x, y, w, height, largest }) =>
  matrix.flatMap((row, j) => row.map((value, k) => [x + k * w, y + j * height, w, height, value / largest]));

/** A name with the layer's number raised in brackets, and perhaps a T after it. */
export function nameAt({ key, x, y, name, layer, transposed, after, anchor = "middle", hue = "" }) {
  const up = `${layer === undefined ? "" : `(${layer})`}${transposed ? "⊤" : ""}`;
  return h("text", { key, class: `dn-name ${hue}`, x, y, "text-anchor": anchor },
    name, up && h("tspan", { class: "dn-up", dy: -4 }, up), after && h("tspan", { dy: up ? 4 : 0 }, after));
}
