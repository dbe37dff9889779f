// Loads MathJax when everything else on the page is ready: its size must not hold up the widgets.
{
  const here = document.currentScript.src;

  // A formula wider than the column scrolls, so it must be reached by keyboard.
  const makeWideFormulasFocusable = () => {
    for (const formula of document.querySelectorAll('mjx-container[display="true"]')) {
      if (formula.scrollWidth > formula.clientWidth) formula.tabIndex = 0;
      else formula.removeAttribute("tabindex");
    }
  };

  addEventListener("DOMContentLoaded", () => {
    const script = document.createElement("script");
    script.src = new URL("vendor/mathjax/tex-chtml-full.js", here).href;
    script.onload = async () => {
      await MathJax.startup.promise;
      makeWideFormulasFocusable();
      addEventListener("resize", makeWideFormulasFocusable);
    };
    document.head.append(script);
  });
}
