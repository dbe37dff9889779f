// Numbers as readers see them.

const SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/** The integer, given as text, raised: "-12" -> "⁻¹²". */
export function superscript(text) {
  return text.replace(/[-−]/, "⁻").replace("+", "").replace(/[0-9]/g, (digit) => SUPERSCRIPTS[digit]);
}

/** Four significant `digits`, ties away from zero; 1.234×10⁻⁵ below 1e-4 and from 1e6 on. */
export function formatNumber(x, digits = 4) {
  if (Number.isNaN(x)) return "NaN";
  const sign = x < 0 ? "−" : "";
  if (!Number.isFinite(x)) return `${sign}∞`;
  const [mantissa, exponent] = Math.abs(x).toExponential(digits - 1).split("e");
  if (exponent >= -4 && exponent < 6) return sign + Number(`${mantissa}e${exponent}`);
  return `${sign}${Number(mantissa)}×10${superscript(exponent)}`;
}
