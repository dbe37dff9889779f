// Widgets that a live cell returned: the page's model and the one in Python tell each other what changed.

const models = new Map(); // comm id -> { model, session }
let loading = Promise.resolve();

const HERE = new URL(/** @type {HTMLScriptElement} */ (document.currentScript).src);
const HOST = new URL(`../widgets/static_host.js${HERE.search}`, HERE).href;

function host() {
  return new Promise((resolve, reject) => {
    const script = Object.assign(document.createElement("script"), { src: HOST });
    script.onload = resolve;
    script.onerror = () => reject(new Error(`${HOST} is not there`));
    document.head.append(script);
  });
}

/** Load the scripts that a widget needs, if the page has not got them; the book's style sheet has all styles. */
async function ready(name) {
  if (!globalThis.lectureHost) await host();
  await Promise.all(["LectureShared.js", "LectureFormulas.js", `${name}.js`].map(globalThis.lectureHost.load));
}

/** An element that shows the widget, and comes to life as soon as its scripts are here. */
export function showWidget({ widget, state }, id, session) {
  const element = document.createElement("div");
  element.className = "lecture-widget";
  element.dataset.state = JSON.stringify(state);
  loading = loading
    .then(() => ready(widget))
    .then(() => {
      element.dataset.host = widget; // not before: the host revives what it finds when it is loaded
      globalThis.lectureHost.revive(element);
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
