// The ConvexityExplorer's front end: a function with two points, all pairs of points, and sentences.
import { cached } from "../shared/cached.js";
import { Button } from "../shared/controls.js";
import { typedFields } from "../formula/field.js";
import { h } from "../shared/element.js";
import { fields } from "../shared/fields.js";
import { widget } from "../shared/mount.js";
import { moved, sentences } from "./lesson.js";
import * as numbers from "./math.js";
import { FunctionPicture, PairsPicture } from "./pictures.js";
import TRAITS from "./traits.json";

const controls = fields(TRAITS);
const typed = typedFields(TRAITS, ["x^2 + 2*sin(2*x)", "max(x, -x/2)", "x*log(x)"]);
const COMPARED = { chord: "its chord", tangent: "the tangent at x₂", upper: "the parabola at x₂" };

function View({ state, set, memo, uid }) {
  const { function: name, formula, inequality, x1, x2, weight, L } = state;
  const { slider, segments } = controls({ state, set, uid });
  const own = typed({ state, set });
  const isOwn = name === "own";
  const key = [name, isOwn && formula, inequality, weight, L, numbers.domain(state)].join();
  const found = cached(memo, "search", key, () => numbers.search(state));
  const { worst } = found;
  return h(
    "div",
    { class: "lw lw-view ce", "data-widget": "ConvexityExplorer" },
    h(
      "div",
      { class: "lw-row" },
      segments("function", { translate: "no", onChange: (value) => set(moved(state, { function: value })) }),
    ),
    isOwn &&
      h(
        "div",
        { class: "ce-own" },
        own.formula(),
        own.interval({ onChange: (ends) => set(moved(state, { interval: ends })) }),
      ),
    h(
      "div",
      { class: "lw-shown" },
      h(
        "div",
        { class: "lw-panels" },
        h(
          "figure",
          { class: "lw-panel" },
          h(
            "figcaption",
            null,
            h("b", { class: "ce-f" }, "f"),
            " against ",
            h("b", { class: "ce-compared" }, COMPARED[inequality]),
            "; drag the points",
          ),
          h(FunctionPicture, { state, memo, uid, set }),
        ),
        h(
          "figure",
          { class: "lw-panel" },
          h(
            "figcaption",
            null,
            found.failing
              ? "Every pair of points; shaded where it fails"
              : "Every pair of points; none tried here fails",
          ),
          h(PairsPicture, { state, found, memo, uid, set }),
        ),
      ),
      h(
        "p",
        { class: "lw-says", "aria-live": "polite" },
        sentences(state, found).map((text, i) => h("span", { key: i }, text, " ")),
      ),
    ),
    h("div", { class: "lw-row" }, segments("inequality")),
    h(
      "div",
      { class: "lw-row ce-row" },
      inequality === "chord" && slider("weight"),
      inequality === "upper" && slider("L"),
      h(Button, {
        control: "worst",
        text: "Show where it fails most",
        disabled: !worst || (worst.x1 === x1 && worst.x2 === x2),
        onClick: () => set({ x1: worst.x1, x2: worst.x2 }),
      }),
    ),
  );
}

const front = widget({ traits: Object.keys(TRAITS), View });
export const still = front.still;
export const math = { ...numbers, sentences };
export default { render: front.render };
