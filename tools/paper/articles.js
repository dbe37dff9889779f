// The text of a built page as XML, for paper and for readers of electronic books: what only a screen has is left out, what is
// folded is open, and its names are made those of the whole book. `slugs` names each page of it by its address, `pictures` is
// the address of the folder from which pages name theirs.
(() => {
  const NAMING = new Set([
    "for",
    "name",
    "list",
    "headers",
    "aria-controls",
    "aria-describedby",
    "aria-labelledby",
    "aria-owns",
  ]);
  const FOR_SCRIPTS = /^(on|tabindex$|data-(state|script|key|control)$|data-lm-)/;
  return {
    /** @param {{ html: string, address: string, slugs: Record<string, string>, pictures: string }} page */
    article({ html, address, slugs, pictures }) {
      const parsed = new DOMParser().parseFromString(html, "text/html");
      const article = parsed.querySelector("article.bd-article");
      const slug = slugs[address];
      const all = (selector) => [...article.querySelectorAll(selector)];

      for (const e of all("script, style, template, .headerlink, .d-print-none, .downloads, .lw-strip")) e.remove();
      for (const e of all("details:not(.lw details)")) e.setAttribute("open", "");
      // Of two lines for a fold, one for each of its states, the one of what is open stays, unless it says only that.
      for (const e of all("details > summary:has(.collapsed)")) {
        e.querySelector(".collapsed").remove();
        if (!/^Hide code cell/.test(e.textContent.trim())) continue;
        const fold = e.parentElement;
        e.remove();
        fold.replaceWith(...fold.childNodes);
      }
      for (const e of all("img")) e.removeAttribute("loading");
      for (const e of all("[data-host]:not([data-host=Question]), [data-picture]")) e.setAttribute("data-shot", "");

      // Extensions give the same names to several things of a page: the first one keeps it.
      const named = new Set();
      for (const e of all("[id]")) {
        if (e.id === "proof") e.classList.add("of-a-theorem");
        if (named.has(e.id)) e.removeAttribute("id");
        named.add(e.id);
      }
      // A page's own names become the book's.
      const own = (id) => `${slug}--${id}`;
      const within = (text) => text.replaceAll(/url\((['"]?)#([^)'"]+)\1\)/g, (_, quote, id) => `url(#${own(id)})`);
      for (const e of all("*")) {
        for (const { name, value } of [...e.attributes]) {
          if (name === "id") e.setAttribute(name, own(value));
          else if (NAMING.has(name)) e.setAttribute(name, value.split(/\s+/).map(own).join(" "));
          else if (value.includes("url(#")) e.setAttribute(name, within(value));
          else if (FOR_SCRIPTS.test(name)) e.removeAttribute(name);
        }
      }
      const root = new URL("book:///");
      const here = new URL(address, root);
      const inside = ({ pathname }) => pathname.replace(/^\/+/, "");
      for (const e of all("a[href]")) {
        const to = new URL(e.getAttribute("href"), here);
        if (to.protocol !== root.protocol) continue;
        const target = slugs[inside(to)];
        if (target === undefined)
          e.replaceWith(...e.childNodes); // what it leads to is not in the book
        else e.setAttribute("href", `#${target}${to.hash ? `--${decodeURIComponent(to.hash.slice(1))}` : ""}`);
      }
      for (const e of all("use[href^='#']")) e.setAttribute("href", `#${own(e.getAttribute("href").slice(1))}`);
      for (const e of all("img[src]")) {
        const from = new URL(e.getAttribute("src"), here);
        if (from.protocol === root.protocol) e.setAttribute("src", pictures + inside(from));
      }
      article.id = slug;
      const heading = (e) => ({
        id: e.closest("section")?.id || slug,
        level: Number(e.tagName[1]),
        text: e.textContent.trim().replaceAll(/\s+/g, " "),
      });
      return {
        slug,
        xml: new XMLSerializer().serializeToString(article),
        headings: all("h1, h2, h3")
          .filter((e) => !e.closest(".lw, .admonition"))
          .map(heading),
        ids: [slug, ...all("[id]").map((e) => e.id)],
        targets: all("a[href^='#']").map((e) => e.getAttribute("href").slice(1)),
        pictures: all("img[src]")
          .map((e) => e.getAttribute("src"))
          .filter((src) => src.startsWith(pictures)),
        widgets: all("[data-host]").map((e) => e.getAttribute("data-host")),
      };
    },
  };
})();
