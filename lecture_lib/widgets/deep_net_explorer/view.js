// The DeepNetExplorer's front end: the net, the step, the controls and a sentence.
import { h } from "preact";
import { Choice, Slider, Transport, player } from "../shared/controls.js";
import { Equation } from "../shared/mathml.js";
import { widget } from "../shared/mount.js";
import { formula } from "./formula.js";
import { chosen, current, entryName, netOf, resultOf, sentence } from "./lesson.js";
import * as numbers from "./math.js";
import { NetPicture } from "./net_picture.js";
import { StepPicture } from "./step_picture.js";

const { stepCount, steps } = numbers;
const NAMES = { relu: "ReLU", leaky_relu: "leaky ReLU", sigmoid: "sigmoid", tanh: "tanh", softplus: "softplus" };

function words(step) {
  if (!step) return "given: x and the weights";
  return step.backward ? "backward to the gradients" : "forward to f";
}

function View({ state, ui, set, redraw, uid }) {
  const { depth, widths, x, step: count, entry, activation, seed } = state;
  const net = netOf(state);
  const step = current(state);
  const shown = step ?? steps(depth)[0];
  const result = resultOf(net, shown);
  const all = stepCount(depth);
  const goTo = (number) => set({ step: number });
  const act = player({ step: count, count: all, ui, goTo, redraw, interval: 1400 });
  const taken = new Set(steps(depth).slice(0, count).map(({ makes }) => makes));
  const replaced = (list, i, value) => list.map((old, k) => (k === i ? value : old));
  const [size, at] = [result.length * result[0].length, chosen(result, entry)];
  return h("div", { class: "lw lw-view dn", "data-widget": "DeepNetExplorer" },
    h("div", { class: "lw-panels" },
      h("figure", { class: "lw-panel" },
        h("figcaption", { class: "dn-caption" }, "The net. Drag a number to change a width."),
        h(NetPicture, {
          net, taken, step, uid,
          where: (key) => goTo(steps(depth).findIndex(({ makes }) => makes === key) + 1),
          onWidth: (i, value) => set({ widths: replaced(widths, i, value) }),
        })),
      h("figure", { class: "lw-panel" },
        h("figcaption", { class: "dn-caption dn-formula" },
          h(Equation, { sides: formula(shown, net.sizes), label: sentence(state, net) })),
        h(StepPicture, { net, step: shown, pending: !step, entry, onEntry: (number) => set({ entry: number }) }))),
    h(Transport, { step: count, count: all, playing: ui.playing, words: words(step), act }),
    h("p", { class: "lw-says", "aria-live": "polite" }, sentence(state, net)),
    h("div", { class: "lw-controls" },
      h(Slider, {
        control: "entry", name: "entry", label: "Entry that is written out", value: Math.min(entry, size), min: 1, max: Math.max(size, 2), step: 1,
        format: (value) => `${value} of ${size}`, range: entryName(shown, at), onInput: (value) => set({ entry: value }),
      }),
      h(Slider, {
        control: "depth", name: "L", label: "Depth L", value: depth, min: 1, max: 6, step: 1, range: "layers, 1 to 6",
        onInput: (value) => set({ depth: value, step: Math.min(count, stepCount(value)) }),
      }),
      h(Slider, {
        control: "seed", name: "seed", label: "Seed of the weights", value: seed, min: 0, max: 99, step: 1, range: "of the weights",
        format: String, onInput: (value) => set({ seed: value }),
      }),
      x.slice(0, widths[0]).map((value, i) => h(Slider, {
        key: i, control: `x${i + 1}`, name: `x${"₁₂₃₄₅₆"[i]}`, value, min: -2, max: 2, step: 0.1, range: "−2 to 2",
        onInput: (number) => set({ x: replaced(x, i, number) }),
      })),
      h(Choice, {
        control: "activation", label: "Activation σ", value: activation, options: Object.entries(NAMES),
        onChange: (value) => set({ activation: value }),
      })));
}

const front = widget({
  traits: ["depth", "widths", "x", "activation", "seed", "step", "entry"],
  View,
  newInterface: () => ({ playing: false, timer: null }),
  fits: ({ depth, step }) => step <= stepCount(depth),
  close: (ui) => clearInterval(ui.timer),
});
export const still = front.still;
export const math = { ...numbers, netOf, sentence, current };
export default { render: front.render };
