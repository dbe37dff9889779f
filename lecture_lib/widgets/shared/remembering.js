// Parts of a view that keep something of their own, such as a text that is only typed.
import { Component } from "preact";

/**
 * The component `draw(props, kept, redraw)`; what it keeps is made by `newMemory` when it comes into the view.
 *
 * @param {() => any} newMemory
 * @param {(props: any, kept: any, redraw: () => void) => any} draw
 */
export function remembering(newMemory, draw) {
  return class extends Component {
    constructor(props) {
      super(props);
      this.kept = newMemory();
    }

    render() {
      return draw(this.props, this.kept, () => this.forceUpdate());
    }
  };
}
