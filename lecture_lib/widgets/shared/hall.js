// A widget in a hall: as large as the screen, or a page of its own, allows, whatever its shape, and driven by a presenter's keys.
import { watching } from "./watching.js";

/** What is tried: widths of a column of controls beside the pictures, with 0 for controls below them, and of the widget itself. */
const COLUMNS = [0, 230, 280, 330, 400, 460, 520, 640];
const WIDTHS = Array.from({ length: 14 }, (_, i) => Math.round(560 * 1.07 ** i));
/** How large letters shall be, as parts of the screen's height: of the sentence, in pictures, and of controls. What is larger gains nothing more. */
const WANTED = { says: 0.025, pictures: 0.025, rest: 0.017 };
/** Kept free for the buttons above, and of the height for sentences that get longer. */
const STRIP = 30;
const SPARE = 0.97;
/** A widget that would be scaled by less than this part of what it was is arranged anew. */
const MUCH = 0.85;

/** The state of each stage that is arranged. */
export const halls = new WeakMap();

export const rootOf = (stage) => stage.lastElementChild;

function lay(stage, { column, width }) {
  stage.classList.toggle("lw-beside", column > 0);
  stage.style.setProperty("--column", `${column}px`);
  rootOf(stage).style.width = `${width}px`;
}

/** The smallest letters of some elements, as they are written: in pictures in units of these. */
const least = (elements) => Math.min(...elements.map((e) => parseFloat(getComputedStyle(e).fontSize)));

/** What of a widget is read, with the size of its smallest letters. */
function reading(root) {
  const find = (selector) => [...root.querySelectorAll(selector)];
  return {
    says: least(find(".lw-says, .bs-sentence")),
    rest: least(find(".lw-small, p, td")),
    pictures: find(".lw-shown svg[role]").map((svg) => [svg, least([...svg.querySelectorAll("text")])]),
  };
}

/** How well a widget can be read: its letters beside what is wanted; 0 where something sticks out of its place. */
function legibility(stage, way, { says, rest, pictures }) {
  lay(stage, way);
  const root = rootOf(stage);
  const parts = [...root.querySelectorAll(".lw-view > *, .lw-shown > *, .bs-board > *")];
  if ([root, ...parts].some((e) => e.scrollWidth > e.clientWidth + 1)) return 0;
  const [wide, high] = [stage.clientWidth, stage.clientHeight];
  const factor = Math.min(wide / way.width, (SPARE * (high - halls.get(stage).strip)) / root.offsetHeight);
  const enlarged = root.getBoundingClientRect().width / root.offsetWidth; // by what is around, as a slide is
  const drawn = pictures
    .map(([svg, letters]) => (letters * svg.getBoundingClientRect().width) / svg.viewBox.baseVal.width / enlarged)
    .filter((letters) => letters > 0); // another is shown in its place
  const sizes = { says, rest, pictures: Math.min(...drawn) };
  return Object.entries(WANTED).reduce(
    (product, [what, part]) => product * Math.min(1, (factor * sizes[what]) / (part * Math.min(wide, high))),
    1,
  );
}

/**
 * Scale and place the widget as it now is. It gets smaller when it grows, and not larger again: pictures stand still. Where it
 * would get much smaller, as by a part that is opened, it is arranged anew.
 */
export function place(stage) {
  const hall = halls.get(stage);
  const { offsetWidth, offsetHeight, style } = rootOf(stage);
  if (offsetWidth === 0) return; // it is on a slide that is far away
  const [wide, high] = [stage.clientWidth, stage.clientHeight - hall.strip];
  const factor = Math.min(wide / offsetWidth, high / offsetHeight);
  // In the next frame: within the notice of a new size it would be a loop, of which browsers make an error.
  if (hall.factor < Infinity && factor < MUCH * hall.factor)
    requestAnimationFrame(() => halls.get(stage) === hall && choose(stage));
  hall.factor = Math.min(hall.factor, factor);
  const across = (wide - hall.factor * offsetWidth) / 2;
  const down = hall.strip + (high - hall.factor * offsetHeight) / 2;
  style.transform = `translate(${across}px, ${down}px) scale(${hall.factor})`;
}

/** Choose how the widget of a stage stands, and place it. */
export function choose(stage) {
  rootOf(stage).style.transform = "none";
  const ways = COLUMNS.flatMap((column) => WIDTHS.map((width) => ({ column, width })));
  const read = reading(rootOf(stage));
  const grades = ways.map((way) => legibility(stage, way, read));
  lay(stage, ways[grades.indexOf(Math.max(...grades))]);
  halls.get(stage).factor = Infinity;
  place(stage);
}

/** Arrange the widget of a stage that fills the screen, and give its keys to its main control. */
export function arrange(stage) {
  const main = stage.querySelector("[data-main]");
  const hall = { factor: Infinity, strip: STRIP, before: document.activeElement, scroll: [scrollX, scrollY] };
  halls.set(stage, hall);
  stage.classList.add("lw-large");
  hall.keys = (event) => drive(event, stage);
  document.addEventListener("keydown", hall.keys);
  choose(stage);
  let size = "";
  hall.observer = watching(() => {
    if (halls.get(stage) !== hall) return;
    const now = `${stage.clientWidth} ${stage.clientHeight}`;
    if (now !== size) choose(stage);
    else place(stage);
    size = now;
  });
  hall.observer.observe(stage);
  hall.observer.observe(rootOf(stage));
  // In a frame of another page that is read there the focus stays where it is.
  if (document.hasFocus()) main.focus({ preventScroll: true });
}

/** Leave all as it was before. */
export function leave(stage) {
  const hall = halls.get(stage);
  if (!hall) return;
  halls.delete(stage);
  hall.observer.disconnect();
  document.removeEventListener("keydown", hall.keys);
  stage.classList.remove("lw-large", "lw-beside");
  for (const element of [stage, rootOf(stage)]) element.removeAttribute("style");
  hall.before?.focus({ preventScroll: true });
  scrollTo(...hall.scroll);
}

const BY = { ArrowRight: 1, ArrowDown: 1, PageDown: 1, " ": 1, ArrowLeft: -1, ArrowUp: -1, PageUp: -1 };
/** Of a slider's range, the part that a presenter's key goes, and of a handle's steps, how many. */
const [PART, STEPS] = [1 / 20, 3];

/** What has a use of its own for a key. */
const isTaken = (target, key) => {
  if (key.startsWith("Page")) return false;
  if (target.closest?.(".lw-strip")) return false;
  if (key === " ") return target.matches("button, summary, select, input:not([type=range])");
  return target.matches("input:not([type=checkbox]), select, .lw-handle");
};

/** Move a slider by some steps; from its end it goes to its other end. */
function slide(slider, steps) {
  const end = steps > 0 ? slider.max : slider.min;
  if (slider.value === end) slider.value = steps > 0 ? slider.min : slider.max;
  else slider.stepUp(steps);
  slider.dispatchEvent(new Event("input", { bubbles: true }));
}

/** Move the main control by a presenter's key: a Transport by its buttons, a slider or a handle as by arrows. */
function drive(event, stage) {
  const { key, target } = event;
  if (!(key in BY) || event.altKey || event.ctrlKey || event.metaKey || event.defaultPrevented || isTaken(target, key))
    return;
  event.preventDefault();
  const main = stage.querySelector("[data-main]");
  const isFar = !key.startsWith("Arrow");
  const transport = main.closest(".lw-transport");
  if (transport) {
    const button = key === " " ? "play" : BY[key] > 0 ? "forward" : "back";
    transport.querySelector(`[data-control=${button}]`).click();
  } else if (main.matches("input")) {
    slide(main, BY[key] * (isFar ? Math.max(1, Math.round((PART * (main.max - main.min)) / main.step)) : 1));
  } else {
    const detail = { key: BY[key] > 0 ? "ArrowRight" : "ArrowLeft" };
    for (let i = 0; i < (isFar ? STEPS : 1); i += 1) main.dispatchEvent(new CustomEvent("arrow", { detail }));
  }
}
