// The RegressionExplorer's front end.
import { cached } from "../shared/cached.js";
import { Check, Segments, Slider } from "../shared/controls.js";
import { h } from "../shared/element.js";
import { widget } from "../shared/mount.js";
import { Curves } from "./curves.js";
import { follow, formatNumber, sentence } from "./lesson.js";
import * as math from "./math.js";
import { Plane } from "./plane.js";

const TRAITS = ["kappa", "angle", "step", "epsilon", "start", "deficient", "frame", "axis"];
const FRAMES = [
  ["weights", "weights"],
  ["eigenvectors", "eigenvectors"],
];
const AXES_OF_T = [
  ["log", "log"],
  ["linear", "linear"],
];

const degrees = (x) => `${formatNumber(x)}°`;

function View({ state, set, memo, uid }) {
  const run = cached(memo, "run", JSON.stringify(state), () => follow(state));
  return h(
    "div",
    { class: "lw lw-view re", "data-widget": "RegressionExplorer" },
    h(
      "div",
      { class: "lw-shown" },
      h("div", { class: "lw-panels" }, h(Plane, { state, run, set, uid }), h(Curves, { state, run, memo, uid })),
      h("p", { class: "lw-says", "aria-live": "polite" }, sentence(state, run)),
    ),
    h(
      "div",
      { class: "lw-controls" },
      h(Slider, {
        control: "kappa",
        name: "κ",
        label: "Condition number",
        value: state.kappa,
        min: 1,
        max: 1000,
        log: true,
        steps: 120,
        onInput: (kappa) => set({ kappa }),
      }),
      h(Slider, {
        control: "angle",
        name: "angle",
        value: state.angle,
        min: -90,
        max: 90,
        step: 1,
        format: degrees,
        range: "−90° to 90°",
        label: "Angle of the first eigenvector",
        onInput: (angle) => set({ angle }),
      }),
      h(Slider, {
        control: "step",
        main: true,
        name: "η λ₁",
        label: "Step size times largest eigenvalue",
        value: state.step,
        min: 0.05,
        max: 2.2,
        step: 0.01,
        onInput: (step) => set({ step }),
      }),
      h(Slider, {
        control: "epsilon",
        name: "ε",
        label: "Gap asked for",
        value: state.epsilon,
        min: 1e-12,
        max: 0.1,
        log: true,
        steps: 110,
        range: "10⁻¹² to 0.1",
        format: formatNumber,
        onInput: (epsilon) => set({ epsilon }),
      }),
    ),
    h(
      "div",
      { class: "lw-row" },
      h(Segments, {
        control: "frame",
        label: "picture along",
        value: state.frame,
        options: FRAMES,
        uid,
        onChange: (value) => set({ frame: value }),
      }),
      h(Segments, {
        control: "axis",
        label: "axis of t",
        value: state.axis,
        options: AXES_OF_T,
        uid,
        onChange: (axis) => set({ axis }),
      }),
      h(Check, {
        control: "deficient",
        label: "λ₂ = 0",
        checked: state.deficient,
        onChange: (deficient) => set({ deficient }),
      }),
    ),
  );
}

const front = widget({ traits: TRAITS, View });
export const { still } = front;
export { math };
export default { render: front.render };
