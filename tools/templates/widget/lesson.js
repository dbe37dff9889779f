// What the picture shows, in words and numbers.
import { formatNumber } from "../shared/numbers.js";
import { slope, value } from "./math.js";

export const sentence = ({ x }) =>
  `f(${formatNumber(x)}) = ${formatNumber(value(x))}; the tangent there has the slope ${formatNumber(slope(x))}.`;
