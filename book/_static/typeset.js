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

  addEventListener("DOMContentLoaded", () => {
    const script = document.createElement("script");
    script.src = new URL("vendor/mathjax/tex-chtml-full.js", here).href;
    script.onload = async () => {
      await MathJax.startup.promise;
      for (const formula of document.querySelectorAll('mjx-container[display="true"]')) {
        watcher.observe(formula);
        watcher.observe(formula.firstElementChild);
      }
    };
    document.head.append(script);
  });
}
