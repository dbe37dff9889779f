// The net of a state with all its numbers, the step it stands at, and that step in words.
import { formatNumber } from "../shared/numbers.js";
import { draw, passes, steps, transpose, used } from "./math.js";
import { descend, mapped } from "./training.js";

const RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹";
const LOWERED = "₀₁₂₃₄₅₆₇₈₉";

/** δ⁽²⁾ in plain text. */
export const raised = (name, i) => `${name}⁽${RAISED[i]}⁾`;
/** a₂₃ in plain text, of indices from 0. */
export const low = (name, ...indices) => name + indices.map((k) => LOWERED[k + 1]).join("");
const n = (x) => formatNumber(x);
export const factor = (x) => (x < 0 ? `(${n(x)})` : n(x));
const products = (u, v) => u.map((x, k) => `${factor(x)}·${factor(v[k])}`).join(" + ");

/** The weights and every number of both passes; with training, after it, and `run` tells how it went. */
export function netOf(state) {
  const sizes = used(state);
  const drawn = draw(sizes, state.seed);
  const start = mapped(drawn, (value, name) => state.weights[name] ?? value);
  const x = state.x.slice(0, sizes[0]);
  const run = state.training ? descend(start, x, state) : null;
  const net = run?.net ?? start;
  return { sizes, drawn, run, ...net, ...passes(net, x, state.activation) };
}

/** The step that has just been taken, or null before the first one. */
export const current = ({ depth, step }) => (step ? steps(depth)[step - 1] : null);

/** The result of a step as a matrix; a vector is a column, f a single cell. */
export function resultOf(net, { kind, layer }) {
  const column = (values) => values.map((value) => [value]);
  if (kind === "dW") return net.dW[layer];
  if (kind === "f") return [[net.f]];
  return column(
    { a: net.a[layer], z: net.z[layer], dw: net.dw, last: net.delta[layer], delta: net.delta[layer], dx: net.dx }[kind],
  );
}

/** Row and column of the entry that is written out: entry number `entry`, or the last if there are fewer. */
/** @returns {[number, number]} */
export function chosen(matrix, entry) {
  const columns = matrix[0].length;
  const index = Math.min(entry, matrix.length * columns) - 1;
  return [Math.floor(index / columns), index % columns];
}

/** The name of an entry of a step's result. */
export function entryName({ kind, layer }, [j, k]) {
  return {
    a: low(raised("a", layer), j),
    z: low(raised("z", layer), j),
    f: "f",
    dw: low("∂f/∂w", j),
    last: low(raised("δ", layer), j),
    delta: low(raised("δ", layer), j),
    dW: low(`∂f/∂${raised("W", layer)}`, j, k),
    dx: low("∂f/∂x", j),
  }[kind];
}

function rule(net, { kind, layer: i }, [j, k]) {
  const L = net.W.length - 1;
  const s = (letter, at) => `${low(`${letter}(${raised("a", i)}`, at)})`;
  switch (kind) {
    case "a":
      return [
        `row ${j + 1} of ${raised("W", i)} times ${i === 1 ? "x" : raised("z", i - 1)}`,
        products(net.W[i][j], net.z[i - 1]),
      ];
    case "z":
      return [s("σ", j), `σ(${n(net.a[i][j])})`];
    case "f":
      return [`wᵀ${raised("z", L)}`, products(net.w, net.z[L])];
    case "dw":
      return [low(raised("z", L), j)];
    case "last":
      return [`${low("w", j)} ${s("σ′", j)}`, `${factor(net.w[j])}·${factor(net.slopes[i][j])}`];
    case "delta": {
      const column = transpose(net.W[i + 1])[j];
      return [
        `(column ${j + 1} of ${raised("W", i + 1)} times ${raised("δ", i + 1)}) ${s("σ′", j)}`,
        `(${products(column, net.delta[i + 1])})·${factor(net.slopes[i][j])}`,
      ];
    }
    case "dW":
      return [
        `${low(raised("δ", i), j)} ${low(i === 1 ? "x" : raised("z", i - 1), k)}`,
        `${factor(net.delta[i][j])}·${factor(net.z[i - 1][k])}`,
      ];
    default:
      return [
        `column ${j + 1} of ${raised("W", 1)} times ${raised("δ", 1)}`,
        products(transpose(net.W[1])[j], net.delta[1]),
      ];
  }
}

/** What the step did, to one entry, in symbols and in numbers. */
export function sentence(state, net = netOf(state)) {
  const step = current(state);
  const path = net.sizes.join(" → ");
  if (!step)
    return `Widths ${path} → 1: the input x and the weights are given. Step forward; first comes ${raised("a", 1)} = ${raised("W", 1)} x.`;
  const result = resultOf(net, step);
  const at = chosen(result, state.entry);
  const [symbols, numbers] = rule(net, step, at);
  const value = n(result[at[0]][at[1]]);
  const line = [entryName(step, at), symbols, ...(numbers && numbers !== value ? [numbers] : []), value].join(" = ");
  return `${step.backward ? "Backward" : "Forward"}: ${line}.`;
}
