// What the widget says: which link breaks first and why, what holds all the same, and how the run ends.
import { formatNumber } from "../shared/numbers.js";
import { firstBroken, holds } from "./links.js";
import { EXAMPLES, GOLDEN_RATIO, STEPS } from "./math.js";

const LOW = "₀₁₂₃₄₅₆₇₈₉";
/** A number as an index: 12 -> ₁₂. */
export const low = (number) => String(number).replace(/[0-9]/g, (digit) => LOW[digit]);

function reason(name, h, { key }, run) {
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
function end(run) {
  const [first, last] = [run.f[0], run.f[STEPS]];
  if (last > first + 1e-12 * Math.abs(first)) {
    const from = run.f.findIndex((value) => value > first);
    return `The run diverges: from step ${from} on f is above its start, at step ${STEPS} it is ${formatNumber(last)}.`;
  }
  return null;
}

/** The sentences under the picture. */
export function sentences(name, h, step, run, sides, { exact }) {
  const broken = firstBroken(sides);
  const gap = run.f[step + 1] - EXAMPLES[name].fStar;
  const say = [`After step ${step + 1} the gap f(w${low(step + 1)}) − f* is ${formatNumber(gap)}.`];
  if (!broken) say.push(`Every inequality holds at all ${STEPS} steps.`);
  else {
    say.push(
      `First to break: ${broken.key}, ${broken.name}, at t = ${broken.step}: ${reason(name, h, broken, { ...run, broken })}.`,
    );
    if (sides["II.9"].every(holds)) {
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
  const ending = end(run);
  return ending ? [...say, ending] : say;
}
