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

/** What follows a sign, in a formula that may go on in the next line before it. */
const led = (sign, ...parts) => row(h("mo", { form: "infix" }, sign), ...parts);

/** The parts of each link that is no identity, by its key: a line breaks between them. */
const PARTS = {
  "I.1": [
    f(next),
    led("≤", f("w")),
    led("+", "g", "·", row("(", next, "−", "w", ")")),
    led("+", over("L", "2"), square(next, "−", "w")),
  ],
  "I.3": [
    f("w"),
    led("−", "η", row("(", "1", "−", over(row("L", "η"), "2"), ")"), steep),
    led("≤", f("w")),
    led("−", halfStep, steep),
  ],
  "I.4": [f(next), led("≤", f("w")), led("−", halfStep, steep)],
  "II.1": [f("w"), led("≤", least), led("+", "g", "·", row("(", "w", "−", star, ")"))],
  "II.4": [
    row(f(next), "−", least),
    led("≤", over(row(square("w", "−", star), "−", square(next, "−", star)), row("2", "η"))),
  ],
  "II.7": [row("Σ", row("(", gap("s"), ")")), led("≤", over(near, row("2", "η")))],
  "II.8": [row("T", row("(", gap("T"), ")")), led("≤", "Σ", row("(", gap("s"), ")"))],
  "II.9": [gap("T"), led("≤", over(near, row("2", "η", "T")))],
};

/** A statement as a formula; `label` is the same in one line of text. */
export const Statement = steady(({ link, label }) =>
  h(
    "span",
    { class: "pe-statement", role: "math", "aria-label": label },
    PARTS[link].map((part, i) => h("math", { key: i, "aria-hidden": "true" }, part)),
  ),
);
