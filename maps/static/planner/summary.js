// The summary line (全市概况): the city's own row, and how many units of the level are short, which filters them.

import { isJudged, resultOf, resultsOf } from "./classes.js";
import { byId, element } from "./dom.js";
import { count, isMissing, write } from "./format.js";

const FIGURES = ["required", "supplied", "gap", "places_per_1000", "inclusive_share", "residents", "children_under_3"];
const MINOR = ["inclusive_share", "residents", "children_under_3"];

/** Write the figures of the city, and what the `units` of `level` lack and spare before one is set against the other. */
export function showSummary(answer, { units = [], level = "city" } = {}) {
  const row = answer.rows[0];
  if (!row) return byId("figures").replaceChildren();
  const columns = new Map(answer.columns.map((column) => [column.name, column]));
  const lastTarget = latest(row.targets);
  const cells = FIGURES.flatMap((name) => {
    if (name === "gap") return [gap(row), ...netted(units, level)];
    const column = columns.get(name);
    const note = name === "required" ? (row.target_on ?? "") : name === "residents" ? (row.residents_on ?? "") : "";
    return figure(
      column.title,
      row[name],
      column,
      note && `（${note}）`,
      row.reason,
      MINOR.includes(name) ? "minor" : "",
    );
  });
  if (lastTarget && lastTarget.target_on !== row.target_on) {
    const column = { show: "count", unit: "个" };
    cells.splice(1, 0, figure("远期目标", lastTarget.required, column, `（${lastTarget.target_on}）`, "", "minor"));
  }
  byId("figures").replaceChildren(...cells);
}

const SUMMED = { district: "各区", street: "各街道", community: "各社区" };

// The city's gap is what is left of both; where only one is there, or the level owes by other rules, there is no more to say.
function netted(units, level) {
  const known = units.filter((row) => !isMissing(row.shortage) && !isMissing(row.surplus));
  const [shortage, surplus] = ["shortage", "surplus"].map((name) => known.reduce((sum, row) => sum + row[name], 0));
  if (!SUMMED[level] || !shortage || !surplus) return [];
  const unknown = units.length - known.length;
  const words = `缺口合计 ${count(shortage)}，富余合计 ${count(surplus)}${unknown ? `，${count(unknown)} 个无法判定` : ""}`;
  return [
    element("div", { class: "figure netted" }, element("dt", {}, `${SUMMED[level]}相抵前`), element("dd", {}, words)),
  ];
}

/** The result filter: how many units are short or in surplus, or meet their clauses or fail. */
export function showResults(rows, { level, outcome }, onChoose) {
  const always = isJudged(level) ? ["not-met", "met"] : ["shortage", "surplus", "undetermined"];
  const values = rows.map((row) => resultOf(row, level));
  chips("results", { values, words: resultsOf(level), always }, outcome, onChoose);
}

/** The filters of circles: what binds them, and within how many minutes; hidden at every other level. */
export function showCircleFilters(rows, codes, state, onChoose) {
  for (const name of ["binds", "minutes"]) {
    const words = Object.entries(codes[name] ?? {}).filter(([code]) => code !== "none" && code !== "unknown");
    const values = state.level === "life-circle" ? rows.map((row) => row[name]) : [];
    chips(name, { values, words, always: [] }, state[name], (key) => onChoose({ [name]: key }));
    byId(name).hidden = values.length === 0;
  }
}

// Pressing a chip again lets go of it.
function chips(place, { values, words, always }, chosen, onChoose) {
  const numbers = new Map(words.map(([key]) => [key, 0]));
  for (const value of values) numbers.set(value, (numbers.get(value) ?? 0) + 1);
  const shown = words.filter(([key]) => numbers.get(key) > 0 || always.includes(key) || key === chosen);
  const made = shown.map(([key, label]) => {
    const number = element("b", {}, count(numbers.get(key)));
    const attributes = { type: "button", class: `chip ${key}`, "aria-pressed": String(key === chosen) };
    const chip = element("button", { ...attributes, onclick: () => onChoose(key === chosen ? "" : key) }, number, ` ${label}`);
    chip.dataset.key = key;
    return chip;
  });
  // Chips are written anew; focus stays on the one that was pressed.
  const pressed = byId(place).contains(document.activeElement) ? document.activeElement.dataset.key : null;
  byId(place).replaceChildren(...made);
  if (pressed !== null) (made.find((chip) => chip.dataset.key === pressed) ?? made[0])?.focus();
}

function latest(targets) {
  return (targets ?? [])
    .filter((target) => !isMissing(target.required))
    .sort((one, other) => String(other.target_on).localeCompare(String(one.target_on)))[0];
}

function gap(row) {
  const column = { show: "count", unit: "个" };
  if (row.shortage > 0) return figure("缺口", row.shortage, column, "", "", "short");
  if (row.surplus > 0) return figure("富余", row.surplus, column, "", "", "surplus");
  return figure("缺口", row.shortage, column, "", row.reason);
}

function figure(title, value, column, note, reason, tone = "") {
  const number = element(
    "span",
    { class: "value", title: isMissing(value) ? reason || "没有数据" : null },
    write(value, column),
  );
  const unit = isMissing(value) ? null : element("span", { class: "unit" }, column.unit);
  return element(
    "div",
    { class: `figure ${tone}`.trim() },
    element("dt", {}, title, note ? element("span", { class: "note" }, note) : null),
    element("dd", {}, number, unit),
  );
}
