// The first script of a watched page: it writes down what goes wrong on it, in words.
{
  const faults = [];
  window.faults = faults;
  // Said when a box has a new size after its watchers were told: they are told again in the next frame.
  const DELAYED = "ResizeObserver loop completed with undelivered notifications.";
  addEventListener(
    "error",
    ({ message, target }) => {
      const { src, href } = /** @type {HTMLScriptElement & HTMLLinkElement} */ (target);
      if (message === undefined) faults.push(`not loaded: ${src ?? href}`);
      else if (message !== DELAYED) faults.push(`exception: ${message}`);
    },
    true,
  );
  addEventListener("unhandledrejection", ({ reason }) => faults.push(`exception: ${reason}`));
  document.addEventListener("securitypolicyviolation", ({ blockedURI, violatedDirective }) =>
    faults.push(`outside request: ${blockedURI} (${violatedDirective})`),
  );
  for (const kind of ["error", "warn"]) {
    const write = console[kind];
    console[kind] = (...words) => {
      faults.push(`console ${kind}: ${words.join(" ")}`);
      write.apply(console, words);
    };
  }
}
