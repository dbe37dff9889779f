// Formulas as MathML, which browsers draw by themselves. The input is the plain text in which the
// widgets' mathematics writes its formulas: x₁ − σ(w₃x₃), ∂f/∂w₃, 1.2×10⁻⁵.
import { h } from "./element.js";

const TOKENS = /([A-Za-zΑ-ωµ∂]+)([₀-₉]*)|([0-9.]+|[½∞])|([⁻⁰¹²³⁴-⁹]+)|(′)|(\s+)|(.)/gu;
const ordinary = (text, low, marks) => text.replace(/./gu, (sign) => marks[low.indexOf(sign)] ?? sign);
const fromSubscript = (text) => ordinary(text, "₀₁₂₃₄₅₆₇₈₉", "0123456789");
const fromSuperscript = (text) => ordinary(text, "⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789−");

// msub and msup take their shifts from the font's own table for mathematics. Phones and many Linux
// machines have no font with one, and an index then stands on the line.
const low = (index) => h("mpadded", { class: "lw-index", voffset: "-0.3em", depth: "0.35em" }, index);
const high = (mark) => h("mpadded", { class: "lw-index", voffset: "0.5em", height: "1.2em" }, mark);

/** A base with an index to its lower right. */
export const lowered = (base, index) => h("mrow", null, base, low(index));

/** A base with an exponent, or another mark, to its upper right. */
export const raised = (base, mark) => h("mrow", null, base, high(mark));

/** Brackets are as high as a letter, and a bar stands close to what is between two of them. */
const FENCES = {
  "(": { stretchy: "false" },
  ")": { stretchy: "false" },
  "|": { stretchy: "false", lspace: "0", rspace: "0" },
};

/** The MathML elements of a formula given as text, side by side: the fewer there are, the sooner they are drawn. */
function pieces(text) {
  const row = [];
  for (const [, letters, index, number, power, prime, space, sign] of text.matchAll(TOKENS)) {
    if (letters) {
      row.push(h("mi", null, letters));
      if (index) row.push(low(h("mn", null, fromSubscript(index))));
    } else if (number) row.push(h("mn", null, number));
    else if (power) row.push(high(h("mn", null, fromSuperscript(power))));
    else if (prime) row.push(h("mo", { lspace: "0", rspace: "0" }, "′"));
    else if (!space) row.push(h("mo", FENCES[sign], sign));
  }
  return row;
}

/** A formula given as text. */
export const typeset = (text) => h("mrow", null, pieces(text));

/** ∂above/∂below as a fraction, or with the `sign` d. */
export function derivative(above, below, sign = "∂") {
  const mark = () => (sign === "∂" ? h("mo", { class: "partial" }, sign) : h("mi", null, sign));
  const part = (text) => h("mrow", null, mark(), pieces(text));
  return h("mfrac", null, part(above), part(below));
}

/** Signs of a line, about, for which a phone has room; of a piece of an equation, and more if it cannot be broken. */
const MOST = 24;
const PIECE = 9;
const SIGNS = { "+": 0, "−": 0, "×": 1, "·": 1 };

/** A piece of an equation: an element about as wide as `size` signs. */
export const piece = (body, size) => [{ sign: "", body, size }];

/** Pieces, with a sign before the first. */
export const led = (sign, [first, ...rest]) => [{ ...first, sign }, ...rest];

/** Lists of pieces with a sign between them. */
export const joined = (lists, sign) => lists.flatMap((list, i) => (i ? led(sign, list) : list));

/** Where a line may break: before the outermost signs of the text, those of a sum before those of a product. */
function cuts(text) {
  let depth = 0;
  let best = Infinity;
  let found = [];
  for (let i = 1; i < text.length; i += 1) {
    if (text[i] === "(") depth += 1;
    else if (text[i] === ")") depth -= 1;
    if (!(text[i] in SIGNS) || text[i - 1] !== " ") continue;
    const rank = 2 * depth + SIGNS[text[i]];
    if (rank < best) [best, found] = [rank, []];
    if (rank === best) found.push(i);
  }
  return found;
}

/** The pieces of a formula given as text. */
export function broken(text) {
  const places = text.length > PIECE ? cuts(text) : [];
  if (!places.length) return piece(typeset(text), text.length);
  const parts = [0, ...places].map((from, i) => text.slice(from, places[i]).trim());
  return parts.flatMap((part, i) => (i ? led(part[0], broken(part.slice(1).trim())) : broken(part)));
}

/** Pieces side by side, as few elements as there is room for in a line. */
function lines(list, room) {
  const found = [];
  for (const one of list) {
    const last = found.at(-1);
    if (last && last.size + one.size <= room) {
      last.parts.push(one);
      last.size += one.size + 3;
    } else found.push({ parts: [one], size: one.size });
  }
  return found;
}

/**
 * The sides of an equation, each a list of pieces, so that a long line breaks at its "=", or else between pieces;
 * `room` is the number of signs of a line.
 */
export function Equation({ sides, label, room = MOST }) {
  const shown = sides.flatMap((side, i) => lines(i ? led("=", side) : side, Math.min(room, MOST)));
  return h(
    "span",
    { class: "lw-equation", role: "math", "aria-label": label },
    shown.map(({ parts }, i) =>
      h(
        "math",
        { key: i, display: "inline", displaystyle: "true", "aria-hidden": "true" },
        parts.flatMap(({ sign, body }) => (sign ? [h("mo", { form: "infix" }, sign), body] : [body])),
      ),
    ),
  );
}
