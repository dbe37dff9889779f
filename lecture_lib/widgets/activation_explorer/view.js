// The ActivationExplorer's front end: curves, product through depth, controls, and a sentence.
import { typedFields } from "../formula/field.js";
import { h } from "../shared/element.js";
import { fields } from "../shared/fields.js";
import { widget } from "../shared/mount.js";
import { Picture } from "./curves.js";
import { Depth } from "./depth.js";
import { lesson, sentences } from "./lesson.js";
import * as numbers from "./math.js";
import TRAITS from "./traits.json";

const OPTIONS = [...Object.entries(numbers.ACTIVATIONS).map(([key, { name }]) => [key, name]), ["own", "your own"]];
/** A smooth one in spite of its |a|, one with two kinks, and one that goes up and down. */
const typed = typedFields(TRAITS, [TRAITS.formula.default, "max(-1, min(a, 1))", "sin(2*a)"]);
const controls = fields(TRAITS);

function View({ state, set, memo, uid }) {
  const { function: name, depth } = state;
  const { slider, segments } = controls({ state, set, uid });
  const shown = lesson(state);
  const { sign } = numbers.activationOf(state);
  return h(
    "div",
    { class: "lw lw-view ae", "data-widget": "ActivationExplorer" },
    segments("function", { options: OPTIONS, translate: "no" }),
    name === "own" && typed({ state, set }).formula(),
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
            state,
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
          h(Depth, { state, numbers: shown, memo, uid, onMove: (k) => set({ depth: k }) }),
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
      slider("x"),
      slider("depth"),
      slider("weight"),
      name === "relu" && slider("subgradient"),
    ),
  );
}

const front = widget({ traits: Object.keys(TRAITS), View });
export const still = front.still;
export const math = { ...numbers, lesson, sentences };
export default { render: front.render };
