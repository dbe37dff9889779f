// The BackpropStepper's front end: the graph, the lesson of a step, and everything to change.
import { cached } from "../shared/cached.js";
import { h } from "../shared/element.js";
import { widget } from "../shared/mount.js";
import { Scrolling } from "../shared/scrolling.js";
import { watching } from "../shared/watching.js";
import { actions } from "./actions.js";
import { Choice, Leaves, Prediction, Walk } from "./controls.js";
import { draw } from "./drill.js";
import { parse } from "./expression.js";
import { layout } from "./layout.js";
import { knownGradients, pictureState, sentence, StepFormula, target } from "./lesson.js";
import { Picture } from "./picture.js";
import { place } from "./places.js";
import { question } from "./question.js";
import { newTally } from "./tally.js";
import { displayName, finiteDifference, nodeNames, trace } from "./trace.js";
import TRAITS from "./traits.json";

/** A picture is drawn smaller by this at most before it has to be scrolled. */
const SMALLEST = 0.85;
/** In a hall the picture is laid out in this width, and drawn as large as there is room. */
const HALL = 600;
/** Of a reader with larger letters than this, in pixels, the picture is as much larger. */
const LETTERS = 15;
const newInterface = () => ({
  width: 640,
  scale: 1,
  playing: false,
  digits: false,
  travel: true,
  draft: null,
  error: "",
  drafts: new Map(),
  errors: new Map(),
  answer: "",
  feedback: "",
  tries: 0,
  tally: newTally(),
  focus: null,
  news: null,
});

/** What depends on the expression, the values or the width alone is kept until that changes. */
function memory() {
  let compiled = null;
  let traced = null;
  let placed = null;
  const compile = (text) => {
    if (compiled?.text === text) return compiled;
    const expression = parse(text);
    const plan = layout(expression.nodes);
    const labels = expression.nodes.map((_, i) => displayName(expression, i));
    const own = nodeNames(expression);
    const names = expression.nodes.map(({ op }, i) => (op === "const" || own[i] !== null ? labels[i] : null));
    const leaves = expression.nodes
      .map(({ op, name }, node) => ({ op, name, node }))
      .filter(({ op }) => op === "leaf")
      .sort((a, b) => plan.y[a.node] - plan.y[b.node]);
    compiled = { text, expression, plan, labels, names, leaves };
    return compiled;
  };
  const follow = (text, values) => {
    const { expression } = compile(text);
    if (traced?.values === values && traced.expression === expression) return traced;
    const differences = new Map();
    const difference = (name) => {
      if (!differences.has(name)) differences.set(name, finiteDifference(expression, values, name));
      return differences.get(name);
    };
    traced = { expression, values, trace: trace(expression, values), difference };
    return traced;
  };
  const arrange = (text, width) => {
    const { plan, expression, names } = compile(text);
    if (placed?.plan !== plan || placed.width !== width) {
      placed = { plan, width, places: place(plan, expression.nodes, names, width), drawn: new Map() };
    }
    return placed;
  };
  return { compile, follow, arrange };
}

/** How wide a picture is on the page: what would stand out a little is drawn a little smaller. */
function shownWidth(places, ui) {
  const full = places.width * ui.scale;
  return full > ui.width && SMALLEST * full <= ui.width ? ui.width : full;
}

function passOf(steps, number) {
  if (number === 0) return "start";
  return steps[number - 1].kind === "forward" ? "forward pass" : "backward pass";
}

function App({ state, ui, act, memo, uid }) {
  const { expression, labels, names, leaves } = memo.compile(state.expression);
  const { trace, difference } = memo.follow(state.expression, state.values);
  const { places, drawn } = memo.arrange(state.expression, ui.width / ui.scale);
  const { step } = state;
  const words = sentence(trace, step);
  return h(
    "div",
    { class: "lw bs", "data-widget": "BackpropStepper", onKeyDown: act.key },
    h(
      "div",
      { class: "bs-board" },
      cached(drawn, "choice", `${ui.draft} ${ui.error} ${state.level} ${state.seed}`, () =>
        h(Choice, { state, draft: ui.draft, error: ui.error, act }),
      ),
      h(
        "div",
        { class: "lw-shown" },
        h(
          "div",
          {
            class: "bs-frame",
            "data-scrolls": "",
            tabindex: 0,
            role: "group",
            "aria-label": "Computation graph: the arrow keys step, Home and End go to the ends, space plays",
          },
          h(Picture, {
            places,
            nodes: expression.nodes,
            names,
            title: `Graph. ${words}`,
            shown: shownWidth(places, ui),
            uid,
            state: pictureState(trace, step, places.edges, labels, ui.travel && uid !== "still"),
          }),
        ),
        h(
          "p",
          { class: "bs-key", "aria-hidden": "true" },
          h("span", { class: "bs-key-value" }, "value above"),
          " · ",
          h("span", { class: "bs-key-gradient" }, "gradient below"),
        ),
        h(
          "div",
          { class: "bs-lesson" },
          h(
            Scrolling,
            { tag: "p", class: "bs-formula", label: "Formula of this step" },
            h(StepFormula, { trace, number: step, room: ui.room }),
          ),
          h("p", { class: "bs-sentence", "aria-live": "polite" }, words),
        ),
      ),
      state.predict &&
        h(Prediction, {
          question: step < trace.steps.length && question(trace, step + 1),
          count: trace.steps.length,
          state,
          tally: ui.tally,
          feedback: ui.feedback,
          draft: ui.answer,
          act,
        }),
      cached(drawn, "transport", `${step} ${ui.playing} ${state.predict}`, () =>
        h(Walk, {
          step,
          count: trace.steps.length,
          playing: ui.playing,
          predict: state.predict,
          pass: passOf(trace.steps, step),
          act,
        }),
      ),
      h(Leaves, {
        leaves,
        result: labels.at(-1),
        values: state.values,
        drafts: ui.drafts,
        errors: ui.errors,
        known: knownGradients(trace, step),
        difference,
        digits: ui.digits,
        act,
      }),
    ),
  );
}

/** In a picture wider than its frame, bring what the step computes into sight. */
function follow(frame, { x, scale, wide }) {
  // Asking the frame for its own scroll position costs a layout, so what fits is not asked.
  if (!wide) return;
  const room = Math.min(90, frame.clientWidth / 4);
  const left = frame.scrollLeft;
  frame.scrollLeft = Math.max(Math.min(left, x * scale - room), x * scale + room - frame.clientWidth);
}

/** Give the focus to a control, if what had it is no longer there. */
function focusIfLost(el, control) {
  if (el.contains(el.getRootNode().activeElement)) return;
  el.querySelector(`[data-control=${control}]`)?.focus({ preventScroll: true });
}

/** Show the step that was taken, and from the first time on follow the width that there is. */
function drawn(el, { state: { expression, values, step }, ui, redraw, memo }) {
  const frame = el.querySelector(".bs-frame");
  const measure = () => {
    const style = getComputedStyle(frame);
    const { clientWidth } = frame;
    const scale = frame.closest(".lw-large")
      ? clientWidth / HALL
      : (Number(style.getPropertyValue("--scale")) * parseFloat(style.fontSize)) / LETTERS;
    if (clientWidth === 0 || (clientWidth === ui.width && scale === ui.scale)) return;
    Object.assign(ui, { width: clientWidth, scale, room: clientWidth / parseFloat(style.fontSize) });
    redraw();
  };
  if (!ui.observer) {
    ui.observer = watching(measure);
    ui.observer.observe(frame);
    measure();
  }
  if (ui.focus) focusIfLost(el, ui.focus);
  if (ui.news) {
    el.dispatchEvent(new CustomEvent("lecture:answered", { detail: ui.news, bubbles: true, composed: true }));
  }
  Object.assign(ui, { focus: null, news: null });
  const followed = `${step} ${ui.width}`;
  if (followed === ui.followed) return;
  ui.followed = followed;
  const { places } = memo.arrange(expression, ui.width / ui.scale);
  const {
    trace: { steps },
  } = memo.follow(expression, values);
  const { x } = step === 0 ? { x: 0 } : places.at[target(steps[step - 1])];
  follow(frame, { x, scale: ui.scale, wide: shownWidth(places, ui) > ui.width + 1 });
}

function fits({ expression, values, step }, memo) {
  const { leaves } = memo.compile(expression).expression;
  const names = Object.keys(values);
  return (
    names.length === leaves.length &&
    leaves.every((name) => names.includes(name)) &&
    step <= memo.follow(expression, values).trace.steps.length
  );
}

const front = widget({
  traits: Object.keys(TRAITS),
  View: App,
  newInterface,
  newMemory: memory,
  actions,
  fits,
  drawn,
  close: (ui) => {
    clearInterval(ui.timer);
    ui.observer?.disconnect();
  },
});
export const { still } = front;
export const math = { parse, trace, layout, draw };
export default { render: front.render };
