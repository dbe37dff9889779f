// The DeepNetExplorer's front end: the net, the step, the controls and a sentence.
import { cached } from "../shared/cached.js";
import { ACTIVATIONS } from "../shared/activations.js";
import { Slider, Transport, player } from "../shared/controls.js";
import { h } from "../shared/element.js";
import { fields } from "../shared/fields.js";
import { widget } from "../shared/mount.js";
import { chosen, current, entryName, netOf, resultOf, sentence } from "./lesson.js";
import * as numbers from "./math.js";
import { NetPicture } from "./net_picture.js";
import { StepPicture } from "./step_picture.js";
import TRAITS from "./traits.json";

const { stepCount, steps } = numbers;
const CHOICES = Object.entries(ACTIVATIONS).map(([key, { name }]) => [key, name]);
const controls = fields(TRAITS);

// A picture for a page and one for a phone, by their widths.
const [WIDE, NARROW] = [656, 340];

function words(step) {
  if (!step) return "given: x and the weights";
  return step.backward ? "backward to the gradients" : "forward to f";
}

/**
 * Find out once, and whenever it changes, which of the two pictures has room. Until then, and so on
 * a page without scripts, both are there and the style sheet shows one.
 */
function watch(element, ui, redraw) {
  if (!element || ui.observer) return;
  const look = () => {
    const width = element.clientWidth < 560 ? NARROW : WIDE;
    if (width !== ui.width) redraw();
    ui.width = width;
  };
  ui.observer = new ResizeObserver(look);
  ui.observer.observe(element);
  look();
}

function View({ state, ui, set, redraw, memo, uid }) {
  const { depth, widths, x, step: count, entry } = state;
  const { slider, choice } = controls({ state, set, uid });
  const net = netOf(state);
  const plan = steps(depth);
  const step = current(state);
  const shown = step ?? plan[0];
  const result = resultOf(net, shown);
  const all = plan.length;
  const goTo = (number) => set({ step: number });
  const act = player({ step: count, count: all, ui, goTo, redraw, interval: 1400 });
  const taken = new Set(plan.slice(0, count).map(({ makes }) => makes));
  const replaced = (list, i, value) => list.map((old, k) => (k === i ? value : old));
  const [size, at] = [result.length * result[0].length, chosen(result, entry)];
  const pictures = (width) =>
    h(
      "div",
      { key: width, class: width === WIDE ? "dn-wide" : "dn-narrow" },
      // Which entry is written out does not matter to the net.
      cached(memo, `net ${width}`, JSON.stringify({ ...state, entry: 0 }), () =>
        h(NetPicture, {
          net,
          width,
          taken,
          step,
          memo,
          where: (key) => goTo(plan.findIndex(({ makes }) => makes === key) + 1),
          onWidth: (i, value) => set({ widths: replaced(widths, i, value) }),
        }),
      ),
      h(StepPicture, {
        net,
        width,
        step: shown,
        pending: !step,
        entry,
        memo,
        onEntry: (number) => set({ entry: number }),
      }),
    );
  return h(
    "div",
    { class: "lw lw-view dn", "data-widget": "DeepNetExplorer", ref: (element) => watch(element, ui, redraw) },
    h(
      "div",
      { class: "lw-shown" },
      h(
        "div",
        { class: ui.width ? undefined : "dn-both" },
        ui.width ? pictures(ui.width) : [pictures(WIDE), pictures(NARROW)],
      ),
      h("p", { class: "lw-says", "aria-live": "polite" }, sentence(state, net)),
    ),
    h(Transport, { step: count, count: all, playing: ui.playing, words: words(step), act }),
    h(
      "div",
      { class: "lw-controls" },
      slider("entry", {
        value: Math.min(entry, size),
        max: Math.max(size, 2),
        format: (value) => `${value} of ${size}`,
        range: entryName(shown, at),
      }),
      slider("depth", { onInput: (value) => set({ depth: value, step: Math.min(count, stepCount(value)) }) }),
      slider("seed", { format: String }),
      x
        .slice(0, widths[0])
        .map((value, i) =>
          h(Slider, {
            key: i,
            control: `x${i + 1}`,
            name: `x${"₁₂₃₄₅₆"[i]}`,
            value,
            min: TRAITS.x.bounds[i][0],
            max: TRAITS.x.bounds[i][1],
            step: 0.1,
            range: "−2 to 2",
            onInput: (number) => set({ x: replaced(x, i, number) }),
          }),
        ),
      choice("activation", { options: CHOICES }),
    ),
  );
}

const front = widget({
  traits: Object.keys(TRAITS),
  View,
  newInterface: () => ({ playing: false, timer: null, observer: null, width: null }),
  fits: ({ depth, step }) => step <= stepCount(depth),
  close: (ui) => {
    clearInterval(ui.timer);
    ui.observer?.disconnect();
  },
});
export const still = front.still;
export const math = { ...numbers, netOf, sentence, current };
export default { render: front.render };
