// The function with the two points, and the square of all pairs of points.
import { contours } from "d3-contour";
import { cached } from "../shared/cached.js";
import { h } from "../shared/element.js";
import { Handle } from "../shared/handle.js";
import { formatNumber } from "../shared/numbers.js";
import { Plot, frame, path } from "../shared/plot.js";
import { domain, functionOf, GRID, holds, line, place, sides } from "./math.js";

/** @type {(span: number[], count?: number) => number[]} */
const samples = ([low, high], count = 160) =>
  Array.from({ length: count + 1 }, (_, i) => low + ((high - low) * i) / count);
const rounded = (x) => Number(x.toFixed(2));

/** The least and the greatest of values; those of a function that runs off to infinity, but for a part at either end. */
function extent(values) {
  const sorted = values.filter(Number.isFinite).sort((a, b) => a - b);
  if (!sorted.length) return [0, 1];
  const at = (part) => sorted[Math.round(part * (sorted.length - 1))];
  const [low, high, most] = [at(0.04), at(0.96), at(1) - at(0)];
  if (values.length > sorted.length || most > 25 * (high - low)) return high > low ? [low, high] : [at(0), at(1)];
  return [at(0), at(1)];
}

/** The frame of the function's picture: its values, with room below for tangents. */
function frameOf(f, span) {
  const [least, most] = extent(samples(span).map((p) => f(p)));
  const [low, high] = most > least ? [least, most] : [least - 1, most + 1];
  const x = { domain: span, label: "x" };
  const y = { domain: [low - 0.4 * (high - low), high + 0.1 * (high - low)], label: "f(x)" };
  return { x, y, box: frame({ width: 340, height: 292, x, y, margin: { top: 20, left: 42 } }) };
}

/** x₁ and x₂ over the axis, apart even where the points are close. */
function PointNames({ x1, x2, sx, base }) {
  const [a, b] = [sx(x1), sx(x2)];
  const close = Math.abs(a - b) < 20;
  const first = close ? (a <= b ? "end" : "start") : "middle";
  const second = close ? (a <= b ? "start" : "end") : "middle";
  const shift = { end: -3, middle: 0, start: 3 };
  const text = (x, which, words, hue) =>
    h("text", { x: x + shift[which], y: base - 6, "text-anchor": which, class: `lw-name ${hue}` }, words);
  return h("g", null, text(a, first, "x₁", "lw-forward"), text(b, second, "x₂", "lw-backward"));
}

/** The gap between both sides, with a word. */
function Gap({ state, box: { sx, sy, top, bottom, right, width, height } }) {
  const both = sides(state);
  if (!(Number.isFinite(both.left) && Number.isFinite(both.right))) return null;
  const x = sx(place(state));
  const inside = (y) => Math.min(Math.max(y, top), height - bottom);
  const [from, to] = [inside(sy(both.left)), inside(sy(both.right))];
  const good = holds(both);
  const wordY = Math.min(Math.max((from + to) / 2 + 4, top + 14), height - bottom - 26);
  const toRight = x < width - right - 56;
  return h(
    "g",
    { class: good ? "ce-good" : "ce-bad" },
    h("path", { class: "ce-gap", d: `M${x.toFixed(2)} ${from.toFixed(2)}V${to.toFixed(2)}` }),
    h(
      "text",
      { x: toRight ? x + 12 : x - 12, y: wordY, "text-anchor": toRight ? "start" : "end", class: "lw-name ce-word" },
      good ? "holds" : "fails",
    ),
  );
}

/** The function, the line that it is compared with, the gap, and both points to drag. */
export function FunctionPicture({ state, memo, uid, set }) {
  const { inequality, x1, x2 } = state;
  const { f, seen } = functionOf(state);
  const span = domain(state);
  const shown = `${state.function} ${span} ${seen ? state.formula : ""}`;
  const { x, y, box } = cached(memo, "frame", shown, () => frameOf(f, span));
  const { sx, sy, height, bottom, top } = box;
  const curve = cached(memo, "curve", shown, () =>
    h("path", {
      class: "lw-curve lw-forward",
      d: path(
        samples(span).map((p) => [p, f(p)]),
        sx,
        sy,
      ),
    }),
  );
  const ends = inequality === "chord" ? [x1, x2] : span;
  const compared = (inequality === "upper" ? samples(span, 60) : ends).map((p) => [p, line(state, p)]);
  const base = height - bottom;
  const plumb = (p) => (Number.isFinite(f(p)) ? `M${sx(p).toFixed(2)} ${base}V${sy(f(p)).toFixed(2)}` : "");
  // A point can be dragged where f is undefined, or beyond the picture, too: on its frame.
  const inside = (value) => Math.min(Math.max(Number.isNaN(value) ? sy.domain[0] : value, sy.domain[0]), sy.domain[1]);
  const handle = (control, value, className, label) =>
    h(Handle, {
      control,
      x: value,
      y: inside(f(value)),
      sx,
      sy,
      step: 0.05,
      label,
      className,
      main: control === "x1" ? true : undefined,
      text: `${label} at ${formatNumber(value)}`,
      onMove: (p) => set({ [control]: rounded(p) }),
    });
  return h(
    Plot,
    {
      frame: box,
      x,
      y,
      uid,
      name: "function",
      label: "The function with two points, and what it is compared with",
      over: h(
        "g",
        null,
        h(Gap, { state, box }),
        seen?.undefined
          .filter(([from, to]) => sx(to) - sx(from) > 70)
          .map(([from, to]) =>
            h(
              "text",
              {
                key: from,
                x: (sx(from) + sx(to)) / 2,
                y: top + 16,
                "text-anchor": "middle",
                class: "lw-name lw-quiet",
              },
              "no value",
            ),
          ),
        h(PointNames, { x1, x2, sx, base }),
        handle("x2", x2, "lw-backward", "Second point x₂"),
        handle("x1", x1, "", "First point x₁"),
      ),
    },
    seen?.undefined.map(([from, to]) =>
      h("rect", {
        key: from,
        class: "ce-missing",
        x: sx(from) - 1,
        width: sx(to) - sx(from) + 2,
        y: top,
        height: base - top,
      }),
    ),
    h("path", { class: "ce-plumb", d: plumb(x1) + plumb(x2) }),
    h("path", { class: "lw-curve lw-backward ce-line", d: path(compared, sx, sy) }),
    curve,
    seen?.kinks.map(({ x: at }) => h("circle", { key: at, class: "ce-kink", cx: sx(at), cy: sy(f(at)), r: 4.5 })),
  );
}

/** The outline of the pairs whose excess is positive; the plot cuts off what is outside its frame. */
function region(excess, sx, sy) {
  const at = ({ domain: [low, high] }, i) => low + ((high - low) * (i - 0.5)) / (GRID - 1);
  const place = ([i, j]) => `${sx(at(sx, i)).toFixed(1)} ${sy(at(sy, j)).toFixed(1)}`;
  const { coordinates } = contours().size([GRID, GRID]).contour(excess, 0);
  return coordinates
    .flat()
    .map((ring) => `M${ring.map(place).join("L")}Z`)
    .join("");
}

/** The square of all pairs, shaded where the inequality fails; the present pair is dragged. */
export function PairsPicture({ state, found, memo, uid, set }) {
  const { x1, x2 } = state;
  const span = domain(state);
  const { x, y, box } = cached(memo, "pairs", String(span), () => {
    const axes = { x: { domain: span, label: "x₁" }, y: { domain: span, label: "x₂" } };
    return { ...axes, box: frame({ width: 340, height: 292, ...axes, margin: { top: 20, left: 42 } }) };
  });
  const { sx, sy } = box;
  const worst = found.worst && [sx(found.worst.x1), sy(found.worst.x2)];
  const beside = worst && sx(x1) - worst[0];
  const room = 70; // for the word "worst", off the handle where both are close
  const leftward =
    worst &&
    (worst[0] > box.width - room ||
      (worst[0] > room + box.left && (Math.abs(beside) < room ? beside > 0 : worst[0] > box.width / 2)));
  return h(
    Plot,
    {
      frame: box,
      x,
      y,
      uid,
      name: "pairs",
      label: "The square of all pairs of points, shaded where the inequality fails",
      over: h(
        "g",
        null,
        worst && h("circle", { class: "ce-worst", cx: worst[0], cy: worst[1], r: 5.5 }),
        worst &&
          h(
            "text",
            {
              x: worst[0] + (leftward ? -10 : 10),
              y: Math.min(Math.max(worst[1] + 4, box.top + 12), box.height - box.bottom - 6),
              "text-anchor": leftward ? "end" : "start",
              class: "lw-name ce-bad ce-word",
            },
            "worst",
          ),
        h(Handle, {
          control: "pair",
          x: x1,
          y: x2,
          sx,
          sy,
          step: 0.05,
          label: "Pair of points",
          text: `x₁ = ${formatNumber(x1)}, x₂ = ${formatNumber(x2)}`,
          className: "ce-pair",
          onMove: (p, q) => set({ x1: rounded(p), x2: rounded(q) }),
        }),
      ),
    },
    h("path", { class: "ce-fails", d: cached(memo, "area", found, () => region(found.excess, sx, sy)) }),
    h("path", {
      class: "lw-level",
      d: path(
        [
          [span[0], span[0]],
          [span[1], span[1]],
        ],
        sx,
        sy,
      ),
    }),
  );
}
