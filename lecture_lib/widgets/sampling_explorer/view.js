// The SamplingExplorer's front end.
import { Button, Choice, Segments, Slider } from "../shared/controls.js";
import { h } from "../shared/element.js";
import { widget } from "../shared/mount.js";
import { floorSentence, results, whole } from "./lesson.js";
import * as math from "./math.js";
import { Curves, Draws, Plane } from "./pictures.js";
import { LARGEST, allRuns, indexRule, stepSizes } from "./runs.js";
import * as thin from "./thin.js";

const TRAITS = ["step_size", "batch_size", "copies", "budget", "rule", "schedule", "axis", "seed", "start"];

function follow(state, memo) {
  const runs = allRuns(state, memo);
  const floors = { sgd: math.floor(state.step_size, 1, state.copies) };
  if (state.batch_size > 1) floors.minibatch = math.floor(state.step_size, state.batch_size, state.copies);
  // Mini-batches of one are SGD, drawn once.
  const shown = Object.keys(runs).filter((key) => key !== "minibatch" || state.batch_size > 1);
  return { runs, floors, shown };
}

const SCHEDULES = [
  ["constant", "γ"],
  ["inverse", "γ/(1 + (k − 1)/20)"],
  ["inverse_sqrt", "γ/√(1 + (k − 1)/20)"],
  ["cosine", "cosine, warm-up"],
];
const RULES = [
  ["randomized", "randomized"],
  ["cyclic", "cyclic"],
  ["reshuffled", "reshuffled"],
];
const AXES = [
  ["evaluations", "gradients"],
  ["iterations", "iterations"],
];

function View({ state, set, memo, uid }) {
  const run = follow(state, memo);
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
      h(Slider, {
        control: "step_size",
        main: true,
        name: "γ",
        label: "Step size",
        value: state.step_size,
        min: 0.01,
        max: 2,
        log: true,
        onInput: (value) => set({ step_size: value }),
      }),
      h(Slider, {
        control: "batch_size",
        name: "b",
        label: "Examples in a mini-batch",
        value: state.batch_size,
        min: 1,
        max: 8,
        step: 1,
        onInput: (value) => set({ batch_size: value }),
      }),
      h(Slider, {
        control: "copies",
        name: "copies",
        label: "Copies of each example in the data",
        value: state.copies,
        min: 1,
        max: 20,
        step: 1,
        range: `m = 8 × ${state.copies} = ${8 * state.copies}`,
        onInput: (value) => set({ copies: value }),
      }),
      h(Slider, {
        control: "budget",
        name: "budget",
        label: "Budget of each method",
        value: state.budget,
        min: 10,
        max: LARGEST,
        log: true,
        steps: 60,
        format: whole,
        range: "10 to 10\u202f000",
        onInput: (value) => set({ budget: Math.round(value) }),
      }),
    ),
    h(
      "div",
      { class: "lw-row" },
      h(Segments, {
        control: "axis",
        label: "budget of",
        value: state.axis,
        options: AXES,
        uid,
        onChange: (axis) => set({ axis }),
      }),
      h(Button, {
        control: "seed",
        text: `Draw again (seed ${state.seed})`,
        onClick: () => set({ seed: (state.seed + 1) % 10000 }),
      }),
    ),
    h(
      "div",
      { class: "lw-row" },
      h(Segments, {
        control: "rule",
        label: "index rule",
        value: state.rule,
        options: RULES,
        uid,
        onChange: (rule) => set({ rule }),
      }),
      h(Choice, {
        control: "schedule",
        label: "step size",
        value: state.schedule,
        options: SCHEDULES,
        translate: "no",
        onChange: (schedule) => set({ schedule }),
      }),
    ),
  );
}

const front = widget({ traits: TRAITS, View });
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
