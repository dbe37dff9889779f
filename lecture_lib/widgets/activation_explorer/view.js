// The ActivationExplorer's front end: curves, product through depth, controls, and a sentence.
import { Segments, Slider } from "../shared/controls.js";
import { h } from "../shared/element.js";
import { widget } from "../shared/mount.js";
import { FAR, Picture, STEP } from "./curves.js";
import { Depth } from "./depth.js";
import { LAYERS, lesson, sentences } from "./lesson.js";
import * as numbers from "./math.js";

const OPTIONS = Object.entries(numbers.ACTIVATIONS).map(([key, { name }]) => [key, name]);

function View({ state, set, memo, uid }) {
  const { function: name, x, depth, weight, subgradient } = state;
  const shown = lesson(state);
  const { sign } = numbers.ACTIVATIONS[name];
  return h(
    "div",
    { class: "lw lw-view ae", "data-widget": "ActivationExplorer" },
    h(Segments, {
      control: "function",
      label: "Function",
      value: name,
      options: OPTIONS,
      translate: "no",
      uid,
      onChange: (value) => set({ function: value }),
    }),
    h(
      "div",
      { class: "lw-shown" },
      h(
        "div",
        { class: "lw-panels" },
        h(
          "figure",
          { class: "lw-panel" },
          h("figcaption", null, "The function, its slope, and a point to drag"),
          h(Picture, {
            name,
            x,
            numbers: shown,
            layers: shown.layers.slice(0, depth),
            memo,
            uid,
            onMove: (a) => set({ x: a }),
          }),
        ),
        h(
          "figure",
          { class: "lw-panel" },
          h("figcaption", null, `Layers: zₖ = ${sign}(aₖ), aₖ₊₁ = w zₖ`),
          h(Depth, { name, weight, depth, numbers: shown, memo, uid, onMove: (k) => set({ depth: k }) }),
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
        control: "x",
        name: "a₁",
        label: "Input a₁ of the first layer",
        value: x,
        min: -FAR,
        max: FAR,
        step: STEP,
        main: true,
        onInput: (value) => set({ x: value }),
      }),
      h(Slider, {
        control: "depth",
        name: "k",
        label: "Number of layers",
        value: depth,
        min: 1,
        max: LAYERS,
        step: 1,
        onInput: (value) => set({ depth: value }),
      }),
      h(Slider, {
        control: "weight",
        name: "w",
        label: "Weight between layers",
        value: weight,
        min: 0.5,
        max: 2,
        step: 0.05,
        onInput: (value) => set({ weight: value }),
      }),
      name === "relu" &&
        h(Slider, {
          control: "subgradient",
          name: "f′(0)",
          label: "Subgradient used at 0",
          value: subgradient,
          min: 0,
          max: 1,
          step: 0.05,
          onInput: (value) => set({ subgradient: value }),
        }),
    ),
  );
}

const front = widget({ traits: ["function", "x", "depth", "weight", "subgradient"], View });
export const still = front.still;
export const math = { ...numbers, lesson, sentences };
export default { render: front.render };
