// The first script of a watched page: it writes down what goes wrong on it, in words.
{
  const faults = [];
  window.faults = faults;
  addEventListener("error", ({ message, target }) =>
    faults.push(message ? `exception: ${message}` : `not loaded: ${target.src ?? target.href}`), true);
  addEventListener("unhandledrejection", ({ reason }) => faults.push(`exception: ${reason}`));
  document.addEventListener("securitypolicyviolation", ({ blockedURI, violatedDirective }) =>
    faults.push(`outside request: ${blockedURI} (${violatedDirective})`));
  for (const kind of ["error", "warn"]) {
    const write = console[kind];
    console[kind] = (...words) => {
      faults.push(`console ${kind}: ${words.join(" ")}`);
      write.apply(console, words);
    };
  }
}
