// The Question's front end: what is asked, where the answer goes, and what is said of it.
import { render } from "../shared/parts.js";
import { h } from "../shared/element.js";
import { living } from "../shared/living.js";
import { ANSWERS, FORMS } from "./answers.js";
import * as draws from "./draws.js";
import { count, LETTERS, shownOrder } from "./draws.js";
import { asked, rightAnswer, spoken } from "./lesson.js";
import { pieces } from "./texts.js";
import TRAITS from "./traits.json";
import * as verdicts from "./verdicts.js";

const STANDING = TRAITS.standing.options;

const newInterface = () => ({ draft: null, tries: 0, checked: false, drag: null, focus: "", said: "" });

/** What a reader can do. `announce` tells the page of an answer, for who keeps account of them. */
function actions({ read, set, redraw, ui }) {
  const announce = (target, right, shown) => {
    const { key, question } = read();
    const [chapter, id] = key.split("/");
    const detail = { chapter, id, kind: question.kind, right, first: ui.tries === 0 && !shown, shown };
    target.dispatchEvent(new CustomEvent("lecture:answered", { bubbles: true, composed: true, detail }));
  };
  const act = {
    draft(text) {
      Object.assign(ui, { draft: text, checked: false });
      redraw();
    },
    check(target) {
      const { key, question, draw, answer, help } = read();
      const text = ui.draft ?? (answer || startOf(question));
      const { right } = spoken(question, key, text, draw);
      Object.assign(ui, { draft: null, checked: true, said: "" });
      set({ answer: text });
      if (right === null) return;
      announce(target, right, help === "answer");
      ui.tries += 1;
    },
    help(target) {
      const { help } = read();
      set({ help: help === "" ? "hint" : "answer" });
      if (help === "hint") announce(target, false, true);
    },
    another() {
      const { question, draw } = read();
      Object.assign(ui, newInterface());
      set({ draw: (draw + 1) % count(question), answer: "", help: "" });
    },
  };
  return act;
}

/** What stands there before anything is typed: nothing, but a list stands in some order. */
const startOf = ({ kind, items }) => (kind === "order" ? [...LETTERS].slice(0, items.length).join(" ") : "");

const button = (control, text, onClick) => h("button", { type: "button", "data-control": control, onClick }, text);

function Said({ state, ui, verdict, texts }) {
  const { key, question, draw, help } = state;
  const isSolved = verdict?.right === true;
  return h(
    "div",
    { class: "q-says", "aria-live": "polite" },
    verdict
      ? h(
          "p",
          { key: "verdict", class: `q-verdict q-${verdict.right}` },
          verdict.word && h("b", null, verdict.word),
          verdict.word && " ",
          ...pieces(verdict.text),
        )
      : h("p", { key: "form", class: "q-form" }, ui.said || FORMS[question.kind](question)),
    help !== "" &&
      !isSolved &&
      h("p", { key: "hint", class: "q-hint" }, h("b", null, "Hint."), " ", ...pieces(texts.hint)),
    help === "answer" &&
      h(
        "p",
        { key: "answer", class: "q-answer" },
        h("b", null, "Answer:"),
        " ",
        h("span", null, ...pieces(rightAnswer(question, key, draw))),
        !isSolved && h("span", { class: "q-because" }, ...pieces(texts.because)),
      ),
  );
}

function View({ state, ui, act, uid, redraw }) {
  const { key, question, draw, answer, help, standing } = state;
  const texts = asked(question, key, draw);
  const draft = ui.draft ?? (answer || startOf(question));
  const verdict = ui.draft === null && (answer || ui.checked) ? spoken(question, key, draft, draw) : null;
  const isSettled = verdict?.right === true || help === "answer";
  return h(
    "div",
    { class: `lw q q-of-${question.kind}`, "data-widget": "Question" },
    h(
      "form",
      {
        class: "q-card",
        onSubmit: (event) => {
          event.preventDefault();
          act.check(event.currentTarget);
        },
      },
      h(
        "p",
        { class: "q-head" },
        h("span", null, "Question"),
        standing && h("span", { class: "q-standing" }, STANDING[standing]),
      ),
      h(
        "fieldset",
        // The still picture takes nothing: an answer typed into it would be lost when it comes to life.
        { class: "q-asked", disabled: uid === "still" },
        h("legend", { class: "q-prompt" }, ...pieces(texts.prompt)),
        h(ANSWERS[question.kind], { question, order: shownOrder(question, key), draft, act, ui, uid, redraw }),
        h(
          "div",
          { class: "lw-buttons" },
          h("button", { type: "submit", "data-control": "check", class: "lw-primary" }, "Check"),
          help !== "answer" &&
            verdict?.right !== true &&
            button("help", help === "" ? "Hint" : "Answer", (event) => act.help(event.currentTarget)),
          isSettled && count(question) > 1 && button("another", "Another one", act.another),
        ),
      ),
      h(Said, { state, ui, verdict, texts }),
      h("div", { class: "q-lines", "aria-hidden": "true" }),
    ),
  );
}

/** A line that was moved by an arrow leaves its place, and would leave the focus there. */
function drawn(el, { ui }) {
  if (!ui.focus) return;
  el.querySelector(ui.focus).focus();
  ui.focus = "";
}

/** What a page has behind the card that says nothing of its ground. It does not fill the screen: there is no picture. */
const Ground = ({ children }) => h("div", { class: "lw-stage" }, children);

const front = living(
  { traits: [...Object.keys(TRAITS), "question"], View, newInterface, actions, drawn },
  (view, el) => render(view && h(Ground, null, view), el),
  Ground,
);
export const still = front.still;
export const math = { ...draws, ...verdicts, rightAnswer };
export default { render: front.render };
