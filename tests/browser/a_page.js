// What the tests of every page ask of it: an object of functions.
({
  /** What a reader would find broken, in words. */
  async unsound() {
    const found = [];
    for (const image of document.images) image.loading = "eager"; // those below wait for the reader
    await Promise.allSettled([...document.images].map((image) => image.decode()));
    const overflow = document.documentElement.scrollWidth - window.innerWidth;
    if (overflow > 0) found.push(`the page is ${overflow} px wider than the window`);
    for (const image of document.images)
      if (!image.complete || image.naturalWidth === 0) found.push(`broken image: ${image.src}`);
    for (const image of /** @type {NodeListOf<HTMLImageElement>} */ (document.querySelectorAll("article img")))
      if (!image.alt || image.alt.includes("_images/")) found.push(`no text for: ${image.src}`);
    for (const formula of document.querySelectorAll("div.formula"))
      if (window.innerWidth >= 390 && formula.scrollWidth > formula.clientWidth)
        found.push(`a formula wider than the page: ${formula.textContent}`);
    for (const table of document.querySelectorAll(".pst-scrollable-table-container"))
      if (table.scrollWidth > table.clientWidth)
        found.push(`a table wider than the page: ${table.textContent.slice(0, 60)}`);
    const rightOf = (element) => element.getBoundingClientRect().right;
    const blockOf = (element) => {
      const around = element.parentElement;
      return getComputedStyle(around).display === "inline" ? blockOf(around) : around;
    };
    for (const formula of document.querySelectorAll("span.formula > math"))
      if (formula.checkVisibility() && rightOf(formula) > rightOf(blockOf(formula)) + 1)
        found.push(`a formula longer than its line: ${formula.textContent}`);
    const theme = document.documentElement.dataset.theme;
    const { mode } = document.documentElement.dataset; // what the reader has chosen on the page
    const preferred = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
    const wanted = mode === "auto" ? preferred : mode;
    if (theme !== wanted) found.push(`the theme is ${theme} where the reader prefers ${wanted}`);
    found.push(...this.outOfReach());
    // Nothing may hold up a widget. Times are rounded to milliseconds.
    const [navigation] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType("navigation"));
    const loaded = navigation.loadEventStart;
    // (One with a script of its own to load waits until a reader comes near.)
    for (const { dataset } of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".lecture-widget")))
      if (!dataset.scripts && !(Number(dataset.alive) <= loaded + 1))
        found.push(`${dataset.host} came to life at ${dataset.alive} ms, the page at ${loaded} ms`);
    return found;
  },

  /** Boxes of the text that scroll, and which no key can reach, or which do not say what they are: in words. */
  outOfReach() {
    const REACHED = "a[href], button, input, select, [contenteditable=true]";
    const scrolls = (box) =>
      (box.scrollWidth > box.clientWidth && /auto|scroll/.test(getComputedStyle(box).overflowX)) ||
      (box.scrollHeight > box.clientHeight && /auto|scroll/.test(getComputedStyle(box).overflowY));
    const isNamed = (box) => box.tabIndex === 0 && box.hasAttribute("role") && box.hasAttribute("aria-label");
    return [...document.querySelectorAll("article.bd-article *")]
      .filter((box) => scrolls(box) && box.checkVisibility() && !isNamed(box) && !box.querySelector(REACHED))
      .map((box) => `scrolls out of reach: ${box.className} ${box.textContent.trim().slice(0, 60)}`);
  },

  /**
   * Let the page follow a new size or theme: all of it laid out, two frames, no colour still on its way, and the
   * tab stops of what scrolls (if they never come, the page is unsound).
   */
  async settle() {
    const frame = () => new Promise(requestAnimationFrame);
    const { dataset } = document.documentElement;
    if (!dataset.whole) {
      dataset.whole = "true";
      const sheet = new CSSStyleSheet(); // a <style> is what the policy forbids
      sheet.replaceSync("* { content-visibility: visible !important; }");
      document.adoptedStyleSheets.push(sheet);
    }
    await frame();
    await frame();
    for (const moving of document.getAnimations()) if (moving instanceof CSSTransition) moving.finish();
    const patience = performance.now() + 20_000;
    while (this.outOfReach().length && performance.now() < patience) await frame();
  },

  /**
   * Mark one visible element with text of each kind: ink, ground, size and weight. The contrast of
   * one is that of all of its kind, and axe takes its time over each.
   */
  markInks() {
    const grounds = new Map();
    const groundOf = (element) => {
      if (!element) return "";
      if (!grounds.has(element)) {
        const style = getComputedStyle(element);
        const own = ["backgroundColor", "backgroundImage", "opacity", "filter", "textShadow"];
        const paint = own.map((name) => style[name]).join();
        const above = groundOf(element.parentElement);
        grounds.set(element, paint === "rgba(0, 0, 0, 0),none,1,none,none" ? above : `${above}/${paint}`);
      }
      return grounds.get(element);
    };
    const hasText = (element) =>
      element.matches("input, select, textarea") ||
      [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
    const kinds = new Set();
    for (const element of document.querySelectorAll("article.bd-article *")) {
      element.removeAttribute("data-ink");
      // The ink of a formula is that of the text around it.
      if (element.closest("math") || !hasText(element)) continue;
      const box = element.getBoundingClientRect();
      if (box.width < 2 || !element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
      const { color, fontSize, fontWeight, textDecorationLine } = getComputedStyle(element);
      const around = element.matches("a") ? getComputedStyle(element.parentElement).color : "";
      const look = [color, fontSize, fontWeight, textDecorationLine, around, element.tagName];
      const kind = [...look, groundOf(element)].join("|");
      if (!kinds.has(kind)) element.setAttribute("data-ink", "");
      kinds.add(kind);
    }
  },

  /** What paper would show of a page that is laid out for print, and should not, in words. */
  unprintable() {
    const found = [];
    const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
    const luminances = new Map();
    const luminance = (colour) => {
      // of the colour on white
      if (!luminances.has(colour)) {
        for (canvas.fillStyle of ["white", colour]) canvas.fillRect(0, 0, 1, 1);
        const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data]
          .slice(0, 3)
          .map((value) => (value <= 10.3 ? value / 3294.6 : ((value / 255 + 0.055) / 1.055) ** 2.4));
        luminances.set(colour, 0.2126 * r + 0.7152 * g + 0.0722 * b);
      }
      return luminances.get(colour);
    };
    const isSeen = (element) =>
      element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) &&
      element.getBoundingClientRect().width > 1;
    for (const element of document.querySelectorAll("body, body *:not(.lw *)")) {
      if (!isSeen(element)) continue; // (a widget's own inks lie on shapes)
      const { color, fill, backgroundColor, filter } = getComputedStyle(element);
      const what = `${element.tagName}.${element.getAttribute("class")} (${element.textContent.trim().slice(0, 30)})`;
      if (element.matches("button, nav, input, .headerlink, .toggle-button")) found.push(`of no use on paper: ${what}`);
      if (element.matches("img") && filter !== "none") found.push(`a picture for a dark page: ${element.src}`);
      if (luminance(backgroundColor) < 0.8) found.push(`a dark ground: ${what}`);
      const ink = element.closest("svg") ? fill : color;
      const hasText = [...element.childNodes].some((node) => node instanceof Text && node.data.trim());
      if (hasText && luminance(ink) > 1.05 / 4.5 - 0.05) found.push(`pale ink ${ink}: ${what}`);
      if (element.matches("pre, .output, .pst-scrollable-table-container") && element.scrollWidth > element.clientWidth)
        found.push(`cut at the right: ${what}`);
    }
    for (const element of document.querySelectorAll(
      "article :is(p, li, pre, h1, h2, h3, figure):not(.lw *, thead *, .collapsed, .d-print-none *)",
    ))
      if (!isSeen(element) && element.textContent.trim())
        found.push(`not on paper: ${element.tagName} ${element.textContent.trim().slice(0, 60)}`);
    return found;
  },

  /** Words that end outside of a box which hides what does not fit, and lines that lie on others. */
  cutOrCovered() {
    const found = [];
    const wide = document.documentElement.scrollWidth - innerWidth;
    if (wide > 0) found.push(`the page is ${wide} px wider than the window`);
    // Of words: a blank at the end of a line may hang out of its box.
    const isCut = (node, clip) =>
      [...node.data.matchAll(/\S+/g)].some(({ 0: word, index }) => {
        const range = document.createRange();
        range.setStart(node, index);
        range.setEnd(node, index + word.length);
        return [...range.getClientRects()].some((box) => box.right > clip.right + 1 || box.left < clip.left - 1);
      });
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const lines = [];
    while (walker.nextNode()) {
      const { data, parentElement: around } = /** @type {Text} */ (walker.currentNode);
      if (!data.trim() || around.closest("svg, math, script, style")) continue;
      if (!around.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
      const range = document.createRange();
      range.selectNodeContents(walker.currentNode);
      const boxes = [...range.getClientRects()].filter(({ width }) => width > 1);
      for (let box = around; box && box !== document.body; box = box.parentElement) {
        const { overflowX } = getComputedStyle(box);
        if (["auto", "scroll"].includes(overflowX) && box.scrollWidth > box.clientWidth) break; // see outOfReach
        if (overflowX === "visible") continue;
        const clip = box.getBoundingClientRect();
        if (clip.width < 2) break; // for who listens
        if (isCut(walker.currentNode, clip)) found.push(`cut: ${data.trim().slice(0, 40)}`);
        break;
      }
      if (around.closest("article :is(p, li, h1, h2, h3, pre)"))
        lines.push(...boxes.map((box) => [data.trim().slice(0, 30), box, around.closest("p, li, h1, h2, h3, pre")]));
    }
    for (const [i, [text, a, block]] of lines.entries()) {
      for (const [other, b, next] of lines.slice(i + 1, i + 40)) {
        const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
        const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
        if (block !== next && wide > 2 && high > 0.5 * Math.min(a.height, b.height)) found.push(`${text} | ${other}`);
      }
    }
    return [...new Set(found)];
  },

  /** What axe finds in the elements that the selector names, in words. */
  async inaccessible(selector, options) {
    const context = { include: [[selector]] };
    // Style sheets that a style sheet imports, axe would ask for at a wrong address, and no rule here needs.
    const asked = { resultTypes: ["violations"], preload: { assets: ["media"] }, ...options };
    const { violations } = await axe.run(context, asked);
    return violations.flatMap(({ id, help, nodes }) =>
      nodes.map((node) => `${id} (${help}): ${node.html.slice(0, 200)}`),
    );
  },
});
