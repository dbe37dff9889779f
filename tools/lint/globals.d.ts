// What scripts find in a page without an import, for the type checker.

/** What live cells share: made by page.js, and filled by the packs' scripts and by engine.js. */
declare var lectureLive: {
  cells: HTMLElement[];
  load(name: string): Promise<unknown>;
  act(act: string, cell: HTMLElement): Promise<unknown>;
  take(id: string, part: number, text: string): void;
  key?: string;
  forgets?: boolean;
  exercises: { filled(check: HTMLElement): HTMLElement; judged(check: HTMLElement, verdict: any): string } | null;
  engine?: { act(act: string, cell: HTMLElement): unknown };
  manifest?: any;
};
/** Of live_cells/editor.js. */
declare var lectureEditor: { open: Function };
/** Of widgets/static_host.js. */
declare var lectureHost: { revive(element: HTMLElement): void; load(file: string): Promise<unknown> };
/** Of the folder `widgets/share`. */
declare var Share: { open(element: HTMLElement, button: HTMLButtonElement): void };
/** Of the folder `still`, where a widget is drawn as text. */
declare var Still: { write(view: unknown): string };
/** Of Sphinx. */
declare var DOCUMENTATION_OPTIONS: { SHOW_SEARCH_SUMMARY: boolean };
/** Of pyodide.js, which stands before python.worker.js. */
declare function loadPyodide(options: object): Promise<any>;
/** Of axe-core, which tests load into a page. */
declare var axe: { run(context: object, options: object): Promise<any> };

interface Window {
  /** What tests/browser/engines/watch.js writes down. */
  faults: string[];
}

interface HTMLElement {
  /** The state that static_host.js gives to a widget. */
  model?: any;
}

/** Installed by `make mutants` alone. */
declare module "@stryker-mutator/instrumenter";
