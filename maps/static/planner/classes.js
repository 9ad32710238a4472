// Which legend class a row belongs to (分级): the breaks come from the palette that Python made.

/** The class of a row, by its balance (surplus less shortage); undetermined where either is unknown. */
export function classOf(row, level, palette) {
  const result = resultOf(row);
  if (result === "undetermined") return palette.undetermined;
  if (result === "not-applicable") return palette.notApplicable;
  const balance = row.surplus - row.shortage;
  const inside = (entry) =>
    (entry.low === null || balance >= entry.low) && (entry.high === null || balance <= entry.high);
  return palette.levels[level].find(inside);
}

/** What the result filter asks for, with its words. */
export const RESULTS = [
  ["shortage", "有缺口"],
  ["surplus", "有富余"],
  ["balanced", "供需相等"],
  ["undetermined", "无法判定"],
  ["not-applicable", "不适用"],
];

/** One of RESULTS: a missing number is undetermined, unless no rule asks for places at all. */
export function resultOf(row) {
  const known = (value) => value !== null && value !== undefined;
  if (!known(row.shortage) || !known(row.surplus)) {
    return row.outcome === "not_applicable" ? "not-applicable" : "undetermined";
  }
  if (row.shortage > 0) return "shortage";
  return row.surplus > 0 ? "surplus" : "balanced";
}
