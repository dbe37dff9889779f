// What is wrong with the elements that a widget has made, in words: a list that should be empty.
const HTML_NAMES =
  "a b button details div fieldset figcaption figure form h3 input label legend optgroup option p section select span summary table tbody td textarea th thead tr ul li";
const SVG_NAMES = "circle clipPath defs ellipse g line marker path pattern rect svg text title tspan polygon";
const MATH_NAMES =
  "math mfrac mi mn mo mpadded mrow mspace msqrt mstyle msub msubsup msup mtable mtd mtext mtr mover munder";
const NAMES = new Set(`${HTML_NAMES} ${SVG_NAMES} ${MATH_NAMES}`.split(" "));
const CHILDREN = { mfrac: 2, msub: 2, msup: 2, mover: 2, munder: 2, msubsup: 3 };
const NEVER_EMPTY =
  "class id for title name label text-anchor stroke-dasharray style scope type role aria-hidden aria-label aria-valuetext transform viewBox data-control data-widget".split(
    " ",
  );
const NUMBERS = new Set("x y cx cy r rx x1 y1 x2 y2 width height min max step dx dy aria-valuenow".split(" "));
const TYPES = new Set(["button", "checkbox", "number", "radio", "range", "submit", "text", "file"]);

hands.wrongMarkup = () => {
  const root = hands.root();
  const found = [];
  const all = [...root.querySelectorAll("*")];
  const ids = all.map((e) => e.getAttribute("id")).filter((id) => id !== null);
  if (new Set(ids).size < ids.length) found.push("an id stands twice");
  for (const e of all) {
    const what = e.outerHTML.slice(0, 160);
    const wrong = (words) => found.push(`${words}: ${what}`);
    if (!NAMES.has(e.localName)) wrong("no such element");
    for (const { name, value } of e.attributes) {
      if (/NaN|undefined|\[object|Infinity|null/.test(value)) wrong(`${name} is ${value}`);
      if (value.trim() === "" && NEVER_EMPTY.includes(name) && e.getAttribute("role") !== "math")
        wrong(`${name} is empty`);
      if (NUMBERS.has(name) && e.localName !== "mpadded" && value !== "any" && !/^-?[\d.]+(e-?\d+)?%?$/.test(value))
        wrong(`${name} is no number`);
      if (name === "d" && !/^(M[-\d.,\sA-Za-z]*)?$/.test(value)) wrong("no path");
      for (const [, id] of value.matchAll(/url\(#([^)]+)\)/g)) if (!ids.includes(id)) wrong(`no id ${id}`);
    }
    if (e.localName === "input" && !TYPES.has(e.getAttribute("type"))) wrong("no type");
    if (e.localName === "button" && !TYPES.has(e.getAttribute("type"))) wrong("no type");
    if (e.getAttribute("type") === "range") {
      const [min, max, step, value] = ["min", "max", "step", "value"].map((name) => Number(e.getAttribute(name)));
      if (!(min < max && step >= 0 && min <= value && value <= max)) wrong("no range");
    }
    if (e.localName in CHILDREN && e.children.length !== CHILDREN[e.localName]) wrong("too few or too many children");
    if (/^m[ion]$/.test(e.localName) && e.textContent === "") wrong("a sign without text");
    if (e.localName === "text" && e.textContent === "") wrong("a text without text");
    const hidden = e.getAttribute("aria-hidden") === "true";
    const isInside = e.localName === "svg" && e.parentNode.closest("svg");
    if (e.localName === "svg" && !isInside && !hidden && !(e.getAttribute("role") && e.getAttribute("aria-label")))
      wrong("a picture without words");
    if (
      e.localName === "svg" &&
      !isInside &&
      !(e.getAttribute("viewBox") && (Number(e.getAttribute("width")) || 1) > 0)
    )
      wrong("no size");
    if (e.hasAttribute("data-control")) {
      const words = e.getAttribute("aria-label") || e.textContent.trim() || e.closest("label")?.textContent.trim();
      if (!words) wrong("a control without words");
    }
  }
  return [...new Set(found)];
};

/** No letter is narrower than this on average, and none lower: pixels. */
const LETTER = { wide: 4.5, high: 6 };

/** The box of a text, rather too small, or of anything else its point: left, right, top and bottom. */
function extent(e, x, y) {
  if (e.localName !== "text") return [x, x, y, y];
  const wide = LETTER.wide * e.textContent.length;
  const left = { start: x, middle: x - wide / 2, end: x - wide }[e.getAttribute("text-anchor") ?? "start"];
  return [left, left + wide, y - LETTER.high, y];
}

/** Texts, boxes and dots that stand outside of their picture, and texts on other texts; what is cut off at its frame may. */
hands.outside = () => {
  const found = [];
  for (const svg of hands.root().querySelectorAll("svg[viewBox][role]")) {
    const [, , width, height] = svg.getAttribute("viewBox").split(" ").map(Number);
    const texts = [];
    for (const e of svg.querySelectorAll("text, rect, circle")) {
      if (e.closest("clipPath, [clip-path], defs, marker")) continue;
      const own = (name) => Number(e.getAttribute(name) ?? e.getAttribute(`c${name}`) ?? 0);
      let [x, y] = [own("x"), own("y")];
      for (let up = e.parentNode; up !== svg; up = up.parentNode) {
        const move = (up.getAttribute("transform") ?? "").match(/translate\(([-\d.e]+)[ ,]+([-\d.e]+)\)/);
        if (move) [x, y] = [x + Number(move[1]), y + Number(move[2])];
        const place = (name) => (up.localName === "svg" ? Number(up.getAttribute(name) ?? 0) : 0);
        [x, y] = [x + place("x"), y + place("y")];
      }
      const [left, right, top, bottom] = extent(e, x, y);
      if (left < -1 || right > width + 1 || top < -1 || bottom > height + 1)
        found.push(`outside: ${e.outerHTML.slice(0, 120)}`);
      if (e.localName === "text") texts.push([e.textContent, left, right, top, bottom]);
    }
    texts.forEach(([a, left, right, top, bottom], i) => {
      for (const [b, left2, right2, top2, bottom2] of texts.slice(i + 1))
        if (left < right2 && left2 < right && top < bottom2 && top2 < bottom) found.push(`on each other: ${a} | ${b}`);
    });
  }
  return found;
};

/** Of some selectors, those that find something. */
hands.matched = (selectors) => selectors.filter((one) => document.body.querySelector(one) !== null);
hands.classes = () => [
  ...new Set([...hands.root().querySelectorAll("[class]")].flatMap((e) => e.getAttribute("class").trim().split(/\s+/))),
];
