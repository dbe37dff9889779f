// Of each widget the fields of its links: those that its traits.json tells, and its own.
import { completeValues } from "../backprop_stepper/actions.js";
import { draw } from "../backprop_stepper/drill.js";
import { parse } from "../backprop_stepper/expression.js";
import { trace } from "../backprop_stepper/trace.js";
import { CELLS, LIMIT } from "../deep_net_explorer/cell_names.js";
import { isBox } from "../optimizer_race/box.js";
import { EVERY, freshOf, sceneOf } from "../optimizer_race/landscapes.js";
import { CONVENTIONS, NUMBERS, RACERS } from "../optimizer_race/names.js";
import { ACTIVATIONS } from "../shared/activations.js";
import { choice, entries, fieldOf, finite, number, someOf, typed, whole } from "./fields.js";

const expression = typed(parse);

function stepCount(text) {
  const graph = parse(text);
  return trace(graph, Object.fromEntries(graph.leaves.map((name) => [name, 1]))).steps.length;
}

const stepper = {
  leads: ["expression", "level", "seed"],
  ledBy(first, { expression: text = first.expression, level = first.level, seed = 0 }) {
    if (seed) {
      const drawn = draw(level, seed);
      return { ...first, expression: drawn.text, values: drawn.values, predict: true, level, seed };
    }
    const known = first.presets.find((preset) => preset.expression === text)?.values ?? {};
    return { ...first, expression: text, values: completeValues(parse(text).leaves, known) };
  },
  own(state) {
    const leaves = parse(state.expression).leaves;
    const values = entries(Object.fromEntries(leaves.map((name) => [name, finite])), state.values);
    return {
      expression: state.seed ? null : expression,
      values: state.seed ? null : values,
      step: whole({ min: 0, max: stepCount(state.expression) }),
      predict: fieldOf({ default: false }),
    };
  },
};

/** The hyper-parameters of a race, by one name each: adam.lr. */
const flat = (settings) =>
  Object.fromEntries(
    Object.entries(settings).flatMap(([racer, own]) =>
      Object.entries(own).map(([name, value]) => [`${racer}.${name}`, value]),
    ),
  );

function deep(settings) {
  const racers = {};
  for (const [key, value] of Object.entries(settings)) {
    const [racer, name] = key.split(".");
    racers[racer] = { ...racers[racer], [name]: value };
  }
  return racers;
}

function settingField(key) {
  const [racer, name] = key.split(".");
  if (name === "convention") return choice(CONVENTIONS[RACERS[racer].method].map(([form]) => form));
  const { min, max, open } = NUMBERS[name];
  return number({ min: open ? 0 : min, max, above: open });
}

const side = number({ min: -1000, max: 1000 });

const box = {
  allowed:
    "x0,x1,y0,y1 from -1000 to 1000, rising, with sides of 0.01 at least and of a hundredth of their largest number",
  write: (value) => (value ? value.map(side.write).join(",") : ""),
  read(text) {
    const numbers = text.split(",").map(side.read);
    return numbers.length === 4 && !numbers.includes(undefined) && isBox(numbers) ? numbers : undefined;
  },
};

const race = {
  leads: ["landscape", "formula"],
  ledBy: (first, { landscape = first.landscape, formula = first.formula }) => ({
    ...first,
    landscape,
    formula,
    ...freshOf(sceneOf({ landscape, formula })),
  }),
  own({ settings }) {
    const now = flat(settings);
    const all = entries(Object.fromEntries(Object.keys(now).map((key) => [key, settingField(key)])), now);
    return {
      box,
      landscape: choice(EVERY),
      methods: someOf(Object.keys(RACERS)),
      tuned: choice(Object.keys(RACERS)),
      settings: {
        ...all,
        write: (value) => all.write(flat(value)),
        read(text) {
          const read = all.read(text);
          return read && deep(read);
        },
      },
    };
  },
};

const activation = choice(Object.keys(ACTIVATIONS));

/** What traits.json does not tell: fields of a widget's `own` in a state, and how some traits lead the others. */
const OWN = {
  ActivationExplorer: { own: () => ({ function: choice([...Object.keys(ACTIVATIONS), "own"]) }) },
  BackpropStepper: stepper,
  DeepNetExplorer: {
    own: ({ depth }) => ({
      activation,
      step: whole({ min: 0, max: 4 * depth + 3 }),
      weights: entries(Object.fromEntries(CELLS.map((name) => [name, number({ min: -LIMIT, max: LIMIT })])), {}),
    }),
  },
  OptimizerRace: race,
};

/** Of each widget its `first` state and the `traits` of its traits.json, by its name. Who delivers this script adds them. */
export const known = {};

/** What links know of the widget called `name`. */
export function linked(name) {
  const { first, traits } = known[name];
  const { leads = [], ledBy = () => first, own = () => ({}) } = OWN[name] ?? {};
  const told = Object.fromEntries(Object.entries(traits).map(([trait, each]) => [trait, fieldOf(each)]));
  const fields = (state) => {
    const all = { ...told, ...own(state) };
    return Object.fromEntries(Object.keys(traits).flatMap((trait) => (all[trait] ? [[trait, all[trait]]] : [])));
  };
  return { first, leads, ledBy: (lead) => ledBy(first, lead), fields };
}
