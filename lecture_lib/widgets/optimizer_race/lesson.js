// What the race shows, in words and numbers.
import { formatNumber } from "../shared/numbers.js";
import { LANDSCAPES } from "./landscapes.js";
import { run } from "./methods.js";
import { METHODS, formula } from "./names.js";

export const STEPS = 300;

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

/** Where a run stands after `steps` steps: its gap, or the step at which it has diverged. */
export function standing({ method, gaps, diverged }, steps) {
  const out = diverged !== null && diverged <= steps ? diverged : null;
  return { method, diverged: out, gap: out === null ? gaps[steps] : null };
}

function order(runs, { landscape, steps }) {
  if (!runs.length) return "No method takes part: tick one.";
  const all = runs.map((one) => standing(one, steps));
  const [first, ...rest] = all.filter(({ diverged }) => diverged === null).sort((a, b) => a.gap - b.gap);
  const where = `After ${steps} ${steps === 1 ? "step" : "steps"} on the ${LANDSCAPES[landscape].name}`
    .replace("the Rosenbrock", "Rosenbrock").replace("the Beale", "Beale");
  const lost = all.filter(({ diverged }) => diverged !== null)
    .map(({ method, diverged }) => `${METHODS[method].name} diverged at step ${diverged}`);
  const words = first ? [`lowest is ${METHODS[first.method].name} with f − f* = ${n(first.gap)}`] : [];
  if (rest.length) words.push(`then ${rest.map(({ method, gap }) => `${METHODS[method].name} ${n(gap)}`).join(", ")}`);
  const exact = LANDSCAPES[landscape].noisy && all.some(({ method }) => method === "gd") ? " Only GD sees no noise." : "";
  return `${where}: ${[...words, ...lost].join("; ")}.${exact}`;
}

function tunedWords(runs, { tuned, settings, steps }) {
  const { long } = METHODS[tuned];
  const name = long[0].toUpperCase() + long.slice(1);
  const line = `${name}: ${formula(tuned, settings[tuned])}.`;
  const one = runs.find(({ method }) => method === tuned);
  if (!one) return `${line} It does not take part.`;
  if (!one.rates.length) return line;
  const t = Math.min(steps, one.rates.length);
  const [x, y] = one.rates[t - 1];
  const rates = x === y ? `${n(x)} along both coordinates` : `${n(x)} along θ₁, ${n(y)} along θ₂`;
  return `${line} Effective rate at step ${t}: ${rates}.`;
}

export const sentences = (runs, state) => [order(runs, state), tunedWords(runs, state)];
