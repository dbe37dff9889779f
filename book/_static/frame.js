// What the page around the text answers to. All of it is a help: without scripts the page can be read whole.
{
  /** @type {(selector: string) => any[]} */
  const all = (selector) => [...document.querySelectorAll(selector)];

  // On a wide window the contents of the book stand beside the text, and the button takes them away.
  // On a narrow one they are a popover, which the browser opens and closes by itself.
  const wide = matchMedia("(width >= 60em)");
  const contents = document.getElementById("book-contents");
  document.querySelector(".primary-toggle").addEventListener("click", (event) => {
    if (!wide.matches) return;
    event.preventDefault();
    contents.classList.toggle("put-away");
  });
  for (const drawer of all(".drawer")) {
    const close = () => drawer.matches(":popover-open") && drawer.hidePopover();
    addEventListener("resize", close);
    drawer.addEventListener("click", ({ target }) => target.closest("a") && close());
  }

  // The page that is read is in sight in the list of all.
  const [here] = all("#book-contents .current > a");
  const showHere = () => {
    if (here?.offsetTop > contents.clientHeight / 2) contents.scrollTop = here.offsetTop / 2;
  };
  requestAnimationFrame(showHere); // when the page is laid out anyway
  contents.addEventListener("toggle", showHere);

  // Ctrl+K leads to the search: to the field beside the text, or to the page of the search.
  addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return;
    event.preventDefault();
    const field = all(".search-field input").find((each) => each.checkVisibility({ visibilityProperty: true }));
    if (field) field.select();
    else location.assign(all(".search-button")[0].href);
  });

  // The menu closes as menus do.
  for (const menu of all("details.menu")) {
    addEventListener("click", ({ target }) => {
      const isInside = target instanceof Element && menu.contains(target) && !target.closest("li");
      if (!isInside) menu.open = false;
    });
    menu.addEventListener("keydown", ({ key }) => {
      if (key !== "Escape" || !menu.open) return;
      menu.open = false;
      menu.querySelector("summary").focus();
    });
    menu.querySelector(".print")?.addEventListener("click", () => print());
  }

  // A report of an error says in which part of the page the reader is: the last one whose heading is not below the middle.
  for (const link of all("a.report")) {
    const address = link.href;
    link.addEventListener("click", () => {
      const above = all(".bd-article :is(h1, h2, h3)").filter((e) => e.getBoundingClientRect().top < innerHeight / 2);
      const section = above.at(-1)?.firstChild.textContent.trim() ?? "";
      link.href = address + encodeURIComponent(section);
    });
  }

  // Code can be copied as it can be run: of an example, what follows the prompts.
  const code = (block) => {
    const lines = block.querySelector("pre").textContent.trimEnd().split("\n");
    const typed = lines.filter((line) => /^(>>>|\.\.\.)( |$)/.test(line));
    return (typed.length ? typed.map((line) => line.slice(4)) : lines).join("\n");
  };
  const copy = async (text) => {
    if (navigator.clipboard) return navigator.clipboard.writeText(text);
    const field = document.createElement("textarea"); // a page that did not come by a safe way
    field.value = text;
    document.body.append(field);
    field.select();
    document.execCommand("copy");
    field.remove();
  };
  for (const block of all(".bd-article div.highlight:not(.cell_output *)")) {
    const button = document.createElement("button");
    button.className = "copy";
    button.type = "button";
    button.title = "Copy this code";
    button.setAttribute("aria-label", button.title);
    button.addEventListener("click", async () => {
      await copy(code(block));
      button.classList.add("done");
      button.setAttribute("aria-label", "Copied");
      setTimeout(() => {
        button.classList.remove("done");
        button.setAttribute("aria-label", button.title);
      }, 2000);
    });
    block.append(button);
  }

  // What scrolls by itself can be reached by key, and says what it is. Its room changes with the window, and with what
  // is unfolded; a cell that the reader runs brings new boxes.
  const SCROLLING = {
    ".formula": "Formula",
    ".pst-scrollable-table-container": "Table",
    ".cell_output > .output, .cell_output pre": "Output",
    pre: "Code",
    "[data-scrolling]": "", // says it itself, of a widget that is not yet alive
  };
  const scrolls = (box) =>
    (box.scrollWidth > box.clientWidth || box.scrollHeight > box.clientHeight) &&
    getComputedStyle(box).overflowX !== "visible";
  const watcher = new ResizeObserver((changes) => {
    const found = new Map(changes.map(({ target }) => [target, scrolls(target)])); // all are asked before one is changed
    for (const [box, isWide] of found) {
      if (!box.isConnected) {
        watcher.unobserve(box); // a cell that ran again has put another in its place
        continue;
      }
      const [, named] = Object.entries(SCROLLING).find(([selector]) => box.matches(selector));
      const label = named || box.getAttribute("data-scrolling");
      for (const [name, value] of Object.entries({ tabindex: "0", role: "group", "aria-label": label })) {
        if (isWide) box.setAttribute(name, value);
        else box.removeAttribute(name);
      }
    }
  });
  const watch = (part) => {
    for (const box of part.querySelectorAll(Object.keys(SCROLLING).join())) watcher.observe(box);
  };
  for (const article of all(".bd-article")) {
    watch(article);
    article.addEventListener("output", ({ target }) => watch(target));
  }

  // What was left out at first is laid out, part by part: no link leads to a place that moves.
  const waiting = all(".bd-article > section > section");
  const layOutNext = () => {
    waiting.shift()?.classList.add("laid-out");
    if (waiting.length) requestIdleCallback(layOutNext);
  };
  if ("requestIdleCallback" in window) addEventListener("load", () => requestIdleCallback(layOutNext));

  // The contents of the page show which part is read.
  const links = new Map(
    all(".page-toc a[href^='#']").map((link) => [
      document.getElementById(decodeURIComponent(link.hash.slice(1))),
      link,
    ]),
  );
  const markPart = (part) => {
    for (const [each, link] of links) {
      link.classList.toggle("active", each === part);
      if (each === part) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  };
  const inSight = new Set();
  const reader = new IntersectionObserver(
    (changes) => {
      for (const { target, isIntersecting } of changes) inSight[isIntersecting ? "add" : "delete"](target);
      const parts = [...links.keys()].filter((part) => inSight.has(part));
      if (parts.length) markPart(parts.at(-1)); // a part of a part comes after it
    },
    { rootMargin: "-64px 0px -70% 0px" },
  );
  for (const part of links.keys()) if (part) reader.observe(part);
}
