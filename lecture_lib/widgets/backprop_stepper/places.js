// Where everything in the drawing of a step stands: columns, edges, numbers and labels, in pixels.
import { cached } from "../shared/cached.js";
import { formatNumber } from "../shared/numbers.js";
import { nodeSigns } from "../formula/functions.js";

export const RADIUS = 18;
const SIGN_RADIUS = 13;
const MARGIN = { top: 40, bottom: 46, side: 12 };
/** Columns stand no further apart than this, however wide the page is. */
const WIDEST_GAP = 150;
/** Length of an edge between neighbours, if there is room for it, and at least. */
const EDGE_ROOM = { ample: 26, least: 13 };
/** How far the sign of an operation reaches into the body of its result, and the name gives way. */
export const OVERLAP = 6;
/** Mean width of a character of a number or a label, and of a node's name. */
const CHARACTER = 7.6;
const NAME_CHARACTER = 9;
const textWidth = (text) => text.length * CHARACTER;
/** The widest that it is in a usual font: a label keeps clear of all that numbers may need. */
const WIDE_CHARACTER = 9.2;
/** Between a number and what stands beside it. */
const GAP = 6;

export const SIGNS = { add: "+", sub: "−", mul: "×", div: "÷", pow: "xʸ", neg: "−", ...nodeSigns };

export const signWidth = (op) => Math.max(20, 7.5 * SIGNS[op].length + 10);

/** How a node is drawn: "leaf", "const", a "named" result, or just the "sign" of its operation. */
function kindOf(node, name) {
  if (node.op === "leaf" || node.op === "const") return node.op;
  return name ? "named" : "sign";
}

/** Half the width of a node's body, without the sign at its left. */
function halfWidth(node, kind, name) {
  if (kind === "sign") return Math.max(SIGN_RADIUS, signWidth(node.op) / 2);
  if (kind === "const") return 4 + textWidth(name) / 2;
  return Math.max(RADIUS, 7 + (name.length * NAME_CHARACTER) / 2) + (kind === "named" ? OVERLAP / 2 : 0);
}

/** Centre of every column: as near as the nodes allow, stretched into the `width` that there is. */
function columnCentres(plan, reaches, width) {
  const left = Array(plan.columns).fill(0);
  const right = Array(plan.columns).fill(0);
  reaches.forEach(([before, after], i) => {
    const c = plan.column[i];
    left[c] = Math.max(left[c], before);
    right[c] = Math.max(right[c], after);
  });
  const ends = left[0] + right.at(-1) + 2 * MARGIN.side;
  const least = left.slice(1).map((reachLeft, c) => right[c] + EDGE_ROOM.least + reachLeft);
  const sum = (gaps) => gaps.reduce((total, gap) => total + gap, 0);
  const room = Math.max(0, (width - ends - sum(least)) / least.length);
  const gaps = least.map((gap) => gap + Math.min(room, EDGE_ROOM.ample - EDGE_ROOM.least));
  const needed = sum(gaps) + ends;
  const spare = gaps.length ? Math.max(0, width - needed) / gaps.length : 0;
  const stretched = gaps.map((gap) => Math.max(gap, Math.min(gap + spare, WIDEST_GAP)));
  const used = sum(stretched) + ends;
  const total = Math.max(width, used);
  const centres = [(total - used) / 2 + MARGIN.side + left[0]];
  for (const gap of stretched) centres.push(centres.at(-1) + gap);
  return { centres, width: total };
}

/** The heights between which a node's body, its value above and its gradient below lie. */
function bands({ y }, kind, isResult) {
  const { value, gradient } = lift(kind, isResult);
  return {
    body: [y - RADIUS, y + RADIUS],
    value: [y + value - 12, y + value + 3],
    gradient: [y + gradient - 12, y + gradient + 3],
  };
}

/**
 * What limits the numbers above and below each node: the border and the bodies of other nodes, which leave some
 * `room`, and the other numbers that it `meets` at its height, each as [node, kind, distance]. Up to the `sure`
 * width none of them matters.
 */
function limits(at, kinds, reaches, width) {
  const all = at.map((place, i) => bands(place, kinds[i], i === at.length - 1));
  const meet = ([top, bottom], [start, end]) => top < end && start < bottom;
  const ofNumber = (i, own) => {
    const { x } = at[i];
    const limit = { room: 2 * Math.min(x, width - x) - GAP, meets: [] };
    at.forEach((other, j) => {
      const apart = Math.abs(other.x - x);
      if (apart === 0) return;
      if (meet(own, all[j].body))
        limit.room = Math.min(limit.room, 2 * (apart - reaches[j][other.x < x ? 1 : 0]) - GAP);
      for (const kind of ["value", "gradient"]) if (meet(own, all[j][kind])) limit.meets.push([j, kind, apart - GAP]);
    });
    return { ...limit, sure: Math.min(limit.room, ...limit.meets.map(([, , apart]) => apart)) };
  };
  return all.map(({ value, gradient }, i) => ({ value: ofNumber(i, value), gradient: ofNumber(i, gradient) }));
}

const DIGITS = 4;

/** The numbers of all nodes, in four significant digits or in as many as there is room for. */
export function fitting(nodes, { limits, drawn }) {
  const written = nodes.map(({ value, gradient, full }, i) =>
    cached(drawn, `numbers ${i}`, full, () => ({
      value: value === null ? null : formatNumber(value, DIGITS),
      gradient: gradient === null ? null : formatNumber(gradient, DIGITS),
    })),
  );
  const fit = (i, kind) => {
    let text = written[i][kind];
    const limit = limits[i][kind];
    if (text === null || textWidth(text) <= limit.sure) return text;
    // Of what is between two numbers a short one leaves the rest to the other.
    const room = limit.meets.reduce(
      (least, [j, other, apart]) =>
        written[j][other] === null ? least : Math.min(least, Math.max(apart, 2 * apart - textWidth(written[j][other]))),
      limit.room,
    );
    for (let digits = DIGITS - 1; digits > 0 && textWidth(text) > room; digits -= 1)
      text = formatNumber(nodes[i][kind], digits);
    return text;
  };
  return nodes.map((_, i) => ({ value: fit(i, "value"), gradient: fit(i, "gradient") }));
}

/** Places in pixels for a `plan` from `layout` in a picture at least `width` wide. */
export function place(plan, nodes, names, width) {
  const kinds = nodes.map((node, i) => kindOf(node, names[i]));
  const halves = nodes.map((node, i) => halfWidth(node, kinds[i], names[i]));
  const reaches = nodes.map((node, i) => [
    halves[i] + (kinds[i] === "named" ? signWidth(node.op) - OVERLAP : 0),
    halves[i],
  ]);
  const { centres, width: total } = columnCentres(plan, reaches, width);
  const at = nodes.map((_, i) => ({ x: centres[plan.column[i]], y: plan.y[i] + MARGIN.top }));
  const edges = plan.edges.map((edge) => {
    const start = at[edge.source].x + reaches[edge.source][1];
    const end = at[edge.target].x - reaches[edge.target][0] - 5;
    const points = edge.points.map(({ column, y }, i) => ({
      x: i === 0 ? start : i === edge.points.length - 1 ? end : centres[column],
      y: y + MARGIN.top + (i === 0 || i === edge.points.length - 1 ? edge.shift : 0),
    }));
    return { ...edge, points, path: smooth(points), middle: halfway(points) };
  });
  return {
    at,
    kinds,
    halves,
    reaches,
    edges,
    limits: limits(at, kinds, reaches, total),
    width: total,
    height: plan.height + MARGIN.top + MARGIN.bottom,
    drawn: new Map(),
  };
}

/** A curve through the points that is level at each of them. */
function smooth(points) {
  return points.slice(1).reduce((path, { x, y }, i) => {
    const from = points[i];
    const bend = (from.x + x) / 2;
    return `${path}C${bend} ${from.y} ${bend} ${y} ${x} ${y}`;
  }, `M${points[0].x} ${points[0].y}`);
}

/** Points on the same curve, close to each other. */
function along(points) {
  return points.slice(1).flatMap(({ x, y }, i) => {
    const from = points[i];
    const bend = (from.x + x) / 2;
    return Array.from({ length: 17 }, (_, k) => {
      const t = k / 16;
      const u = 1 - t;
      return {
        x: u * u * u * from.x + 3 * u * t * bend + t * t * t * x,
        y: from.y + (y - from.y) * t * t * (3 - 2 * t),
      };
    });
  });
}

/** The middle of the last stretch of an edge, which no other edge shares. */
function halfway(points) {
  const [a, b] = points.slice(-2);
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
}

/** How high a node's value stands above its centre, and its gradient below. */
export function lift(kind, isResult) {
  const edge = kind === "sign" ? SIGN_RADIUS : RADIUS + (isResult ? 4 : 0);
  return { value: -edge - 6, gradient: edge + 15 };
}

/** How far a label's middle is above the line that it stands on. */
const MIDDLE = 5;
/** Where a label may stand beside the middle of its edge, the nearest first: on a grid. */
const NEARBY = Array.from({ length: 27 }, (_, i) => 7 * (i - 13))
  .flatMap((y) => Array.from({ length: 19 }, (_, i) => ({ x: 11 * (i - 9), y })))
  .sort((a, b) => Math.abs(a.x) + Math.abs(a.y) - Math.abs(b.x) - Math.abs(b.y));

/** A place for a label near the middle of an edge where it lies on no node, on no number and, if there is one, not on the edge. */
export function labelSpot({ at, kinds, reaches, edges, width, height }, { label }, numbers) {
  const { points, middle } = edges[label.edge];
  const curve = along(points);
  const halfOf = (text) => (text.length * WIDE_CHARACTER) / 2;
  const half = halfOf(label.text) + 2;
  const last = at.length - 1;
  const taken = at.flatMap(({ x, y }, i) => {
    const words = ["value", "gradient"]
      .filter((kind) => numbers[i][kind] !== null)
      .map((kind) => [x, y + lift(kinds[i], i === last)[kind] - MIDDLE, halfOf(numbers[i][kind]), 8]);
    const [left, right] = reaches[i];
    return [[x + (right - left) / 2, y, (left + right) / 2 + 4, RADIUS + 2], ...words];
  });
  const isFree = ({ x, y }) =>
    x - half > 0 &&
    x + half < width &&
    y > 14 &&
    y < height - 4 &&
    taken.every(([cx, cy, wide, high]) => Math.abs(x - cx) > half + wide || Math.abs(y - MIDDLE - cy) > 9 + high);
  const isBeside = ({ x, y }) =>
    curve.every((point) => Math.abs(x - point.x) > half || Math.abs(y - MIDDLE - point.y) > 8);
  const spots = NEARBY.map(({ x, y }) => ({ x: middle.x + x, y: middle.y + y + MIDDLE }));
  return spots.find((spot) => isBeside(spot) && isFree(spot)) ?? spots.find(isFree);
}
