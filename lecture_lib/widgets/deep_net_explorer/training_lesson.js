// What a step of training does to the weights of the layer where the steps stand, as matrices and in words.
import { formatNumber as n } from "../shared/numbers.js";
import { chosen, current, factor, low, raised } from "./lesson.js";

/** The weights of that layer before and after the next step, and ∂ℓ/∂W; w is a column. `after` is null where it cannot be taken. */
export function update(state, net) {
  const L = net.W.length - 1;
  const layer = Math.min(Math.max(current(state)?.layer ?? 1, 1), L + 1);
  const { next, g } = net.run;
  const column = (values) => values.map((value) => [value]);
  const [before, slope, after] =
    layer > L
      ? [column(net.w), column(net.dw), next && column(next.w)]
      : [net.W[layer], net.dW[layer], next?.W[layer] ?? null];
  const gradient = slope.map((row) => row.map((value) => g * value));
  return { name: layer > L ? "w" : "W", layer: layer > L ? undefined : layer, before, slope, gradient, after };
}

const RULES = {
  square: { loss: "½(f − y)²", slope: "f − y" },
  one: { loss: "log(1 + e⁻ᶠ)", slope: "−1/(1 + eᶠ)" },
  zero: { loss: "log(1 + eᶠ)", slope: "1/(1 + e⁻ᶠ)" },
};

/** The loss, and what the next step makes of one entry and of it. */
export function trainingSentence(state, net) {
  const { losses, g, after, stopped } = net.run;
  const taken = losses.length - 1;
  const rule = RULES[state.criterion];
  const when = taken ? `After ${taken} ${taken === 1 ? "step" : "steps"} of training` : "Before training";
  const now = `${when} ℓ = ${rule.loss} = ${n(losses[taken])}, and g = ∂ℓ/∂f = ${rule.slope} = ${n(g)}.`;
  if (after === null) {
    const ended = stopped ? "training ended here" : "it is not taken";
    return `${now} The next step would take a weight beyond 1000: ${ended}. A smaller η goes on.`;
  }
  if (g === 0) return `${now} f is y to the last digit: nothing is left to learn.`;
  if ([...net.dW.slice(1), net.dw].flat(2).every((value) => value === 0))
    return `${now} But every derivative of f is 0, as a whole layer stands where σ and σ′ are 0: no step changes a weight any more.`;
  const { name, layer, before, slope, after: weights } = update(state, net);
  const [j, k] = chosen(before, state.entry);
  const entry = layer ? low(raised("W", layer), j, k) : low(name, j);
  const product = [state.step_size, g, slope[j][k]].map((value) => factor(value)).join("·");
  const ends = after > losses[taken] ? "up: the step is too long" : "down";
  const ways = after === losses[taken] ? "as it is" : ends;
  return `${now} The next step, W ← W − η g ∂f/∂W, takes ${entry} to ${n(before[j][k])} − ${product} = ${n(weights[j][k])}, and ℓ to ${n(after)}, ${ways}.`;
}
