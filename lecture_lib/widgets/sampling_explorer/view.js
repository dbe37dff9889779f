// The SamplingExplorer's front end.
import { h } from "preact";
import { cached } from "../shared/cached.js";
import { levelLines } from "../shared/contours.js";
import { Button, Choice, Segments, Slider } from "../shared/controls.js";
import { Handle } from "../shared/handle.js";
import { widget } from "../shared/mount.js";
import { formatNumber } from "../shared/numbers.js";
import { Plot, frame } from "../shared/plot.js";
import { nameOf, sentence, whole } from "./lesson.js";
import * as math from "./math.js";
import { allRuns, indexRule, stepSizes } from "./runs.js";
import { cloud, curve, spread, track } from "./thin.js";

const TRAITS = ["step_size", "batch_size", "copies", "budget", "rule", "schedule", "axis", "seed", "start"];
const PLANE = { width: 340, height: 320, x: { domain: [-3, 3], label: "w₁" }, y: { domain: [-3, 3], label: "w₂" }, margin: { left: 30, right: 10, top: 20 } };
const CURVES = { width: 380, height: 320, margin: { left: 44, right: 46, top: 20 } };
const GAPS = [1e-4, 30];
const LEVELS = [0.02, 0.1, 0.3, 0.7, 1.3, 2.2, 3.4];
const TONES = { gd: "forward", sgd: "backward", minibatch: "third" };
const APART = 17;

function follow(state) {
  const runs = allRuns(state);
  const floors = { sgd: math.floor(state.step_size, 1, state.copies) };
  if (state.batch_size > 1) floors.minibatch = math.floor(state.step_size, state.batch_size, state.copies);
  // Mini-batches of one are SGD, drawn once.
  const shown = Object.keys(runs).filter((key) => key !== "minibatch" || state.batch_size > 1);
  return { runs, floors, shown };
}

/** The name of each path beside its end, where that lies in the picture. */
function Ends({ runs, shown, state, box }) {
  const { sx, sy } = box;
  const ends = shown.map((key) => [key, sx(runs[key].x.at(-1)), sy(runs[key].y.at(-1))])
    .filter(([, x, y]) => x > box.left && x < PLANE.width - box.right && y > box.top && y < PLANE.height - box.bottom);
  const heights = spread(ends.map(([, , y]) => y + 4), APART, box.top + 12, PLANE.height - box.bottom - 6);
  const rightmost = Math.max(...ends.map(([, x]) => x));
  const toLeft = rightmost > PLANE.width - 75;
  const column = toLeft ? Math.min(...ends.map(([, x]) => x)) - 22 : rightmost + 22;
  return ends.map(([key, x, y], i) => h("g", { key, class: `sa-end lw-${TONES[key]}` },
    h("path", { d: `M${x} ${y}L${column + (toLeft ? 3 : -3)} ${heights[i] - 4}` }),
    h("circle", { cx: x, cy: y, r: 4.5 }),
    h("text", { class: `lw-name lw-${TONES[key]}`, x: column, y: heights[i], "text-anchor": toLeft ? "end" : "start" }, nameOf(key, state.batch_size))));
}

function Plane({ state, run, set, uid, memo }) {
  const box = frame(PLANE);
  const { sx, sy } = box;
  const [width, height] = [PLANE.width - box.right, PLANE.height - box.bottom];
  return h("figure", { class: "lw-panel" },
    h(Plot, {
      frame: box, x: PLANE.x, y: PLANE.y, uid, name: "plane", label: "Paths over the level lines of f",
      over: [
        h(Ends, { key: "ends", ...run, state, box }),
        h(Handle, {
          key: "start", control: "start", x: state.start[0], y: state.start[1], sx, sy, step: 0.1, label: "Start of the descents", className: "sa-start",
          text: `w₀ = (${formatNumber(state.start[0])}, ${formatNumber(state.start[1])})`, onMove: (x, y) => set({ start: [x, y] }),
        }),
      ],
    },
    cached(memo, "levels", "", () => h("g", null, levelLines(math.gap, LEVELS, sx, sy).map((d) => h("path", { class: "lw-level", d })))),
    ["sgd", "minibatch", "gd"].filter((key) => run.shown.includes(key)).map((key) => h("g", { key },
      h("path", { class: `sa-cloud sa-${key}`, d: cloud(run.runs[key], sx, sy, width, height) }),
      h("path", { class: `lw-curve lw-${TONES[key]} sa-track sa-${key}`, d: track(run.runs[key], sx, sy) }))),
    h("path", { class: "sa-star", d: `M${sx(math.W_STAR[0]) - 6} ${sy(math.W_STAR[1])}h12m-6 -6v12` })),
  h("figcaption", null, "The first 60 steps as lines, later iterates as dots; + is w*."));
}

function Curves({ state, run, uid }) {
  const byCost = state.axis === "evaluations";
  const x = { domain: [1, state.budget], log: true, label: byCost ? "gradients of single examples" : "iteration k" };
  const y = { domain: GAPS, log: true, label: "f(w) − f*" };
  const box = frame({ ...CURVES, x, y });
  const { sx, sy } = box;
  const [right, base] = [CURVES.width - box.right, CURVES.height - box.bottom];
  const iterations = new Int32Array(state.budget + 1);
  for (let k = 1; k <= state.budget; k += 1) iterations[k] = k;
  const drawn = run.shown.map((key) => {
    const { gaps, evaluations, b, diverged } = run.runs[key];
    const made = curve(byCost ? evaluations : iterations, gaps, sx, sy, byCost && b > 1 && diverged === null);
    return { key, ...made, diverged };
  });
  const heights = spread(drawn.map(({ end, diverged }) => (diverged === null ? end + 4 : box.top + 4)), APART, box.top + 4, base + 2);
  const floors = Object.entries(run.floors).filter(([, value]) => value > GAPS[0] && value < GAPS[1]);
  // SGD's floor is the higher one: its name stands above its line, the other's below.
  const names = spread(floors.map(([key, value]) => sy(value) + (key === "sgd" ? -5 : 14)), APART, box.top + 12, base - 5);
  return h("figure", { class: "lw-panel" },
    h(Plot, {
      frame: box, x, y, uid, name: "curves", label: "The gap of each method against its cost",
      over: [
        ...drawn.map(({ key, diverged }, i) => h("text", { key, class: `lw-name lw-${TONES[key]}`, x: right + 6, y: heights[i] },
          diverged === null ? nameOf(key, state.batch_size) : `${nameOf(key, state.batch_size)} ↑`)),
        ...floors.map(([key, value], i) => h("text", {
          key: `floor ${key}`, class: `lw-name lw-${TONES[key]} sa-floor-name`, x: box.left + 6, y: names[i],
        }, `floor ${formatNumber(value, 2)}`)),
      ],
    },
    floors.map(([key, value]) => h("path", { key, class: `lw-curve lw-dashed lw-${TONES[key]} sa-floor`, d: `M${box.left} ${sy(value)}H${right}` })),
    ["sgd", "minibatch", "gd"].map((key) => drawn.find((one) => one.key === key)).filter(Boolean).map(({ key, all, mean }) => h("g", { key },
      key !== "gd" && h("path", { class: `lw-curve lw-${TONES[key]} sa-all`, d: all }),
      h("path", { class: `lw-curve lw-${TONES[key]}`, d: key === "gd" ? all : mean })))),
  h("figcaption", null, "Strong lines: means over stretches of the axis."));
}

const SCHEDULES = [["constant", "γ"], ["inverse", "γ/(1 + (k − 1)/20)"], ["inverse_sqrt", "γ/√(1 + (k − 1)/20)"], ["cosine", "cosine, warm-up"]];
const RULES = [["randomized", "randomized"], ["cyclic", "cyclic"], ["reshuffled", "reshuffled"]];
const AXES = [["evaluations", "gradients"], ["iterations", "iterations"]];

function View({ state, set, memo, uid }) {
  const key = JSON.stringify(state);
  const run = cached(memo, "run", key, () => follow(state));
  return h("div", { class: "lw lw-view sa", "data-widget": "SamplingExplorer" },
    h("div", { class: "lw-panels" }, h(Plane, { state, run, set, uid, memo }), h(Curves, { state, run, uid })),
    h("p", { class: "lw-says", "aria-live": "polite" }, sentence(state, run.runs, run.floors)),
    h("div", { class: "lw-controls" },
      h(Slider, { control: "step_size", name: "γ", label: "Step size", value: state.step_size, min: 0.01, max: 2, log: true, onInput: (value) => set({ step_size: value }) }),
      h(Slider, { control: "batch_size", name: "b", label: "Examples in a mini-batch", value: state.batch_size, min: 1, max: 8, step: 1, onInput: (value) => set({ batch_size: value }) }),
      h(Slider, { control: "copies", name: "copies", label: "Copies of each example in the data", value: state.copies, min: 1, max: 20, step: 1, range: `m = 8 × ${state.copies} = ${8 * state.copies}`, onInput: (value) => set({ copies: value }) }),
      h(Slider, { control: "budget", name: "budget", label: "Budget of each method", value: state.budget, min: 10, max: 10000, log: true, steps: 60, format: whole, range: "10 to 10\u202f000", onInput: (value) => set({ budget: Math.round(value) }) })),
    h("div", { class: "lw-row" },
      h(Segments, { control: "axis", label: "budget of", value: state.axis, options: AXES, uid, onChange: (axis) => set({ axis }) }),
      h(Segments, { control: "rule", label: "index rule", value: state.rule, options: RULES, uid, onChange: (rule) => set({ rule }) }),
      h(Choice, { control: "schedule", label: "step size", value: state.schedule, options: SCHEDULES, onChange: (schedule) => set({ schedule }) }),
      h(Button, { control: "seed", text: `Draw again (seed ${state.seed})`, onClick: () => set({ seed: (state.seed + 1) % 10000 }) })));
}

const front = widget({ traits: TRAITS, View });
export const { still } = front;

/** For the tests that compare with Python. */
const follows = (state) => Object.fromEntries(Object.entries(allRuns(state)).map(([key, { x, y, gaps, evaluations, taken, diverged }]) => [
  key, { x: [...x], y: [...y], gaps: [...gaps], evaluations: [...evaluations], taken, diverged },
]));
const draws = (state, m, b, count) => {
  const batch = new Int32Array(b);
  const next = indexRule(state, m, b, batch);
  return Array.from({ length: count }, () => [...batch.subarray(0, next())]);
};
const sizes = (state, steps) => Array.from({ length: steps }, (_, i) => stepSizes(state, steps)(i + 1));

const tested = { ...math, follows, draws, sizes, thin: { curve, spread, cloud, track } };
export { tested as math };
export default { render: front.render };
