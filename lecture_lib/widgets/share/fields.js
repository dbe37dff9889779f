// How parts of a widget's state stand in a link. The Python twins are in lecture_lib/widgets/traits.py, rows.py and links.py.
import { parseFunction } from "../formula/function.js";
import { NARROWEST } from "../formula/interval.js";
import { exactNumber } from "../formula/notation.js";
import { ExpressionError } from "../formula/tokens.js";
import { wrongRows } from "../shared/rows.js";

const NUMBER = /^-?[0-9]+(\.[0-9]+)?(e[+-]?[0-9]+)?$/;
const WHOLE = /^-?[0-9]{1,9}$/;
/** Of what a link says so much is repeated, in characters, and so many of the names that it may say. */
const [REPEATED, NAMED] = [40, 12];

/** A link that cannot be read: the message says which part, and what is allowed. */
export class LinkError extends Error {
  constructor(message) {
    super(message);
    this.name = "LinkError";
  }
}

/** What a field's `read` throws who has a better word for what is allowed. */
export class Refusal extends Error {}

/** A text, or how it begins if it is long. */
export function cut(text) {
  const signs = [...text];
  return signs.length <= REPEATED ? text : `${signs.slice(0, REPEATED).join("")}…`;
}

/** The value that a link says of a field; throws a LinkError. `read` gives undefined where a text is not allowed. */
export function checked(name, field, text) {
  let { allowed } = field;
  try {
    const value = field.read(text);
    if (value !== undefined) return value;
  } catch (problem) {
    if (!(problem instanceof Refusal)) throw problem;
    allowed = problem.message;
  }
  throw new LinkError(`${name} must be ${allowed}; the link says "${cut(text)}"`);
}

const list = (names) => names.map((name) => `'${name}'`).join(", ");

/** A number in a range, above its least if so told. */
export function number({ min, max, above = false }) {
  const start = above ? `above ${min} and at most` : `from ${min} to`;
  return {
    allowed: `a number ${start} ${max}`,
    write: (value) => exactNumber(value + 0), // no zero has a sign
    read(text) {
      const value = NUMBER.test(text) ? Number(text) + 0 : Number.NaN;
      return value >= min && value <= max && !(above && value === min) ? value : undefined;
    },
  };
}

export const finite = { ...number({ min: -Number.MAX_VALUE, max: Number.MAX_VALUE }), allowed: "a finite number" };

export const whole = ({ min, max }) => ({
  allowed: `a whole number from ${min} to ${max}`,
  write: String,
  read(text) {
    const value = WHOLE.test(text) ? Number(text) + 0 : Number.NaN;
    return value >= min && value <= max ? value : undefined;
  },
});

export const choice = (names) => ({
  allowed: `one of ${list(names)}`,
  write: String,
  read: (text) => (names.includes(text) ? text : undefined),
});

const flag = {
  allowed: "yes or no",
  write: (value) => (value ? "yes" : "no"),
  read: (text) => (text === "yes" ? true : text === "no" ? false : undefined),
};

/** A number for each pair of bounds. */
function point({ bounds, whole: isWhole = false }) {
  const spans = bounds.map(([low, high]) => `${low} to ${high}`);
  const several = new Set(spans).size > 1 ? spans : spans.slice(0, 1);
  const coordinates = bounds.map(([min, max]) => (isWhole ? whole : number)({ min, max }));
  return {
    allowed: `a list of ${bounds.length} ${isWhole ? "whole " : ""}numbers from ${several.join(", ")}`,
    write: (value) => value.map((x, i) => coordinates[i].write(x)).join(","),
    read(text) {
      const parts = text.split(",");
      const values = parts.map((part, i) => coordinates[i]?.read(part));
      return parts.length === bounds.length && !values.includes(undefined) ? values : undefined;
    },
  };
}

/** The ends of an interval; how far apart they are at least stands in lecture_lib/widgets/traits.py, too. */
function interval({ interval: ends }) {
  const both = point({ bounds: [ends, ends] });
  return {
    allowed: `${both.allowed}, the first below the second by at least ${NARROWEST}`,
    write: both.write,
    read(text) {
      const value = both.read(text);
      return value && value[1] - value[0] >= NARROWEST ? value : undefined;
    },
  };
}

/** A text that `parse` reads, or of which it throws an ExpressionError. */
export const typed = (parse) => ({
  allowed: "a formula",
  write: String,
  read(text) {
    try {
      parse(text);
      return text;
    } catch (problem) {
      if (!(problem instanceof ExpressionError)) throw problem;
      throw new Refusal(`a formula that can be read (${problem.message})`);
    }
  },
});

/** Some of several names, in their order. */
export const someOf = (options) => ({
  allowed: `some of ${options.join(", ")}, each once and parted by commas`,
  write: (value) => value.join(","),
  read(text) {
    const names = text ? text.split(",") : [];
    const isGood = new Set(names).size === names.length && names.every((name) => options.includes(name));
    return isGood ? options.filter((name) => names.includes(name)) : undefined;
  },
});

/** Named values, of which a link says those that differ from `now`. */
export function entries(fields, now) {
  const names = Object.keys(fields);
  const told = names.slice(0, NAMED).join(", ") + (names.length > NAMED ? ", ..." : "");
  return {
    allowed: `name:value, parted by commas, with names of ${told}`,
    write: (value) =>
      names
        .filter((name) => value[name] !== now[name])
        .map((name) => `${name}:${fields[name].write(value[name])}`)
        .join(","),
    read(text) {
      const pairs = text.split(",").map((entry) => /^([^:]*):(.*)$/su.exec(entry)?.slice(1) ?? [null, ""]);
      const said = new Map(/** @type {[string, string][]} */ (pairs));
      if (said.size < pairs.length || [...said.keys()].some((name) => !names.includes(name))) return undefined;
      return {
        ...now,
        ...Object.fromEntries([...said].map(([name, value]) => [name, checked(name, fields[name], value)])),
      };
    },
  };
}

/** Rows of numbers, as many as allowed, or none. */
function rowsOf(told) {
  const { columns, bounds, rows: range, differ } = told;
  const spans = bounds.map(([low, high]) => `${low} to ${high}`);
  const several = (new Set(spans).size > 1 ? spans : spans.slice(0, 1)).join(", ");
  const apart = differ ? `, with ${columns[0]} that differ by at least ${differ}` : "";
  const cells = point({ bounds });
  return {
    allowed: `${range.join(" to ")} rows ${columns.join(",")} of numbers from ${several}${apart}, or none`,
    write: (value) => value.map(cells.write).join(";"),
    read(text) {
      const rows = text ? text.split(";").map(cells.read) : [];
      return rows.includes(undefined) || (rows.length && wrongRows(rows, told)) ? undefined : rows;
    },
  };
}

/** The field of a trait, by what traits.json tells of it; undefined where that is too little. */
export function fieldOf(told) {
  if (!("default" in told)) return undefined;
  if (told.columns) return rowsOf(told);
  if (told.bounds) return point(told);
  if (told.interval) return interval(told);
  if (told.variables) return typed((text) => parseFunction(text, told.variables));
  if (told.options) return choice(Object.keys(told.options));
  if (!("min" in told)) return flag;
  return told.whole ? whole(told) : number(told);
}
