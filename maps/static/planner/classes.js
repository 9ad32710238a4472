// Which legend class a row belongs to (分级): breaks and verdicts come from the palette that Python made.

const GAPS = [
  ["shortage", "有缺口"],
  ["surplus", "有富余"],
  ["balanced", "供需相等"],
  ["undetermined", "无法判定"],
  ["not-applicable", "不适用"],
];
const VERDICTS = [
  ["not-met", "未达标"],
  ["met", "达标"],
  ["undetermined", "无法判定"],
  ["not-applicable", "不适用"],
];

/** Whether a level is judged by its clauses as a whole: a row can fail without a number of places. */
export const isJudged = (level) => level === "life-circle" || level === "residential-area";

/** What the result filter of a level asks for, with its words. */
export const resultsOf = (level) => (isJudged(level) ? VERDICTS : GAPS);

/** The class of a row: its verdict where the level is judged, else its balance (surplus less shortage). */
export function classOf(row, level, palette) {
  const result = resultOf(row, level);
  if (isJudged(level)) return palette.verdicts[result];
  if (result === "undetermined") return palette.undetermined;
  if (result === "not-applicable") return palette.notApplicable;
  const balance = row.surplus - row.shortage;
  const inside = (entry) =>
    (entry.low === null || balance >= entry.low) && (entry.high === null || balance <= entry.high);
  return palette.levels[level].find(inside);
}

/** One of `resultsOf(level)`: a missing number is undetermined, unless no rule asks for places at all. */
export function resultOf(row, level) {
  if (isJudged(level)) return verdictOf(row.outcome);
  const known = (value) => value !== null && value !== undefined;
  if (!known(row.shortage) || !known(row.surplus)) {
    return row.outcome === "not_applicable" ? "not-applicable" : "undetermined";
  }
  if (row.shortage > 0) return "shortage";
  return row.surplus > 0 ? "surplus" : "balanced";
}

/** met, not-met, not-applicable or undetermined: an outcome, whether or not its deadline has passed. */
export function verdictOf(outcome) {
  if (outcome === "not_applicable") return "not-applicable";
  if (/not_met$/.test(outcome)) return "not-met";
  return /met$/.test(outcome) ? "met" : "undetermined";
}

/** The words of `resultOf`. */
export function resultWords(row, level) {
  const result = resultOf(row, level);
  return resultsOf(level).find(([key]) => key === result)[1];
}
