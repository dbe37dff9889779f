// Functions of given names, compiled once from a text: value, derivatives, kinks, and whole grids of values. The Python
// twin is lecture_lib/expression/function.py.
import { parseFunction } from "./function.js";
import { greek } from "./formula.js";
import { jets } from "./jets.js";
import { FORWARD } from "./operations.js";
import { isSquare, overGrid } from "./grid.js";

/** Operations with a kink where the operand is 0, or where both are equal. */
export const KINKED = new Set(["abs", "relu", "maximum", "minimum"]);

/** What computes the value of node k from those of its operands. */
function step(nodes, k, v) {
  const { op, args } = nodes[k];
  const [a, b, ...more] = args;
  if (isSquare(nodes[k], nodes)) return () => (v[k] = v[a] * v[a]);
  switch (op) {
    case "add":
      if (!more.length) return () => (v[k] = v[a] + v[b]);
      return () => {
        let sum = v[a] + v[b];
        for (const arg of more) sum += v[arg];
        v[k] = sum;
      };
    case "sub":
      return () => (v[k] = v[a] - v[b]);
    case "mul":
      return () => (v[k] = v[a] * v[b]);
    default: {
      const forward = FORWARD[op];
      return b === undefined ? () => (v[k] = forward(v[a])) : () => (v[k] = forward(v[a], v[b]));
    }
  }
}

function run(steps) {
  for (let i = 0; i < steps.length; i += 1) steps[i]();
}

/**
 * The function of `names` that a text is, or a formula of `parseFunction`. Throws ExpressionError.
 *
 * Of a point, a number for each name: `value(x, y)`; `gradient(x, y)`, a list; `partials(x, y, g)`, the same of two
 * variables written into g; `hessian(x, y)`, rows; `atKink(x, y)`, whether abs, relu, max or min has its kink there, where
 * the derivative is a convention. Of one variable, `slope(x)`, `curvature(x)`, and `values(xs)`; of two, `grid(xs, ys)`, row by row of ys.
 * A value may be infinite, or NaN where the function is undefined; then its derivatives are NaN, too. No zero has a sign.
 *
 * @param {string | { nodes: any[], result: number }} source
 * @param {string[]} names
 */
export function compile(source, names) {
  const formula = typeof source === "string" ? parseFunction(source, names) : source;
  const { nodes, result } = formula;
  const variables = names.map(greek);
  const v = new Float64Array(nodes.length);
  const steps = [];
  nodes.forEach(({ op, value }, k) => {
    if (op === "const") v[k] = value;
    else if (op !== "leaf") steps.push(step(nodes, k, v));
  });
  const places = variables.map((name) => nodes.findIndex((node) => node.op === "leaf" && node.name === name));
  const goTo = (point) => {
    for (let i = 0; i < places.length; i += 1) if (places[i] >= 0) v[places[i]] = point[i];
    run(steps);
  };
  let made = null;
  const derivatives = () => {
    made ??= jets(nodes, variables, v);
    return made;
  };
  const first = (i) => {
    const { moves, steps: own } = derivatives().first[i];
    run(own);
    return Number.isNaN(v[result]) ? Number.NaN : moves[result] + 0;
  };
  const second = () => {
    for (const { steps: own } of derivatives().first) run(own);
    return derivatives().second.map(({ moves, steps: own }) => {
      run(own);
      return Number.isNaN(v[result]) ? Number.NaN : moves[result] + 0;
    });
  };
  return {
    names: variables,
    formula,
    value(...point) {
      goTo(point);
      return v[result];
    },
    gradient(...point) {
      goTo(point);
      return variables.map((_, i) => first(i));
    },
    partials(x, y, g) {
      goTo([x, y]);
      g[0] = first(0);
      g[1] = first(1);
    },
    hessian(...point) {
      goTo(point);
      const found = second();
      const rows = variables.map(() => []);
      derivatives().second.forEach(({ i, j }, k) => {
        rows[i][j] = found[k];
        rows[j][i] = found[k];
      });
      return rows;
    },
    slope(x) {
      goTo([x]);
      return first(0);
    },
    curvature(x) {
      goTo([x]);
      return second()[0];
    },
    atKink(...point) {
      goTo(point);
      return nodes.some(({ op, args }) => {
        if (!KINKED.has(op) || args[0] === args[1]) return false;
        const isActive = derivatives().first.some(({ active }) => args.some((arg) => active[arg]));
        return isActive && v[args[0]] === (args.length > 1 ? v[args[1]] : 0);
      });
    },
    values: (xs) => overGrid(formula, variables, xs),
    grid: (xs, ys) => overGrid(formula, variables, xs, ys),
  };
}
