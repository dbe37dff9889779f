// The drawing of one step: nodes, edges, values above, gradients below. Returns virtual SVG.
import { cached } from "../shared/cached.js";
import { h } from "../shared/element.js";
import { steady } from "../shared/steady.js";
import { OVERLAP, RADIUS, SIGNS, fitting, labelSpot, lift, signWidth } from "./places.js";

function Sign({ op, x }) {
  const width = signWidth(op);
  return h(
    "g",
    { class: "bs-sign" },
    h("rect", { x: x - width / 2, y: -11, width, height: 22, rx: 11 }),
    h("text", { x, y: 5 }, SIGNS[op]),
  );
}

const box = (half, high, round, name) =>
  h("rect", { class: name, x: -half, y: -high, width: 2 * half, height: 2 * high, rx: round });

/** Leaves are square, results of operations round, and the last of them has a second ring. */
function Shape({ node, kind, name, half, isResult }) {
  if (kind === "const") return h("text", { class: "bs-const", y: 5 }, name);
  if (kind === "sign") return h(Sign, { op: node.op, x: 0 });
  return h(
    "g",
    null,
    box(half, RADIUS, kind === "leaf" ? 5 : RADIUS, "bs-body"),
    isResult && box(half + 4, RADIUS + 4, RADIUS + 4, "bs-ring"),
    kind === "named" && h(Sign, { op: node.op, x: -half + OVERLAP - signWidth(node.op) / 2 }),
    h("text", { class: "bs-name", x: kind === "named" ? OVERLAP / 2 : 0, y: 5 }, name),
  );
}

/** An edge; in the backward pass its arrow points back to the operand. */
function Edge({ edge, direction, active, arrow }) {
  const isBackward = direction === "backward";
  return h("path", {
    d: edge.path,
    class: `bs-edge bs-${direction}${active ? " bs-active" : ""}`,
    "marker-end": isBackward ? undefined : arrow,
    "marker-start": isBackward ? arrow : undefined,
  });
}

const Arrows = steady(({ uid }) =>
  h(
    "defs",
    null,
    ["idle", "forward", "backward"].map((kind) =>
      h(
        "marker",
        {
          id: `${uid}-${kind}`,
          class: `bs-arrow bs-${kind}`,
          viewBox: "0 0 8 8",
          refX: 6,
          refY: 4,
          markerWidth: 7,
          markerHeight: 7,
          orient: "auto-start-reverse",
          markerUnits: "userSpaceOnUse",
        },
        h("path", { d: "M0 0.5L8 4L0 7.5Z" }),
      ),
    ),
  ),
);

/**
 * One step, drawn.
 *
 * `places` come from `place`; `state` says for every node and edge whether it is `reached` and
 * `active`, and which `value` and `gradient` (null while unknown) it shows; `shown` is the width on the page.
 */
export function Picture({ places, nodes, names, state, title, shown, uid }) {
  const { at, kinds, halves, edges, width, height } = places;
  const last = nodes.length - 1;
  const numbers = fitting(state.nodes, places);
  const spot = state.label && labelSpot(places, state, numbers);
  return h(
    "svg",
    {
      class: "bs-picture",
      role: "img",
      "aria-label": title,
      viewBox: `0 0 ${width} ${height}`,
      style: `--units:${height};--wide:${width}`,
      width: shown,
    },
    h(Arrows, { uid }),
    h(
      "g",
      null,
      edges.map((edge, i) => {
        const { direction, active } = state.edges[i];
        return cached(places.drawn, `edge ${i}`, `${direction} ${active}`, () =>
          h(Edge, { key: i, edge, direction, active, arrow: `url(#${uid}-${direction})` }),
        );
      }),
    ),
    h(
      "g",
      null,
      nodes.map((node, i) => {
        const { reached, active, full } = state.nodes[i];
        const { value, gradient } = numbers[i];
        return cached(places.drawn, `node ${i}`, `${reached} ${active} ${full} ${value} ${gradient}`, () =>
          h(
            "g",
            {
              key: i,
              transform: `translate(${at[i].x} ${at[i].y})`,
              class:
                `bs-node bs-${kinds[i]} ${reached ? "bs-reached" : "bs-waiting"}` +
                (active ? ` bs-active bs-${active}` : ""),
            },
            full && h("title", null, full),
            cached(places.drawn, `shape ${i}`, "", () =>
              h(Shape, { node, kind: kinds[i], name: names[i], half: halves[i], isResult: i === last }),
            ),
            value !== null && h("text", { class: "bs-value", y: lift(kinds[i], i === last).value }, value),
            gradient !== null && h("text", { class: "bs-gradient", y: lift(kinds[i], i === last).gradient }, gradient),
          ),
        );
      }),
    ),
    spot && h("text", { class: `bs-label bs-${state.label.direction}`, ...spot }, state.label.text),
    state.travel &&
      h("circle", {
        key: state.travel.key,
        class: "bs-traveller",
        r: 5,
        style: `offset-path:path("${edges[state.travel.edge].path}")`,
      }),
  );
}
