// Formulas as MathML, which browsers draw by themselves. The input is the plain text in which the
// widgets' mathematics writes its formulas: x₁ − σ(w₃x₃), ∂f/∂w₃, 1.2×10⁻⁵.
import { h } from "./element.js";

const TOKENS =
  /([A-Za-zΑ-ωµ∂]+)([₀-₉]*)|([0-9.]+|[½∞])|([⁻⁰¹²³⁴-⁹]+)|(′)|(\s+)|(.)/gu;
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
    else if (!space) row.push(h("mo", sign === "(" || sign === ")" ? { stretchy: "false" } : null, sign));
  }
  return row;
}

/** A formula given as text. */
export const typeset = (text) => h("mrow", null, pieces(text));

/** ∂above/∂below as a fraction. */
export function derivative(above, below) {
  const part = (text) => h("mrow", null, h("mo", { class: "partial" }, "∂"), pieces(text));
  return h("mfrac", null, part(above), part(below));
}

/** The sides of an equation, each a formula of its own, so that a long line breaks at its "=". */
export function Equation({ sides, label }) {
  return h("span", { class: "lw-equation", role: "math", "aria-label": label },
    sides.map((side, i) =>
      h("math", { key: i, display: "inline", displaystyle: "true", "aria-hidden": "true" }, i > 0 && h("mo", null, "="), side)));
}

/** Elements with a sign between them. */
export function joined(elements, sign) {
  return h("mrow", null, elements.flatMap((element, i) => (i ? [h("mo", null, sign), element] : [element])));
}
