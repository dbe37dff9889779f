// The methods of the race, operation by operation in the order of lecture_lib.optimizers.
import { Mulberry32 } from "../shared/random.js";
import { LANDSCAPES } from "./landscapes.js";

/** A run is over, and said to diverge, at the first iterate with a coordinate beyond this. */
export const FAR = 1e6;

const zeros = () => [0, 0];
const same = (rate) => [rate, rate];

function descent({ lr }) {
  return (w, g) => {
    for (let i = 0; i < 2; i += 1) w[i] -= g[i] * lr;
    return same(lr);
  };
}

function momentum({ lr, beta, convention }) {
  const m = zeros();
  return (w, g, t) => {
    for (let i = 0; i < 2; i += 1) {
      m[i] *= beta;
      if (convention === "published") {
        m[i] -= g[i] * lr;
        w[i] += m[i];
      } else {
        m[i] += convention === "average" ? g[i] * (1 - beta) : g[i];
        w[i] -= m[i] * lr;
      }
    }
    return same((lr * (1 - beta ** t)) / (convention === "average" ? 1 : 1 - beta));
  };
}

function nesterov({ lr, beta, convention }) {
  const v = zeros();
  return (w, g, t) => {
    for (let i = 0; i < 2; i += 1) {
      v[i] *= beta;
      if (convention === "published") {
        const a = g[i] * lr;
        v[i] -= a;
        w[i] -= a;
        w[i] += v[i] * beta;
      } else {
        v[i] += g[i];
        w[i] -= (v[i] * beta + g[i]) * lr;
      }
    }
    return same((lr * (1 - beta ** (t + 1))) / (1 - beta));
  };
}

function adagrad({ lr, eps, initial_accumulator: initial, convention }) {
  const s = same(initial);
  return (w, g) => [0, 1].map((i) => {
    s[i] += g[i] * g[i];
    const root = convention === "lecture" ? Math.sqrt(s[i] + eps) : Math.sqrt(s[i]) + eps;
    w[i] -= (g[i] / root) * lr;
    return lr / root;
  });
}

function rmsprop({ lr, beta, eps, convention }) {
  const s = zeros();
  return (w, g) => [0, 1].map((i) => {
    const next = s[i] * beta + g[i] * g[i] * (1 - beta);
    const used = convention === "lecture" ? s[i] : next;
    s[i] = next;
    const root = convention === "published" ? Math.sqrt(used) + eps : Math.sqrt(used + eps);
    w[i] -= (g[i] / root) * lr;
    return lr / root;
  });
}

function adam({ lr, beta1, beta2, eps, convention }) {
  const [m, s] = [zeros(), zeros()];
  return (w, g, t) => {
    const share = 1 - beta1 ** t;
    const root = Math.sqrt(1 - beta2 ** t);
    const lecture = convention === "lecture";
    const rate = lecture ? lr : (lr * root) / share;
    const added = convention === "published" ? eps * root : eps;
    return [0, 1].map((i) => {
      m[i] = m[i] * beta1 + g[i] * (1 - beta1);
      s[i] = s[i] * beta2 + g[i] * g[i] * (1 - beta2);
      const below = Math.sqrt(s[i]) + added;
      w[i] -= (m[i] / below) * rate;
      return (lecture ? lr * share : lr * root) / below;
    });
  };
}

const STEPPERS = { gd: descent, sgd: descent, momentum, nesterov, adagrad, rmsprop, adam };

/**
 * The run of a method: its points, f − f* at each, what each step would do to each coordinate per unit of a
 * gradient that stays the same, and the step at which it left all bounds, or null.
 */
export function run(landscape, method, settings, start, { noise, seed, steps }) {
  const { value, partials, fStar, noisy } = LANDSCAPES[landscape];
  const size = method === "sgd" || (noisy && method !== "gd") ? noise : 0;
  const rng = new Mulberry32(seed);
  const step = STEPPERS[method](settings);
  const w = [...start];
  const points = [[...w]];
  const rates = [];
  let diverged = null;
  for (let t = 1; t <= steps; t += 1) {
    let g = partials(w[0], w[1]);
    if (size) g = g.map((partial) => partial + size * Math.sqrt(3) * (2 * rng.random() - 1));
    const rate = step(w, g, t);
    if (!(Math.abs(w[0]) <= FAR && Math.abs(w[1]) <= FAR)) {
      diverged = t;
      break;
    }
    points.push([w[0], w[1]]);
    rates.push(rate);
  }
  return { points, gaps: points.map(([x, y]) => value(x, y) - fStar), rates, diverged };
}
