// What the SamplingExplorer's picture shows, in words, numbers and a formula.
import { h } from "../shared/element.js";
import { raised } from "../shared/mathml.js";
import { formatNumber } from "../shared/numbers.js";
import { variance } from "./math.js";

export const whole = (n) => String(n).replace(/\B(?=(\d{3})+$)/g, "\u202f");
const number = (x) => formatNumber(x, 3).replace(/^1×/, "");

/** The name of a method as the picture has it. */
export function nameOf(key, b) {
  return { gd: "GD", sgd: "SGD", minibatch: `b = ${b}` }[key];
}

function result(key, run, byCost) {
  const who = nameOf(key, run.b);
  if (run.diverged !== null) return `${who} diverged at step ${whole(run.diverged)}`;
  if (run.taken === 0) return `${who} cannot pay for a step of ${whole(run.b)} gradients`;
  const cost = byCost
    ? `${whole(run.taken)} ${run.taken === 1 ? "step" : "steps"}`
    : `${whole(run.evaluations[run.taken])} gradients`;
  return `${who}: ${number(run.level)} (${cost})`;
}

/** Where the methods have come with their budget. */
export function results(state, { runs, shown }) {
  const byCost = state.axis === "evaluations";
  return (
    `Mean f(w) − f* over the last tenth of ${whole(state.budget)} ${byCost ? "gradients" : "steps"}: ` +
    `${shown.map((key) => result(key, runs[key], byCost)).join("; ")}.`
  );
}

const sign = (text) => h("mo", null, text);
const name = (text) => h("mi", null, text);
const less = (one) => h("mrow", null, name("m"), sign("−"), one);
const FORMULA = h(
  "math",
  {
    display: "inline",
    displaystyle: "true",
    "aria-label": "gamma times s squared, divided by 4 b, times m minus b over m minus 1",
  },
  h(
    "mfrac",
    null,
    h("mrow", null, name("γ"), raised(name("s"), h("mn", null, "2"))),
    h("mrow", null, h("mn", null, "4"), name("b")),
  ),
  sign("·"),
  h("mfrac", null, less(name("b")), less(h("mn", null, "1"))),
);

/** The noise floor: its formula for small steps, what that gives, and what is exact. */
export function floorSentence(state, { floors }) {
  const rule = state.rule === "randomized" ? "" : " of the randomized rule";
  const one = ([key, exact]) => {
    const who = nameOf(key, state.batch_size);
    if (exact === Infinity) return `${who}: none, the mean square grows without bound`;
    const rough = 0.25 * state.step_size * variance(key === "sgd" ? 1 : state.batch_size, state.copies);
    return `${who}: ${number(rough)}, exactly ${number(exact)}`;
  };
  return [
    `Noise floor${rule} at γ = ${formatNumber(state.step_size)} (dashed), about `,
    FORMULA,
    " with s² = ",
    number(variance(1, state.copies)),
    ` at w*. ${Object.entries(floors).map(one).join("; ")}.`,
  ];
}
