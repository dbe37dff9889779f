// The names at the ends of lines: each beside its end; names whose ends are close share a block, one under the other.
import { h } from "../shared/element.js";
import { RACERS } from "./names.js";

/** The height of a row, and how far a block is from its ends. */
const [ROW, AWAY] = [16, 11];

/** About how wide a name is, rather too wide than too narrow. */
const widthOf = (text) => 7.6 * text.length + 3.2 * (text.match(/[A-Zm]/g)?.length ?? 0);

/** Whether two blocks lie on each other, or so near side by side that two names would read as one. */
const meet = (a, b) => a.left < b.right + ROW / 2 && b.left < a.right + ROW / 2 && a.top < b.bottom && b.top < a.bottom;

/** The block of some ends: right of them, or left of them where they lie left of `start` or the room is at the left. */
function block(ends, { left, right, top, bottom }, start) {
  const sorted = [...ends].sort((a, b) => a.y - b.y);
  const width = Math.max(...ends.map(({ text }) => widthOf(text)));
  const half = (ends.length * ROW) / 2;
  const mean = ends.reduce((sum, { y }) => sum + y, 0) / ends.length;
  const middle = Math.max(top + half, Math.min(mean, bottom - half));
  const xs = ends.map(({ x }) => x);
  if (start && Math.abs(start.y - middle) < half + AWAY && Math.abs(start.x - xs[0]) < width) xs.push(start.x);
  const places = { after: Math.max(...xs) + AWAY, before: Math.min(...xs) - AWAY };
  const fits = { after: places.after + width <= right, before: places.before - width >= left };
  const wished = start && ends.reduce((sum, { x }) => sum + x - start.x, 0) < -1 ? "before" : "after";
  const other = wished === "after" ? "before" : "after";
  const side = fits[wished] || !fits[other] ? wished : other;
  const x = side === "after" ? Math.min(places.after, right - width) : Math.max(places.before, left + width);
  const [from, to] = side === "after" ? [x, x + width] : [x - width, x];
  return { ends: sorted, side, x, left: from, right: to, top: middle - half, bottom: middle + half };
}

/** Blocks of names for ends `{ x, y, text }` inside a box, no two on each other; away from `start` if there is one. */
export function blocks(ends, box, start = null) {
  const found = ends.map((end) => block([end], box, start));
  for (let i = 0; i < found.length; i += 1) {
    const j = found.findIndex((other, k) => k > i && meet(found[i], other));
    if (j < 0) continue;
    found[i] = block([...found[i].ends, ...found[j].ends], box, start);
    found.splice(j, 1);
    i = -1;
  }
  return found;
}

/** The mark of a method at a place. */
const Mark = ({ method, x, y }) =>
  h("path", {
    class: `or-mark ${RACERS[method].hue}`,
    d: RACERS[method].mark,
    transform: `translate(${x.toFixed(1)} ${y.toFixed(1)})`,
  });

/** A name, and a line to it from its end where that is neither beside the name nor where most ends of the block are. */
function Name({ end, index, side, x, top, spot }) {
  const y = top + (index + 0.5) * ROW;
  const edge = side === "after" ? x - 3 : x + 3;
  const isBeside = Math.abs(end.x - x) < 1.5 * AWAY && Math.abs(end.y - y) < ROW / 3;
  const isThere = Math.hypot(end.x - spot.x, end.y - spot.y) < ROW;
  return h(
    "g",
    { class: RACERS[end.method].hue },
    h("path", {
      class: "or-leader",
      d: isBeside || isThere ? "" : `M${end.x.toFixed(1)} ${end.y.toFixed(1)}L${edge.toFixed(1)} ${y.toFixed(1)}`,
    }),
    h(
      "text",
      { class: "or-name", x: x.toFixed(1), y: (y + 4.4).toFixed(1), "text-anchor": side === "after" ? "start" : "end" },
      end.text,
    ),
  );
}

const middleOf = (numbers) => numbers.sort((a, b) => a - b)[numbers.length >> 1];

/** A mark at each end `{ id, method, x, y, text }`, and the names. */
export function EndLabels({ ends, box, start }) {
  // One flat list in one order: an element stays the same one when its name moves to another block.
  const names = new Map(
    blocks(ends, box, start).flatMap(({ ends: own, ...place }) => {
      const spot = { x: middleOf(own.map(({ x }) => x)), y: middleOf(own.map(({ y }) => y)) };
      return own.map((end, index) => [end.id, h(Name, { key: end.id, end, index, spot, ...place })]);
    }),
  );
  return h(
    "g",
    null,
    ends.map(({ id }) => names.get(id)),
    ends.map(({ id, method, x, y }) => h(Mark, { key: `m${id}`, method, x, y })),
  );
}
