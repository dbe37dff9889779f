// The plane of step size and momentum: which direction decides, and what happens in it.
import { h } from "../shared/element.js";
import { Handle } from "../shared/handle.js";
import { formatNumber } from "../shared/numbers.js";
import { Plot, frame, path, scale } from "../shared/plot.js";
import { steady } from "../shared/steady.js";
import { bestBeta, bestParameters } from "./math.js";
import TRAITS from "./traits.json";

const { step_size: STEP_SIZE, beta: BETA } = TRAITS;
const X = { domain: [0, 4], label: "step size η, in units of 1/L" };
const Y = { domain: [0, 1], label: "β" };
const BOX = frame({ width: 340, height: 292, x: X, y: Y, margin: { top: 20, left: 40 } });
const { sx, sy } = BOX;
// The handle stays where the method is defined.
const HANDLE = {
  sx: scale([STEP_SIZE.min, STEP_SIZE.max], [sx(STEP_SIZE.min), sx(STEP_SIZE.max)]),
  sy: scale([BETA.min, BETA.max], [sy(BETA.min), sy(BETA.max)]),
};

const between = (from, to, f) =>
  Array.from({ length: 61 }, (_, i) => {
    const x = from + ((to - from) * i) / 60;
    return [x, f(x)];
  });

/** Everything that depends on the condition number alone. */
export const Regions = steady(({ mu }) => {
  const best = bestParameters(mu, 1);
  const flat = between(0, best.stepSize, (eta) => bestBeta(eta * mu));
  const steep = between(best.stepSize, 4, (eta) => bestBeta(eta));
  const corner = [best.stepSize, best.beta];
  const even = 2 / (1 + mu);
  const area = (name, points) => h("path", { class: name, d: `${path(points, sx, sy)}Z` });
  return h(
    "g",
    null,
    area("me-under", [...flat, ...steep]),
    area("me-alternating", [[even, 0], corner, ...steep, [2, 0]]),
    area("me-divergent", [
      [2, 0],
      [4, 1],
      [4, 0],
    ]),
    h("path", { class: "me-border", d: path([...flat, ...steep], sx, sy) }),
    h("path", { class: "me-border me-minor", d: path([[even, 0], corner], sx, sy) }),
    h("path", {
      class: "me-border me-limit",
      d: path(
        [
          [2, 0],
          [4, 1],
        ],
        sx,
        sy,
      ),
    }),
  );
});

/** Names in the plane; they stand where each region is, whatever the condition number. */
const Names = steady(({ mu }) => {
  const best = bestParameters(mu, 1);
  const low = 0.12;
  const strip = ((2 * (1 + low)) / (1 + mu) + 2 * (1 + low)) / 2;
  const text = (x, y, words, anchor = "middle", className = "lw-quiet") =>
    h("text", { x, y, "text-anchor": anchor, class: `lw-name ${className}` }, words);
  return h(
    "g",
    null,
    text(sx(0.06), sy(0.03), "over-damped", "start"),
    text(sx(2), sy(0.915), "under-damped"),
    text(sx(3.3), sy(0.3), "diverges", "middle", "lw-backward"),
    h("path", { class: "me-leader", d: `M${sx(2.66)} ${sy(low)}H${sx(strip)}` }),
    h("circle", { class: "me-end", cx: sx(strip), cy: sy(low), r: 2.2 }),
    text(sx(2.7), sy(low) + 4, "flips sign", "start"),
    text(sx(0.3) + 6, sy(bestBeta(0.3 * mu)) - 5, "critical", "start"),
    h("circle", { class: "me-best", cx: sx(best.stepSize), cy: sy(best.beta), r: 4.5 }),
    // left of the narrow corner that opens above it, and clear of the name on the ground
    text(sx(best.stepSize) + 4, sy(best.beta) - (best.stepSize < 1.7 ? 24 : 12), "best", "end", "lw-third"),
  );
});

/** The plane with its regions, the best point, and the present point to drag; without a `mu` it is bare. */
export function Plane({ mu, stepSize, beta, uid, onMove }) {
  const words = `η = ${formatNumber(stepSize)}, β = ${formatNumber(beta)}`;
  return h(
    Plot,
    {
      frame: BOX,
      x: X,
      y: Y,
      uid,
      name: "plane",
      label: `Plane of step size and momentum, ${mu ? "with regions named by what the slower direction does" : "which speaks of no point, as no minimum was found"}; now ${words}`,
      over: h(
        "g",
        null,
        mu && h(Names, { mu }),
        h(Handle, {
          control: "plane",
          x: stepSize,
          y: beta,
          ...HANDLE,
          step: 0.01,
          label: "Step size and momentum",
          text: words,
          onMove: (x, y) => onMove(Number(x.toFixed(3)), Number(y.toFixed(3))),
        }),
      ),
    },
    mu && h(Regions, { mu }),
  );
}
