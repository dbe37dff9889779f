// Writes a view as text, for a page on which no script has run yet. It is loaded only where a book is built.
export { renderToString as write } from "preact-render-to-string";
