// What makes a view a widget: it is drawn when its state changes, and can be drawn as text for a page without scripts.
import { renderToString } from "preact-render-to-string";
import { h } from "./element.js";
import { drawOnStage, Stage } from "./stage.js";
import { newUid } from "./uid.js";

/**
 * The front end `{ render, still }` of a widget.
 *
 * `View` gets `state` (the values of `traits`, shared with Python), `ui` (what is only typed, pressed
 * or shown, made by `newInterface`), `set(changes)` which changes traits, `redraw()` to call after a
 * change of `ui`, a Map `memo` for `cached`, and `uid`, a prefix for ids. Several changes in a row are
 * drawn once, before the next frame. A kernel sends traits one by one: while `fits(state)` is false,
 * they do not yet fit each other and the last picture stands. `close(ui)` ends timers.
 */
export function widget({ traits, View, newInterface = () => ({}), fits = () => true, close = () => {} }) {
  const stateOf = (model) => Object.fromEntries(traits.map((name) => [name, model.get(name)]));

  function render({ model, el }) {
    const ui = newInterface();
    const memo = new Map();
    const uid = newUid();
    let waiting = false;
    let alive = true;
    const redrawNow = () => {
      waiting = false;
      const state = stateOf(model);
      if (!alive || !fits(state)) return;
      drawOnStage(h(View, { state, ui, set, redraw, memo, uid }), el);
    };
    const redraw = () => {
      if (!waiting) queueMicrotask(redrawNow);
      waiting = true;
    };
    const set = (changes) => {
      for (const [name, value] of Object.entries(changes)) model.set(name, value);
      model.save_changes();
      redraw();
    };
    redrawNow();
    for (const name of traits) model.on(`change:${name}`, redraw);
    return () => {
      alive = false;
      close(ui);
      for (const name of traits) model.off(`change:${name}`, redraw);
      drawOnStage(null, el);
    };
  }

  const still = (json) => {
    const nothing = () => {};
    return renderToString(h(Stage, null, h(View, {
      state: JSON.parse(json), ui: newInterface(), set: nothing, redraw: nothing, memo: new Map(), uid: "still",
    })));
  };
  return { render, still };
}
