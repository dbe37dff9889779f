// A widget as it now is, as one picture that needs nothing: an SVG file with its styles written out, on white; and as PNG.

const NAMESPACE = "http://www.w3.org/2000/svg";
/** Panels stand side by side up to this width, in pixels, with this gap. The Python twin is lecture_lib/widgets/picture.py. */
const [ROOM, GAP] = [800, 24];
/** Pixels of a PNG for each of the picture: letters stay sharp on a wall. */
const SHARPNESS = 2;

const INHERITED = [
  "fill",
  "fill-opacity",
  "stroke",
  "stroke-opacity",
  "stroke-width",
  "stroke-dasharray",
  "stroke-linecap",
  "stroke-linejoin",
  "paint-order",
  "font-family",
  "font-size",
  "font-weight",
  "font-style",
  "text-anchor",
  "visibility",
];
/** Others, with what they are where nothing is said. */
const OWN = { opacity: "1", "dominant-baseline": "auto", "clip-path": "none", "vector-effect": "none" };
/** Of what is moved by hand, read aloud, styled or translated: a picture has none of it. */
const FOR_HANDS = /^(tabindex|role|translate|class|style|aria-.*|data-.*)$/;

/** The places of panels of these sizes, and the width and height of them all. */
export function arranged(sizes) {
  const highest = Math.max(...sizes.map(([, height]) => height));
  const places = [];
  let [left, top, below, right, bottom] = [GAP, GAP, GAP, GAP, GAP];
  for (const [width, height] of sizes) {
    if (places.length && below + height > top + highest) {
      if (right + width > ROOM) [right, top] = [GAP, bottom + GAP];
      [left, below] = [right, top];
    }
    places.push([left, below]);
    below += height;
    [right, bottom] = [Math.max(right, left + width + GAP), Math.max(bottom, below)];
  }
  const across = Math.max(...places.map(([x], i) => x + sizes[i][0]));
  return { places, width: across + GAP, height: bottom + GAP };
}

/** A computed value as older readers of SVG know it. */
function plain(value) {
  if (/^rgba\(.*, 0\)$/.test(value)) return "none";
  return value.replace(/([\d.])px/g, "$1");
}

/** Writes the computed styles of an element and of all in it into attributes of its twin `into`. */
function writeStyles(element, into, around) {
  const style = getComputedStyle(element);
  const own = Object.fromEntries(INHERITED.map((name) => [name, style.getPropertyValue(name)]));
  for (const { name } of [...into.attributes]) if (FOR_HANDS.test(name)) into.removeAttribute(name);
  for (const [name, value] of Object.entries(own)) {
    into.removeAttribute(name);
    if (value !== around[name]) into.setAttribute(name, plain(value));
  }
  for (const [name, usual] of Object.entries(OWN)) {
    const value = style.getPropertyValue(name);
    into.removeAttribute(name);
    if (value && value !== usual) into.setAttribute(name, plain(value));
  }
  if (!into.hasAttribute("transform") && style.transform !== "none") into.setAttribute("transform", style.transform);
  const children = [...element.children];
  [...into.children].forEach((child, i) => {
    if (getComputedStyle(children[i]).display === "none" && child.localName !== "title") child.remove();
    else writeStyles(children[i], child, own);
  });
}

/** The panel as a group that needs no style. */
function group(panel, [x, y]) {
  const made = /** @type {Element} */ (panel.cloneNode(true));
  writeStyles(panel, made, {});
  const drawn = document.createElementNS(NAMESPACE, "g");
  for (const { name, value } of [...made.attributes]) {
    if (INHERITED.includes(name)) drawn.setAttribute(name, value);
  }
  drawn.setAttribute("transform", `translate(${x} ${y})`);
  drawn.append(...made.childNodes);
  return drawn;
}

const add = (parent, name, attributes, text = "") => {
  const made = document.createElementNS(NAMESPACE, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.textContent = text;
  parent.append(made);
};

/** The picture of the widget `root` as the text of an SVG file, with its width and height; it is called `name`. */
export function drawing(root, name) {
  // In light colours and at rest, whatever the page around is like.
  const copy = document.createElement("div");
  copy.className = "lw-stage lw-copy";
  copy.style.width = `${root.offsetWidth}px`;
  copy.append(root.cloneNode(true));
  root.closest(".lecture-widget").append(copy);
  try {
    const panels = [...copy.querySelectorAll(".lw-plot, .bs-picture")].filter((e) => e.getClientRects().length);
    const sizes = panels.map((/** @type {SVGSVGElement} */ e) => [e.viewBox.baseVal.width, e.viewBox.baseVal.height]);
    const { places, width, height } = arranged(sizes);
    const svg = document.createElementNS(NAMESPACE, "svg");
    const size = { width: String(width), height: String(height), viewBox: `0 0 ${width} ${height}` };
    for (const [key, value] of Object.entries(size)) svg.setAttribute(key, value);
    add(svg, "title", {}, name);
    add(svg, "desc", {}, root.querySelector("[aria-live=polite]").textContent.trim());
    add(svg, "rect", { width: "100%", height: "100%", fill: "#fff" });
    svg.append(...panels.map((panel, i) => group(panel, places[i])));
    return { text: new XMLSerializer().serializeToString(svg), width, height };
  } finally {
    copy.remove();
  }
}

/** The SVG file as a PNG. */
export async function pixels({ text, width, height }) {
  const image = new Image();
  image.src = `data:image/svg+xml,${encodeURIComponent(text)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  Object.assign(canvas, { width: Math.round(SHARPNESS * width), height: Math.round(SHARPNESS * height) });
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((done) => canvas.toBlob(done, "image/png"));
}
