// Which rows stand in the table, and in what order (筛选与排序).

import { resultOf } from "./classes.js";
import { isMissing } from "./format.js";

const collator = new Intl.Collator("zh-CN", { numeric: true });
const folded = (text) =>
  String(text ?? "")
    .normalize("NFKC")
    .toLowerCase()
    .replace(/\s+/g, "");

/** Whether a row's name, full pinyin, initials or code holds what was typed. */
export function isFound(row, typed) {
  const query = folded(typed);
  if (!query) return true;
  if (folded(row.name).includes(query) || String(row.area_id).toLowerCase().startsWith(query)) return true;
  const words = String(row.pinyin ?? "")
    .toLowerCase()
    .split(/\s+/);
  return words.some((word) => word.includes(query)) || words.join("").includes(query);
}

/** The rows that pass district, result, what binds a circle, its minutes and search, sorted; rows without the value come last either way. */
export function rowsShown(rows, state, columns) {
  const kept = rows.filter(
    (row) =>
      (!state.district || row.district_id === state.district) &&
      (!state.binds || row.binds === state.binds) &&
      (!state.minutes || row.minutes === state.minutes) &&
      (!state.outcome || resultOf(row, state.level) === state.outcome) &&
      isFound(row, state.q),
  );
  const falling = state.sort.startsWith("-");
  const name = state.sort.replace(/^[+-]/, "");
  const column = columns.find((one) => one.name === name);
  if (!column) return kept;
  const value = column.value ?? ((row) => row[name]);
  return kept
    .map((row) => [value(row), row])
    .sort(
      ([left, one], [right, other]) => compare(left, right, falling) || collator.compare(one.area_id, other.area_id),
    )
    .map(([, row]) => row);
}

function compare(left, right, falling) {
  if (isMissing(left) || isMissing(right)) return Number(isMissing(left)) - Number(isMissing(right));
  const [a, b] = [Number(left), Number(right)];
  const order = Number.isNaN(a) || Number.isNaN(b) ? collator.compare(left, right) : a - b;
  return falling ? -order : order;
}

/** The districts that the rows name, for the filter. */
export function districtsOf(rows) {
  const found = new Map();
  for (const row of rows) if (row.district_id) found.set(row.district_id, row.district ?? row.district_id);
  return [...found].sort(([left], [right]) => collator.compare(left, right));
}
