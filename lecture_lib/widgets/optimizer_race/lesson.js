// What the race shows, in words and numbers.
import { formatNumber } from "../shared/numbers.js";
import { STARTS } from "./critical.js";
import { RACERS, formula } from "./names.js";
import { definedPart } from "./own.js";
import { STEPS, run } from "./race.js";

/** The lowest value that was found of a function of one's own, and by whom: null is Newton's method. */
function lowestOf({ lowest }, runs) {
  let found = { value: lowest, by: null };
  for (const { method, gaps, taken } of runs) {
    const value = gaps.subarray(0, taken + 1).reduce((least, each) => Math.min(least, each), Infinity);
    if (value < found.value) found = { value, by: method };
  }
  return found;
}

/**
 * The whole `runs` of all who take part, one computed anew only when something of it has changed, and the `lowest` value
 * of which their gaps count on a landscape of one's own, where no f* is known.
 */
export function raceOf(scene, { methods, settings, start, noise, seed }, memory = new Map()) {
  const runs = methods.map((method) => {
    const key = JSON.stringify([scene.key, settings[method], start, noise, seed]);
    const last = memory.get(method);
    if (last?.key === key) return last;
    const result = { method, key, ...run(scene, method, settings[method], start, { noise, seed, steps: STEPS }) };
    memory.set(method, result);
    return result;
  });
  if (!scene.isOwn) return { runs, lowest: null };
  const lowest = lowestOf(scene, runs);
  return {
    runs: runs.map((one) => ({
      ...one,
      key: `${one.key} ${lowest.value}`,
      gaps: one.gaps.map((value) => value - lowest.value),
    })),
    lowest,
  };
}

const n = (x) => formatNumber(x, 3);

/** What to look at on each landscape; it holds whatever the start and the settings are. */
const NOTICE = {
  aligned: "The valley lies along θ₁: a rate for each coordinate can make it round.",
  rotated: "The same valley, askew: no rate for each coordinate can make it round.",
  rosenbrock: "The floor of the valley, θ₂ = θ₁², is almost flat: what counts there is how fast speed is gained.",
  beale: "Flat plains, steep corners: a step size that is safe in the corners is slow on the plains.",
  saddle:
    "Along θ₂ = 0 descent leads straight to the saddle at 0, 0, and close to that line it turns away slowly: who leaves first?",
  own: "Your own f: do all methods end in the same minimum, or does a saddle hold one up?",
  noisy: "The gradients are noisy: with a step size that stays the same, a path ends in a cloud, not in a point.",
};

/** Where a run stands after `steps` steps: its gap, or the step at which it has diverged or left where f is defined. */
export function standing({ method, gaps, diverged, left }, steps) {
  const by = (step) => (step !== null && step <= steps ? step : null);
  const ends = { diverged: by(diverged), left: by(left) };
  return { method, ...ends, gap: ends.diverged === null && ends.left === null ? gaps[steps] : null };
}

function endWords({ method, diverged, left }) {
  const { name } = RACERS[method];
  if (diverged !== null) return `${name} diverged at step ${diverged}`;
  return left ? `${name} left, at step ${left}, where f is defined` : `${name} has no gradient to start with`;
}

function order(runs, { steps }, { scene, lowest }) {
  if (!runs.length) return "No method takes part: tick one.";
  const all = runs.map((one) => standing(one, steps));
  const [first, ...rest] = all.filter(({ gap }) => gap !== null).sort((a, b) => a.gap - b.gap);
  const lost = all.filter(({ gap }) => gap === null).map(endWords);
  const words = first
    ? [`lowest is ${RACERS[first.method].name} with f − ${scene.isOwn ? "f₀" : "f*"} = ${n(first.gap)}`]
    : [];
  if (rest.length) words.push(`then ${rest.map(({ method, gap }) => `${RACERS[method].name} ${n(gap)}`).join(", ")}`);
  const exact = scene.noisy && all.some(({ method }) => method === "gd") ? " Only GD sees no noise." : "";
  return `After ${steps} ${steps === 1 ? "step" : "steps"} ${[...words, ...lost].join("; ")}.${exact}${lowestWords(lowest)}`;
}

function lowestWords(lowest) {
  if (!lowest || lowest.value === Infinity) return "";
  const who = lowest.by === null ? "Newton’s method" : RACERS[lowest.by].name;
  return ` f₀ = ${n(lowest.value)} is the lowest value found, by ${who}.`;
}

function tunedWords(runs, { tuned, settings, steps }, [across, up]) {
  const { long } = RACERS[tuned];
  const name = long[0].toUpperCase() + long.slice(1);
  const line = `${name}: ${formula(tuned, settings[tuned])}.`;
  const one = runs.find(({ method }) => method === tuned);
  if (!one) return `${line} It does not take part.`;
  if (!one.taken) return line;
  const t = Math.min(steps, one.taken);
  const [x, y] = one.rates.subarray(2 * t - 2, 2 * t);
  const rates = x === y ? `${n(x)} along both coordinates` : `${n(x)} along ${across}, ${n(y)} along ${up}`;
  return `${line} Effective rate at step ${t}: ${rates}.`;
}

const PLURALS = { minimum: "minima", saddle: "saddles", maximum: "maxima", degenerate: "degenerate points" };

/** Up to so many critical points are told one by one. */
const FEW = 4;

/** The critical points that are marked, and how they were found. */
function criticalWords({ critical, scene: { value }, seen: [x0, x1, y0, y1] }) {
  // what is no more than rounding beside the box is 0
  const dust = 1e-9 * Math.max(x1 - x0, y1 - y0);
  const place = (x) => n(Math.abs(x) < dust ? 0 : x);
  const how = `Newton’s method from ${STARTS} × ${STARTS} starts in this box`;
  if (!critical.length) return `No critical point was found by ${how}.`;
  const told =
    critical.length <= FEW
      ? critical.map(({ x, y, kind }) => `${kind} at (${place(x)}, ${place(y)}) with f = ${n(value(x, y))}`)
      : Object.entries(PLURALS)
          .map(([kind, several]) => [critical.filter((point) => point.kind === kind).length, kind, several])
          .filter(([count]) => count)
          .map(([count, kind, several]) => `${count} ${count === 1 ? kind : several}`);
  return `Critical points: ${told.join("; ")}. Found by ${how}; there may be others.`;
}

const isPartly = ({ scene, seen: [x0, x1, y0, y1] }) =>
  definedPart(scene, [
    [x0, x1],
    [y0, y1],
  ]) < 1;

/**
 * `shown` has the `scene`, the `lowest` value of which gaps count, the box that is `seen` and the `critical` points that
 * are marked in it.
 */
export function sentences(runs, state, shown) {
  const { start, critical } = state;
  const [x0, x1, y0, y1] = shown.seen;
  const isSeen = start[0] >= x0 && start[0] <= x1 && start[1] >= y0 && start[1] <= y1;
  return [
    NOTICE[state.landscape],
    order(runs, state, shown),
    tunedWords(runs, state, shown.scene.axes),
    critical && criticalWords(shown),
    shown.scene.isOwn && isPartly(shown) && "Where the ground is shaded f is not defined.",
    !isSeen && `The start (${n(start[0])}, ${n(start[1])}) lies outside of the picture.`,
  ].filter(Boolean);
}
