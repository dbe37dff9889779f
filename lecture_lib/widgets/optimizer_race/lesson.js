// What the race shows, in words and numbers.
import { formatNumber } from "../shared/numbers.js";
import { STARTS } from "./critical.js";
import { LANDSCAPES } from "./landscapes.js";
import { RACERS, formula } from "./names.js";
import { STEPS, run } from "./race.js";

/** The whole runs of all methods that take part; one is computed anew only when something of it has changed. */
export function runsOf({ landscape, methods, settings, start, noise, seed }, memory = new Map()) {
  return methods.map((method) => {
    const key = JSON.stringify([landscape, settings[method], start, noise, seed]);
    const last = memory.get(method);
    if (last?.key === key) return last;
    const result = { method, key, ...run(landscape, method, settings[method], start, { noise, seed, steps: STEPS }) };
    memory.set(method, result);
    return result;
  });
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
  noisy: "The gradients are noisy: with a step size that stays the same, a path ends in a cloud, not in a point.",
};

/** Where a run stands after `steps` steps: its gap, or the step at which it has diverged. */
export function standing({ method, gaps, diverged }, steps) {
  const out = diverged !== null && diverged <= steps ? diverged : null;
  return { method, diverged: out, gap: out === null ? gaps[steps] : null };
}

function order(runs, { landscape, steps }) {
  if (!runs.length) return "No method takes part: tick one.";
  const all = runs.map((one) => standing(one, steps));
  const [first, ...rest] = all.filter(({ diverged }) => diverged === null).sort((a, b) => a.gap - b.gap);
  const lost = all
    .filter(({ diverged }) => diverged !== null)
    .map(({ method, diverged }) => `${RACERS[method].name} diverged at step ${diverged}`);
  const words = first ? [`lowest is ${RACERS[first.method].name} with f − f* = ${n(first.gap)}`] : [];
  if (rest.length) words.push(`then ${rest.map(({ method, gap }) => `${RACERS[method].name} ${n(gap)}`).join(", ")}`);
  const exact =
    LANDSCAPES[landscape].noisy && all.some(({ method }) => method === "gd") ? " Only GD sees no noise." : "";
  return `After ${steps} ${steps === 1 ? "step" : "steps"} ${[...words, ...lost].join("; ")}.${exact}`;
}

function tunedWords(runs, { tuned, settings, steps }) {
  const { long } = RACERS[tuned];
  const name = long[0].toUpperCase() + long.slice(1);
  const line = `${name}: ${formula(tuned, settings[tuned])}.`;
  const one = runs.find(({ method }) => method === tuned);
  if (!one) return `${line} It does not take part.`;
  if (!one.taken) return line;
  const t = Math.min(steps, one.taken);
  const [x, y] = one.rates.subarray(2 * t - 2, 2 * t);
  const rates = x === y ? `${n(x)} along both coordinates` : `${n(x)} along θ₁, ${n(y)} along θ₂`;
  return `${line} Effective rate at step ${t}: ${rates}.`;
}

const PLURALS = { minimum: "minima", saddle: "saddles", maximum: "maxima", degenerate: "degenerate points" };

/** Up to so many critical points are told one by one. */
const FEW = 4;

/** The critical points that are marked, and how they were found. */
function criticalWords({ critical, seen: [x0, x1, y0, y1] }, { value }) {
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

/** `shown` has the box that is `seen` and the `critical` points that are marked in it. */
export function sentences(runs, state, shown) {
  const { start, critical } = state;
  const [x0, x1, y0, y1] = shown.seen;
  const isSeen = start[0] >= x0 && start[0] <= x1 && start[1] >= y0 && start[1] <= y1;
  return [
    NOTICE[state.landscape],
    order(runs, state),
    tunedWords(runs, state),
    critical && criticalWords(shown, LANDSCAPES[state.landscape]),
    !isSeen && `The start (${n(start[0])}, ${n(start[1])}) lies outside of the picture.`,
  ].filter(Boolean);
}
