// What the widget says: which link breaks first and why, what holds all the same, and how the run ends.
import { formatNumber } from "../shared/numbers.js";
import { firstBroken, holds, isComparable, stepI } from "./links.js";
import { POINTS } from "../formula/survey.js";
import { exampleOf, GOLDEN_RATIO, hasMinimiser, isInside, STEPS } from "./math.js";

const LOW = "₀₁₂₃₄₅₆₇₈₉";
/** A number as an index: 12 -> ₁₂. */
export const low = (number) => String(number).replace(/[0-9]/g, (digit) => LOW[digit]);

const n = (x) => formatNumber(x, 4);

/** Why the quadratic upper bound fails for a function of one's own. */
function bent(example, { w, broken }) {
  const { seen, L } = example;
  if (seen.kinks.length) return `the slope jumps at w = ${n(seen.kinks[0].x)}, so no L is large enough`;
  if (seen.L === Number.POSITIVE_INFINITY) return `|f″| has no bound near w = ${n(seen.LAt)}, so no L is large enough`;
  const isOut = !isInside(example, w[broken.step]) || !isInside(example, w[broken.step + 1]);
  return isOut
    ? `the run has left the interval on which L = ${n(L)} was seen to be enough`
    : `L = ${n(L)} is too small`;
}

function reason(state, { key }, run) {
  const { function: name, h } = state;
  if (key === "I.1" && name === "own") return bent(exampleOf(state), run);
  if (key === "I.1") {
    return name === "absolute value"
      ? "the slope jumps at 0, so no L is large enough"
      : "the run has left the part where L = 4 is enough";
  }
  if (key === "I.3") return `η is ${formatNumber(h)}/L, more than 1/L`;
  if (key === "II.1") return `f is not convex: the tangent at w${low(run.broken.step)} runs above the minimum`;
  return "values rise";
}

/** How the values end, if not lower than they began. */
function end(run, isOwn) {
  const steps = run.w.length - 1;
  const [first, last] = [run.f[0], run.f[steps]];
  if (steps < STEPS) return `The run ends after step ${steps}: the next point, or f there, is no finite number.`;
  if (last > first + 1e-12 * Math.abs(first)) {
    const from = run.f.map((value) => value <= first).lastIndexOf(true) + 1;
    const verdict = isOwn ? "The run does not descend" : "The run diverges";
    return `${verdict}: from step ${from} on f is above its start, at step ${steps} it is ${formatNumber(last)}.`;
  }
  return null;
}

/** How the L and the minimiser of a function of one's own were found, and how sure they are. */
export function whatIsSeen({ seen, L, low: lowestPoint, interval }) {
  const where = `From ${n(interval[0])} to ${n(interval[1])}`;
  const looked = `as far as ${POINTS} points and a search between them show`;
  const [gap] = seen.undefined;
  const says = [];
  if (gap)
    says.push(`f is no finite number ${gap[0] === gap[1] ? `at ${n(gap[0])}` : `from ${n(gap[0])} to ${n(gap[1])}`}.`);
  if (seen.kinks.length)
    says.push(`${where}, f′ jumps at w = ${n(seen.kinks[0].x)}: there is no L, and L = ${n(L)} is a claim.`);
  else if (Number.isFinite(seen.L) && seen.L > 0) says.push(`${where}, |f″| is at most L = ${n(L)}, ${looked}.`);
  else if (seen.L === 0) says.push(`${where}, f″ is 0: each L is enough, and L = 1 is taken.`);
  else says.push(`${where}, |f″| has no bound: there is no L, and L = 1 is a claim.`);
  if (!lowestPoint) says.push("No minimiser is seen: w₀ stands in its place, and Step II says nothing.");
  else if (lowestPoint.inside) says.push(`The lowest point is w* = ${n(lowestPoint.x)}, where f′ changes its sign.`);
  else says.push(`The lowest point is an end, w* = ${n(lowestPoint.x)}, and no minimiser: Step II says nothing.`);
  return says.join(" ");
}

/** The sentences under the picture. */
export function sentences(state, step, run, sides, { exact }) {
  const { function: name, h } = state;
  const example = exampleOf(state);
  const isWhole = hasMinimiser(example);
  const judged = isWhole ? sides : stepI(sides);
  const broken = firstBroken(judged);
  const [there, value] = [`f(w${low(step + 1)})`, run.f[step + 1]];
  const say = [
    isWhole
      ? `After step ${step + 1} the gap ${there} − f* is ${formatNumber(value - example.fStar)}.`
      : `After step ${step + 1}, ${there} is ${formatNumber(value)}.`,
  ];
  const steps = run.w.length - 1;
  if (!broken) say.push(`Every inequality${isWhole ? "" : " of Step I"} holds at all ${steps} steps.`);
  else if (!isComparable(sides[broken.key][broken.step])) {
    say.push(`${broken.key}, ${broken.name}, cannot be judged at t = ${broken.step}: a side is no finite number.`);
  } else {
    const why = reason(state, broken, { ...run, broken });
    say.push(`First to break: ${broken.key}, ${broken.name}, at t = ${broken.step}: ${why}.`);
    if (isWhole && sides["II.9"].every(holds)) {
      say.push(
        h <= GOLDEN_RATIO && sides["II.4"].every(holds)
          ? "Yet II.4 and the rate hold: the proof needs more than the theorem."
          : "Yet the rate holds on this run.",
      );
    }
  }
  if (name === "Huber" && exact && h <= 1.9) {
    const last = run.f[STEPS];
    if (Math.abs(last / exact[STEPS - 1] - 1) < 1e-9) {
      say.push(`After ${STEPS} steps the gap meets the exact bound, ${formatNumber(last)}: no function is worse.`);
    }
  }
  const ending = end(run, name === "own");
  return ending ? [...say, ending] : say;
}
