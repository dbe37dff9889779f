// The ConvexityExplorer's front end: a function with two points, all pairs of points, and sentences.
import { cached } from "../shared/cached.js";
import { Button, Segments, Slider } from "../shared/controls.js";
import { h } from "../shared/element.js";
import { widget } from "../shared/mount.js";
import { INEQUALITIES, moved, NAMES, sentences } from "./lesson.js";
import * as numbers from "./math.js";
import { FunctionPicture, PairsPicture } from "./pictures.js";

const options = (table) => Object.entries(table).map(([key, { name }]) => [key, name]);
const [FUNCTIONS, CLAIMS] = [NAMES, INEQUALITIES].map(options);
const COMPARED = { chord: "its chord", tangent: "the tangent at x₂", upper: "the parabola at x₂" };

function Constant({ state: { inequality, weight, L }, set }) {
  if (inequality === "chord") {
    return h(Slider, {
      control: "weight",
      name: "t",
      label: "Place t on the chord",
      value: weight,
      min: 0,
      max: 1,
      step: 0.05,
      range: "0 at x₁, 1 at x₂",
      onInput: (value) => set({ weight: value }),
    });
  }
  return (
    inequality === "upper" &&
    h(Slider, {
      control: "L",
      name: "L",
      label: "Curvature L of the upper bound",
      value: L,
      min: 0.1,
      max: 20,
      log: true,
      onInput: (value) => set({ L: value }),
    })
  );
}

function View({ state, set, memo, uid }) {
  const { function: name, inequality, x1, x2, weight, L } = state;
  const key = [name, inequality, weight, L, numbers.domain(state)].join();
  const found = cached(memo, "search", key, () => numbers.search(state));
  const { worst } = found;
  return h(
    "div",
    { class: "lw lw-view ce", "data-widget": "ConvexityExplorer" },
    h(
      "div",
      { class: "lw-row" },
      h(Segments, {
        control: "function",
        label: "f(x) =",
        value: name,
        options: FUNCTIONS,
        translate: "no",
        uid,
        onChange: (value) => set(moved(state, value)),
      }),
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
    h(
      "div",
      { class: "lw-row" },
      h(Segments, {
        control: "inequality",
        label: "Inequality",
        value: inequality,
        options: CLAIMS,
        uid,
        onChange: (value) => set({ inequality: value }),
      }),
    ),
    h(
      "div",
      { class: "lw-row ce-row" },
      h(Constant, { state, set }),
      h(Button, {
        control: "worst",
        text: "Show where it fails most",
        disabled: !worst || (worst.x1 === x1 && worst.x2 === x2),
        onClick: () => set({ x1: worst.x1, x2: worst.x2 }),
      }),
    ),
  );
}

const front = widget({ traits: ["function", "inequality", "x1", "x2", "weight", "L"], View });
export const still = front.still;
export const math = { ...numbers, sentences };
export default { render: front.render };
