// What has to be known before anything is drawn: light or dark, and how wide the formulas are.
{
  const MODES = ["auto", "light", "dark"];
  const PATIENCE = 3000; // ms, as long as browsers wait for a font by themselves
  const root = document.documentElement;
  const { font } = document.currentScript.dataset;

  // A page with formulas is drawn when their font is there: no line moves when it comes.
  if (font) {
    const face = new FontFace("Lecture Math", `url("${font}")`);
    const show = () => delete root.dataset.waiting;
    document.fonts.add(face);
    root.dataset.waiting = "";
    face.load().then(show, show); // without its font a page is not so fine, but can be read
    setTimeout(show, PATIENCE);
  }

  const system = matchMedia("(prefers-color-scheme: dark)");

  const show = (mode) => {
    root.dataset.mode = mode;
    root.dataset.theme = mode === "auto" ? (system.matches ? "dark" : "light") : mode;
  };
  // A browser that is told to store nothing throws at the name already; then every page begins anew.
  const stored = () => {
    try {
      return localStorage;
    } catch {
      return { mode: undefined };
    }
  };

  show(MODES.includes(stored().mode) ? stored().mode : "auto");
  system.addEventListener("change", () => show(root.dataset.mode));

  // A press always changes what is seen: from the system's choice first to the other one.
  const next = () => {
    const order = system.matches ? ["auto", "light", "dark"] : ["auto", "dark", "light"];
    return order[(order.indexOf(root.dataset.mode) + 1) % order.length];
  };
  const tell = (button) => {
    const colours = { auto: "as the system", light: "light", dark: "dark" }[root.dataset.mode];
    button.setAttribute("aria-label", `Colours: ${colours}`);
  };
  document.addEventListener("DOMContentLoaded", () => {
    for (const button of document.querySelectorAll(".theme-switch-button")) {
      tell(button);
      button.addEventListener("click", () => {
        show(next());
        stored().mode = root.dataset.mode;
        tell(button);
      });
    }
  });
}
