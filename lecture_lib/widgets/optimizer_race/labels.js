// The names at the ends of lines: in a column at the right, none on another, each led to from its end.
import { h } from "preact";
import { METHODS } from "./names.js";

const GAP = 17;

/** Heights near the wished ones, at least `GAP` apart, between top and bottom. */
export function spread(wished, top, bottom, gap = GAP) {
  const order = wished.map((y, i) => [y, i]).sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const places = [];
  for (const [y] of order) places.push(Math.max(y, top, places.length ? places.at(-1) + gap : top));
  let limit = bottom;
  for (let k = places.length - 1; k >= 0; k -= 1) {
    places[k] = Math.min(places[k], limit);
    limit = places[k] - gap;
  }
  const result = new Array(wished.length);
  order.forEach(([, i], k) => {
    result[i] = places[k];
  });
  return result;
}

/** The mark of a method at a place. */
export const Mark = ({ method, x, y }) =>
  h("path", { class: `or-mark or-${method}`, d: METHODS[method].mark, transform: `translate(${x.toFixed(2)} ${y.toFixed(2)})` });

/** A mark at each end `{ id, method, x, y, text }`, and its name in the column that begins at `left`. */
export function EndLabels({ ends, left, top, bottom }) {
  const heights = spread(ends.map(({ y }) => y), top, bottom);
  return h("g", { class: "or-ends" },
    ends.map(({ id, method, x, y }, i) => h("path", {
      key: `l${id}`, class: `or-leader or-${method}`, d: `M${x.toFixed(2)} ${y.toFixed(2)}L${left - 4} ${heights[i].toFixed(2)}`,
    })),
    ends.map(({ id, method, x, y }) => h(Mark, { key: `m${id}`, method, x, y })),
    ends.map(({ id, method, text }, i) => h("text", {
      key: `t${id}`, class: `or-name or-${method}`, x: left, y: (heights[i] + 4.2).toFixed(2),
    }, text)));
}
