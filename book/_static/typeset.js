// Loads MathJax when everything else on the page is ready: its size must not hold up the widgets.
{
  const here = document.currentScript.src;

  // A formula wider than the column scrolls, so it must be reached by keyboard.
  const makeFocusableIfWide = (formula) => {
    if (formula.scrollWidth > formula.clientWidth) formula.tabIndex = 0;
    else formula.removeAttribute("tabindex");
  };
  // Its room changes with the window, and it with its letters, which may come later.
  const watcher = new ResizeObserver((changes) => {
    const formulas = changes.map(({ target }) => target.closest("mjx-container"));
    new Set(formulas).forEach(makeFocusableIfWide);
  });

  // No line ends between a formula and the mark that follows it, or the bracket before it.
  const keepTogether = (formula) => {
    const { previousSibling: before, nextSibling: after } = formula;
    const opening = before instanceof Text ? before.data.search(/[([“‘]+$/) : -1;
    const closing = after instanceof Text ? after.data.search(/[^.,;:!?)\]”’-]|$/) : 0;
    if (opening >= 0) formula.prepend(before.splitText(opening));
    if (closing > 0) {
      after.splitText(closing);
      formula.append(after);
    }
    if (formula.childNodes.length > 1) formula.style.whiteSpace = "nowrap";
  };

  // A formula in the text that may be longer than a line of a phone can go on in the next one, after
  // an operator outside of brackets, which MathJax gives space on both sides. (The formula may be
  // hidden now, and so have no width; its letters are counted.)
  const LETTERS = 17;
  const OPENING = ".mjx-c28, .mjx-c5B, .mjx-c7B, .mjx-c27E8"; // ( [ { and an angle, by their codes
  const CLOSING = ".mjx-c29, .mjx-c5D, .mjx-c7D, .mjx-c27E9";
  const makeBreakable = (formula) => {
    const math = formula.querySelector("mjx-math");
    if (math.querySelectorAll("mjx-c").length <= LETTERS) return;
    math.style.display = "inline";
    let depth = 0;
    for (const part of [...math.children]) {
      const operator = part.previousElementSibling;
      if (depth === 0 && operator?.matches("mjx-mo[space]") && part.matches("[space]")) {
        operator.style.marginRight = getComputedStyle(part).marginLeft;
        part.removeAttribute("space"); // nothing stands before the first sign of a line
        part.before(document.createElement("wbr"));
      }
      depth += part.querySelectorAll(OPENING).length - part.querySelectorAll(CLOSING).length;
    }
  };

  addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll(".bd-article span.math").forEach(keepTogether);
    const script = document.createElement("script");
    script.src = new URL("vendor/mathjax/tex-chtml-full.js", here).href;
    script.onload = async () => {
      await MathJax.startup.promise;
      document.querySelectorAll("mjx-container:not([display])").forEach(makeBreakable);
      for (const formula of document.querySelectorAll('mjx-container[display="true"]')) {
        watcher.observe(formula);
        watcher.observe(formula.firstElementChild);
      }
    };
    document.head.append(script);
  });
}
