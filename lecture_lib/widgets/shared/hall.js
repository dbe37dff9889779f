// A widget in a hall: as large as the screen allows, whatever its shape, and driven by a presenter's keys.

/** What is tried: widths of a column of controls beside the pictures, with 0 for controls below them, and of the widget itself. */
const COLUMNS = [0, 230, 270, 320, 400, 640];
const WIDTHS = Array.from({ length: 14 }, (_, i) => Math.round(560 * 1.07 ** i));
/** Kept free for the button above, and of the height for sentences that get longer. */
const STRIP = 30;
const SPARE = 0.97;

const halls = new WeakMap();

const rootOf = (stage) => stage.lastElementChild;

function lay(stage, { column, width }) {
  stage.classList.toggle("lw-beside", column > 0);
  stage.style.setProperty("--column", `${column}px`);
  rootOf(stage).style.width = `${width}px`;
}

/** The smallest letters as they are written, in pictures in units of these. */
function letters(root) {
  const least = (selector) =>
    Math.min(...[...root.querySelectorAll(selector)].map((e) => parseFloat(getComputedStyle(e).fontSize)));
  return { inText: least(".lw-small, p, td"), inPictures: least(".lw-shown svg text") };
}

/** The size that the smallest letters get on the screen, or 0 where something sticks out of its place. */
function smallest(stage, way, { inText, inPictures }) {
  lay(stage, way);
  const root = rootOf(stage);
  const parts = [...root.querySelectorAll(".lw-view > *, .lw-shown > *, .bs-board > *")];
  if ([root, ...parts].some((e) => e.scrollWidth > e.clientWidth + 1)) return 0;
  const factor = Math.min(stage.clientWidth / way.width, (SPARE * (stage.clientHeight - STRIP)) / root.offsetHeight);
  const scales = [...root.querySelectorAll(".lw-shown svg[role]")].map(
    (svg) => svg.getBoundingClientRect().width / svg.viewBox.baseVal.width,
  );
  return factor * Math.min(inText, inPictures * Math.min(...scales));
}

/** Scale and place the widget as it now is. It gets smaller when it grows, and not larger again: pictures stand still. */
function place(stage) {
  const hall = halls.get(stage);
  const { offsetWidth, offsetHeight, style } = rootOf(stage);
  const [wide, high] = [stage.clientWidth, stage.clientHeight - STRIP];
  hall.factor = Math.min(hall.factor, wide / offsetWidth, high / offsetHeight);
  const across = (wide - hall.factor * offsetWidth) / 2;
  const down = STRIP + (high - hall.factor * offsetHeight) / 2;
  style.transform = `translate(${across}px, ${down}px) scale(${hall.factor})`;
}

function choose(stage) {
  rootOf(stage).style.transform = "none";
  const ways = COLUMNS.flatMap((column) => WIDTHS.map((width) => ({ column, width })));
  const written = letters(rootOf(stage));
  const sizes = ways.map((way) => smallest(stage, way, written));
  lay(stage, ways[sizes.indexOf(Math.max(...sizes))]);
  halls.get(stage).factor = Infinity;
  place(stage);
}

/** Arrange the widget of a stage that fills the screen, and give its keys to its main control. */
export function arrange(stage) {
  const main = rootOf(stage).querySelector("[data-main]");
  const hall = { factor: Infinity, before: document.activeElement, scroll: [scrollX, scrollY] };
  halls.set(stage, hall);
  hall.keys = (event) => drive(event, stage);
  document.addEventListener("keydown", hall.keys);
  choose(stage);
  let size = "";
  hall.observer = new ResizeObserver(() => {
    const now = `${stage.clientWidth} ${stage.clientHeight}`;
    if (now !== size) choose(stage);
    else place(stage);
    size = now;
  });
  hall.observer.observe(stage);
  hall.observer.observe(rootOf(stage));
  main.focus({ preventScroll: true });
}

/** Leave all as it was before. */
export function leave(stage) {
  const hall = halls.get(stage);
  if (!hall) return;
  halls.delete(stage);
  hall.observer.disconnect();
  document.removeEventListener("keydown", hall.keys);
  stage.classList.remove("lw-beside");
  stage.style.removeProperty("--column");
  rootOf(stage).style.removeProperty("width");
  rootOf(stage).style.removeProperty("transform");
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
