// The formula of a step, with the shape of every factor under it.
import { h } from "preact";

const mi = (name) => h("mi", { mathvariant: name.length > 1 ? "normal" : undefined }, name);
const mo = (sign) => h("mo", null, sign);
const fence = (sign) => h("mo", { stretchy: "false" }, sign);

function letter(name, layer, transposed) {
  const up = [];
  if (layer !== undefined) up.push(fence("("), h("mn", null, layer), fence(")"));
  if (transposed) up.push(h("mo", null, "⊤"));
  return up.length ? h("msup", null, mi(name), h("mrow", null, up)) : mi(name);
}

const part = (what) => [h("mo", { lspace: "0", rspace: "0" }, "∂"), what];
const d = (below, layer) => h("mrow", null, part(mi("f")), h("mo", { lspace: "0", rspace: "0" }, "/"), part(letter(below, layer)));

/** A factor with its shape beneath. */
const over = (what, shape) => h("munder", null, what, h("mtext", { class: "dn-under" }, shape));

/** The equation as the two sides of its sign, for the sizes d₀ … d_L. */
export function formula({ kind, layer: i }, sizes) {
  const L = sizes.length - 1;
  const z = (k, t) => letter(k ? "z" : "x", k || undefined, t);
  const slope = () => h("mrow", null, h("mo", { lspace: "0", rspace: "0" }, "σ′"), fence("("), letter("a", i), fence(")"));
  const col = (n) => `${n}`;
  switch (kind) {
    case "a": return [over(letter("a", i), col(sizes[i])), h("mrow", null, over(letter("W", i), `${sizes[i]}×${sizes[i - 1]}`), over(z(i - 1), col(sizes[i - 1])))];
    case "z": return [over(letter("z", i), col(sizes[i])), over(h("mrow", null, mi("σ"), fence("("), letter("a", i), fence(")")), col(sizes[i]))];
    case "f": return [over(mi("f"), "1"), h("mrow", null, over(letter("w", undefined, true), `1×${sizes[L]}`), over(z(L), col(sizes[L])))];
    case "dw": return [over(d("w"), col(sizes[L])), over(z(L), col(sizes[L]))];
    case "last": return [over(letter("δ", i), col(sizes[i])), h("mrow", null, over(mi("w"), col(sizes[i])), mo("⊙"), over(slope(), col(sizes[i])))];
    case "delta": return [over(letter("δ", i), col(sizes[i])), h("mrow", null,
      fence("("), over(letter("W", i + 1, true), `${sizes[i]}×${sizes[i + 1]}`), over(letter("δ", i + 1), col(sizes[i + 1])), fence(")"),
      mo("⊙"), over(slope(), col(sizes[i])))];
    case "dW": return [over(d("W", i), `${sizes[i]}×${sizes[i - 1]}`), h("mrow", null, over(letter("δ", i), `${sizes[i]}×1`), over(z(i - 1, true), `1×${sizes[i - 1]}`))];
    default: return [over(d("x"), col(sizes[0])), h("mrow", null, over(letter("W", 1, true), `${sizes[0]}×${sizes[1]}`), over(letter("δ", 1), col(sizes[1])))];
  }
}
