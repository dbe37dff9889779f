// The statements of the links as MathML.
import { h } from "../shared/element.js";
import { lowered, raised } from "../shared/mathml.js";
import { steady } from "../shared/steady.js";

const leaf = (part) => {
  if (typeof part !== "string") return part;
  if (/^\p{L}+$/u.test(part)) return h("mi", null, part);
  return /^\d+$/.test(part) ? h("mn", null, part) : h("mo", { stretchy: "false" }, part);
};
const row = (...parts) => h("mrow", null, parts.map(leaf));
const mark = (sign) => (/\P{L}/u.test(sign) ? h("mo", { lspace: "0", rspace: "0" }, sign) : leaf(sign));
const low = (base, index) => lowered(leaf(base), mark(index));
const high = (base, power) => raised(leaf(base), mark(power));
const over = (above, below) => h("mfrac", null, leaf(above), leaf(below));
const f = (at) => row("f", "(", at, ")");
const square = (...parts) => high(row("‖", ...parts, "‖"), "2");

const next = low("w", "+");
const star = high("w", "∗");
const least = high("f", "∗");
const start = low("w", "0");
const steep = square("g");
const near = square(start, "−", star);
const gap = (index) => row(f(low("w", index)), "−", least);
const halfStep = over("η", "2");

/** Both sides of each link that is no identity, by its key. */
const SIDES = {
  "I.1": [
    f(next),
    row(f("w"), "+", "g", "·", row("(", next, "−", "w", ")"), "+", over("L", "2"), square(next, "−", "w")),
  ],
  "I.3": [
    row(f("w"), "−", "η", row("(", "1", "−", over(row("L", "η"), "2"), ")"), steep),
    row(f("w"), "−", halfStep, steep),
  ],
  "I.4": [f(next), row(f("w"), "−", halfStep, steep)],
  "II.1": [f("w"), row(least, "+", "g", "·", row("(", "w", "−", star, ")"))],
  "II.4": [row(f(next), "−", least), over(row(square("w", "−", star), "−", square(next, "−", star)), row("2", "η"))],
  "II.7": [row("Σ", row("(", gap("s"), ")")), over(near, row("2", "η"))],
  "II.8": [row("T", row("(", gap("T"), ")")), row("Σ", row("(", gap("s"), ")"))],
  "II.9": [gap("T"), over(near, row("2", "η", "T"))],
};

/** left ≤ right as a formula; `label` is the same in one line of text. */
export const Statement = steady(({ link, label }) => {
  const [left, right] = SIDES[link];
  return h(
    "span",
    { class: "pe-statement", role: "math", "aria-label": label },
    h("math", { "aria-hidden": "true" }, row(left)),
    h("math", { "aria-hidden": "true" }, h("mo", { form: "infix" }, "≤"), row(right)),
  );
});
