// What makes a view a widget: it is drawn when its state changes, and can be drawn as text for a page without scripts.
import { h } from "./element.js";
import { newUid } from "./uid.js";

/**
 * The front end `{ render, still }` of a widget, of which `draw(view, el)` puts a view into the page (null takes it away)
 * and `around` is the component around it; `widget` of mount.js gives those of a stage.
 *
 * `View` gets `state` (the values of `traits`, shared with Python), `ui` (what is only typed, pressed
 * or shown, made by `newInterface`), `set(changes)` which changes traits, `redraw()` to call after a
 * change of `ui`, a `memo` for `cached` (a Map, if `newMemory` makes no other), `uid`, a prefix for ids, and
 * `act`, what `actions({ read, set, redraw, ui, memo })` returned once; `read()` is the state as it then is.
 * Several changes in a row are drawn once, before the next frame, and then `drawn(el, props)` is called. A kernel
 * sends traits one by one: while `fits(state, memo)` is false, they do not yet fit each other and the last picture
 * stands. `close(ui)` ends timers and observers.
 *
 * @param {object} parts
 * @param {string[]} parts.traits
 * @param {import("preact").FunctionComponent<any>} parts.View
 * @param {() => any} [parts.newInterface]
 * @param {() => any} [parts.newMemory]
 * @param {(tools: any) => any} [parts.actions]
 * @param {(state: any, memo: any) => boolean} [parts.fits]
 * @param {(el: Element, props: any) => void} [parts.drawn]
 * @param {(ui: any) => void} [parts.close]
 * @param {(view: any, el: Element) => void} draw
 * @param {import("preact").FunctionComponent<any>} around
 */
export function living(
  {
    traits,
    View,
    newInterface = () => ({}),
    newMemory = () => new Map(),
    actions = () => ({}),
    fits = () => true,
    drawn = () => {},
    close = () => {},
  },
  draw,
  around,
) {
  function render({ model, el }) {
    const read = () => Object.fromEntries(traits.map((name) => [name, model.get(name)]));
    const [ui, memo, uid] = [newInterface(), newMemory(), newUid()];
    let waiting = false;
    let alive = true;
    const redrawNow = () => {
      waiting = false;
      const state = read();
      if (!alive || !fits(state, memo)) return;
      const props = { state, ui, set, redraw, act, memo, uid };
      draw(h(View, props), el);
      drawn(el, props);
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
    const act = actions({ read, set, redraw, ui, memo });
    redrawNow();
    for (const name of traits) model.on(`change:${name}`, redraw);
    return () => {
      alive = false;
      close(ui);
      for (const name of traits) model.off(`change:${name}`, redraw);
      draw(null, el);
    };
  }

  const still = (json) => {
    const nothing = () => {};
    // of the folder `still`: no reader of a page needs it
    return globalThis.Still.write(
      h(
        around,
        null,
        h(View, {
          state: JSON.parse(json),
          ui: newInterface(),
          set: nothing,
          redraw: nothing,
          act: {},
          memo: newMemory(),
          uid: "still",
        }),
      ),
    );
  };
  return { render, still };
}
