// Which legend class a row belongs to (分级): the breaks come from the palette that Python made.

/** The class of a row, by its balance (surplus less shortage); undetermined where either is unknown. */
export function classOf(row, level, palette) {
  if (row.shortage === null || row.shortage === undefined || row.surplus === null || row.surplus === undefined) {
    return palette.undetermined;
  }
  const balance = row.surplus - row.shortage;
  const inside = (entry) =>
    (entry.low === null || balance >= entry.low) && (entry.high === null || balance <= entry.high);
  return palette.levels[level].find(inside);
}

/** shortage, surplus, balanced or undetermined: what the result filter asks for. */
export function resultOf(row) {
  if (row.shortage === null || row.shortage === undefined || row.surplus === null || row.surplus === undefined) {
    return "undetermined";
  }
  if (row.shortage > 0) return "shortage";
  return row.surplus > 0 ? "surplus" : "balanced";
}
