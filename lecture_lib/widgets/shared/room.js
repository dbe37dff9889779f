// A widget in a room of a fixed size, as on a slide: arranged as in a hall, with its buttons elsewhere, and driven by its own keys alone.
import { choose, halls, place, rootOf } from "./hall.js";

/** Arrange the widget of a stage, and keep it in its room when it grows. */
export function settle(stage) {
  halls.get(stage)?.observer.disconnect();
  const observer = new ResizeObserver(() => stage.matches(":fullscreen") || place(stage));
  halls.set(stage, { observer, strip: 0 });
  stage.classList.add("lw-large");
  choose(stage);
  observer.observe(rootOf(stage));
}
