// A list to put in order: a line is dragged by its letter, or moved by its arrows.
import { h } from "../shared/element.js";
import { LETTERS } from "./draws.js";
import { pieces } from "./texts.js";

const ARROWS = [
  { way: "up", by: -1, d: "M3 10l5-5 5 5" },
  { way: "down", by: 1, d: "M3 6l5 5 5-5" },
];

/** The letters of an answer in its order; as they stand at first where there is none. */
function lettersOf(draft, size) {
  const typed = [...draft.toLowerCase()].filter((sign) => LETTERS.slice(0, size).includes(sign));
  return new Set(typed).size === size && typed.length === size ? typed : [...LETTERS].slice(0, size);
}

/** The letters with the one at `from` moved to `to`. */
function moved(letters, from, to) {
  const others = letters.filter((_, i) => i !== from);
  return [...others.slice(0, to), letters[from], ...others.slice(to)];
}

/** Where a line that is dragged by `dy` pixels would be put: the place whose middle it has passed. */
function placeFor(boxes, from, dy) {
  const middle = boxes[from].top + boxes[from].height / 2 + dy;
  const passed = boxes.filter(({ top, height }, i) => i !== from && top + height / 2 < middle);
  return passed.length;
}

/** How far each line stands off its place while one is dragged. */
function offset(drag, i) {
  if (!drag) return 0;
  const { from, to, dy, room } = drag;
  if (i === from) return dy;
  if (from < i && i <= to) return -room;
  return to <= i && i < from ? room : 0;
}

export function OrderedList({ question, order, draft, act, ui, redraw }) {
  const letters = lettersOf(draft, order.length);
  const move = (from, to) => {
    if (to < 0 || to >= letters.length || to === from) return;
    ui.said = `${letters[from]} is now in place ${to + 1} of ${letters.length}.`;
    act.draft(moved(letters, from, to).join(" "));
  };
  const grasp = (event, from) => {
    if (event.button) return;
    const grip = event.currentTarget;
    const lines = [...grip.closest("ol").children];
    const boxes = lines.map((line) => line.getBoundingClientRect());
    const start = event.clientY;
    const room = boxes[from].height + (boxes.length > 1 ? boxes[1].top - boxes[0].bottom : 0);
    grip.setPointerCapture(event.pointerId);
    const follow = ({ clientY }) => {
      const dy = clientY - start;
      ui.drag = { from, dy, room, to: placeFor(boxes, from, dy) };
      redraw();
    };
    const drop = ({ type }) => {
      grip.removeEventListener("pointermove", follow);
      for (const end of ["pointerup", "pointercancel"]) grip.removeEventListener(end, drop);
      const { drag } = ui;
      ui.drag = null;
      if (drag && type === "pointerup") move(from, drag.to);
      redraw();
    };
    grip.addEventListener("pointermove", follow);
    for (const end of ["pointerup", "pointercancel"]) grip.addEventListener(end, drop);
  };
  return h(
    "ol",
    { class: ui.drag ? "q-items q-moving" : "q-items" },
    letters.map((letter, i) =>
      h(
        "li",
        {
          key: letter,
          class: ui.drag?.from === i ? "q-item q-dragged" : "q-item",
          style: { transform: ui.drag ? `translateY(${offset(ui.drag, i)}px)` : "" },
        },
        h("span", { class: "q-letter q-grip", translate: "no", onPointerDown: (event) => grasp(event, i) }, letter),
        h("span", { class: "q-words" }, ...pieces(question.items[order[LETTERS.indexOf(letter)]])),
        h(
          "span",
          { class: "q-arrows" },
          ARROWS.map(({ way, by, d }) =>
            h(
              "button",
              {
                key: way,
                type: "button",
                "data-control": way,
                "data-letter": letter,
                "aria-label": `Move ${letter} ${way}`,
                "aria-disabled": i + by < 0 || i + by >= letters.length ? "true" : undefined,
                onClick: () => {
                  ui.focus = `[data-control="${way}"][data-letter="${letter}"]`;
                  move(i, i + by);
                },
              },
              h("svg", { viewBox: "0 0 16 16", width: 14, height: 14, "aria-hidden": "true" }, h("path", { d })),
            ),
          ),
        ),
      ),
    ),
  );
}
