// What a reader can do with the stepper. Every action leaves the model in a state that Python accepts.
import { draw } from "./drill.js";
import { wrong } from "../formula/tokens.js";
import DEFAULT_VALUES from "./default_values.json";
import { formatNumber, parse, prettyName } from "./expression.js";
import { isRight, kindOf, numberIn, question, reply } from "./question.js";
import { count as countAnswer, newRound } from "./tally.js";
import TRAITS from "./traits.json";

const PLAY_INTERVAL = 1100;
const LAST_SEED = TRAITS.seed.max;

/** Values for all leaves: those that are known, and for new ones the next of a few plain numbers. */
export function completeValues(leaves, known) {
  const value = (name, i) => (Object.hasOwn(known, name) ? known[name] : DEFAULT_VALUES[i % DEFAULT_VALUES.length]);
  return Object.fromEntries(leaves.map((name, i) => [name, value(name, i)]));
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
  // Whoever goes about by hand has not answered the graph as a whole.
  const jump = (step, travel) => {
    ui.tally.round = step === 0 ? newRound() : null;
    goTo(step, travel);
  };
  const move = (by) => {
    const step = read().step + by;
    if (step >= 0 && step <= count()) jump(step, by > 0);
  };
  const show = (text, values, others = { seed: 0 }) => {
    stop();
    const { expression } = memo.compile(text);
    Object.assign(ui, { draft: null, error: "", drafts: new Map(), errors: new Map() });
    set({ expression: text, values: completeValues(expression.leaves, values), step: 0, ...others });
    jump(0);
  };
  const scored = (right) => {
    if (ui.tries > 0) return;
    const { right: before, asked } = read().score;
    countAnswer(ui.tally, kindOf(traced(), traced().steps[read().step]), right);
    set({ score: { right: before + Number(right), asked: asked + 1 } });
  };
  const answered = (feedback) => {
    goTo(read().step + 1, true);
    ui.feedback = feedback;
    if (read().step < count()) return;
    ui.focus = "again";
    const { round } = ui.tally;
    const { level, seed } = read();
    if (seed && round?.asked === count()) {
      const first = round.right === count();
      ui.news = {
        chapter: "examples",
        id: `level-${level}`,
        kind: "drill",
        right: !round.shown,
        first,
        shown: round.shown,
      };
    }
  };
  const act = {
    count,
    goTo: jump,
    first: () => jump(0),
    last: () => jump(count()),
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
    choose({ expression, values }) {
      show(expression, values);
    },
    /** Show another graph of a level: the next one, or any if none is shown. */
    draw(level) {
      const before = read().seed || Math.floor(LAST_SEED * Math.random());
      const seed = 1 + (before % LAST_SEED);
      const { text, values } = draw(level, seed);
      show(text, values, { level, seed, predict: true });
    },
    /** Go on from the end of a graph: with another one, or with the same once more. */
    again() {
      ui.focus = "answer";
      if (read().seed) act.draw(read().level);
      else act.first();
    },
    draftExpression(text) {
      Object.assign(ui, { draft: text, error: "" });
      redraw();
    },
    edit(text) {
      if (text === read().expression) return;
      const error = wrong(text, parse);
      if (!error) return show(text, read().values);
      Object.assign(ui, { draft: text, error });
      redraw();
    },
    setValue(name, text, isBegun = false) {
      ui.drafts.set(name, text);
      ui.errors.delete(name);
      if (isBegun) return redraw();
      const value = Number(text);
      if (text.trim() === "" || !Number.isFinite(value)) {
        const kept = formatNumber(read().values[name]);
        ui.errors.set(name, `${prettyName(name)} needs a finite number such as 0.5; it stays ${kept}.`);
        return redraw();
      }
      ui.travel = false;
      set({ values: { ...read().values, [name]: value }, seed: 0 });
    },
    settle(name) {
      ui.drafts.delete(name);
      ui.errors.delete(name);
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
      if (ui.tally.round) ui.tally.round.shown = true;
      answered(`It is ${formatNumber(answer)}.`);
    },
    answer(text) {
      const given = numberIn(text);
      if (!Number.isFinite(given)) {
        ui.feedback = "A number is asked for, such as 0.5, −3/4 or 2*exp(−1).";
      } else if (isRight(given, current().answer)) {
        scored(true);
        answered(`Right: it is ${formatNumber(current().answer)}.`);
      } else {
        scored(false);
        ui.tries += 1;
        ui.feedback = reply(traced(), read().step + 1, given);
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
