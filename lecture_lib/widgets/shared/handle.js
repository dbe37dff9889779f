// A point that is dragged in a picture, by pointer or by the arrow keys.
import { h } from "./element.js";
import { steady } from "./steady.js";

/** Where arrow keys point. */
export const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

/**
 * Arrow keys on a handle never reach the page: it may have uses of its own for them, and the book's theme searches
 * all of it for what a key could open, which takes longer than the widget's answer. With Alt, Ctrl or Meta they
 * are the browser's: Alt and left is the page before.
 */
function takeKeys() {
  window.addEventListener(
    "keydown",
    (event) => {
      if (!(event.key in ARROWS) || event.altKey || event.ctrlKey || event.metaKey) return;
      const handle = /** @type {Element} */ (event.composedPath()[0]).closest?.(".lw-handle, .lw-arrows");
      if (!handle) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      handle.dispatchEvent(new CustomEvent("arrow", { detail: event }));
    },
    true,
  );
}
if (globalThis.window) takeKeys();

/** Where on the picture's own axes a pointer is. */
export function placeOf(event, svg) {
  const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
  return [point.x, point.y];
}

/**
 * A handle at (x, y) in the numbers of the scales `sx` and `sy`; `onMove(x, y, isDragged)` gets the new ones, which
 * stay inside the frame. Without `sy`, or with `y` fixed by a curve, `onMove` may ignore its second number.
 * An arrow key moves by `step` (up and down by `stepUp`), with Shift by ten steps. `text` says in words where it is. The value of an
 * `upright` handle is y. Of many handles one is reached by Tab (`tabindex`), the point of each takes less room
 * (`grasp`), and `onChosen`, `onDone` and `onDelete` tell when one is taken, let go, and to be deleted by its key.
 */
export const Handle = steady(
  ({
    control,
    x,
    y,
    sx,
    sy,
    step,
    stepUp = step,
    label,
    text,
    radius = 8,
    className = "",
    upright = false,
    main,
    tabindex = 0,
    grasp = 22,
    onMove,
    onChosen,
    onDone,
    onDelete,
  }) => {
    const inside = ([from, to], value) => Math.min(Math.max(value, Math.min(from, to)), Math.max(from, to));
    const move = (newX, newY, isDragged) => onMove(inside(sx.domain, newX), inside(sy.domain, newY), isDragged);
    const onPointer = (event) => {
      if (event.type === "pointerdown") event.currentTarget.setPointerCapture(event.pointerId);
      else if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
      const [px, py] = placeOf(event, event.currentTarget.ownerSVGElement);
      move(sx.invert(px), sy.invert(py), true);
    };
    const [value, { domain }] = upright ? [y, sy] : [x, sx];
    return h(
      "g",
      {
        class: `lw-handle ${className}`,
        tabindex,
        role: "slider",
        "data-control": control,
        "data-main": main,
        "aria-label": label,
        "aria-valuenow": value,
        "aria-valuemin": Math.min(...domain),
        "aria-valuemax": Math.max(...domain),
        "aria-orientation": upright ? "vertical" : undefined,
        "aria-valuetext": text,
        transform: `translate(${sx(x)} ${sy(y)})`,
        onPointerDown: onPointer,
        onPointerMove: onPointer,
        onLostPointerCapture: onDone,
        onFocus: onChosen,
        onKeyDown: onDelete && ((event) => event.key === "Delete" && onDelete()),
        onarrow: ({ detail: { key, shiftKey } }) => {
          const arrow = ARROWS[key];
          const times = shiftKey ? 10 : 1;
          // Off binary dust: 0.1 + 0.2 is 0.3 to a reader.
          const tidy = (value) => Number(value.toPrecision(12));
          move(tidy(x + step * times * arrow[0]), tidy(y + stepUp * times * arrow[1]), false);
        },
      },
      h("circle", { class: "lw-grasp", r: grasp }),
      h("circle", { class: "lw-point", r: radius }),
    );
  },
);
