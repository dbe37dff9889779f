// The editor of code cells: CodeMirror, loaded when somebody edits.
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { python } from "@codemirror/lang-python";
import { bracketMatching, HighlightStyle, indentOnInput, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { EditorState, StateEffect, StateField } from "@codemirror/state";
import { Decoration, drawSelection, EditorView, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { StyleModule } from "style-mod";

// CodeMirror puts its rules into a <style>, which a strict policy forbids, and into a sheet without one only in a shadow tree.
const adopted = new WeakSet();
StyleModule.mount = (root, modules) => {
  for (const module of [modules].flat()) {
    if (adopted.has(module)) continue;
    adopted.add(module);
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(module.getRules());
    root.adoptedStyleSheets.push(sheet);
  }
};

// The colours stand in live.css, for light and dark pages.
const COLOURS = HighlightStyle.define([
  { tag: tags.comment, class: "live-comment" },
  { tag: [tags.keyword, tags.operatorKeyword, tags.bool, tags.null], class: "live-keyword" },
  { tag: [tags.string, tags.special(tags.string)], class: "live-string" },
  { tag: tags.number, class: "live-number" },
  { tag: [tags.function(tags.variableName), tags.definition(tags.variableName)], class: "live-name" },
]);

/** @type {import("@codemirror/state").StateEffectType<number>} */
const mark = StateEffect.define();
const line = Decoration.line({ class: "live-fault", attributes: { "aria-label": "the line with the error" } });
const faults = StateField.define({
  create: () => Decoration.none,
  update(marks, { changes, docChanged, effects, state }) {
    let now = docChanged ? Decoration.none : marks.map(changes);
    for (const effect of effects) {
      if (!effect.is(mark)) continue;
      const good = effect.value >= 1 && effect.value <= state.doc.lines;
      now = good ? Decoration.set([line.range(state.doc.line(effect.value).from)]) : Decoration.none;
    }
    return now;
  },
  provide: (field) => EditorView.decorations.from(field),
});

// Typed over a selection of several lines, a letter has the browser join them, and write styles into the rest, which a policy forbids.
const replacing = EditorView.domEventHandlers({
  beforeinput(event, view) {
    if (event.inputType !== "insertText" || !event.data || view.state.selection.main.empty) return false;
    event.preventDefault();
    view.dispatch(view.state.replaceSelection(event.data), { userEvent: "input.type", scrollIntoView: true });
    return true;
  },
});

/**
 * An editor in `parent` with `text`. `changed(text)` hears of every change, `run(goOn)` of Ctrl+Enter and Shift+Enter, `leave()` of
 * Escape, after which Tab goes on through the page.
 */
export function open({ parent, text, label, changed, run, leave }) {
  const key = (name, does) => ({
    key: name,
    run: () => {
      does();
      return true;
    },
  });
  const view = new EditorView({
    parent,
    state: EditorState.create({
      doc: text,
      extensions: [
        keymap.of([
          key("Mod-Enter", () => run(false)),
          key("Shift-Enter", () => run(true)),
          key("Escape", leave),
          indentWithTab,
          ...historyKeymap,
          ...defaultKeymap,
        ]),
        history(),
        lineNumbers(),
        drawSelection(),
        indentOnInput(),
        bracketMatching(),
        indentUnit.of("    "),
        python(),
        syntaxHighlighting(COLOURS),
        faults,
        replacing,
        EditorView.contentAttributes.of({ "aria-label": label, spellcheck: "false", tabindex: "0", translate: "no" }),
        EditorView.updateListener.of((update) => update.docChanged && changed(update.state.doc.toString())),
      ],
    }),
  });
  return {
    focus: () => view.focus(),
    write: (words) => view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: words } }),
    mark: (number) => view.dispatch({ effects: mark.of(number ?? 0) }),
    close: () => view.destroy(),
  };
}
