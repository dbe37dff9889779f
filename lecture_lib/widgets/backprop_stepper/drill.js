// Graphs to practise on, drawn anew from a seed. The Python twin is lecture_lib/expression/drill.py, which says what is promised.
import DRILLS from "../../expression/drills.json";
import { Mulberry32 } from "../shared/random.js";
import { parse } from "./expression.js";
import { nodeSigns } from "../formula/functions.js";
import { trace } from "./trace.js";

/** What is new at each level, from level 1 on. */
export const LEVELS = DRILLS.levels.map(({ name }) => name);

// What has few binary digits was not rounded, and would be written with all its decimals.
const isPlain = (x) =>
  (x === Number(x.toPrecision(3)) || !Number.isInteger(4096 * x)) && Math.abs(x) >= 0.05 && Math.abs(x) <= 50;

/** Whether every number of both passes is one to reckon with. */
export function isReadable(expression, at) {
  const { nodes } = expression;
  const { values, gradients, steps } = trace(expression, at);
  return (
    values.every((x) => x === 0 || isPlain(x)) &&
    steps.every((step) => [step.local, step.contribution, step.total].every((x) => x === null || isPlain(x))) &&
    nodes.every(({ op, args }) => !(op in nodeSigns) || Math.abs(values[args[0]]) <= 3) &&
    nodes.some(({ op }, i) => op === "leaf" && Math.abs(gradients[i]) !== 1)
  );
}

/** The text of an expression of a level and the values of its leaves, drawn by `seed`. */
export function draw(level, seed) {
  const rng = new Mulberry32(seed);
  const { shapes } = DRILLS.levels[level - 1];
  const text = shapes[seed % shapes.length].replace(/\[(.*?)\]/g, (_, listed) => {
    const options = listed.split("|");
    return options[rng.integers(options.length)];
  });
  const expression = parse(text);
  for (;;) {
    const places = rng.permutation(DRILLS.values.length);
    const values = Object.fromEntries(expression.leaves.map((leaf, i) => [leaf, DRILLS.values[places[i]]]));
    if (isReadable(expression, values)) return { text, values };
  }
}
