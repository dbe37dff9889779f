// What GD, SGD and mini-batch SGD do with a budget. The Python twins are lecture_lib/stochastic/sampling.py, schedules.py, stochastic.py.
import { Mulberry32 } from "../shared/random.js";
import { EXAMPLES, gap, gradient } from "./math.js";

const DELAY = 20;
/** As in stochastic.py: so many times as long as the first step that was not zero. */
const DIVERGED = 1e8;

/** The function that fills `batch` with the indices of the next step, and returns how many there are. */
export function indexRule({ rule, seed }, m, b, batch) {
  let place = 0;
  if (rule === "cyclic" || b === m) {
    return () => {
      const count = Math.min(b, m - place);
      for (let j = 0; j < count; j += 1) batch[j] = place + j;
      place = (place + count) % m;
      return count;
    };
  }
  const rng = new Mulberry32(seed);
  if (rule === "randomized") {
    return () => {
      // As rng.choice(m, b), without an array a step.
      for (let j = 0; j < b; j += 1) {
        const last = m - b + j;
        let chosen = rng.integers(last + 1);
        for (let i = 0; i < j; i += 1) if (batch[i] === chosen) chosen = last;
        batch[j] = chosen;
      }
      return b;
    };
  }
  let order = [];
  return () => {
    if (place === 0) order = rng.permutation(m);
    const count = Math.min(b, m - place);
    for (let j = 0; j < count; j += 1) batch[j] = order[place + j];
    place = (place + count) % m;
    return count;
  };
}

/** The step size as a function of k = 1, 2, ... in a run of `steps`. */
export function stepSizes({ schedule, step_size: gamma }, steps) {
  if (schedule === "inverse") return (k) => gamma / (1 + (k - 1) / DELAY);
  if (schedule === "inverse_sqrt") return (k) => gamma / Math.sqrt(1 + (k - 1) / DELAY);
  if (schedule === "cosine") {
    const warmup = Math.floor(steps / 10);
    return (k) => (k <= warmup ? (gamma * k) / (warmup + 1)
      : (gamma * (1 + Math.cos((Math.PI * (k - 1 - warmup)) / (steps - warmup)))) / 2);
  }
  return () => gamma;
}

/**
 * `steps` steps with batches of `b`: the points `x`, `y`, their `gaps` and the count of `evaluations`, each of length
 * `taken` + 1; `diverged` is the number of the step that would have led to infinity, or null.
 */
export function descend(state, b, steps) {
  const m = EXAMPLES.length * state.copies;
  const [x, y, gaps] = [0, 0, 0].map(() => new Float64Array(steps + 1));
  const evaluations = new Int32Array(steps + 1);
  const whole = b === m;
  const batch = new Int32Array(b);
  const next = indexRule(state, m, b, batch);
  const size = stepSizes(state, steps);
  let [w1, w2] = state.start;
  let [first, taken, diverged] = [0, 0, null];
  [x[0], y[0], gaps[0]] = [w1, w2, gap(w1, w2)];
  for (let k = 1; k <= steps; k += 1) {
    const count = whole ? m : next();
    let g1 = 0;
    let g2 = 0;
    if (whole) [g1, g2] = gradient(w1, w2);
    else for (let j = 0; j < count; j += 1) {
      const example = EXAMPLES[Math.floor(batch[j] / state.copies)];
      const error = example[0] * w1 + example[1] * w2 - example[2];
      g1 += error * example[0];
      g2 += error * example[1];
    }
    const scale = whole ? size(k) : size(k) / count;
    const length = scale * Math.sqrt(g1 * g1 + g2 * g2);
    if (!(length <= DIVERGED * first)) {
      if (first === 0 && length < Infinity) first = length;
      else {
        diverged = k;
        break;
      }
    }
    w1 -= scale * g1;
    w2 -= scale * g2;
    x[k] = w1;
    y[k] = w2;
    gaps[k] = gap(w1, w2);
    evaluations[k] = evaluations[k - 1] + count;
    taken = k;
  }
  const cut = (array) => (taken < steps ? array.subarray(0, taken + 1) : array);
  return { b, x: cut(x), y: cut(y), gaps: cut(gaps), evaluations: cut(evaluations), taken, diverged };
}

/** The three runs with their budget, by name. */
export function allRuns(state) {
  const sizes = { gd: EXAMPLES.length * state.copies, sgd: 1, minibatch: state.batch_size };
  return Object.fromEntries(Object.entries(sizes).map(([name, b]) => {
    const steps = state.axis === "evaluations" ? Math.floor(state.budget / b) : state.budget;
    return [name, descend(state, b, steps)];
  }));
}
