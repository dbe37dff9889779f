// The points, and the line that descends to them.
import { nice } from "d3-array";
import { h } from "../shared/element.js";
import { Handle, placeOf } from "../shared/handle.js";
import { frame, Plot, path } from "../shared/plot.js";
import { formatNumber } from "./lesson.js";
import TRAITS from "./traits.json";

const SIZE = { width: 380, height: 330, margin: { left: 46, right: 12, top: 22 } };
const [LEAST, MOST] = TRAITS.data.bounds[0];

/** The numbers with a margin, to round ends. */
function span(values) {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const margin = 0.12 * (high - low) || Math.max(1, 0.12 * Math.abs(high));
  const [from, to] = nice(low - margin, high + margin, 6);
  return [Math.max(LEAST, from), Math.min(MOST, to)];
}

/** The part of the plane that is shown. Zero belongs to y if it is not far. */
export function extent(data) {
  const y = data.map(([, value]) => value);
  const [low, high] = [Math.min(...y), Math.max(...y)];
  const isNear = Math.min(Math.abs(low), Math.abs(high)) <= high - low;
  return { x: span(data.map(([value]) => value)), y: span(isNear ? [...y, 0] : y) };
}

/** What a hand can tell apart along an axis: a power of ten, a hundredth of it or less. */
const grain = ([low, high]) => 10 ** Math.floor(Math.log10((high - low) / 100));

/** A number as a hand sets it, without digits that nobody meant; one that stays where it was keeps all of its own. */
function byHand(value, before, fine) {
  if (before !== null && Math.abs(value - before) <= 1e-6 * fine) return before;
  return Number((Math.round(value / fine) * fine).toPrecision(12)) + 0;
}

const pair = ([x, y]) => `(${formatNumber(x)}, ${formatNumber(y)})`;

/**
 * The plane of the points. `lines` are pairs of a class and of intercept and slope; `act` moves, chooses, adds and
 * deletes points. While one is dragged, the extent `held` stays.
 */
export function Scatter({ data, marked, lines, held, caption, act, uid }) {
  const { x, y } = held ?? extent(data);
  const axes = { x: { domain: x, label: "x" }, y: { domain: y, label: "y" } };
  const box = frame({ ...SIZE, ...axes });
  const { sx, sy } = box;
  const fine = [grain(x), grain(y)];
  const set = (at, before) => at.map((value, k) => byHand(value, before?.[k] ?? null, fine[k]));
  return h(
    "figure",
    { class: "lw-panel" },
    h("figcaption", null, caption),
    h(
      Plot,
      {
        frame: box,
        ...axes,
        uid,
        name: "scatter",
        label: "The points, and the line that descends to them",
        over: h(
          "g",
          null,
          data.map((at, i) =>
            h(Handle, {
              key: i,
              control: "points",
              className: i === marked ? "re-point re-marked" : "re-point",
              x: at[0],
              y: at[1],
              sx,
              sy,
              // Both axes by about the same way.
              step: fine[0],
              stepUp: fine[1],
              radius: i === marked ? 7 : 5,
              grasp: 14,
              tabindex: i === marked ? 0 : -1,
              label: `Point ${i + 1} of ${data.length}`,
              text: pair(at),
              onMove: (toX, toY, isDragged) => act.move(i, set([toX, toY], at), isDragged ? { x, y } : null),
              onChosen: () => act.mark(i),
              onDone: act.done,
              onDelete: () => act.remove(i, true),
            }),
          ),
        ),
      },
      h("rect", {
        class: "re-ground",
        x: box.left,
        y: box.top,
        width: box.width - box.left - box.right,
        height: box.height - box.top - box.bottom,
        onClick: (event) => {
          const [px, py] = placeOf(event, event.currentTarget.ownerSVGElement);
          act.add(set([sx.invert(px), sy.invert(py)]));
        },
      }),
      lines.map(([name, [a, b]]) =>
        h("path", {
          key: name,
          class: `lw-curve ${name}`,
          d: path(
            x.map((end) => [end, a + b * end]),
            sx,
            sy,
          ),
        }),
      ),
    ),
  );
}
