// Which columns a table shows (列): the defaults of a level, and columns for each dated target and each count owed.

import { isJudged } from "./classes.js";
import { isMissing } from "./format.js";
import { SPLIT_LEVELS, splitOf } from "./split.js";

const ALWAYS = ["name", "required", "supplied", "shortage", "surplus"];
const DEFAULTS = {
  city: [...ALWAYS, "split", "residents", "children_under_3", "places_per_1000", "inclusive_share", "use_rate"],
  district: [...ALWAYS, "split", "residents", "children_under_3", "places_per_1000", "inclusive_share"],
  street: [
    "name",
    "district",
    "required",
    "supplied",
    "shortage",
    "surplus",
    "split",
    "residents",
    "children_under_3",
    "places_per_1000",
    "inclusive_share",
  ],
  community: [
    "name",
    "street",
    "required",
    "supplied",
    "shortage",
    "surplus",
    "residents",
    "children_under_3",
    "sites",
  ],
  "life-circle": [
    "name",
    "outcome",
    "binds",
    "minutes",
    "required",
    "supplied",
    "shortage",
    "surplus",
    "sites",
    "has_site",
    "enough_places",
    "within_reach",
  ],
  "residential-area": [
    "name",
    "outcome",
    "street",
    "era",
    "status",
    "residents",
    "required",
    "provided",
    "shortage",
    "surplus",
  ],
};
// Two lines a heading: long ones are cut where the sense allows.
const SHORT = {
  residents: "人口",
  children_under_3: "3岁以下",
  places_per_1000: "千人托位",
  inclusive_share: "普惠占比",
  street: "街道",
  district: "区",
  required: "应有",
  supplied: "现有",
};

/** The columns of an answer, the dated ones behind them; each has `title` and, where it is not a plain key, `value`. */
export function columnsOf(answer, { profile, palette }) {
  const plainOnes = answer.columns
    .filter((column) => !["area_id", "district_id", "street_id"].includes(column.name))
    .map((column) => ({ ...column, heading: SHORT[column.name] ?? column.title }));
  return [...plainOnes, ...splitColumn(answer.level, palette), ...targetColumns(answer.rows), ...owedColumns(answer.rows, profile)];
}

/** The names shown at first: the level's defaults that hold any value, and every dated column. */
export function defaultNames(level, columns, rows) {
  const filled = (column) => rows.some((row) => !isMissing((column.value ?? ((one) => one[column.name]))(row)));
  const byName = new Map(columns.map((column) => [column.name, column]));
  const kept = (DEFAULTS[level] ?? []).filter((name) => {
    const column = byName.get(name);
    return column && (ALWAYS.includes(name) || filled(column));
  });
  // Counts that rules ask for come forward where places are not known: a street without people still owes its points.
  const placesKnown = rows.filter((row) => !isMissing(row.required)).length * 2 > rows.length;
  const dated = columns.filter(
    (column) =>
      (column.dated === "target" && ["city", "district"].includes(level)) ||
      (column.dated === "owed" && level === "street" && !placesKnown),
  );
  return new Set([...kept, ...dated.map((column) => column.name)]);
}

/** Columns as they stand in the table: the name, the verdict where the level is judged, where it is, the gap. */
export function inOrder(columns, level) {
  const verdict = isJudged(level) ? ["outcome", "binds"] : [];
  const first = ["name", ...verdict, "district", "street", "required", "supplied", "shortage", "surplus", "split"];
  const place = (column) => (first.includes(column.name) ? first.indexOf(column.name) : first.length);
  return [...columns].sort((one, other) => place(one) - place(other));
}

function splitColumn(level, palette) {
  if (!SPLIT_LEVELS.includes(level)) return [];
  return [
    {
      name: "split",
      title: "谁有位、谁没有（寻求托位儿童）",
      heading: "谁有位、谁没有",
      unit: "寻求托位，人",
      show: "split",
      value: (row) => splitOf(row, palette).seeking,
    },
  ];
}

function targetColumns(rows) {
  const days = new Set(rows.flatMap((row) => (row.targets ?? []).map((target) => target.target_on)).filter(Boolean));
  if (days.size < 2) return [];
  return [...days].sort().map((day) => ({
    name: `target:${day}`,
    title: `${day} 目标`,
    heading: `${day.slice(0, 4)}目标`,
    unit: "个",
    show: "count",
    dated: "target",
    value: (row) => (row.targets ?? []).find((target) => target.target_on === day)?.required ?? null,
  }));
}

function owedColumns(rows, profile) {
  const found = new Map();
  for (const row of rows)
    for (const owed of row.owed ?? []) if (!found.has(owed.rule_id)) found.set(owed.rule_id, owed);
  return [...found.values()].map((owed) => {
    const rule = profile?.rules?.find((one) => one.id === owed.rule_id);
    const until = owed.deadline ? `（至${owed.deadline}）` : "";
    return {
      name: `owed:${owed.rule_id}`,
      title: `${owed.rule_id} ${rule?.name ?? ""}：应设数${until}${rule?.source?.quote ? `「${rule.source.quote}」` : ""}`,
      heading: rule?.name ?? owed.rule_id,
      unit: owed.deadline ? `${owed.deadline.slice(0, 4)}年应设` : "应设",
      show: "count",
      dated: "owed",
      value: (row) => (row.owed ?? []).find((one) => one.rule_id === owed.rule_id)?.required ?? null,
    };
  });
}
