// Steps of training on one example, and the cells of weights that a reader types. The Python twin is training.py.
import { sigmoid, softplus } from "../shared/activations.js";
import { cellName, LIMIT } from "./cell_names.js";
import { passes } from "./math.js";

/** The losses ℓ(y, f) of one output f, with their derivatives by f. */
export const LOSSES = {
  square: { value: (y, f) => 0.5 * (f - y) * (f - y), slope: (y, f) => f - y },
  one: { value: (_, f) => softplus(-f), slope: (_, f) => -sigmoid(-f) },
  zero: { value: (_, f) => softplus(f), slope: (_, f) => sigmoid(f) },
};

/** The same net with each weight made by `make(value, name)`. */
export const mapped = ({ W, w }, make) => ({
  W: W.map((matrix, i) =>
    matrix ? matrix.map((row, j) => row.map((value, k) => make(value, cellName(`W${i}`, j, k)))) : null,
  ),
  w: w.map((value, k) => make(value, cellName("w", 0, k))),
});

/** What stands in cells, by their names, with those of `own` that are out of use: all that is not as it was drawn. */
export function typedCells({ W, w, drawn }, own) {
  const first = new Map();
  mapped(drawn, (value, name) => first.set(name, value));
  const all = { ...own };
  mapped({ W, w }, (value, name) => {
    if (value === first.get(name)) delete all[name];
    else all[name] = value;
  });
  return all;
}

const isWithin = (value) => Math.abs(value) <= LIMIT;

/** The net after the step W ← W − η ∂ℓ/∂W, where ∂ℓ/∂W is g ∂f/∂W; null where a weight would be beyond the limit. */
function stepped({ W, w }, { dW, dw }, g, stepSize) {
  const less = (value, slope) => value - stepSize * g * slope;
  const newW = W.map((matrix, i) => matrix?.map((row, j) => row.map((value, k) => less(value, dW[i][j][k]))));
  const neww = w.map((value, k) => less(value, dw[k]));
  return newW.flat(2).every((value) => value === undefined || isWithin(value)) && neww.every(isWithin)
    ? { W: newW, w: neww }
    : null;
}

/** Where `updates` steps lead: the net, the losses before and after each, g = ∂ℓ/∂f there, and what the next step gives, if it can be taken. */
export function descend(net, x, { activation, criterion, target, step_size, updates }) {
  const { value, slope } = LOSSES[criterion];
  const losses = [];
  let now = net;
  for (;;) {
    const made = passes(now, x, activation);
    losses.push(value(target, made.f));
    const g = slope(target, made.f);
    const next = stepped(now, made, g, step_size);
    if (losses.length > updates || !next) {
      const after = next && value(target, passes(next, x, activation).f);
      return { net: now, losses, g, next, after, stopped: losses.length <= updates };
    }
    now = next;
  }
}
