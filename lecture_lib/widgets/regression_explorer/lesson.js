// What the pictures show, in words and numbers.
import { formatNumber as format } from "../shared/numbers.js";
import * as math from "./math.js";

const DRAWN_STEPS = 300;

export const formatNumber = (x) => format(x).replace(/^1×/, "");
export const whole = (n) => (n < 1e6 ? String(n).replace(/\B(?=(\d{3})+$)/g, "\u202f") : formatNumber(n));

/** All that depends on the state: eigen-coordinates of the start, counts, the path. */
export function follow(state) {
  const eigen = math.spectrum(state);
  const start = math.coordinates(eigen, state.start);
  const { step: eta, epsilon } = state;
  const rho = math.rate(eigen, eta);
  const needed = math.iterations(eigen, start, eta, epsilon);
  const drawn = Math.min(DRAWN_STEPS, needed ?? 12);
  const steps = Array.from({ length: drawn + 1 }, (_, t) => math.descend(eigen, start, eta, t));
  return {
    eigen,
    start,
    eta,
    epsilon,
    rho,
    needed,
    steps,
    first: math.gap(eigen, start),
    R: math.distance(eigen, start),
    sublinear: math.sublinearIterations(eigen, start, eta, epsilon),
    linear: math.linearIterations(eigen, start, eta, epsilon),
  };
}

/** The state in words and numbers; no line ends between a sign and the number after it. */
export const sentence = (state, run) => inWords(state, run).replace(/ ([=>]) (?=[−0-9])/g, "\u00a0$1\u00a0");

function inWords(state, run) {
  const factor = (value) => formatNumber(1 - run.eta * value);
  const steps = (n) => `${whole(n)} step${n === 1 ? "" : "s"}`;
  const [steep, flat] = run.eigen.eigenvalues.map(factor);
  const along = state.deficient
    ? `A step multiplies the distance along v₁ by 1 − ηλ₁ = ${steep} and moves nothing along v₂: ` +
      "every point of the dashed line is optimal, and descent comes to the one nearest to its start."
    : `A step multiplies the distance from w* by 1 − ηλ₁ = ${steep} along v₁ and by 1 − ηλ₂ = ${flat} along v₂.`;
  if (run.needed === null) {
    const size =
      run.rho > 1
        ? "is larger than 1 in size: the descent diverges from its first step on"
        : "has size 1: the descent swings for ever";
    return `${along} The factor ${steep} ${size}, because η ${run.rho > 1 ? ">" : "="} 2/λ₁.`;
  }
  const lecture =
    run.sublinear === null
      ? "The lecture’s bound says nothing, since η > 1/λ₁."
      : `The lecture’s bound R²/2ηε asks for ${whole(run.sublinear)}.`;
  return (
    `${along} The gap is at most ε = ${formatNumber(state.epsilon)} after ${steps(run.needed)}; ` +
    `the linear rate promises it after ${whole(run.linear)}. ${lecture}`
  );
}
