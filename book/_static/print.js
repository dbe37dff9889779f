// Paper is white, and nothing on it unfolds: while a page is printed it is light, and what it folds is open.
{
  const root = document.documentElement;
  let restore = null;

  addEventListener("beforeprint", () => {
    if (restore) return; // a browser may announce one print twice
    const { theme } = root.dataset;
    /** @type {NodeListOf<HTMLDetailsElement>} */
    const folded = document.querySelectorAll(".bd-article details:not([open], .lw details)");
    restore = () => {
      root.dataset.theme = theme;
      for (const fold of folded) fold.open = false;
      restore = null;
    };
    root.dataset.theme = "light";
    for (const fold of folded) fold.open = true;
  });
  addEventListener("afterprint", () => restore?.());
}
