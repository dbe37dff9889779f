// The ProofExplorer's front end: the run, the ladder of bounds, the inequalities, and a sentence.
import { cached } from "../shared/cached.js";
import { player, Transport } from "../shared/controls.js";
import { typedFields } from "../formula/field.js";
import { h } from "../shared/element.js";
import { fields } from "../shared/fields.js";
import { widget } from "../shared/mount.js";
import { formatNumber } from "../shared/numbers.js";
import { Bars } from "./bars.js";
import { low, sentences, whatIsSeen } from "./lesson.js";
import { evaluate, firstBroken, holds, LINKS } from "./links.js";
import { bounds, descend, exampleOf, GOLDEN_RATIO, hasMinimiser, nameOf, STEPS } from "./math.js";
import { Ladder, Run } from "./pictures.js";
import TRAITS from "./traits.json";

const controls = fields(TRAITS);
const typed = typedFields(TRAITS, ["sqrt(1 + w^2) + w/4", "w^4 - w^2", "abs(w - 0.3)"]);

/** All numbers of a state that do not depend on the step. */
export function follow(state) {
  const example = exampleOf(state);
  const run = descend(example, state.h);
  const { start, wStar } = example;
  const claimed = Array.from({ length: STEPS }, (_, i) => (start - wStar) ** 2 / (2 * run.eta * (i + 1)));
  return { run, sides: evaluate(example, run), limits: bounds(example, state.h, run), claimed };
}

/** The controls of a function of one's own, and what is seen of it. */
function Own({ state, set, slider }) {
  const { formula, interval } = typed({ state, set });
  return h(
    "div",
    { class: "pe-own" },
    formula(),
    interval(),
    slider("start"),
    h("p", { class: "lw-small pe-seen", role: "status" }, whatIsSeen(exampleOf(state))),
  );
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

/** The run, the ladder, and what is said of them. */
function Pictures({ state, id, step, memo, uid, found: { run, sides, limits, claimed } }) {
  const { L, fStar, start } = exampleOf(state);
  if (run.w.length < 2) {
    const at = `w₀ = ${formatNumber(start)}`;
    const what = run.w.length
      ? `The first step from ${at} leads to no finite number`
      : `f has no finite value at ${at}`;
    return h(
      "p",
      { class: "lw-says", "aria-live": "polite" },
      `${what}: there is no run to look at. Choose another start.`,
    );
  }
  return h(
    "div",
    { class: "lw-shown" },
    h(
      "div",
      { class: "lw-panels" },
      h(
        "figure",
        { class: "lw-panel" },
        h("figcaption", null, `${nameOf(state)}; dashed: bound with L = ${formatNumber(L)}`),
        h(Run, { state, id, step, run, memo, uid }),
      ),
      h(
        "figure",
        { class: "lw-panel" },
        h("figcaption", null, boundsInWords(state.h, limits)),
        h(Ladder, { fStar, id, step, run, limits, claimed, memo, uid }),
      ),
    ),
    h("p", { class: "lw-says", "aria-live": "polite" }, sentences(state, step, run, sides, limits).join(" ")),
  );
}

function View({ state, ui, set, redraw, memo, uid }) {
  const { function: name, h: size, formula, interval, start } = state;
  const { slider, choice } = controls({ state, set, uid });
  const isOwn = name === "own";
  const id = isOwn ? `${size} ${interval} ${start} ${formula}` : `${size} ${name}`;
  const found = cached(memo, "all", id, () => follow(state));
  const example = exampleOf(state);
  const last = found.run.w.length - 2; // the last step that leads to a number
  const step = Math.min(state.step, last);
  const act = player({ step, count: last, ui, goTo: (t) => set({ step: t }), redraw });
  return h(
    "div",
    { class: "lw lw-view pe", "data-widget": "ProofExplorer" },
    h(Pictures, { state, id, step, memo, uid, found }),
    h(
      "div",
      { class: "lw-controls" },
      choice("function"),
      slider("h", { format: (value) => `${formatNumber(value)}/L` }),
    ),
    isOwn && h(Own, { state, set, slider }),
    last >= 0 &&
      h(Transport, {
        step,
        count: last,
        playing: ui.playing,
        words: `step t, from w${low(step)} to w${low(step + 1)}`,
        act,
      }),
    last >= 0 && h(Bars, { fStar: example.fStar, sides: found.sides, step, isWhole: hasMinimiser(example) }),
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
