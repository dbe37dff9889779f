// The slides: reveal.js turns them, and each widget fills the room that its slide leaves it.
import Reveal from "reveal.js";
import { settle } from "../../lecture_lib/widgets/shared/room.js";

const stages = (within) => within.querySelectorAll(".lecture-widget > .lw-stage");
const inWidget = (element) => element?.closest?.(".lecture-widget");
/** Whether a widget has the whole screen, and with it a presenter's keys. */
const isFilled = () => Boolean(document.fullscreenElement?.matches(".lw-stage"));

const deck = new Reveal({
  width: 1280,
  height: 720,
  margin: 0,
  center: false,
  display: "grid",
  hash: true,
  controls: false,
  slideNumber: "c/t",
  transition: "none",
  backgroundTransition: "none",
  scrollActivationWidth: null,
  pdfMaxPagesPerSlide: 1,
  // Keys pressed in a widget are the widget's.
  keyboardCondition: (event) => !isFilled() && !inWidget(event.target),
});

// A remote control turns the slide wherever the focus is, and Escape leaves a widget.
const TURNS = { PageDown: () => deck.next(), PageUp: () => deck.prev(), Escape: () => {} };
addEventListener(
  "keydown",
  (event) => {
    const element = /** @type {HTMLElement} */ (event.target);
    if (!(event.key in TURNS) || isFilled() || !inWidget(element)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    element.blur();
    TURNS[event.key]();
  },
  { capture: true },
);

// The notes are the page of the sources, in a window that follows the slides.
let notes = null;
const place = () => new URL(`slides.html#${deck.getCurrentSlide().id}`, location.href).href;
deck.addKeyBinding({ keyCode: 83, key: "S", description: "Notes in a window that follows" }, () => {
  notes = open(place(), "lecture-notes", "width=900,height=700");
});
deck.on("slidechanged", () => {
  if (notes && !notes.closed) notes.location.replace(place());
});

// Who comes to another slide has left the widget of the last one.
deck.on("slidechanged", () => {
  const element = /** @type {HTMLElement} */ (document.activeElement);
  if (inWidget(element)) element.blur();
});

document.addEventListener("lecture:alive", ({ target }) => {
  for (const stage of stages(target)) settle(stage);
});
document.addEventListener("fullscreenchange", () => {
  if (document.fullscreenElement) return;
  for (const stage of stages(deck.getCurrentSlide())) settle(stage);
});

// On paper all widgets are there at once.
deck.on("pdf-ready", () => {
  for (const widget of document.querySelectorAll(".lecture-widget")) {
    widget.dispatchEvent(new CustomEvent("lecture:wanted", { bubbles: true }));
  }
});

Object.assign(document.querySelector(".reveal"), { deck });
deck.initialize();
