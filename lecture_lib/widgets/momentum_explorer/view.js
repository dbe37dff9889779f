// The MomentumExplorer's front end: the paths, the plane of parameters, sliders, and a sentence.
import { typedFields } from "../formula/field.js";
import { Button } from "../shared/controls.js";
import { h } from "../shared/element.js";
import { fields } from "../shared/fields.js";
import { widget } from "../shared/mount.js";
import { formatNumber } from "../shared/numbers.js";
import { own } from "../optimizer_race/own.js";
import { groundOf } from "./ground.js";
import { lesson, sentences, STEPS } from "./lesson.js";
import * as numbers from "./math.js";
import { near } from "./near.js";
import { Paths } from "./paths.js";
import { Plane } from "./plane.js";
import TRAITS from "./traits.json";

const controls = fields(TRAITS);
const typed = typedFields(TRAITS, [TRAITS.formula.default, "sqrt(1 + x^2) + 5*y^2", "(1 - x)^2 + 10*(y - x^2)^2"]);

/** Where one's own function is typed: a new one begins at its own start. */
const Typed = ({ formula, set }) =>
  typed({ state: { formula }, set }).formula({
    onChange: (text) => set({ formula: text, own_start: own(text).start }),
  });

function titles(isOwn, curvatures) {
  if (!isOwn) return [`f = ½ (x₁²/κ + x₂²), ${STEPS} steps`, "What the slower direction does; drag the dot"];
  const plane = curvatures ? "Near the minimum" : "No minimum found";
  return [`Your f, ${STEPS} steps`, `${plane}; drag the dot`];
}

function View({ state, set, memo, uid }) {
  const { step_size: stepSize, beta, formula } = state;
  const isOwn = state.function === "own";
  const { slider, segments } = controls({ state, set, uid });
  const shown = lesson(state);
  const { best, curvatures, momentum, descent } = shown;
  const { trait, ...ground } = groundOf(state, shown, memo);
  const [title, planeTitle] = titles(isOwn, curvatures);
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
          h("figcaption", null, `${title}; drag the start`),
          h(Paths, { ...ground, momentum, descent, uid, onMove: (point) => set({ [trait]: point }) }),
        ),
        h(
          "figure",
          { class: "lw-panel" },
          h("figcaption", null, planeTitle),
          h(Plane, { mu: curvatures?.[0], stepSize, beta, uid, onMove: (x, y) => set({ step_size: x, beta: y }) }),
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
      slider("step_size", {
        range: curvatures ? `stable below ${formatNumber(2 * (1 + beta), 3)}` : "in units of 1/L",
      }),
      slider("beta"),
      !isOwn && slider("condition"),
    ),
    h(
      "div",
      { class: "lw-row" },
      h(Button, {
        control: "best",
        text: "Best η and β",
        // a valley of κ above 160,000 wants more memory than there is
        disabled: !best || best.beta > TRAITS.beta.max,
        onClick: () => set({ step_size: best.stepSize, beta: best.beta }),
      }),
      segments("rival"),
      segments("function"),
    ),
    isOwn && h(Typed, { formula, set }),
  );
}

const front = widget({ traits: Object.keys(TRAITS), View });
export const still = front.still;
export const math = { ...numbers, lesson, near, sentences };
export default { render: front.render };
