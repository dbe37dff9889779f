// What a step says: the sentence, the formula, the picture's state.
import { h } from "../shared/element.js";
import { broken, derivative, Equation, joined, piece } from "../shared/mathml.js";
import { formatNumber } from "../formula/notation.js";
import { chain, chainText, displayName, edgeFactor, formula, formulaText, gradientName, quantity } from "./trace.js";

/** The node that a step computes a number for. */
export const target = (step) => (step.kind === "backward" ? step.operand : step.node);

const lastNode = (trace) => trace.expression.nodes.length - 1;

/** One sentence about the step that was just taken (`number` of `count`). */
export function sentence(trace, number) {
  const { expression, steps } = trace;
  const result = displayName(expression, lastNode(trace));
  if (number === 0) {
    return `Start: the leaves have their values. The forward pass computes ${result}, the backward pass its gradients.`;
  }
  const step = steps[number - 1];
  const where = `Step ${number} of ${steps.length}`;
  if (step.kind === "forward") return `${where}, forward: ${formulaText(trace, step.node)}.`;
  if (step.kind === "seed") {
    return `${where}, backward: it begins at the result, with ∂${result}/∂${result} = 1.`;
  }
  const factor = edgeFactor(trace, step);
  const upstream = `${gradientName(trace.expression, step.node)} = ${formatNumber(step.upstream)}`;
  const symbol = factor.symbol === formatNumber(step.local) ? "" : `${factor.symbol} = `;
  const text =
    `${where}, backward: upstream ${upstream}, times local ${factor.fraction} = ${symbol}` +
    `${formatNumber(step.local)}, contributes ${formatNumber(step.contribution)}`;
  if (step.branches === 1) return `${text}.`;
  const sum = `${gradientName(trace.expression, step.operand)} = ${formatNumber(step.total)}`;
  return step.branch < step.branches
    ? `${text}; branch ${step.branch} of ${step.branches}, so far ${sum}.`
    : `${text}; the last of ${step.branches} branches, and their sum is ${sum}.`;
}

/** A product in pieces, which stands first or after a "+". In brackets stand a sum, and after a sign what is negative. */
function product(factors, write, isFirst = true) {
  return joined(
    factors.map((factor, i) => {
      const text = write(factor);
      const isSum = / [+−] /.test(text) && (factors.length > 1 || !isFirst);
      return broken(isSum || (text.startsWith("−") && (i > 0 || !isFirst)) ? `(${text})` : text);
    }),
    "×",
  );
}

/** ∂above/∂below as a piece. */
const fraction = (above, below, sign = "∂") =>
  piece(derivative(above, below, sign), 1 + Math.max(above.length, below.length));

/** The formula of a step: its definition in the forward pass, the chain rule in the backward pass. */
export function StepFormula({ trace, number, room }) {
  const { expression, steps } = trace;
  const last = lastNode(trace);
  const name = (node) => quantity(expression, node);
  if (number === 0) {
    return h(Equation, {
      sides: [broken(displayName(expression, last)), broken(formula(expression, last))],
      label: "",
      room,
    });
  }
  const step = steps[number - 1];
  if (step.kind === "forward") {
    const label = formulaText(trace, step.node);
    return h(Equation, { label, room, sides: label.split(" = ").map(broken) });
  }
  const node = target(step);
  const left = fraction(name(last), name(node));
  if (step.kind === "seed") return h(Equation, { label: chainText(trace, node), room, sides: [left, broken("1")] });
  if (step.branch < step.branches) {
    const upstream = fraction(name(last), name(step.node));
    const local = fraction(name(step.node), name(node));
    const numbers = [step.upstream, step.local];
    return h(Equation, {
      label: "",
      room,
      sides: [joined([upstream, local], "·"), product(numbers, formatNumber), broken(formatNumber(step.contribution))],
    });
  }
  const terms = chain(trace, node);
  const sum = (write) =>
    joined(
      terms.map((factors, i) => write(factors, i === 0)),
      "+",
    );
  const numbers = (factors) => factors.map(({ value }) => formatNumber(value));
  const symbols = (factors) => factors.map(({ symbol }) => symbol);
  const shown = formatNumber(trace.gradients[node]);
  const isOne = terms.length === 1 && terms[0].length === 1;
  const [only] = terms[0];
  // The sum over all ways is no partial derivative where one way is a single edge: that edge has the name ∂f/∂y.
  const isTotal = terms.length > 1 && terms.some((factors) => factors.length === 1);
  const isNumeric = terms.every((factors) => symbols(factors).join() === numbers(factors).join());
  const sides = [
    isTotal ? fraction(name(last), name(node), "d") : left,
    !isOne &&
      sum((factors) =>
        joined(
          factors.map(({ numerator, denominator }) => fraction(name(numerator), name(denominator))),
          "·",
        ),
      ),
    !(isOne && only.symbol === shown) && sum((factors, isFirst) => product(symbols(factors), String, isFirst)),
    !isOne && !isNumeric && sum((factors, isFirst) => product(numbers(factors), String, isFirst)),
    broken(shown),
  ];
  return h(Equation, { label: chainText(trace, node), room, sides: sides.filter(Boolean) });
}

/** What the picture shows after `number` steps; `labels` are the names and formulas of the nodes. */
export function pictureState(trace, number, edges, labels, travels) {
  const { expression, steps } = trace;
  const current = number > 0 ? steps[number - 1] : null;
  const isBackward = current?.kind === "backward";
  const reached = expression.nodes.map(({ args }) => args.length === 0);
  const gradients = expression.nodes.map(() => null);
  const directions = new Map();
  for (const step of steps.slice(0, number)) {
    if (step.kind === "forward") {
      reached[step.node] = true;
      for (const i of expression.nodes[step.node].args.keys()) directions.set(`${step.node}.${i}`, "forward");
    } else {
      gradients[target(step)] = step.total;
      if (step.kind === "backward") directions.set(`${step.node}.${step.position}`, "backward");
    }
  }
  const isActive = (edge) =>
    current !== null &&
    edge.target === current.node &&
    (current.kind === "forward" || (isBackward && edge.operand === current.position));
  const activeEdge = edges.findIndex(isActive);
  const result = labels.at(-1);
  return {
    nodes: labels.map((label, i) => {
      const [value, gradient] = [trace.values[i], gradients[i]];
      return {
        reached: reached[i],
        active: current && target(current) === i ? (current.kind === "forward" ? "forward" : "backward") : null,
        // A constant is its own number: none stands above it.
        value: reached[i] && expression.nodes[i].op !== "const" ? value : null,
        gradient,
        full: reached[i]
          ? `${label} = ${value}${gradient === null ? "" : `, ∂${result}/∂${label} = ${gradient}`}`
          : null,
      };
    }),
    edges: edges.map((edge) => ({
      direction: directions.get(`${edge.target}.${edge.operand}`) ?? "idle",
      active: isActive(edge),
    })),
    label: isBackward
      ? { edge: activeEdge, direction: "backward", text: `× ${edgeFactor(trace, current).symbol}` }
      : null,
    travel: isBackward && travels ? { edge: activeEdge, key: number } : null,
  };
}

/** Which gradients are complete after `number` steps: all their branches have arrived. */
export function knownGradients(trace, number) {
  const known = trace.expression.nodes.map(() => null);
  for (const step of trace.steps.slice(0, number)) {
    if (step.kind !== "forward" && step.branch === step.branches) known[target(step)] = step.total;
  }
  return known;
}
