// A box that scrolls where what is in it is too wide for it.
import { Component, createRef } from "preact";
import { h } from "./element.js";

/**
 * An element of the type `tag`. While it scrolls, a key can reach it, and it is called `label`; its role is a group's if
 * no other is given. A page sees to it by `data-scrolling` before the widget is alive.
 */
export class Scrolling extends Component {
  box = createRef();

  componentDidMount() {
    this.watcher = new ResizeObserver(() => {
      const { scrollWidth, clientWidth } = this.box.current;
      const isWide = scrollWidth > clientWidth;
      if (isWide !== Boolean(this.state.isWide)) this.setState({ isWide });
    });
    this.componentDidUpdate();
  }

  componentDidUpdate() {
    this.watcher.disconnect();
    const box = this.box.current;
    for (const part of [box, ...box.children]) this.watcher.observe(part);
  }

  componentWillUnmount() {
    this.watcher.disconnect();
  }

  render({ tag, label, children, ...props }, { isWide }) {
    const named = isWide && { tabindex: 0, role: "group", "aria-label": label };
    return h(tag, { "data-scrolling": label, ...named, ...props, ref: this.box }, children);
  }
}
