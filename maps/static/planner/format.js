// How numbers and days are written (书写格式): thousands separated, shares as percent, a dash for what is not known.

const whole = new Intl.NumberFormat("zh-CN", { maximumFractionDigits: 0 });
const rate = new Intl.NumberFormat("zh-CN", { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const percent = new Intl.NumberFormat("zh-CN", {
  style: "percent",
  minimumFractionDigits: 1,
  maximumFractionDigits: 1,
});

export const MISSING = "—";
export const isMissing = (value) => value === null || value === undefined || value === "";
export const isNumeric = (column) => ["count", "rate", "share"].includes(column.show);

/** A cell's value as a reader sees it. */
export function write(value, column) {
  if (isMissing(value)) return MISSING;
  if (column.show === "count") return count(value);
  if (column.show === "rate") return rate.format(Number(value));
  if (column.show === "share") return percent.format(Number(value));
  if (column.show === "code") return column.codes?.[value] ?? String(value);
  return String(value);
}

/** A whole number with separators, or a dash. */
export function count(value) {
  return isMissing(value) ? MISSING : whole.format(Number(value));
}

/** good, bad or open: how an outcome is tinted beside its words. */
export function toneOf(outcome) {
  if (/not_met$/.test(outcome)) return "bad";
  return /met$/.test(outcome) ? "good" : "open";
}

/** A finding's number: whole where it is whole, else as exact as it was sent. */
export function plain(value) {
  if (isMissing(value)) return MISSING;
  const number = Number(value);
  if (Number.isNaN(number)) return String(value);
  return Number.isInteger(number) ? whole.format(number) : String(Math.round(number * 10000) / 10000);
}
