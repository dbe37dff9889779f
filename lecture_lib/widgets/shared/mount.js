// What makes a view a widget that can fill the screen.
import { living } from "./living.js";
import { drawOnStage, Stage } from "./stage.js";

/** The front end `{ render, still }` of a widget on a stage; `living` says what its parts are. */
export const widget = (parts) => living(parts, drawOnStage, Stage);
