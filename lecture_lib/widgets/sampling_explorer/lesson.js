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

const noFloor = (who) => `${who}: none, the mean square grows without bound`;

/** The noise floor of parabolas of one's own: as if their curvatures were equal, and as they are. */
export function ownFloorSentence(state, { floors, problem, runs }) {
  const { lambda, spread, noise } = problem;
  const rule = state.rule === "randomized" ? "" : " of the randomized rule";
  const one = ([key, exact]) => {
    const who = nameOf(key, runs[key].b);
    if (exact === Infinity) return noise > 0 ? noFloor(who) : `${who}: none, the mean square does not shrink`;
    const equal = problem.equalFloor(state.step_size, runs[key].b, state.copies);
    const differs = number(exact) !== number(equal);
    return `${who}: ${number(exact)}${differs ? `, not ${number(equal)}` : ""}`;
  };
  const unequal =
    spread > 0
      ? "Unequal ones make it γλs²/2(2λ − γE h²), since a step multiplies w\u00a0−\u00a0w* by 1\u00a0−\u00a0γh: for SGD E h² = " +
        `${number(lambda * lambda + spread)}. `
      : "";
  const batches =
    "minibatch" in floors
      ? `In batches s² ${spread > 0 ? "and the variance of h are" : "is"} (m − b)/b(m − 1) times as large. `
      : "";
  return [
    `Noise floor${rule} at γ = ${formatNumber(state.step_size)} (dashed): γs²/2(2 − γλ) for equal curvatures λ, ` +
      `here ${spread > 0 ? "of mean " : ""}λ = ${number(lambda)}, with s² = ${number(noise)} at w*. ${unequal}${batches}` +
      `${Object.entries(floors).map(one).join("; ")}.`,
  ];
}

/** The noise floor: its formula for small steps, what that gives, and what is exact. */
export function floorSentence(state, { floors }) {
  const rule = state.rule === "randomized" ? "" : " of the randomized rule";
  const one = ([key, exact]) => {
    const who = nameOf(key, state.batch_size);
    if (exact === Infinity) return noFloor(who);
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
