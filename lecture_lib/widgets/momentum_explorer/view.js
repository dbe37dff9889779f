// The MomentumExplorer's front end: the paths, the plane of parameters, sliders, and a sentence.
import { Button, Segments, Slider } from "../shared/controls.js";
import { h } from "../shared/element.js";
import { widget } from "../shared/mount.js";
import { formatNumber } from "../shared/numbers.js";
import { lesson, sentences, STEPS } from "./lesson.js";
import * as numbers from "./math.js";
import { Paths } from "./paths.js";
import { LARGEST, Plane, SMALLEST_STEP } from "./plane.js";

const RIVALS = [
  ["same", "the same η"],
  ["best", "its own best η"],
];

function View({ state, set, uid }) {
  const { step_size: stepSize, beta, condition, start, rival } = state;
  const shown = lesson(state);
  const { best, momentum, descent } = shown;
  return h(
    "div",
    { class: "lw lw-view me", "data-widget": "MomentumExplorer" },
    h(
      "div",
      { class: "lw-shown" },
      h(
        "div",
        { class: "lw-panels" },
        h(
          "figure",
          { class: "lw-panel" },
          h("figcaption", null, `f = ½ (x₁²/κ + x₂²), ${STEPS} steps; drag the start`),
          h(Paths, { momentum, descent, start, condition, uid, onMove: (point) => set({ start: point }) }),
        ),
        h(
          "figure",
          { class: "lw-panel" },
          h("figcaption", null, "What the slower direction does; drag the dot"),
          h(Plane, { mu: 1 / condition, stepSize, beta, uid, onMove: (x, y) => set({ step_size: x, beta: y }) }),
        ),
      ),
      h(
        "p",
        { class: "lw-says", "aria-live": "polite" },
        sentences(state, shown).map((text, i) => h("span", { key: i }, text, " ")),
      ),
    ),
    h(
      "div",
      { class: "lw-controls" },
      h(Slider, {
        control: "step_size",
        name: "η",
        label: "Step size η",
        value: stepSize,
        main: true,
        min: SMALLEST_STEP,
        max: LARGEST.stepSize,
        step: 0.01,
        range: `stable below ${formatNumber(2 * (1 + beta), 3)}`,
        onInput: (value) => set({ step_size: value }),
      }),
      h(Slider, {
        control: "beta",
        name: "β",
        label: "Momentum β",
        value: beta,
        min: 0,
        max: LARGEST.beta,
        step: 0.01,
        range: "0: no memory",
        onInput: (value) => set({ beta: value }),
      }),
      h(Slider, {
        control: "condition",
        name: "κ",
        label: "Condition number κ",
        value: condition,
        min: 1,
        max: 200,
        log: true,
        range: "1 to 200",
        onInput: (value) => set({ condition: value }),
      }),
    ),
    h(
      "div",
      { class: "lw-row" },
      h(Button, {
        control: "best",
        text: "Best η and β",
        onClick: () => set({ step_size: best.stepSize, beta: best.beta }),
      }),
      h(Segments, {
        control: "rival",
        label: "Gradient descent with",
        value: rival,
        options: RIVALS,
        uid,
        onChange: (value) => set({ rival: value }),
      }),
    ),
  );
}

const front = widget({ traits: ["step_size", "beta", "condition", "start", "rival"], View });
export const still = front.still;
export const math = { ...numbers, lesson, sentences };
export default { render: front.render };
