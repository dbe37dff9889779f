// The OptimizerRace's front end: a landscape with the paths, curves by step, who runs, and one method's numbers.
import { typedFields } from "../formula/field.js";
import { cached } from "../shared/cached.js";
import { levelGround } from "../shared/contours.js";
import { Button } from "../shared/controls.js";
import { h } from "../shared/element.js";
import { fields } from "../shared/fields.js";
import { widget } from "../shared/mount.js";
import { steady } from "../shared/steady.js";
import { isBox, levelsOf, moved, windowOf, zoomed } from "./box.js";
import { criticalPoints } from "./critical.js";
import { Curves, decades } from "./curves.js";
import { blocks } from "./labels.js";
import { frameOf, Landscape } from "./land.js";
import { freshOf, LANDSCAPES, OWN, sceneOf, settingsOf } from "./landscapes.js";
import { raceOf, sentences, standing } from "./lesson.js";
import { CONVENTIONS, NUMBERS, RACERS, secondOf } from "./names.js";
import { own } from "./own.js";
import { run, seesNoise } from "./race.js";
import { lastSeen, trail } from "./trails.js";
import TRAITS from "./traits.json";
import { Tuning } from "./tuning.js";
import { Zoom } from "./zoom.js";

const ALL = Object.keys(RACERS);
/** Who stands in lists: every method, and of the second racers those that run or are at hand. */
const listOf = ({ methods, tuned }) =>
  ALL.filter((racer) => !RACERS[racer].isSecond || racer === tuned || methods.includes(racer));
const ON = [...Object.entries(LANDSCAPES).map(([key, { name }]) => [key, name]), [OWN, "your own f(x, y)"]];
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
        onChange: () =>
          set({
            methods: ALL.filter((other) => methods.includes(other) !== (other === method)),
            // a second racer stays in the list, and its box in focus, by being at hand
            ...(RACERS[method].isSecond && { tuned: method }),
          }),
      }),
    ),
  ),
);

const OWN_CURVES = [["gap", "f − f₀"], ...Object.entries(TRAITS.curves.options).slice(1)];
const typed = typedFields(TRAITS, [TRAITS.formula.default, "x^2/4 + y^2 - cos(4*x)", "x - log(4 - x^2 - y^2)"]);

/** What is raced on, what of it is seen, and what the curves show. */
const What = steady(({ landscape, formula, curves, critical, scene, set, uid }) => {
  const { choice, segments } = controls({ state: { landscape, curves }, set, uid });
  const begin = (name, text) => {
    const { critical: isMarked, ...fresh } = freshOf(sceneOf({ landscape: name, formula: text }));
    return { ...fresh, critical: isMarked || (critical && landscape !== OWN) };
  };
  const { critical: _, ...fresh } = freshOf(scene);
  return h(
    "div",
    { class: "or-what" },
    choice("landscape", { options: ON, onChange: (name) => set({ landscape: name, ...begin(name, formula) }) }),
    h(Button, { control: "reset", text: "Reset", onClick: () => set(fresh) }),
    segments("curves", scene.isOwn && { options: OWN_CURVES }),
  );
});

/** Where a landscape of one's own is typed: a new one begins afresh. */
const Typed = ({ formula, set }) =>
  typed({ state: { formula }, set }).formula({
    onChange: (text) => {
      const { critical: _, ...anew } = freshOf(sceneOf({ landscape: OWN, formula: text }));
      set({ formula: text, ...anew });
    },
  });

function curvesOf(runs, { axes, isOwn }, { curves, tuned, steps }) {
  if (curves === "gap") {
    return {
      title: isOwn ? "f − f₀" : "f − f*",
      label: `f minus ${isOwn ? "the lowest value found" : "its minimum"} by step, for each method`,
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
      axes.map((text, i) => ({
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

const NONE = [];

/** The critical points that are marked: those of the box, if they are asked for. */
function criticalOf({ critical }, scene, [x0, x1, y0, y1], memo) {
  if (!critical) return NONE;
  const box = [
    [x0, x1],
    [y0, y1],
  ];
  return cached(memo, "critical", `${scene.key} ${box}`, () => criticalPoints(scene, box));
}

function View({ state, ui, set, memo, uid }) {
  const { landscape, formula, methods, settings, start, steps, tuned, curves, box } = state;
  const { slider } = controls({ state, set, uid });
  const scene = cached(memo, "scene", landscape === OWN ? `${OWN} ${formula}` : landscape, () => sceneOf(state));
  const now = windowOf(scene, start, box);
  const seen = cached(memo, "seen", String(now), () => now);
  const place = cached(memo, "place", `${scene.key} ${seen}`, () => frameOf(seen, scene.axes));
  const critical = criticalOf(state, scene, seen, memo);
  const { runs, lowest } = raceOf(scene, state, ui.runs);
  const listed = listOf(state);
  const list = cached(memo, "list", String(listed), () => listed);
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
          h(Zoom, {
            seen,
            frame: place.box,
            critical: state.critical,
            onBox: (box) => set({ box }),
            onCritical: () => set({ critical: !state.critical }),
          }),
          h(Landscape, {
            scene,
            seen,
            place,
            isOwnBox: scene.isOwn || box !== null,
            critical,
            start,
            runs,
            steps,
            memo,
            uid,
            onMove: (point) => set({ start: point }),
            onBox: (box) => set({ box }),
          }),
        ),
        h("figure", { class: "lw-panel or-curves" }, h(Curves, { ...curvesOf(runs, scene, state), steps, memo, uid })),
      ),
      h(
        "p",
        { class: "lw-says", "aria-live": "polite" },
        sentences(runs, state, { scene, lowest, seen, critical }).map((text, i) => h("span", { key: i }, text, " ")),
      ),
    ),
    h(What, { landscape, formula, curves, critical: state.critical, scene, set, uid }),
    scene.isOwn && h(Typed, { formula, set }),
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
      methods.some((method) => seesNoise(scene, method)) &&
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

const front = widget({ traits: Object.keys(TRAITS), View, newInterface: () => ({ runs: new Map() }) });
export const still = front.still;
export const math = {
  CONVENTIONS,
  LANDSCAPES,
  RACERS,
  NUMBERS,
  blocks,
  criticalPoints,
  decades,
  freshOf,
  isBox,
  lastSeen,
  levelGround,
  levelsOf,
  moved,
  own,
  raceOf,
  run,
  sceneOf,
  sentences,
  settingsOf,
  standing,
  trail,
  windowOf,
  zoomed,
};
export default { render: front.render };
