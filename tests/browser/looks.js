// How a widget looks: an object of functions of its element.
({
  rgb(color) {
    const pixel = () => Object.assign(document.createElement("canvas"), { width: 1, height: 1 });
    this.canvas ??= pixel().getContext("2d", { willReadFrequently: true });
    const { canvas } = this;
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = color;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  },

  luminance(color) {
    const [r, g, b] = this.rgb(color)
      .map((x) => x / 255)
      .map((x) => (x <= 0.04045 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  },

  contrast(a, b) {
    const [low, high] = [this.luminance(a), this.luminance(b)].sort((x, y) => x - y);
    return (high + 0.05) / (low + 0.05);
  },

  /** The nearest ground that is painted behind an element. */
  groundOf(element) {
    for (let e = element; e; e = e.parentElement) {
      const { backgroundColor } = getComputedStyle(e);
      if (this.rgb(backgroundColor)[3] > 200) return backgroundColor;
    }
    return matchMedia("(forced-colors: active)").matches ? "Canvas" : "white";
  },

  isDark(element) {
    return this.luminance(this.groundOf(element.querySelector(".lw"))) < 0.2;
  },

  hasGround: (element) => getComputedStyle(element.querySelector(".lw-stage")).backgroundColor !== "rgba(0, 0, 0, 0)",

  /** Letters and lines that can hardly be told from their ground. What is only ruled lines, or not yet reached, may be faint. */
  faint(element) {
    const found = new Set();
    const FAINT =
      ".me-under, .me-alternating, .me-divergent, .lw-level, .lw-axes path, .lw-faint, .dn-grid, .dn-empty, .dn-halo, .ae-zero, .re-arm, .sa-bands, .sa-band, .ce-plumb, .bs-idle, .bs-waiting *, .bs-sign rect";
    for (const e of element.querySelectorAll(".lw-stage *")) {
      if (!e.checkVisibility() || e.matches(FAINT) || e.closest("defs, clipPath, [aria-hidden=true] math, :disabled"))
        continue;
      const style = getComputedStyle(e);
      const hasText = [...e.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
      const ground = this.groundOf(e);
      const isShape = e.matches("path, circle, ellipse");
      const name = `${e.tagName}.${e.getAttribute("class")}`;
      if (hasText) {
        const ink = e.closest("svg") && e.matches("text, tspan") ? style.fill : style.color;
        const onShade = e.matches(".dn-width, .dn-number text, .dn-small text");
        if (!onShade && this.contrast(ink, ground) < 4.45) found.add(`${name}: ${ink} on ${ground}`);
      } else if (isShape) {
        const paints = [style.stroke, style.fill].filter((paint) => paint !== "none" && this.rgb(paint)[3] > 200);
        if (
          paints.length &&
          Number(style.fillOpacity) > 0.5 &&
          paints.every((paint) => this.contrast(paint, ground) < 2.5)
        ) {
          found.add(`${name}: ${paints} on ${ground}`);
        }
      }
    }
    return [...found];
  },

  /** What a few colours must not hide: which option is chosen, what has the focus, and bars. */
  unmarked(element) {
    const found = [];
    for (const label of element.querySelectorAll(".lw-segments label.lw-chosen")) {
      const other = label.parentElement.querySelector("label:not(.lw-chosen)");
      if (this.contrast(getComputedStyle(label).backgroundColor, this.groundOf(other)) < 2.5)
        found.push(`chosen: ${label.textContent}`);
    }
    for (const bar of element.querySelectorAll(".pe-bar, .pe-zero"))
      if (this.contrast(getComputedStyle(bar).backgroundColor, "Canvas") < 2.5) found.push(bar.outerHTML);
    for (const e of element.querySelectorAll("button, input, select, summary, [tabindex]")) {
      if (!e.checkVisibility() || e.disabled) continue;
      e.focus({ focusVisible: true });
      const ring = e.matches(".lw-handle")
        ? getComputedStyle(e.querySelector(".lw-grasp")).stroke
        : getComputedStyle(e.matches("[type=radio]") ? e.closest("label") : e).outlineColor;
      const { outlineStyle } = getComputedStyle(e.matches("[type=radio]") ? e.closest("label") : e);
      if ((!e.matches(".lw-handle") && outlineStyle === "none") || this.contrast(ring, "Canvas") < 2.5)
        found.push(`focus: ${e.outerHTML.slice(0, 100)}`);
    }
    return found;
  },

  /** The inks of letters and lines, and the ground. */
  inks(element) {
    const shapes = [...element.querySelectorAll(".lw p, svg[role] :is(text, path, circle)")].filter((e) =>
      e.checkVisibility(),
    );
    return [
      this.groundOf(element.querySelector(".lw")).replace("rgba(0, 0, 0, 0)", "white"),
      ...new Set(
        shapes.map((e) => {
          const { color, fill, stroke } = getComputedStyle(e);
          return [color, fill, stroke].join();
        }),
      ),
    ].sort();
  },

  /** The mean size of the letters of the text, and of those in pictures. */
  letters(element) {
    const mean = (list) => list.reduce((sum, x) => sum + x, 0) / list.length;
    const isRead = (e) =>
      e.checkVisibility() && [...e.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
    const texts = [...element.querySelectorAll("p, span, b, label, legend, button, td, th, figcaption")].filter(
      (e) => isRead(e) && !e.closest("svg"),
    );
    const pictures = [...element.querySelectorAll("svg[role]")].filter((e) => e.checkVisibility());
    return {
      text: mean(texts.map((e) => parseFloat(getComputedStyle(e).fontSize))),
      pictures: mean(pictures.map((e) => e.getBoundingClientRect().width / e.viewBox.baseVal.width)),
    };
  },

  /** Texts of the page that lie on each other. */
  onEachOther(element) {
    const boxes = [];
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const node = /** @type {Text} */ (walker.currentNode);
      if (
        !node.data.trim() ||
        node.parentElement.closest("svg, math, select, .bs-word") ||
        !node.parentElement.checkVisibility()
      )
        continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      for (const box of range.getClientRects()) boxes.push([node.data, box]);
    }
    return boxes.flatMap(([a, p], i) =>
      boxes
        .slice(i + 1)
        .filter(
          ([, q]) =>
            Math.min(p.right, q.right) - Math.max(p.left, q.left) > 2 &&
            Math.min(p.bottom, q.bottom) - Math.max(p.top, q.top) > 5,
        )
        .map(([b]) => `${a} | ${b}`),
    );
  },
});
