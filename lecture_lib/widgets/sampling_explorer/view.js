// The SamplingExplorer's front end.
import { ColumnField } from "../shared/column_field.js";
import { Button, Segments } from "../shared/controls.js";
import { h } from "../shared/element.js";
import { fields } from "../shared/fields.js";
import { widget } from "../shared/mount.js";
import { Functions } from "./functions.js";
import { floorSentence, ownFloorSentence, results, whole } from "./lesson.js";
import * as math from "./math.js";
import { Curves, Draws, Plane } from "./pictures.js";
import { allRuns, indexRule, problemIn, stepSizes } from "./runs.js";
import * as terms from "./terms.js";
import * as thin from "./thin.js";
import TRAITS from "./traits.json";

const controls = fields(TRAITS);

const PROBLEMS = [
  ["examples", "eight examples"],
  ["own", "your own fᵢ"],
];
/** The chapter's two parabolas of unequal curvature. */
const EXAMPLE = [
  [0, 1],
  [1, 3],
];

function follow(state, memo) {
  const runs = allRuns(state, memo);
  const problem = problemIn(state, memo);
  const floors = { sgd: problem.floor(state.step_size, 1, state.copies) };
  if (state.batch_size > 1) floors.minibatch = problem.floor(state.step_size, runs.minibatch.b, state.copies);
  // Mini-batches of one are SGD, drawn once.
  const shown = Object.keys(runs).filter((key) => key !== "minibatch" || state.batch_size > 1);
  return { runs, problem, floors, shown };
}

function View({ state, ui, set, redraw, memo, uid }) {
  const run = follow(state, memo);
  const isOwn = state.terms.length > 0;
  const { count } = run.problem;
  const m = count * state.copies;
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
        h("figure", { class: "lw-panel" }, h(isOwn ? Functions : Plane, shared), h(Draws, shared)),
        h("figure", { class: "lw-panel" }, h(Curves, shared)),
      ),
      h(
        "div",
        { class: "lw-says", "aria-live": "polite" },
        h("p", null, results(state, run)),
        isOwn ? h("p", { class: "sa-plain" }, ownFloorSentence(state, run)) : h("p", null, floorSentence(state, run)),
      ),
    ),
    h(
      "div",
      { class: "lw-controls" },
      slider("step_size"),
      slider("batch_size", { format: (b) => (b > m ? `${b}: all ${m}` : b) }),
      slider("copies", { range: `m = ${count} × ${state.copies} = ${m}` }),
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
    h(
      "div",
      { class: "lw-row" },
      h(Segments, {
        control: "terms",
        label: "Functions",
        value: isOwn ? "own" : "examples",
        options: PROBLEMS,
        uid,
        onChange: (chosen) => {
          // Those of one's own come back with the choice.
          if (isOwn) ui.kept = state.terms;
          set({ terms: chosen === "own" ? (ui.kept ?? EXAMPLE) : [] });
        },
      }),
    ),
    isOwn &&
      h(ColumnField, {
        control: "columns",
        label: "Centres c and curvatures a of the fᵢ = a/2\u00a0(w\u00a0−\u00a0c)², as text or from a file",
        told: TRAITS.terms,
        rows: state.terms,
        ui,
        redraw,
        onRows: (rows) => set({ terms: rows }),
      }),
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

const tested = { ...math, ...terms, follows, draws, sizes, thin };
export { tested as math };
export default { render: front.render };
