// What GD, SGD and mini-batch SGD do with a budget. The Python twins are in lecture_lib: stochastic/sampling.py, schedules.py
// and stochastic/sgd.py.
import { cached } from "../shared/cached.js";
import { Mulberry32 } from "../shared/random.js";
import { BUILT_IN } from "./math.js";
import { problemOf } from "./terms.js";
import TRAITS from "./traits.json";

const DELAY = 20;
/** As in descent/trajectory.py: a step that is so many times max(1, |w₀|) long says that a run diverges. */
const DIVERGED = 1e20;

/** The function that fills `batch` with the indices of the next step, and returns how many there are. */
export function indexRule({ rule, seed }, m, b, batch) {
  let place = 0;
  const rng = new Mulberry32(seed);
  if (rule === "randomized" && b < m) {
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
  const order = Int32Array.from({ length: m }, (_, i) => i);
  const shuffle = () => {
    // As rng.permutation(m), without an array an epoch.
    for (let i = 0; i < m; i += 1) order[i] = i;
    for (let i = m - 1; i > 0; i -= 1) {
      const j = rng.integers(i + 1);
      [order[i], order[j]] = [order[j], order[i]];
    }
  };
  return () => {
    if (place === 0 && rule === "reshuffled" && b < m) shuffle();
    const count = Math.min(b, m - place);
    for (let j = 0; j < count; j += 1) batch[j] = order[place + j];
    place = (place + count) % m;
    return count;
  };
}

/** The largest budget: arrays have room for it, so that none is made anew while it changes. */
const LARGEST = TRAITS.budget.max;

/** The problem of a state: the eight examples, or parabolas of one's own. `memo` keeps it. */
export function problemIn({ terms }, memo) {
  return terms.length ? cached(memo, "problem", JSON.stringify(terms), () => problemOf(terms)) : BUILT_IN;
}

/** The examples of batches of `b`, one after the other, and how many each batch has; none of `m` is drawn yet. */
function draws(state, m, b) {
  const batch = new Int32Array(b);
  const next = indexRule(state, m, b, batch);
  return { batch, next, examples: new Uint8Array(LARGEST * b), counts: new Uint8Array(LARGEST), steps: 0, end: 0 };
}

/** Draw on until there are `steps` batches. */
function drawUntil(steps, drawn, copies) {
  const { batch, next, examples, counts } = drawn;
  for (; drawn.steps < steps; drawn.steps += 1) {
    const count = next();
    counts[drawn.steps] = count;
    for (let j = 0; j < count; j += 1) examples[drawn.end + j] = batch[j] / copies; // cut to whole numbers
    drawn.end += count;
  }
}

/** The function from the number k = 1, 2, ... of a step to its size. */
export function stepSizes({ schedule, step_size: gamma }, steps) {
  if (schedule === "inverse") return (k) => gamma / (1 + (k - 1) / DELAY);
  if (schedule === "inverse_sqrt") return (k) => gamma / Math.sqrt(1 + (k - 1) / DELAY);
  if (schedule === "cosine") {
    const warmup = Math.floor(steps / 10);
    return (k) =>
      k <= warmup
        ? (gamma * k) / (warmup + 1)
        : (gamma * (1 + Math.cos((Math.PI * (k - 1 - warmup)) / (steps - warmup)))) / 2;
  }
  return () => gamma;
}

function arrays() {
  const [x, y, gaps] = [0, 0, 0].map(() => new Float64Array(LARGEST + 1));
  return { x, y, gaps, evaluations: new Int32Array(LARGEST + 1) };
}

/**
 * `steps` steps with batches of `b`, or of all if there is nothing `drawn`: the points `x`, `y`, their `gaps` and the count of
 * `evaluations`, each of length `taken` + 1; `diverged` is the number of the step that would have led to infinity, or null;
 * `level` is the mean gap of the last tenth of the steps. The arrays given are filled: new ones for each input keep the garbage
 * collector busy.
 */
function descend(state, problem, b, steps, drawn, { x, y, gaps, evaluations }) {
  const size = stepSizes(state, steps);
  const { x1: X1, x2: X2, y: Y } = problem;
  const [h11, h12, h22] = problem.hessian;
  const [s1, s2] = problem.wStar;
  const { examples, counts } = drawn || {};
  // Numbers that change in a loop of 10⁴ steps are fast as locals, which no inner function shares and which are plainly
  // numbers from the first step on: what comes out of an array may be anything, and is kept in a box of its own at each step.
  let w1 = Number(state.start[0]);
  let w2 = Number(problem === BUILT_IN ? state.start[1] : 0);
  const longest = DIVERGED * Math.max(1, Math.sqrt(w1 * w1 + w2 * w2));
  let diverged = null;
  let n = 0;
  let k = 0;
  for (;;) {
    const a = w1 - s1;
    const c = w2 - s2;
    let g1 = h11 * a + h12 * c;
    let g2 = h12 * a + h22 * c;
    x[k] = w1;
    y[k] = w2;
    gaps[k] = 0.5 * (a * g1 + c * g2);
    if (k === steps) break;
    let scale = size(k + 1);
    let count = b;
    if (drawn) {
      count = counts[k];
      scale /= count;
      g1 = 0;
      g2 = 0;
      for (const end = n + count; n < end; n += 1) {
        const i = examples[n];
        const error = X1[i] * w1 + X2[i] * w2 - Y[i];
        g1 += error * X1[i];
        g2 += error * X2[i];
      }
    }
    const length = scale * Math.sqrt(g1 * g1 + g2 * g2);
    if (!(length <= longest)) {
      diverged = k + 1;
      break;
    }
    w1 -= scale * g1;
    w2 -= scale * g2;
    evaluations[k + 1] = evaluations[k] + count;
    k += 1;
  }
  const cut = (array) => array.subarray(0, k + 1);
  const last = gaps.subarray(k + 1 - Math.max(1, Math.floor(k / 10)), k + 1);
  const level = last.reduce((sum, value) => sum + value, 0) / last.length;
  return { b, steps, x: cut(x), y: cut(y), gaps: cut(gaps), evaluations: cut(evaluations), taken: k, diverged, level };
}

/** The three runs with their budget, by name, each with a `key` that tells whether it has changed; `memo` keeps them. */
export function allRuns(state, memo) {
  const { rule, seed, copies, step_size, schedule, start, terms } = state;
  const problem = problemIn(state, memo);
  const m = problem.count * copies;
  const sizes = { gd: m, sgd: 1, minibatch: Math.min(m, state.batch_size) };
  return Object.fromEntries(
    Object.entries(sizes).map(([name, b]) => {
      const steps = state.axis === "evaluations" ? Math.floor(state.budget / b) : state.budget;
      const order = JSON.stringify(b < m && [rule, rule !== "cyclic" && seed, copies, b, problem.count]);
      const key = JSON.stringify([order, b, steps, step_size, schedule, start, terms]);
      const drawn = b < m && cached(memo, `${name} draws`, order, () => draws(state, m, b));
      if (drawn) drawUntil(steps, drawn, copies);
      const room = cached(memo, `${name} arrays`, "", arrays);
      return [name, { key, ...cached(memo, `${name} run`, key, () => descend(state, problem, b, steps, drawn, room)) }];
    }),
  );
}
