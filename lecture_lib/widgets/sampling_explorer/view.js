// The SamplingExplorer's front end.
import { Button } from "../shared/controls.js";
import { h } from "../shared/element.js";
import { fields } from "../shared/fields.js";
import { widget } from "../shared/mount.js";
import { floorSentence, results, whole } from "./lesson.js";
import * as math from "./math.js";
import { Curves, Draws, Plane } from "./pictures.js";
import { allRuns, indexRule, stepSizes } from "./runs.js";
import * as thin from "./thin.js";
import TRAITS from "./traits.json";

const controls = fields(TRAITS);

function follow(state, memo) {
  const runs = allRuns(state, memo);
  const floors = { sgd: math.floor(state.step_size, 1, state.copies) };
  if (state.batch_size > 1) floors.minibatch = math.floor(state.step_size, state.batch_size, state.copies);
  // Mini-batches of one are SGD, drawn once.
  const shown = Object.keys(runs).filter((key) => key !== "minibatch" || state.batch_size > 1);
  return { runs, floors, shown };
}

function View({ state, set, memo, uid }) {
  const run = follow(state, memo);
  const { slider, segments, choice } = controls({ state, set, uid });
  const shared = { state, run, set, uid, memo };
  return h(
    "div",
    { class: "lw lw-view sa", "data-widget": "SamplingExplorer" },
    h(
      "div",
      { class: "lw-shown" },
      h(
        "div",
        { class: "lw-panels" },
        h("figure", { class: "lw-panel" }, h(Plane, shared), h(Draws, shared)),
        h("figure", { class: "lw-panel" }, h(Curves, shared)),
      ),
      h(
        "div",
        { class: "lw-says", "aria-live": "polite" },
        h("p", null, results(state, run)),
        h("p", null, floorSentence(state, run)),
      ),
    ),
    h(
      "div",
      { class: "lw-controls" },
      slider("step_size"),
      slider("batch_size"),
      slider("copies", { range: `m = 8 × ${state.copies} = ${8 * state.copies}` }),
      slider("budget", { format: whole }),
    ),
    h(
      "div",
      { class: "lw-row" },
      segments("axis"),
      h(Button, {
        control: "seed",
        text: `Draw again (seed ${state.seed})`,
        onClick: () => set({ seed: (state.seed + 1) % (TRAITS.seed.max + 1) }),
      }),
    ),
    h("div", { class: "lw-row" }, segments("rule"), choice("schedule", { translate: "no" })),
  );
}

const front = widget({ traits: Object.keys(TRAITS), View });
export const { still } = front;

/** For the tests that compare with Python. */
const follows = (state) =>
  Object.fromEntries(
    Object.entries(allRuns(state, new Map())).map(([key, { x, y, gaps, evaluations, ...rest }]) => [
      key,
      { ...rest, x: [...x], y: [...y], gaps: [...gaps], evaluations: [...evaluations] },
    ]),
  );
const draws = (state, m, b, count) => {
  const batch = new Int32Array(b);
  const next = indexRule(state, m, b, batch);
  return Array.from({ length: count }, () => [...batch.subarray(0, next())]);
};
const sizes = (state, steps) => Array.from({ length: steps }, (_, i) => stepSizes(state, steps)(i + 1));

const tested = { ...math, follows, draws, sizes, thin };
export { tested as math };
export default { render: front.render };
