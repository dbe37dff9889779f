// The text of a page as a reader of electronic books takes it: no controls, nothing that folds, pictures in place of widgets.
(() => {
  const XHTML = "http://www.w3.org/1999/xhtml";
  const MARKUP = "form, button, input, select, textarea, progress, .q-lines, .q-says, .q-arrows, .q-field, .lw-error";
  const NOT_IN_BOOKS = /^(data-|aria-|role$|popover|open$|for$|tabindex$|width$|height$)/;
  const TAGS = {
    details: "div",
    summary: "div",
    form: "div",
    fieldset: "div",
    legend: "div",
    label: "div",
    output: "div",
  };
  return {
    /** @param {{ xml: string, pictures: { src: string, alt: string }[], images: Record<string, string> }} page */
    chapter({ xml, pictures, images }) {
      const parsed = new DOMParser().parseFromString(xml, "application/xml");
      const article = parsed.documentElement;
      const all = (selector) => [...article.querySelectorAll(selector)];
      const made = (tag, from) => {
        const e = parsed.createElementNS(XHTML, tag);
        for (const name of ["id", "class"]) if (from?.hasAttribute(name)) e.setAttribute(name, from.getAttribute(name));
        return e;
      };

      all("[data-shot]").forEach((e, i) => {
        const picture = made("img");
        for (const [name, value] of Object.entries(pictures[i])) picture.setAttribute(name, value);
        const holder = made("div", e);
        holder.setAttribute("class", "picture");
        holder.append(picture);
        e.replaceWith(holder);
      });
      for (const e of all(MARKUP)) if (e.localName !== "form") e.remove();
      for (const [tag, other] of Object.entries(TAGS)) {
        for (const e of all(tag)) {
          const plain = made(other, e);
          if (tag === "summary") plain.classList.add("summary");
          plain.append(...e.childNodes);
          e.replaceWith(plain);
        }
      }
      for (const e of all("img")) e.setAttribute("src", images[e.getAttribute("src")] ?? e.getAttribute("src"));
      for (const e of all("a[href^='#']")) {
        const id = e.getAttribute("href").slice(1);
        const page = id.split("--")[0];
        e.setAttribute("href", page === id ? `${page}.xhtml` : `${page}.xhtml#${id}`);
      }
      const math = all("math").length > 0;
      for (const e of [article, ...all("*")])
        for (const { name } of [...e.attributes])
          if (name === "translate" || (e.namespaceURI === XHTML && NOT_IN_BOOKS.test(name))) e.removeAttribute(name);
      return { math, xml: new XMLSerializer().serializeToString(article) };
    },
  };
})();
