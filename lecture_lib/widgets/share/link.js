// The state of a widget as the end of an address. The Python twin is lecture_lib/widgets/links.py.
import { checked, cut, LinkError } from "./fields.js";
import { linked } from "./widgets.js";

/** What may stand in an address as it is, beside what encodeURIComponent leaves. */
const KEPT = /%(?:24|2B|2C|2F|3A|3B|3D|3F|40)/g;

const quoted = (text) => encodeURIComponent(text).replace(KEPT, decodeURIComponent).replaceAll("'", "%27");

function unquoted(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new LinkError(`a % stands before the digits of a character, but not in "${cut(text)}"`);
  }
}

/** What a link says, by name. */
function parts(text) {
  const said = new Map();
  for (const part of text ? text.split("&") : []) {
    const [, name, value] = /^([^=]*)=(.*)$/su.exec(part) ?? [];
    if (name === undefined) {
      throw new LinkError(`a link says name=value, parted by &; this one says "${cut(part)}"`);
    }
    const key = unquoted(name);
    const what = unquoted(value);
    if (said.has(key)) throw new LinkError(`${key} is said twice`);
    said.set(key, what);
  }
  return said;
}

/** What a link says of a state of the widget called `name`. */
export function written(name, state) {
  const { first, leads, ledBy, fields } = linked(name);
  const base = ledBy(Object.fromEntries(leads.map((lead) => [lead, state[lead]])));
  return Object.entries(fields(base))
    .map(([trait, field]) => [
      trait,
      field.write(state[trait]),
      field.write((leads.includes(trait) ? first : base)[trait]),
    ])
    .filter(([, now, before]) => now !== before)
    .map(([trait, now]) => `${trait}=${quoted(now)}`)
    .join("&");
}

/** The state that the end of an address tells, with or without its #; throws a LinkError. */
export function read(name, link) {
  const { first, leads, ledBy, fields } = linked(name);
  const said = parts(link.replace(/^#/, ""));
  const known = fields(first);
  for (const trait of said.keys()) {
    if (!Object.hasOwn(known, trait)) {
      throw new LinkError(`a link has no "${cut(trait)}" here; it has ${Object.keys(known).join(", ")}`);
    }
  }
  const lead = Object.fromEntries(
    leads.filter((trait) => said.has(trait)).map((trait) => [trait, checked(trait, known[trait], said.get(trait))]),
  );
  const state = { ...ledBy(lead) };
  for (const trait of Object.keys(known)) {
    if (!said.has(trait)) continue;
    const now = fields(state);
    if (!Object.hasOwn(now, trait)) {
      const others = Object.keys(lead).filter((other) => other !== trait);
      throw new LinkError(`${trait} cannot be said beside ${others.join(" and ")}`);
    }
    state[trait] = checked(trait, now[trait], said.get(trait));
  }
  return state;
}
