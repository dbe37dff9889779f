// Each inequality as two bars, left side above right side, with a word and a sign for the verdict.
import { h } from "preact";
import { formatNumber } from "../shared/numbers.js";
import { holds, LINKS } from "./links.js";
import { EXAMPLES } from "./math.js";

// Both sides of these are values of f; their bars show how far above the minimum these are.
const OF_VALUES = new Set(["I.1", "I.3", "I.4", "II.1"]);

/** A statement with its indices set low: w_T. */
const typeset = (text) => text.split(/_([A-Za-z][₊₁]*)/).map((part, i) => (i % 2 ? h("sub", { key: i }, part.replace("₊₁", "+1")) : part));

function Row({ words: [key, title, statement], side, fStar }) {
  const [lhs, rhs, scale] = side;
  const shift = OF_VALUES.has(key) ? fStar : 0;
  const sides = [lhs - shift, rhs - shift];
  const lowest = Math.min(0, ...sides);
  const span = Math.max(0, ...sides) - lowest || 1;
  const good = holds(side);
  const slack = Math.abs(rhs - lhs) <= 1e-12 * scale ? 0 : Math.abs(rhs - lhs);
  const bar = (value, kind) => h("span", {
    class: `pe-bar ${kind}`,
    style: { left: `${(100 * (Math.min(0, value) - lowest)) / span}%`, width: `${(100 * Math.abs(value)) / span}%` },
  });
  return h("li", { class: `pe-link${good ? "" : " pe-fails"}`, "data-link": key },
    h("span", { class: "pe-words" }, h("b", null, `${key} ${title}`), h("span", { class: "lw-small" }, typeset(statement))),
    h("span", { class: "pe-bars", "aria-hidden": "true" },
      h("span", { class: "pe-zero", style: { left: `${(-100 * lowest) / span}%` } }),
      bar(sides[0], "pe-left"), bar(sides[1], "pe-right")),
    h("span", { class: "pe-verdict" },
      h("b", null, good ? "✓ holds" : "✗ fails"),
      h("span", { class: "lw-small" }, `${good ? (slack ? "slack" : "equal") : "by"}${slack ? ` ${formatNumber(slack)}` : ""}`)));
}

/** The inequalities at one step. */
export function Bars({ name, sides, step }) {
  return h("div", null,
    h("p", { class: "lw-small pe-key" }, `The inequalities at t = ${step}, w = w`, h("sub", null, step), ", w₊ = w", h("sub", null, step + 1),
      ", T = ", step + 1, ": left side above, right side below."),
    h("ul", { class: "pe-links" },
      LINKS.map((words) => h(Row, { key: words[0], words, side: sides[words[0]][step], fStar: EXAMPLES[name].fStar }))));
}
