// The controls of traits, made from what a widget's traits.json tells of them.
import { Check, Choice, Segments, Slider } from "./controls.js";
import { h } from "./element.js";

/**
 * The controls of a widget's traits: `fields(TRAITS)` once, then `const { slider } = controls({ state, set, uid })`
 * in the view, and `slider("beta", given)` where the control stands. What is `given` goes before what the table tells.
 *
 * @param {Record<string, any>} traits what traits.json holds
 */
export function fields(traits) {
  // once, as a steady control compares its props
  const options = Object.fromEntries(
    Object.entries(traits).map(([name, told]) => [name, Object.entries(told.options ?? {})]),
  );
  return ({ state, set, uid }) => {
    const field = (kind) => (name, given) => {
      const { label, min, max, whole, slider } = traits[name];
      const told = { control: name, label, value: state[name] };
      const change = (value) => set({ [name]: value });
      switch (kind) {
        case Slider: {
          const onInput = whole ? (value) => change(Math.round(value)) : change;
          return h(Slider, { ...told, min, max, step: whole ? 1 : undefined, ...slider, onInput, ...given });
        }
        case Check:
          return h(Check, { control: name, label, checked: state[name], onChange: change, ...given });
        default:
          return h(kind, { ...told, options: options[name], uid, onChange: change, ...given });
      }
    };
    return { slider: field(Slider), segments: field(Segments), choice: field(Choice), check: field(Check) };
  };
}
