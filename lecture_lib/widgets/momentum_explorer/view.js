// The MomentumExplorer's front end: the paths, the plane of parameters, sliders, and a sentence.
import { Button } from "../shared/controls.js";
import { h } from "../shared/element.js";
import { fields } from "../shared/fields.js";
import { widget } from "../shared/mount.js";
import { formatNumber } from "../shared/numbers.js";
import { lesson, sentences, STEPS } from "./lesson.js";
import * as numbers from "./math.js";
import { Paths } from "./paths.js";
import { Plane } from "./plane.js";
import TRAITS from "./traits.json";

const controls = fields(TRAITS);

function View({ state, set, uid }) {
  const { step_size: stepSize, beta, condition, start } = state;
  const { slider, segments } = controls({ state, set, uid });
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
      slider("step_size", { range: `stable below ${formatNumber(2 * (1 + beta), 3)}` }),
      slider("beta"),
      slider("condition"),
    ),
    h(
      "div",
      { class: "lw-row" },
      h(Button, {
        control: "best",
        text: "Best η and β",
        onClick: () => set({ step_size: best.stepSize, beta: best.beta }),
      }),
      segments("rival"),
    ),
  );
}

const front = widget({ traits: Object.keys(TRAITS), View });
export const still = front.still;
export const math = { ...numbers, lesson, sentences };
export default { render: front.render };
