// The ProofExplorer's front end: the run, the ladder of bounds, the inequalities, and a sentence.
import { cached } from "../shared/cached.js";
import { player, Transport } from "../shared/controls.js";
import { h } from "../shared/element.js";
import { fields } from "../shared/fields.js";
import { widget } from "../shared/mount.js";
import { formatNumber } from "../shared/numbers.js";
import { Bars } from "./bars.js";
import { low, sentences } from "./lesson.js";
import { evaluate, firstBroken, holds, LINKS } from "./links.js";
import { bounds, descend, EXAMPLES, GOLDEN_RATIO, nameOf, STEPS } from "./math.js";
import { Ladder, Run } from "./pictures.js";
import TRAITS from "./traits.json";

const controls = fields(TRAITS);

/** All numbers of a state that do not depend on the step. */
export function follow(name, h) {
  const run = descend(name, h);
  const { start, wStar } = EXAMPLES[name];
  const claimed = run.w.slice(1).map((_, i) => (start - wStar) ** 2 / (2 * run.eta * (i + 1)));
  return { run, sides: evaluate(name, run), limits: bounds(name, h), claimed };
}

/** The formulas of the bounds, in the colours of their curves. */
function boundsInWords(size, { lecture, exact }) {
  if (!exact) return "The gap; no theorem bounds it here";
  const isParabola = (1 - size) ** (2 * STEPS) > 1 / (2 * STEPS * size + 1);
  const formula = isParabola ? "½LR²(1 − ηL)²ᵀ" : "½LR²/(2ηLT + 1)";
  return [
    "The gap under ",
    lecture && h("b", { class: "pe-lecture" }, "R²/2ηT"),
    lecture && " and ",
    h("b", { class: "pe-exact" }, formula),
  ];
}

function View({ state, ui, set, redraw, memo, uid }) {
  const { function: name, h: size, step } = state;
  const { slider, choice } = controls({ state, set, uid });
  const key = `${name} ${size}`;
  const { run, sides, limits, claimed } = cached(memo, "all", key, () => follow(name, size));
  const act = player({ step, count: STEPS - 1, ui, goTo: (t) => set({ step: t }), redraw });
  return h(
    "div",
    { class: "lw lw-view pe", "data-widget": "ProofExplorer" },
    h(
      "div",
      { class: "lw-shown" },
      h(
        "div",
        { class: "lw-panels" },
        h(
          "figure",
          { class: "lw-panel" },
          h("figcaption", null, `${nameOf(name, size)}; dashed: bound with L = ${EXAMPLES[name].L}`),
          h(Run, { name, stepTimesL: size, step, run, memo, uid }),
        ),
        h(
          "figure",
          { class: "lw-panel" },
          h("figcaption", null, boundsInWords(size, limits)),
          h(Ladder, { name, stepTimesL: size, step, run, limits, claimed, memo, uid }),
        ),
      ),
      h("p", { class: "lw-says", "aria-live": "polite" }, sentences(name, size, step, run, sides, limits).join(" ")),
    ),
    h(
      "div",
      { class: "lw-controls" },
      choice("function"),
      slider("h", { format: (value) => `${formatNumber(value)}/L` }),
    ),
    h(Transport, {
      step,
      count: STEPS - 1,
      playing: ui.playing,
      words: `step t, from w${low(step)} to w${low(step + 1)}`,
      act,
    }),
    h(Bars, { name, sides, step }),
  );
}

const front = widget({
  traits: Object.keys(TRAITS),
  View,
  newInterface: () => ({ playing: false }),
  close: (ui) => clearInterval(ui.timer),
});
export const still = front.still;
export const math = { follow, firstBroken, golden: GOLDEN_RATIO, holds, LINKS };
export default { render: front.render };
