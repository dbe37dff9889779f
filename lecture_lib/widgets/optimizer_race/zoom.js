// What moves the box: a pad, buttons, the ground itself by mouse, and the wheel with Ctrl. A finger on the ground still
// scrolls the page.
import { h } from "../shared/element.js";
import { ARROWS, placeOf } from "../shared/handle.js";
import { formatNumber } from "../shared/numbers.js";
import { steady } from "../shared/steady.js";
import { moved, zoomed } from "./box.js";
import TRAITS from "./traits.json";

const CLOSER = 2 / 3;
const PAD = "M8 1v14M1 8h14M6 3l2-2 2 2M6 13l2 2 2-2M3 6L1 8l2 2M13 6l2 2-2 2";
const ICONS = {
  critical: "M5 1v6M2 4h6M9 9l5 5M14 9l-5 5",
  "zoom-in": "M8 3v10M3 8h10",
  "zoom-out": "M3 8h10",
  whole: "M2 6V2h4M10 2h4v4M14 10v4h-4M6 14H2v-4",
};

const Icon = ({ d }) =>
  h("svg", { viewBox: "0 0 16 16", width: 16, height: 16, "aria-hidden": "true" }, h("path", { d }));

const Press = ({ control, label, disabled, pressed, onClick }) =>
  h(
    "button",
    {
      type: "button",
      "data-control": control,
      "aria-label": label,
      "aria-pressed": pressed,
      title: label,
      disabled,
      onClick,
    },
    h(Icon, { d: ICONS[control] }),
  );

let grip = null;

/**
 * Handlers by which a pointer takes hold of what is shown and draws it along; `plotOf(element)` is the picture, and
 * `sides` how long the box's sides are in it.
 */
function pulls(seen, plotOf, sides, onBox) {
  const [wide, high] = sides;
  return {
    onPointerDown(event) {
      event.currentTarget.setPointerCapture(event.pointerId);
      grip = { seen, from: placeOf(event, plotOf(event.currentTarget)) };
    },
    onPointerMove(event) {
      if (!grip || !event.currentTarget.hasPointerCapture(event.pointerId)) return;
      const [x, y] = placeOf(event, plotOf(event.currentTarget));
      const [across, up] = [(grip.from[0] - x) / wide, (y - grip.from[1]) / high];
      const box = moved(grip.seen, across, up);
      if (box) onBox(box);
    },
    onPointerUp() {
      grip = null;
    },
  };
}

/** The sides of a frame. */
const sidesOf = ({ width, height, left, right, top, bottom }) => [width - left - right, height - top - bottom];

/** The ground of a picture with this frame, which a mouse draws along. */
export const Ground = steady(({ frame, seen, onBox }) => {
  const [width, height] = sidesOf(frame);
  const { onPointerDown, ...others } = pulls(seen, (ground) => ground.ownerSVGElement, [width, height], onBox);
  return h("rect", {
    class: "or-ground",
    x: frame.left,
    y: frame.top,
    width,
    height,
    ...others,
    onPointerDown: (event) => {
      if (event.pointerType === "mouse" && event.button === 0) onPointerDown(event);
    },
    onWheel: (event) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      const [x, y] = placeOf(event, event.currentTarget.ownerSVGElement);
      const factor = 1.5 ** Math.max(-1, Math.min(event.deltaY / 100, 1));
      const box = zoomed(seen, factor, [frame.sx.invert(x), frame.sy.invert(y)]);
      if (box) onBox(box);
    },
  });
});

/** The pad and the buttons. `onBox(null)` is the landscape's own box again; `onCritical` marks critical points or not. */
export const Zoom = steady(({ seen, frame, critical, onBox, onCritical }) => {
  const [x0, x1, y0, y1] = seen;
  const [closer, farther] = [CLOSER, 1 / CLOSER].map((factor) => zoomed(seen, factor));
  const plotOf = (pad) => pad.closest(".or").querySelector(".lw-plot-land");
  const n = (x) => formatNumber(x, 3);
  const label = `${TRAITS.box.label}: drag, or arrow keys`;
  return h(
    "div",
    { class: "or-zoom", role: "group", "aria-label": TRAITS.box.label },
    h(
      "div",
      {
        class: "lw-arrows",
        tabindex: 0,
        role: "slider",
        "data-control": "box",
        "aria-label": label,
        title: label,
        "aria-valuenow": (x0 + x1) / 2,
        "aria-valuemin": -1000,
        "aria-valuemax": 1000,
        "aria-valuetext": `from ${n(x0)} to ${n(x1)} across, from ${n(y0)} to ${n(y1)} up`,
        ...pulls(seen, plotOf, sidesOf(frame), onBox),
        onarrow: ({ detail: { key, shiftKey } }) => {
          const by = shiftKey ? 0.5 : 0.05;
          const box = moved(seen, by * ARROWS[key][0], by * ARROWS[key][1]);
          if (box) onBox(box);
        },
      },
      h(Icon, { d: PAD }),
    ),
    h(Press, { control: "zoom-in", label: "Zoom in", disabled: !closer, onClick: () => onBox(closer) }),
    h(Press, { control: "zoom-out", label: "Zoom out", disabled: !farther, onClick: () => onBox(farther) }),
    h(Press, { control: "critical", label: TRAITS.critical.label, pressed: critical, onClick: onCritical }),
    h(Press, { control: "whole", label: "Show what it began with", onClick: () => onBox(null) }),
  );
});
