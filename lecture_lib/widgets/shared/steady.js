// Parts of a view that are drawn anew only when they have changed.
import { Component } from "preact";

const isHandler = (value, name) => typeof value === "function" && name.startsWith("on");

/**
 * The component `draw`, drawn anew only when a prop is another one than last time. A handler (`onInput`) is
 * a new function each time and does not count: what is drawn calls the latest one.
 */
export function steady(draw) {
  return class extends Component {
    constructor(props) {
      super(props);
      this.handlers = {};
      for (const name in props) {
        if (isHandler(props[name], name)) this.handlers[name] = (...given) => this.props[name](...given);
      }
    }

    shouldComponentUpdate(next) {
      const { props } = this;
      for (const name in next) if (next[name] !== props[name] && !isHandler(next[name], name)) return true;
      for (const name in props) if (!(name in next)) return true;
      return false;
    }

    render() {
      return draw({ ...this.props, ...this.handlers });
    }
  };
}
