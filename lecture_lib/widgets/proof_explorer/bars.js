// Each inequality as two bars, left side above right side, with a word and a sign for the verdict.
import { h } from "../shared/element.js";
import { formatNumber } from "../shared/numbers.js";
import { steady } from "../shared/steady.js";
import { Statement } from "./formulas.js";
import { low } from "./lesson.js";
import { holds, isComparable, LINKS } from "./links.js";

// Both sides of these are values of f; their bars show how far above the minimum these are.
const OF_VALUES = new Set(["I.1", "I.3", "I.4", "II.1"]);

const Row = steady(({ words: [key, title, statement], side, fStar, lacks }) => {
  const [lhs, rhs, scale] = side;
  const shift = OF_VALUES.has(key) ? fStar : 0;
  const isKnown = !lacks && isComparable(side);
  const sides = isKnown ? [lhs - shift, rhs - shift] : [0, 0];
  const lowest = Math.min(0, ...sides);
  const span = Math.max(0, ...sides) - lowest || 1;
  const good = holds(side);
  const slack = Math.abs(rhs - lhs) <= 1e-12 * scale ? 0 : Math.abs(rhs - lhs);
  const bar = (value, kind) =>
    h("span", {
      class: `pe-bar ${kind}`,
      style: { left: `${(100 * (Math.min(0, value) - lowest)) / span}%`, width: `${(100 * Math.abs(value)) / span}%` },
    });
  return h(
    "li",
    { class: `pe-link${good || !isKnown ? "" : " pe-fails"}`, "data-link": key },
    h("b", { class: "pe-title" }, `${key} ${title}`),
    h(Statement, { link: key, label: statement }),
    h(
      "span",
      { class: "pe-bars", "aria-hidden": "true" },
      h("span", { class: "pe-zero", style: { left: `${(-100 * lowest) / span}%` } }),
      bar(sides[0], "pe-left"),
      bar(sides[1], "pe-right"),
    ),
    h(
      "span",
      { class: "pe-verdict" },
      h("b", null, isKnown ? (good ? "✓ holds" : "✗ fails") : "? unknown"),
      h(
        "span",
        { class: "lw-small" },
        isKnown
          ? `${good ? (slack ? "slack" : "equal") : "by"}${slack ? ` ${formatNumber(slack)}` : ""}`
          : (lacks ?? "a side is no finite number"),
      ),
    ),
  );
});

/** The inequalities at one step: those of Step I beside those of Step II. */
export function Bars({ fStar, sides, step, isWhole }) {
  const list = (part, head, note, lacks) =>
    h(
      "div",
      null,
      h("p", { class: "pe-head" }, h("b", null, head), h("span", { class: "lw-small" }, note)),
      h(
        "ul",
        { class: "pe-links" },
        LINKS.filter(([key]) => key.startsWith(`${part}.`)).map((words) =>
          h(Row, { key: words[0], words, side: sides[words[0]][step], fStar, lacks }),
        ),
      ),
      part === "I" &&
        h(
          "p",
          { class: "lw-small pe-key" },
          "Upper bar: left side of ≤. Lower bar: right side. Both start at the thin line, which is 0.",
        ),
    );
  return h(
    "div",
    { class: "lw-panels pe-steps" },
    list("I", "Step I: descent", `w = w${low(step)}, w₊ = w${low(step + 1)}`),
    list("II", "Step II: rate", `T = ${step + 1}`, isWhole ? undefined : "no minimiser"),
  );
}
