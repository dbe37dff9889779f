// Matrices as heat maps: vermilion where positive, blue where negative, with their numbers where these fit.
import { h } from "../shared/element.js";
import { hundredths } from "../shared/numbers.js";

const SHADES = 6;
const STRENGTH = 0.6; // of the fullest shade; a number on it stays legible
const EM = { "−": 0.84, ".": 0.32 }; // widths of signs in the widest of the usual fonts; a digit has 0.64

/** The largest absolute value of nested lists, or 1 if all are 0. */
export const largestOf = (values) => largestIn(values) || 1;

const largestIn = (values) =>
  values.reduce((most, x) => Math.max(most, Array.isArray(x) ? largestIn(x) : Math.abs(x)), 0);

/** The power of ten by which a block's numbers are shown multiplied: 0, or 3, 6, … if all are below 0.1, −3, −6, … if one has more than four digits. */
export function powerOf(matrix) {
  const largest = Math.max(...matrix.flat().map(Math.abs));
  if (largest >= 9999.5) return -3 * Math.floor((Math.log10(largest) - 1) / 3);
  return largest === 0 || largest >= 0.1 ? 0 : Math.min(30, 3 * Math.ceil((-1 - Math.log10(largest)) / 3));
}

const widthOf = (text, size) => size * [...text].reduce((sum, sign) => sum + (EM[sign] ?? 0.64), 0);

// A number times 10^power: tenths as they are, others with about three digits or, where three have no room, two.
function text(value, width, size, power, short) {
  const x = value * 10 ** power;
  const much = Math.abs(x);
  const tenths = Math.round(10 * much) / 10;
  const most =
    Math.abs(much - tenths) < 1e-9
      ? Number(!Number.isInteger(tenths))
      : much < 0.0995
        ? 3
        : much < 9.995
          ? 2
          : much < 99.95
            ? 1
            : 0;
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
  const texts = (short) => matrix.map((row) => row.map((value) => text(value, width, size, power, short)));
  const long = texts(false);
  return long.some((row) => row.includes(null)) ? texts(true) : long;
}

/** The texts of a block's cells, at hundredths of its width: they stay as they are where it moves or gets wider. */
export const cells = (texts, height, size, type) =>
  h(
    "g",
    { class: type },
    texts.flatMap((row, j) =>
      row.map((text, k) =>
        h(
          "text",
          {
            key: `${j}.${k}`,
            x: `${hundredths((100 * (k + 0.5)) / row.length)}%`,
            y: hundredths((j + 0.5) * height + 0.36 * size),
          },
          text,
        ),
      ),
    ),
  );

/** A frame with its top left corner at (x, y), of which positions inside it can be hundredths. */
export const framed = ({ key, x, y, wide, high }, ...content) =>
  h(
    "svg",
    { key, class: "dn-frame", x: hundredths(x), y: hundredths(y), width: hundredths(wide), height: hundredths(high) },
    content,
  );

/** A rectangle as part of a path. */
export const box = (x, y, w, height) =>
  `M${hundredths(x)} ${hundredths(y)}h${hundredths(w)}v${hundredths(height)}h${hundredths(-w)}z`;

/** The outlines of all cells of a block `{ matrix, x, y, w, height }`, with its top left corner at (x, y), as part of a path. */
export function grid({ matrix, x, y, w, height }) {
  const [wide, high] = [matrix[0].length * w, matrix.length * height];
  let text = box(x, y, wide, high);
  for (let k = 1; k < matrix[0].length; k += 1)
    text += `M${hundredths(x + k * w)} ${hundredths(y)}v${hundredths(high)}`;
  for (let j = 1; j < matrix.length; j += 1)
    text += `M${hundredths(x)} ${hundredths(y + j * height)}h${hundredths(wide)}`;
  return text;
}

/** The cells of blocks, shaded by their entries as shares of the block's `largest`; few paths, for speed. */
export function shaded(blocks) {
  const paths = { plus: Array(SHADES).fill(""), minus: Array(SHADES).fill("") };
  for (const { matrix, x, y, w, height, largest } of blocks) {
    for (const [j, row] of matrix.entries()) {
      for (const [k, value] of row.entries()) {
        if (!value) continue;
        const shade = Math.min(SHADES - 1, Math.floor(Math.abs(value / largest) * SHADES));
        paths[value > 0 ? "plus" : "minus"][shade] += box(x + k * w, y + j * height, w, height);
      }
    }
  }
  return h(
    "g",
    null,
    Object.entries(paths).flatMap(([sign, shades]) =>
      shades.map((d, i) =>
        h("path", {
          key: sign + i,
          class: `dn-${sign}`,
          d,
          "fill-opacity": ((STRENGTH * (i + 1)) / SHADES).toFixed(2),
        }),
      ),
    ),
    h("path", { class: "dn-grid", d: blocks.map(grid).join("") }),
  );
}

/** A name with the layer's number raised in brackets, and perhaps a T after it. */
export function nameAt({ x, y, name, layer, transposed, after = undefined, anchor = "middle", hue = "" }) {
  const up = `${layer === undefined ? "" : `(${layer})`}${transposed ? "⊤" : ""}`;
  return h(
    "text",
    { class: `dn-name ${hue}`, x, y, "text-anchor": anchor },
    name,
    up && h("tspan", { class: "dn-up", dy: -4 }, up),
    after && h("tspan", { dy: up ? 4 : 0 }, after),
  );
}
