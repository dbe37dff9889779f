// One run of one method, as lecture_lib/widgets/optimizer_race/race.py does it.
import { Mulberry32 } from "../shared/random.js";
import { STEPPERS } from "./methods.js";
import { RACERS } from "./names.js";
import TRAITS from "./traits.json";

/** Steps of a whole race. */
export const STEPS = TRAITS.steps.max;

/** A run is over, and said to diverge, at the first iterate with a coordinate beyond this. */
export const FAR = 1e6;

let drawn = { seed: null, draws: new Float64Array(0) };

/** The first `count` draws from [0, 1) of a seed, which all methods see: they are made once. */
function drawsOf(seed, count) {
  if (drawn.seed !== seed || drawn.draws.length < count) {
    const rng = new Mulberry32(seed);
    drawn = { seed, draws: Float64Array.from({ length: count }, () => rng.random()) };
  }
  return drawn.draws;
}

/** Whether a racer sees noise on a landscape. */
export function seesNoise(scene, racer) {
  const { method } = RACERS[racer];
  return method === "sgd" || (scene.noisy === true && method !== "gd");
}

/**
 * The run of a racer, in flat arrays: `points` (θ₁ and θ₂ in turn, from the start on), `gaps` (f − f* at each, f itself on a
 * landscape of one's own), `rates` (what each step would do to each coordinate per unit of a gradient that stays the same),
 * `taken` (the steps kept), `diverged` (the step at which it left all bounds, or null), and `left` (the step at which it came
 * where f or its gradient is not finite, or null).
 */
export function run(scene, racer, settings, start, { noise, seed, steps }) {
  const { value, partials, fStar } = scene;
  const size = seesNoise(scene, racer) ? noise : 0;
  const draws = size ? drawsOf(seed, 2 * steps) : null;
  const { method } = RACERS[racer];
  const decay = method === "adamw" ? 0 : settings.weight_decay;
  const step = STEPPERS[method](settings);
  const [w, g, r] = [[...start], [0, 0], [0, 0]];
  const [points, gaps, rates] = [
    new Float64Array(2 * steps + 2),
    new Float64Array(steps + 1),
    new Float64Array(2 * steps),
  ];
  const ended = (taken, diverged, left) => ({ points, gaps, rates, taken, diverged, left });
  /** Keeps iterate t, with its gradient in g; false where there is none. */
  const keep = (t) => {
    const gap = value(w[0], w[1]) - fStar;
    partials(w[0], w[1], g);
    const isKnown = Number.isFinite(gap) && Number.isFinite(g[0]) && Number.isFinite(g[1]);
    if (!isKnown && t > 0) return false;
    points[2 * t] = w[0];
    points[2 * t + 1] = w[1];
    gaps[t] = gap;
    return isKnown;
  };
  if (!keep(0)) return ended(0, null, 0);
  for (let t = 1; t <= steps; t += 1) {
    for (let i = 0; i < 2; i += 1) {
      if (size) g[i] += size * Math.sqrt(3) * (2 * draws[2 * t - 2 + i] - 1);
      if (decay) g[i] += w[i] * decay;
    }
    step(w, g, t, r);
    if (!(Math.abs(w[0]) <= FAR && Math.abs(w[1]) <= FAR)) return ended(t - 1, t, null);
    if (!keep(t)) return ended(t - 1, null, t);
    rates[2 * t - 2] = r[0];
    rates[2 * t - 1] = r[1];
  }
  return ended(steps, null, null);
}
