// The DeepNetExplorer's front end: the net, the step, the controls and a sentence.
import { cached } from "../shared/cached.js";
import { ACTIVATIONS } from "../shared/activations.js";
import { Button, Slider, Transport, player } from "../shared/controls.js";
import { h } from "../shared/element.js";
import { fields } from "../shared/fields.js";
import { widget } from "../shared/mount.js";
import { watching } from "../shared/watching.js";
import { CellPicker, cellActions, ownCount, weightCount } from "./cells.js";
import { chosen, current, entryName, netOf, resultOf, sentence } from "./lesson.js";
import * as numbers from "./math.js";
import { NetPicture } from "./net_picture.js";
import { StepPicture } from "./step_picture.js";
import { Losses, Surface } from "./train_pictures.js";
import { trainingSentence } from "./training_lesson.js";
import TRAITS from "./traits.json";
import { UpdatePicture } from "./update_picture.js";

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
  ui.observer = watching(look);
  ui.observer.observe(element);
  look();
}

/** Below everything else: the loss, f over two inputs, the next step of training, and its sentence. */
function Training({ state, net, width, memo, uid, set }) {
  const isPlane = net.sizes[0] === 2 || net.sizes[0] === 3;
  return h(
    "div",
    { class: "dn-trained" },
    h(
      "div",
      { class: "lw-panels dn-training" },
      h(Losses, { net, uid }),
      isPlane && h(Surface, { state, net, memo, uid, onMove: (x1, x2) => set({ x: [x1, x2, ...state.x.slice(2)] }) }),
    ),
    h("div", { class: "dn-training" }, h(UpdatePicture, { state, net, width, memo })),
    h("p", { class: "lw-says dn-training", "aria-live": "polite" }, trainingSentence(state, net)),
  );
}

/** What training needs: a loss with its target, η, and its steps. */
function TrainingControls({ state, net, set, slider, choice, keep }) {
  const { updates } = state;
  const taken = net.run.losses.length - 1;
  return h(
    "div",
    { class: "lw-controls dn-training" },
    choice("criterion", { translate: "no" }),
    state.criterion === "square" && slider("target"),
    slider("step_size"),
    slider("updates", { range: "0 to 100" }),
    h(
      "div",
      { class: "lw-buttons" },
      h(Button, {
        control: "train",
        text: "Train one step",
        primary: true,
        disabled: net.run.next === null || updates === TRAITS.updates.max,
        onClick: () => set({ updates: updates + 1 }),
      }),
      h(Button, { control: "untrain", text: "Reset", disabled: updates === 0, onClick: () => set({ updates: 0 }) }),
      h(Button, {
        control: "keep",
        text: "Go on from here",
        label: "Take the weights as they now are for those before training",
        disabled: taken === 0,
        onClick: keep,
      }),
    ),
  );
}

function View({ state, ui, set, redraw, act: cell, memo, uid }) {
  const { depth, widths, x, step: count, entry, weights, training } = state;
  const { slider, choice, check } = controls({ state, set, uid });
  // Where the steps stand does not matter to the numbers.
  const net = cached(memo, "numbers", JSON.stringify({ ...state, step: 0, entry: 0 }), () => netOf(state));
  const own = ownCount(net, weights);
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
      h(
        "div",
        { class: "dn-board" },
        // Which entry is written out does not matter to the net.
        cached(memo, `net ${width}`, JSON.stringify({ ...state, entry: 0 }), () =>
          h(NetPicture, {
            net,
            width,
            own: weights,
            taken,
            step,
            memo,
            where: (key) => goTo(plan.findIndex(({ makes }) => makes === key) + 1),
            onCell: cell.open,
            onWidth: (i, value) => set({ widths: replaced(widths, i, value) }),
          }),
        ),
        h(CellPicker, { net, width, ui, act: cell }),
      ),
      h("p", { class: "lw-error", role: "alert" }, ui.word),
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
      training && h(Training, { state, net, width: ui.width ?? WIDE, memo, uid, set }),
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
      own < weightCount(net) && slider("seed", { format: String }),
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
      own > 0 &&
        h(
          "div",
          { class: "lw-row dn-back" },
          h("span", { class: "lw-small" }, `◤ ${own} ${own === 1 ? "weight" : "weights"} of your own`),
          h(Button, { control: "drawn", text: "Back to the drawn numbers", onClick: cell.draw }),
        ),
      check("training"),
    ),
    training && h(TrainingControls, { state, net, set, slider, choice, keep: cell.keep }),
  );
}

const front = widget({
  traits: Object.keys(TRAITS),
  View,
  newInterface: () => ({
    playing: false,
    timer: null,
    observer: null,
    width: null,
    cell: { key: "W1", row: 0, column: 0 },
    pointing: false,
    typing: false,
    draft: null,
    word: "",
  }),
  actions: cellActions,
  fits: ({ depth, step }) => step <= stepCount(depth),
  close: (ui) => {
    clearInterval(ui.timer);
    ui.observer?.disconnect();
  },
});
export const still = front.still;
export const math = { ...numbers, netOf, sentence, current, trainingSentence };
export default { render: front.render };
