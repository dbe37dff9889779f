// Formulas as MathML, which browsers draw by themselves. The input is the plain text in which the
// widgets' mathematics writes its formulas: x₁ − σ(w₃x₃), ∂f/∂w₃, 1.2×10⁻⁵.
import { h } from "preact";

const TOKENS =
  /([A-Za-zΑ-ωµ∂]+)([₀-₉]*)|([0-9.]+|[½∞])|([⁻⁰¹²³⁴-⁹]+)|(′)|(\s+)|(.)/gu;
const ordinary = (text, low, marks) => text.replace(/./gu, (sign) => marks[low.indexOf(sign)] ?? sign);
const lowered = (text) => ordinary(text, "₀₁₂₃₄₅₆₇₈₉", "0123456789");
const unraised = (text) => ordinary(text, "⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789−");

/** The MathML elements of a formula given as text. */
export function typeset(text) {
  const row = [];
  for (const [, letters, index, number, raised, prime, space, sign] of text.matchAll(TOKENS)) {
    if (letters) {
      const name = h("mi", null, letters);
      row.push(index ? h("msub", null, name, h("mn", null, lowered(index))) : name);
    } else if (number) row.push(h("mn", null, number));
    else if (raised) row.push(h("msup", null, row.pop(), h("mn", null, unraised(raised))));
    else if (prime) row.push(h("mo", { lspace: "0", rspace: "0" }, "′"));
    else if (!space) row.push(h("mo", sign === "(" || sign === ")" ? { stretchy: "false" } : null, sign));
  }
  return h("mrow", null, row);
}

/** ∂above/∂below as a fraction. */
export function derivative(above, below) {
  const part = (text) => h("mrow", null, h("mo", { class: "partial" }, "∂"), typeset(text));
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
