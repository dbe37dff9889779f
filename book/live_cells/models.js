// Widgets that a live cell returned: the page's model and the one in Python tell each other what changed.

const models = new Map(); // comm id -> { model, session }
let loading = Promise.resolve();

const HERE = new URL(/** @type {HTMLScriptElement} */ (document.currentScript).src);
const addressOf = (name) => new URL(`../widgets/${name}.js${HERE.search}`, HERE);

function add(tag, attributes) {
  return new Promise((resolve, reject) => {
    const made = Object.assign(document.createElement(tag), attributes);
    made.onload = resolve;
    made.onerror = () => reject(new Error(`${attributes.src ?? attributes.href} is not there`));
    document.head.append(made);
  });
}

/** Load the scripts that a widget needs, if the page has not got them; the book's style sheet has all styles. */
async function ready(name) {
  if (!globalThis[name]) await add("script", { src: addressOf(name) });
  if (!globalThis.reviveLectureWidget) await add("script", { src: addressOf("static_host") });
}

/** An element that shows the widget, and comes to life as soon as its script is here. */
export function showWidget({ widget, state }, id, session) {
  const element = document.createElement("div");
  element.className = "lecture-widget";
  element.dataset.host = widget;
  element.dataset.state = JSON.stringify(state);
  loading = loading
    .then(() => ready(widget))
    .then(() => {
      if (!element.model) globalThis.reviveLectureWidget(element); // the host revives what it finds when it is loaded
      connect(id, element.model, session);
    })
    .catch((problem) => element.replaceChildren(String(problem)));
  return element;
}

function connect(id, model, session) {
  const known = models.get(id);
  const link = known ?? { views: new Set(), session, latest: {} };
  models.set(id, link);
  link.views.add(model);
  set(model, link.latest);
  for (const name of Object.keys(model.state)) {
    model.on(`change:${name}`, () => {
      if (link.incoming) return;
      share(link, { [name]: model.get(name) }, model);
      session.changed(id, { [name]: model.get(name) });
    });
  }
}

function set(model, changes) {
  const known = Object.entries(changes).filter(([name]) => name in model.state);
  for (const [name, value] of known) model.set(name, value);
  if (known.length) model.save_changes();
}

/** Let every picture of a widget show the same. */
function share(link, changes, from) {
  link.incoming = true;
  for (const model of link.views) if (model !== from) set(model, changes);
  link.incoming = false;
}

/** What Python changed in a widget. */
export function changeWidget({ id, state }) {
  const link = models.get(id) ?? { views: new Set(), latest: {} };
  models.set(id, link);
  Object.assign(link.latest, state);
  share(link, state);
}
