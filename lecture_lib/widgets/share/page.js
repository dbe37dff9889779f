// A page on which one widget stands alone: its state is in the address, and where there is room it fills the window.
import { LinkError } from "./fields.js";
import { read } from "./link.js";

/** What is smaller, and paper, has the widget as any page has it. */
const LARGE = "screen and (width >= 50em) and (height >= 28em)";

/** Says on the page what of its address cannot be read; null takes that away. */
function refuse(problem) {
  document.querySelector(".lw-refusal")?.remove();
  if (!problem) return;
  const says = document.createElement("p");
  says.className = "lw-refusal";
  says.setAttribute("role", "alert");
  says.textContent = `This link cannot be followed: ${problem.message}.`;
  document.body.prepend(says);
}

/** The state that the address tells; null, with a word on the page, if it cannot be read. */
function told(name) {
  refuse(null);
  try {
    return read(name, location.hash);
  } catch (problem) {
    if (!(problem instanceof LinkError)) throw problem;
    refuse(problem);
    return null;
  }
}

/** Prepares the page, if it is one, before its widget comes to life. */
export function begin() {
  /** @type {HTMLElement | null} */
  const element = document.querySelector(".lw-page .lecture-widget");
  if (!element) return;
  const { host } = element.dataset;
  const state = location.hash && told(host);
  if (state) element.dataset.state = JSON.stringify(state);
  addEventListener("hashchange", () => {
    const next = told(host);
    if (!next) return;
    for (const [name, value] of Object.entries(next)) element.model.set(name, value);
    element.model.save_changes();
  });
  const large = matchMedia(LARGE);
  const fill = () => {
    document.body.classList.toggle("lw-alone", large.matches);
    element.querySelector(".lw-stage").dispatchEvent(new Event("fullscreenchange"));
  };
  element.addEventListener("lecture:alive", () => {
    fill();
    large.addEventListener("change", fill);
  });
}
