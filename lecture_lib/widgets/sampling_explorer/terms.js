// Parabolas of one's own, f_i(w) = a_i/2 (w − c_i)²: least squares with one weight, and the floor that noise leaves. The
// Python twin is in widget.py: lecture_lib/stochastic/noise.py says the same by linear algebra.
import { share } from "./math.js";

const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** The problem of rows [c, a], in the form of BUILT_IN: a_i/2 (w − c_i)² is ½(xw − y)² with x = √a_i, y = √a_i c_i. */
export function problemOf(terms) {
  const [centres, curvatures] = [terms.map(([c]) => c), terms.map(([, a]) => a)];
  const lambda = mean(curvatures);
  const wStar = mean(terms.map(([c, a]) => a * c)) / lambda;
  const slopes = terms.map(([c, a]) => a * (wStar - c));
  const roots = Float64Array.from(curvatures, Math.sqrt);
  const problem = {
    count: terms.length,
    x1: roots,
    x2: new Float64Array(terms.length),
    y: Float64Array.from(centres, (c, i) => roots[i] * c),
    hessian: [lambda, 0, 0],
    wStar: [wStar, 0],
    centres,
    curvatures,
    lambda,
    /** How far the curvatures lie from their mean, squared and averaged. */
    spread: mean(curvatures.map((a) => (a - lambda) * (a - lambda))),
    /** s², the mean square of the slopes at w*. */
    noise: mean(slopes.map((slope) => slope * slope)),
    value: (w) => mean(terms.map(([c, a]) => 0.5 * a * (w - c) * (w - c))),
    floor: (gamma, b, copies) => floor(problem, gamma, share(b, terms.length * copies)),
    equalFloor: (gamma, b, copies) => equalFloor(problem, gamma, share(b, terms.length * copies)),
  };
  return problem;
}

/**
 * The limit of E f(w_k) − f* for the randomized rule with a constant γ; ∞ if there is none. A step multiplies w − w* by 1 − γh, where
 * h is the mean curvature of its batch, and adds noise of variance γ²s_b²: so V = (1 − 2γλ + γ²E h²)V + γ²s_b², and the limit
 * λV/2 is γλs_b²/2(2λ − γE h²). A batch leaves the part `left` of a variance.
 */
function floor({ lambda, spread, noise }, gamma, left) {
  const slack = 2 * lambda - gamma * (lambda * lambda + left * spread);
  return slack > 0 ? (gamma * lambda * left * noise) / (2 * slack) : Infinity;
}

/** The same if all curvatures were λ: γs_b²/2(2 − γλ). */
function equalFloor({ lambda, noise }, gamma, left) {
  return gamma * lambda < 2 ? (gamma * left * noise) / (2 * (2 - gamma * lambda)) : Infinity;
}
