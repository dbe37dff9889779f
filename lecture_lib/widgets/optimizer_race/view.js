// The OptimizerRace's front end: a landscape with the paths, curves by step, who runs, and one method's numbers.
import { cached } from "../shared/cached.js";
import { Button } from "../shared/controls.js";
import { h } from "../shared/element.js";
import { fields } from "../shared/fields.js";
import { widget } from "../shared/mount.js";
import { steady } from "../shared/steady.js";
import { blocks } from "./labels.js";
import { defaultSettings, LANDSCAPES } from "./landscapes.js";
import { runsOf, sentences, standing } from "./lesson.js";
import { CONVENTIONS, NUMBERS, RACERS, secondOf } from "./names.js";
import { Curves, decades, Landscape } from "./pictures.js";
import { run, seesNoise } from "./race.js";
import { lastSeen, trail } from "./trails.js";
import TRAITS from "./traits.json";
import { Tuning } from "./tuning.js";

const ALL = Object.keys(RACERS);
/** Who stands in lists: every method, and of the second racers those that this reader has met. */
const listOf = (met) => ALL.filter((racer) => !RACERS[racer].isSecond || met.has(racer));
const ON = Object.entries(LANDSCAPES).map(([key, { name }]) => [key, name]);
const controls = fields(TRAITS);

function Runner({ method, checked, onChange }) {
  const { name, mark, dash, hue } = RACERS[method];
  return h(
    "label",
    { class: "lw-check or-runner" },
    h("input", { type: "checkbox", "data-control": "methods", checked, onChange }),
    h(
      "svg",
      { width: 24, height: 12, viewBox: "-17 -6 24 12", "aria-hidden": "true" },
      h("path", { class: `lw-curve or-line ${hue}`, d: "M-17 0H0", "stroke-dasharray": dash }),
      h("path", { class: `or-mark ${hue}`, d: mark }),
    ),
    h("span", { translate: "no" }, name),
  );
}

const Runners = steady(({ methods, list, set }) =>
  h(
    "div",
    { class: "or-runners", role: "group", "aria-label": "Who runs" },
    list.map((method) =>
      h(Runner, {
        key: method,
        method,
        checked: methods.includes(method),
        onChange: () => set({ methods: ALL.filter((other) => methods.includes(other) !== (other === method)) }),
      }),
    ),
  ),
);

/** What is raced on, and what the curves show. */
const What = steady(({ landscape, curves, set, uid }) => {
  const { choice, segments } = controls({ state: { landscape, curves }, set, uid });
  return h(
    "div",
    { class: "or-what" },
    choice("landscape", {
      options: ON,
      onChange: (name) => set({ landscape: name, start: LANDSCAPES[name].start, settings: defaultSettings(name) }),
    }),
    h(Button, {
      control: "reset",
      text: "Reset",
      onClick: () => set({ start: LANDSCAPES[landscape].start, settings: defaultSettings(landscape) }),
    }),
    segments("curves"),
  );
});

function curvesOf(runs, { curves, tuned, steps }) {
  if (curves === "gap") {
    return {
      title: "f − f*",
      label: "f minus its minimum by step, for each method",
      first: 0,
      series: runs.map(({ method, key, gaps, taken }) => ({
        id: method,
        method,
        key,
        text: RACERS[method].name,
        dash: RACERS[method].dash,
        numbers: gaps.subarray(0, Math.min(steps, taken) + 1),
      })),
    };
  }
  const own = runs.filter(({ method }) => method === tuned);
  return {
    title: `effective rate of ${RACERS[tuned].name}`,
    label: "Effective rate of both coordinates by step",
    first: 1,
    series: own.flatMap(({ method, key, rates, taken }) =>
      ["θ₁", "θ₂"].map((text, i) => ({
        id: text,
        method,
        key: `${method} ${key}`,
        text,
        dash: i ? "6 4" : undefined,
        numbers: Float64Array.from({ length: Math.min(steps, taken) }, (_, t) => rates[2 * t + i]),
      })),
    ),
  };
}

/** The state with a second racer of the method at hand: it starts with the settings of the first and half the rate. */
function withSecond({ methods, settings, tuned }) {
  const second = secondOf(tuned);
  if (methods.includes(second)) return { tuned: second };
  const own = settings[tuned];
  return {
    methods: ALL.filter((racer) => racer === second || methods.includes(racer)),
    settings: { ...settings, [second]: { ...own, lr: own.lr / 2 } },
    tuned: second,
  };
}

const withoutSecond = ({ methods, tuned }) => ({
  methods: methods.filter((racer) => racer !== tuned),
  tuned: RACERS[tuned].method,
});

function View({ state, ui, set, memo, uid }) {
  const { landscape, methods, settings, start, steps, tuned, curves } = state;
  const { slider } = controls({ state, set, uid });
  const runs = runsOf(state, ui.runs);
  for (const racer of [...methods, tuned]) if (RACERS[racer].isSecond) ui.met.add(racer);
  const list = cached(memo, "list", ui.met.size, () => listOf(ui.met));
  return h(
    "div",
    { class: "lw lw-view or", "data-widget": "OptimizerRace" },
    h(
      "div",
      { class: "lw-shown" },
      h(
        "div",
        { class: "lw-panels" },
        h(
          "figure",
          { class: "lw-panel or-land" },
          h(Landscape, { landscape, start, runs, steps, memo, uid, onMove: (point) => set({ start: point }) }),
        ),
        h("figure", { class: "lw-panel or-curves" }, h(Curves, { ...curvesOf(runs, state), steps, memo, uid })),
      ),
      h(
        "p",
        { class: "lw-says", "aria-live": "polite" },
        sentences(runs, state).map((text, i) => h("span", { key: i }, text, " ")),
      ),
    ),
    h(What, { landscape, curves, set, uid }),
    h(Runners, { methods, list, set }),
    h(Tuning, {
      racer: tuned,
      settings: settings[tuned],
      list,
      onChange: (own) => set({ settings: { ...settings, [tuned]: own } }),
      onChoose: (racer) => set({ tuned: racer }),
      onSecond: () => set(RACERS[tuned].isSecond ? withoutSecond(state) : withSecond(state)),
    }),
    h(
      "div",
      { class: "lw-controls" },
      slider("steps"),
      methods.some((method) => seesNoise(landscape, method)) &&
        h(
          "div",
          { class: "or-noise" },
          slider("noise"),
          h(Button, {
            control: "seed",
            text: TRAITS.seed.label,
            onClick: () => set({ seed: (state.seed + 1) % (TRAITS.seed.max + 1) }),
          }),
        ),
    ),
  );
}

const front = widget({ traits: Object.keys(TRAITS), View, newInterface: () => ({ runs: new Map(), met: new Set() }) });
export const still = front.still;
export const math = {
  CONVENTIONS,
  LANDSCAPES,
  RACERS,
  NUMBERS,
  blocks,
  decades,
  defaultSettings,
  lastSeen,
  run,
  runsOf,
  sentences,
  standing,
  trail,
};
export default { render: front.render };
