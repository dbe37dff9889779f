// What a reader can do with the stepper. Every action leaves the model in a state that Python accepts.
import { ExpressionError, formatNumber, parse, prettyName } from "./expression.js";
import { isRight, question } from "./lesson.js";

const PLAY_INTERVAL = 1100;
const DEFAULT_VALUES = [1.5, -0.5, 2, 0.8, -1.2, 0.4];

/** Values for all leaves: those that are known, and for new ones the next of a few plain numbers. */
export function completeValues(leaves, known) {
  return Object.fromEntries(leaves.map((name, i) =>
    [name, known[name] ?? DEFAULT_VALUES[i % DEFAULT_VALUES.length]]));
}

/** The actions on a `model`; `ui` holds what is only typed or shown, `redraw` shows the change. */
export function actions({ model, ui, memo, redraw }) {
  const traced = () => memo.follow(model.get("expression"), model.get("values")).trace;
  const count = () => traced().steps.length;
  const change = (traits) => {
    for (const [name, value] of Object.entries(traits)) model.set(name, value);
    model.save_changes();
  };
  let timer = null;
  const stop = () => {
    clearInterval(timer);
    ui.playing = false;
    redraw();
  };
  const goTo = (step, travel = false) => {
    Object.assign(ui, { travel, answer: "", feedback: "", tries: 0 });
    change({ step });
    redraw();
  };
  const move = (by) => {
    const step = model.get("step") + by;
    if (step >= 0 && step <= count()) goTo(step, by > 0);
  };
  const show = (text, values) => {
    stop();
    const { expression } = memo.compile(text);
    Object.assign(ui, { draft: null, error: "", drafts: {}, errors: {} });
    change({ expression: text, values: completeValues(expression.leaves, values), step: 0 });
    goTo(0);
  };
  const scored = (right) => {
    if (ui.tries > 0 && right !== null) return;
    const { right: before, asked } = model.get("score");
    change({ score: { right: before + Number(right === true), asked: asked + 1 } });
  };
  const act = {
    count,
    goTo,
    first: () => goTo(0),
    last: () => goTo(count()),
    back: () => move(-1),
    forward: () => (model.get("predict") ? act.reveal() : move(1)),
    stop,
    play() {
      if (ui.playing) return stop();
      if (model.get("predict")) change({ predict: false });
      ui.playing = true;
      move(1);
      timer = setInterval(() => (model.get("step") < count() ? move(1) : stop()), PLAY_INTERVAL);
    },
    choose(i) {
      if (i >= 0) show(model.get("presets")[i].expression, model.get("presets")[i].values);
    },
    draftExpression(text) {
      Object.assign(ui, { draft: text, error: "" });
      redraw();
    },
    edit(text) {
      if (text === model.get("expression")) return;
      try {
        parse(text);
      } catch (problem) {
        if (!(problem instanceof ExpressionError)) throw problem;
        Object.assign(ui, { draft: text, error: `${problem.message}. The picture keeps the last good expression.` });
        return redraw();
      }
      show(text, model.get("values"));
    },
    setValue(name, text) {
      ui.drafts[name] = text;
      const value = Number(text);
      if (text.trim() === "" || !Number.isFinite(value)) {
        ui.errors[name] = `${prettyName(name)} needs a finite number such as 0.5; it stays `
          + `${formatNumber(model.get("values")[name])}.`;
        return redraw();
      }
      delete ui.errors[name];
      ui.travel = false;
      change({ values: { ...model.get("values"), [name]: value } });
      redraw();
    },
    settle(name) {
      delete ui.drafts[name];
      delete ui.errors[name];
      redraw();
    },
    toggleDigits() {
      ui.digits = !ui.digits;
      redraw();
    },
    setPredict(predict) {
      stop();
      change({ predict });
      redraw();
    },
    draftAnswer(text) {
      ui.answer = text;
      redraw();
    },
    hint() {
      ui.feedback = current().hint;
      redraw();
    },
    reveal() {
      if (model.get("step") === count()) return;
      const { answer } = current();
      scored(false);
      move(1);
      ui.feedback = `It is ${formatNumber(answer)}.`;
      redraw();
    },
    answer(text) {
      if (String(text).trim() === "" || !Number.isFinite(Number(text))) {
        ui.feedback = "Type a number first.";
        return redraw();
      }
      const { answer, hint } = current();
      if (isRight(Number(text), answer)) {
        scored(true);
        move(1);
        ui.feedback = `Right: it is ${formatNumber(answer)}.`;
      } else {
        scored(false);
        ui.tries += 1;
        ui.feedback = `Not ${formatNumber(Number(text))}. ${hint}`;
      }
      redraw();
    },
    key(event) {
      if (event.altKey || event.ctrlKey || event.metaKey) return;
      if (/^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName)) return;
      const onButton = event.target.tagName === "BUTTON";
      const handler = {
        ArrowRight: act.forward, ArrowLeft: act.back, Home: act.first, End: act.last,
        " ": onButton ? undefined : act.play,
      }[event.key];
      if (!handler) return;
      event.preventDefault();
      handler();
    },
  };
  const current = () => question(traced(), model.get("step") + 1);
  return act;
}
