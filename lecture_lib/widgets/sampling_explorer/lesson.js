// What the SamplingExplorer's picture shows, in words and numbers.
import { formatNumber } from "../shared/numbers.js";

export const whole = (n) => String(n).replace(/\B(?=(\d{3})+$)/g, "\u202f");
const number = (x) => formatNumber(x, 3).replace(/^1×/, "");

/** The name of a method as the picture and the sentence have it. */
export function nameOf(key, b) {
  return { gd: "GD", sgd: "SGD", minibatch: `b = ${b}` }[key];
}

function result(key, run, byCost) {
  const who = key === "minibatch" ? `mini-batches of ${run.b}` : nameOf(key);
  if (run.diverged !== null) return `${who} diverged at step ${whole(run.diverged)}`;
  if (run.taken === 0) return `${who} cannot pay for its first step, of ${whole(run.b)} gradients`;
  const cost = byCost ? `${whole(run.taken)} ${run.taken === 1 ? "step" : "steps"}` : `${whole(run.evaluations[run.taken])} gradients`;
  return `${who} ${number(run.gaps[run.taken])} (${cost})`;
}

/** The state in a few sentences. */
export function sentence(state, runs, floors) {
  const byCost = state.axis === "evaluations";
  const shown = Object.entries(runs).filter(([key, { b }]) => key !== "minibatch" || b > 1);
  const unit = byCost ? "gradients of single examples" : "steps";
  const results = shown.map(([key, run]) => result(key, run, byCost)).join(", ");
  const size = (key, value) => `${Number.isFinite(value) ? number(value) : "∞ (the mean square grows without end)"} for ${nameOf(key, state.batch_size)}`;
  const levels = Object.entries(floors).map(([key, value]) => size(key, value)).join(", ");
  const whose = state.schedule === "constant" ? "" : " of the first step size";
  const rule = state.rule === "randomized" ? "" : " of the randomized rule";
  return `f(w) − f* after ${whole(state.budget)} ${unit}: ${results}. `
    + `Noise floor${rule}${whose}: ${levels}; for small γ near γs²/4, s² the variance of a step's gradient.`;
}
