// What the picture shows, in words and numbers.
import { formatNumber } from "../shared/numbers.js";
import { bestParameters, effectiveRate, path, regime, spectralRadius, tenfold } from "./math.js";

export const STEPS = 60;

/** The step size of the gradient descent beside it: the same, or its own best. */
export const rivalStep = ({ rival, step_size: stepSize, condition }) =>
  rival === "same" ? stepSize : 2 / (1 + 1 / condition);

/** The paths of both methods and what is true of each direction. The curvatures are 1/κ and 1. */
export function lesson(state) {
  const { step_size: stepSize, beta, condition, start } = state;
  const curvatures = [1 / condition, 1];
  const directions = curvatures.map((curvature) => ({
    curvature,
    rate: spectralRadius(curvature, stepSize, beta),
    regime: regime(curvature, stepSize, beta),
  }));
  return {
    directions,
    best: bestParameters(1 / condition, 1),
    effective: effectiveRate(stepSize, beta),
    momentum: path(curvatures, start, stepSize, beta, STEPS),
    descent: path(curvatures, start, rivalStep(state), 0, STEPS),
  };
}

const WHAT = {
  "over-damped": "over-damped, it shrinks without swinging",
  critical: "critically damped",
  "under-damped": "under-damped, it swings",
  alternating: "it flips its sign",
  marginal: "it neither shrinks nor grows",
  divergent: "it diverges",
};

const n = (x) => formatNumber(x, 4);

function direction(name, { curvature, rate, regime: kind }) {
  const root = kind === "under-damped" ? "√β = " : "";
  return `${name} direction (λ = ${n(curvature)}): ${WHAT[kind]}, error × ${root}${n(rate)} per step.`;
}

function run(points) {
  const end = Math.hypot(...points.at(-1));
  const step = tenfold(points);
  if (step !== null) return `has diverged, at step ${step} already ten times as far away as at the start`;
  return `is at distance ${n(end)}`;
}

/** The sentences under the picture: one a direction, then the runs, then what to aim at. */
export function sentences(state, shown = lesson(state)) {
  const {
    directions: [flat, steep],
    best,
    effective,
    momentum,
    descent,
  } = shown;
  const { step_size: stepSize, beta } = state;
  const limit = 2 * (1 + beta);
  const own = state.rival === "same" ? "" : ` with its own best η = ${n(rivalStep(state))}`;
  return [
    `${direction("Flat", flat)} ${direction("Steep", steep)}${steep.regime === "divergent" ? ` There ηλ = ${n(stepSize)} is above 2(1 + β) = ${n(limit)}.` : ""}`,
    `From distance ${n(Math.hypot(...state.start))}, after ${STEPS} steps momentum ${run(momentum)}; gradient descent${own} ${run(descent)}.`,
    `Effective rate η/(1 − β) = ${n(effective)}. Best: η = ${n(best.stepSize)}, β = ${n(best.beta)}, error × ${n(best.rate)} per step.`,
  ];
}
