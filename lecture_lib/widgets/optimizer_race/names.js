// Who can run, what they are called, how their lines look, and what their numbers and conventions are called.
import TABLE from "./methods.json";

const MARKS = {
  circle: "M-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0Z",
  square: "M-3.6-3.6h7.2v7.2h-7.2Z",
  diamond: "M0-5L5 0 0 5-5 0Z",
  up: "M0-4.8L4.6 3.6h-9.2Z",
  down: "M0 4.8L4.6-3.6h-9.2Z",
  cross: "M-4.6-2L-2-4.6 0-2.4 2-4.6 4.6-2 2.4 0 4.6 2 2 4.6 0 2.4-2 4.6-4.6 2-2.4 0Z",
  bowtie: "M-4.8-3.8L0-1 4.8-3.8V3.8L0 1-4.8 3.8Z",
  star: "M0-5.4L1.5-1.6 5.2-1.6 2.3 .8 3.3 4.6 0 2.3-3.3 4.6-2.3 .8-5.2-1.6-1.5-1.6Z",
  ring: "M-4.4 0a4.4 4.4 0 1 0 8.8 0a4.4 4.4 0 1 0-8.8 0ZM-2 0a2 2 0 1 1 4 0a2 2 0 1 1-4 0Z",
};

/** @type {[string, { name: string, long: string, mark: string, dash?: string, conventions?: string[][] }][]} */
const ENTRIES = Object.entries(TABLE.methods);

/**
 * Who can run, in the order of lecture_lib: each method, and a second racer of it with settings of its own. A dash pattern
 * and a mark say the same as the colours, which are those of the classes `hue`.
 */
export const RACERS = Object.fromEntries(
  ENTRIES.flatMap(([method, { name, long, mark, dash }]) => [
    [method, { method, name, long, mark: MARKS[mark], dash, hue: `or-${method}`, isSecond: false }],
    [
      `${method}2`,
      {
        method,
        name: `${name} 2`,
        long: `${long} 2`,
        mark: MARKS[mark],
        dash: "8 2.5 1.5 2.5 1.5 2.5",
        hue: `or-${method} or-second`,
        isSecond: true,
      },
    ],
  ]),
);

/** The second racer of a method, and the first. */
export const secondOf = (racer) => `${RACERS[racer].method}2`;

/** Of every hyper-parameter its sign, what it is, and its range. Those of `MORE` are changed rarely. */
export const NUMBERS = TABLE.numbers;
export const MORE = ["beta1", "beta2", "eps", "initial_accumulator", "weight_decay", "convention"];

export const CONVENTIONS = Object.fromEntries(
  ENTRIES.filter(([, { conventions }]) => conventions).map(([method, { conventions }]) => [method, conventions]),
);

const ROOT = { published: "(√s + ε)", keras: "√(s + ε)", lecture: "√(s + ε)" };

const CORRECTED = "ηm̂/(√ŝ + ε), m̂ = m/(1 − β₁ᵗ), ŝ = s/(1 − β₂ᵗ)";

function stepOf(method, convention) {
  switch (method) {
    case "momentum":
      if (convention === "published") return "v ← βv − ηg, θ ← θ + v";
      return `m ← βm + ${convention === "average" ? "(1 − β)g" : "g"}, θ ← θ − ηm`;
    case "nesterov":
      return "v ← βv − ηg at θ + βv, θ ← θ + v";
    case "adagrad":
      return `s ← s + g², θ ← θ − ηg/${ROOT[convention]}`;
    case "rmsprop":
      return convention === "lecture"
        ? "θ ← θ − ηg/√(s + ε), only then s ← βs + (1 − β)g²"
        : `s ← βs + (1 − β)g², θ ← θ − ηg/${ROOT[convention]}`;
    case "adam_lecture":
      return "θ ← θ − ηm/(√s + ε), m and s as they are";
    case "adam":
      return convention === "keras" ? "θ ← θ − η√(1 − β₂ᵗ)/(1 − β₁ᵗ) · m/(√s + ε)" : `θ ← θ − ${CORRECTED}`;
    case "adamw":
      return `θ ← (1 − ${convention === "pytorch" ? "η" : ""}λ)θ − ${CORRECTED}`;
    default:
      return method === "sgd" ? "θ ← θ − η(g + noise)" : "θ ← θ − ηg";
  }
}

/** The step of a racer as a line of text. */
export function formula(racer, { convention, weight_decay: decay }) {
  const { method } = RACERS[racer];
  return `${stepOf(method, convention)}${decay && method !== "adamw" ? ", with g + λθ for g" : ""}`;
}
