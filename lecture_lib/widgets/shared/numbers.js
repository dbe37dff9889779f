// Numbers as readers see them.

const SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/** The integer, given as text, raised: "-12" -> "⁻¹²". */
export function superscript(text) {
  return text
    .replace(/[-−]/, "⁻")
    .replace("+", "")
    .replace(/[0-9]/g, (digit) => SUPERSCRIPTS[digit]);
}

/** Four significant `digits`, ties away from zero; 1.234×10⁻⁵ below 1e-4 and from 1e6 on. */
export function formatNumber(x, digits = 4) {
  if (Number.isNaN(x)) return "NaN";
  const sign = x < 0 ? "−" : "";
  if (!Number.isFinite(x)) return `${sign}∞`;
  const size = Math.abs(x);
  if (size >= 1e-4 && size < 9e5) return sign + Number(size.toPrecision(digits));
  const [mantissa, exponent] = size.toExponential(digits - 1).split("e");
  if (Number(exponent) >= -4 && Number(exponent) < 6) return sign + Number(`${mantissa}e${exponent}`);
  return `${sign}${Number(mantissa)}×10${superscript(exponent)}`;
}

const AFTER_POINT = Array.from({ length: 100 }, (_, i) => String(i / 100).slice(1));

/** A coordinate to two decimals, without zeros at the end: a third of the time of toFixed, which counts in long paths. */
export function hundredths(x) {
  const count = Math.round(100 * Math.abs(x));
  if (!(count < 1e9)) return String(x);
  return `${x < 0 && count ? "-" : ""}${Math.trunc(count / 100)}${AFTER_POINT[count % 100]}`;
}
