// What a reader can do with the stepper. Every action leaves the model in a state that Python accepts.
import { ExpressionError, formatNumber, parse, prettyName } from "./expression.js";
import { isRight, question } from "./lesson.js";

const PLAY_INTERVAL = 1100;
const DEFAULT_VALUES = [1.5, -0.5, 2, 0.8, -1.2, 0.4];

/** Values for all leaves: those that are known, and for new ones the next of a few plain numbers. */
export function completeValues(leaves, known) {
  return Object.fromEntries(leaves.map((name, i) => [name, known[name] ?? DEFAULT_VALUES[i % DEFAULT_VALUES.length]]));
}

/** The actions on a state that is `read` and `set`; `ui` holds what is only typed or shown, `redraw` shows the change. */
export function actions({ read, set, ui, memo, redraw }) {
  const traced = () => memo.follow(read().expression, read().values).trace;
  const count = () => traced().steps.length;
  const stop = () => {
    clearInterval(ui.timer);
    ui.playing = false;
    redraw();
  };
  const goTo = (step, travel = false) => {
    Object.assign(ui, { travel, answer: "", feedback: "", tries: 0 });
    set({ step });
  };
  const move = (by) => {
    const step = read().step + by;
    if (step >= 0 && step <= count()) goTo(step, by > 0);
  };
  const show = (text, values) => {
    stop();
    const { expression } = memo.compile(text);
    Object.assign(ui, { draft: null, error: "", drafts: {}, errors: {} });
    set({ expression: text, values: completeValues(expression.leaves, values), step: 0 });
    goTo(0);
  };
  const scored = (right) => {
    if (ui.tries > 0 && right !== null) return;
    const { right: before, asked } = read().score;
    set({ score: { right: before + Number(right === true), asked: asked + 1 } });
  };
  const act = {
    count,
    goTo,
    first: () => goTo(0),
    last: () => goTo(count()),
    back: () => move(-1),
    forward: () => (read().predict ? act.reveal() : move(1)),
    stop,
    play() {
      if (ui.playing) return stop();
      if (read().predict) set({ predict: false });
      ui.playing = true;
      move(1);
      ui.timer = setInterval(() => (read().step < count() ? move(1) : stop()), PLAY_INTERVAL);
    },
    choose(i) {
      if (i >= 0) show(read().presets[i].expression, read().presets[i].values);
    },
    draftExpression(text) {
      Object.assign(ui, { draft: text, error: "" });
      redraw();
    },
    edit(text) {
      if (text === read().expression) return;
      try {
        parse(text);
      } catch (problem) {
        if (!(problem instanceof ExpressionError)) throw problem;
        Object.assign(ui, { draft: text, error: `${problem.message}. The picture keeps the last good expression.` });
        return redraw();
      }
      show(text, read().values);
    },
    setValue(name, text, isBegun = false) {
      ui.drafts[name] = text;
      delete ui.errors[name];
      if (isBegun) return redraw();
      const value = Number(text);
      if (text.trim() === "" || !Number.isFinite(value)) {
        ui.errors[name] =
          `${prettyName(name)} needs a finite number such as 0.5; it stays ` + `${formatNumber(read().values[name])}.`;
        return redraw();
      }
      ui.travel = false;
      set({ values: { ...read().values, [name]: value } });
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
      set({ predict });
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
      if (read().step === count()) return;
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
        ArrowRight: act.forward,
        ArrowLeft: act.back,
        Home: act.first,
        End: act.last,
        " ": onButton ? undefined : act.play,
      }[event.key];
      if (!handler) return;
      event.preventDefault();
      handler();
    },
  };
  const current = () => question(traced(), read().step + 1);
  return act;
}
