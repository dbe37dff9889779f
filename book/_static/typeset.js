// Loads MathJax when everything else on the page is ready: its size must not hold up the widgets.
{
  const here = document.currentScript.src;
  addEventListener("DOMContentLoaded", () => {
    const script = document.createElement("script");
    script.src = new URL("vendor/mathjax/tex-chtml-full.js", here).href;
    document.head.append(script);
  });
}
