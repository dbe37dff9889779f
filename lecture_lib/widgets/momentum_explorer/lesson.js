// What the picture shows, in words and numbers.
import { formatNumber } from "../shared/numbers.js";
import { definedPart, own } from "../optimizer_race/own.js";
import { bestParameters, effectiveRate, path, regime, spectralRadius, tenfold } from "./math.js";
import { DESCENT, near, nearestTo, runFrom } from "./near.js";

export const STEPS = 60;

/** The step size of the gradient descent beside it: the same, or its own best, if there is one. */
export const rivalStep = ({ rival, step_size: stepSize }, curvatures) =>
  rival === "same" || !curvatures ? stepSize : 2 / (curvatures[0] + curvatures[1]);

/** What is true of directions with these curvatures, those of the flat and of the steep one. */
function promised({ step_size: stepSize, beta }, curvatures) {
  const effective = effectiveRate(stepSize, beta);
  if (!curvatures) return { curvatures, directions: null, best: null, effective };
  const directions = curvatures.map((curvature) => ({
    curvature,
    rate: spectralRadius(curvature, stepSize, beta),
    regime: regime(curvature, stepSize, beta),
  }));
  return { curvatures, directions, best: bestParameters(...curvatures), effective };
}

/** The paths of both methods on one's own f. The scale is 1/L, as on the quadratic. */
function ownLesson(state) {
  const { formula, own_start: start, step_size: stepSize, beta } = state;
  const found = near(formula, start);
  const curvatures = found.minimum && [found.minimum.curvatures[0] / found.L, 1];
  const run = (size, memory) => runFrom(formula, start, size / found.L, memory, STEPS);
  const runs = { momentum: run(stepSize, beta), descent: run(rivalStep(state, curvatures), 0) };
  return {
    ...promised(state, curvatures),
    near: found,
    scene: own(formula),
    runs,
    momentum: runs.momentum.points,
    descent: runs.descent.points,
  };
}

/** The paths of both methods and what is true of each direction. The curvatures of the quadratic are 1/κ and 1. */
export function lesson(state) {
  if (state.function === "own") return ownLesson(state);
  const { step_size: stepSize, beta, condition, start } = state;
  const curvatures = [1 / condition, 1];
  return {
    ...promised(state, curvatures),
    near: null,
    scene: null,
    runs: null,
    momentum: path(curvatures, start, stepSize, beta, STEPS),
    descent: path(curvatures, start, rivalStep(state, curvatures), 0, STEPS),
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

function direction(name, { curvature, rate, regime: kind }, L) {
  const root = kind === "under-damped" ? "√β = " : "";
  return `${name} direction (λ = ${n(curvature * L)}): ${WHAT[kind]}, error × ${root}${n(rate)} per step.`;
}

/** What both directions do, whose curvatures count in units of L. */
function both({ directions: [flat, steep] }, { step_size: stepSize, beta }, L = 1) {
  const words = `${direction("Flat", flat, L)} ${direction("Steep", steep, L)}`;
  if (steep.regime !== "divergent") return words;
  return `${words} There ηλ = ${n(stepSize)} is above 2(1 + β) = ${n(2 * (1 + beta))}.`;
}

function run(points) {
  const end = Math.hypot(...points.at(-1));
  const step = tenfold(points);
  if (step !== null) return `has diverged, at step ${step} already ten times as far away as at the start`;
  return `is at distance ${n(end)}`;
}

const ownStep = (state, { best, curvatures }, unit = "") =>
  state.rival === "same" || !best ? "" : ` with its own best η = ${n(rivalStep(state, curvatures))}${unit}`;

const told = ({ effective, best }, unit = "") =>
  `Effective rate η/(1 − β) = ${n(effective)}${unit}.${best ? ` Best: η = ${n(best.stepSize)}${unit}, β = ${n(best.beta)}, error × ${n(best.rate)} per step.` : ""}`;

/** The sentences under the picture: one a direction, then the runs, then what to aim at. */
export function sentences(state, shown = lesson(state)) {
  if (state.function === "own") return ownSentences(state, shown);
  const { momentum, descent } = shown;
  return [
    both(shown, state),
    `From distance ${n(Math.hypot(...state.start))}, after ${STEPS} steps momentum ${run(momentum)}; gradient descent${ownStep(state, shown)} ${run(descent)}.`,
    told(shown),
  ];
}

/** A point in words; what is no more than rounding beside the box is 0. */
const place = ([x, y], reach) => `(${[x, y].map((part) => n(Math.abs(part) < 1e-9 * reach ? 0 : part)).join(", ")})`;

/** How one's own run ends. */
function ending({ points, diverged, left }, { near: { minimum }, scene }) {
  const end = points.at(-1);
  if (left === 0) return "has no gradient to start with";
  if (left !== null) return `leaves, at step ${left}, where f is defined`;
  const seen = minimum && points.map(([x, y]) => [x - minimum.x, y - minimum.y]);
  if (seen && tenfold(seen) !== null) return run(seen);
  if (diverged !== null) return `has diverged at step ${diverged}`;
  if (!seen) return `is at ${place(end, scene.x[1])} with f = ${n(scene.value(...end))}`;
  const other = nearestTo(scene.minima, end);
  return other === minimum ? run(seen) : `is nearer to another minimum, at ${place([other.x, other.y], scene.x[1])}`;
}

function ownSentences(state, shown) {
  const { near: found, scene, runs, curvatures } = shown;
  const { minimum, isBelow, L } = found;
  const [reach, start] = [scene.x[1], state.own_start];
  const height = scene.value(...start);
  const size = `η = ${n(state.step_size)}/L = ${n(state.step_size / L)}`;
  const from = minimum
    ? `From distance ${n(Math.hypot(start[0] - minimum.x, start[1] - minimum.y))}`
    : `From ${place(start, reach)}${Number.isFinite(height) ? ` with f = ${n(height)}` : ""}`;
  const descent = `gradient descent${ownStep(state, shown, "/L")} ${ending(runs.descent, shown)}`;
  return [
    minimum
      ? `Near the minimum at ${place([minimum.x, minimum.y], reach)}: κ = ${n(1 / curvatures[0])}, L = ${n(L)}.${isBelow ? "" : ` In ${DESCENT} steps slow descent from the start came near none; this is the lowest found.`} The plane tells what f does near it, not far away.`
      : `No minimum was found: the plane speaks of no point. L = ${n(L)}.`,
    minimum && both(shown, state, L),
    `${from}, after ${STEPS} steps of ${size} momentum ${ending(runs.momentum, shown)}; ${descent}.`,
    told(shown, "/L"),
    definedPart(scene, [scene.x, scene.y]) < 1 && "Where the ground is shaded f is not defined.",
  ].filter(Boolean);
}
