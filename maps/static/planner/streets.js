// Demand to come street by street (各街道余缺): one year and measure, the greatest shortage first, each leading on.

import { readDemandStreets } from "./api.js";
import { askedBlock } from "./asked.js";
import { element } from "./dom.js";
import { count, isMissing } from "./format.js";
import { addressOf, chosenAt } from "./state.js";

const ABOVE_STREETS = ["city", "district"];
const FIRST = 10;
const USUAL_YEAR = 2030; // the end of the present five-year plans

/**
 * The block of a city or district, or null for another level.
 *
 * `demand` is the answer of the area itself, `targets` its dated targets; `onAsk(patch)` is told which street is wanted.
 */
export function streetsBlock({ state, demand, targets, signal, onAsk }) {
  if (!ABOVE_STREETS.includes(state.level)) return null;
  const { years, measures } = demand;
  const year = chooser("年份", years, years.map((one) => `${one}年`), usualYear(years, targets));
  const measure = chooser("口径", measures.map(({ id }) => id), measures.map(({ title }) => title), usualMeasure(demand));
  let streets = [];
  const { block, renew } = askedBlock("各街道余缺", {
    name: "streets",
    signal,
    controls: [element("div", { class: "chosen-year" }, year, measure, element("span", { class: "fine" }, "中方案"))],
    ask: async (asked, options) => (await readDemandStreets(state, asked.year, options)).rows,
    show(rows) {
      streets = rows.filter((row) => state.level === "city" || row.district_id === state.id);
      const list = element("div", {}, ...listed());
      measure.addEventListener("change", () => list.replaceChildren(...listed()));
      return [list];
    },
    says: () => `${year.value}年各街道余缺`,
  });
  const listed = () => listOf(streets, { measure: measure.value, area: demand.name, state, onAsk });
  year.addEventListener("change", () => renew({ year: year.value }));
  renew({ year: year.value });
  return block;
}

function chooser(title, values, words, chosen) {
  const options = values.map((value, index) => element("option", { value, selected: value === chosen }, words[index]));
  return element("select", { "aria-label": title }, ...options);
}

// The year of the last target where it is still to come.
function usualYear(years, targets) {
  const due = (targets ?? []).map(({ target_on }) => Number(String(target_on).slice(0, 4)));
  const wanted = [Math.max(...due), USUAL_YEAR, years.at(-1)];
  return wanted.find((year) => year > years[0] && years.includes(year)) ?? years.at(-1);
}

function usualMeasure(demand) {
  const known = (id) => (id === "policy" ? demand.policy : (demand[id]?.mid ?? [])).some((number) => !isMissing(number));
  return ["willingness", "policy", "enrolment"].find(known) ?? "willingness";
}

function listOf(rows, { measure, area, state, onAsk }) {
  const shortage = (row) => row[`${measure}_shortage`];
  const surplus = (row) => row[`${measure}_surplus`];
  const known = rows.filter((row) => !isMissing(shortage(row)) && !isMissing(surplus(row)));
  const order = (row) => surplus(row) - shortage(row);
  const sorted = [...known].sort((one, other) => order(one) - order(other));
  const unknown = rows.filter((row) => !known.includes(row));
  const lines = [...sorted, ...unknown].map((row) => line(row, { measure, state, onAsk }));
  const sum = (of) => known.reduce((total, row) => total + of(row), 0);
  return [
    known.length ? netted({ short: sum(shortage), spare: sum(surplus), unknown: unknown.length, area }) : null,
    tableOf(lines),
    unknown.length ? element("p", { class: "reason" }, `${count(unknown.length)} 个街道无法判定：${reasonsOf(unknown, measure)}`) : null,
  ].filter(Boolean);
}

// What an area lacks is what is left when its streets' surpluses are set against their shortages.
function netted({ short, spare, unknown, area }) {
  const but = unknown ? `，另有 ${count(unknown)} 个无法判定` : "";
  const net = short > 0 && spare > 0 ? `；${area}的余缺是两者相抵后的数` : "";
  return element("p", { class: "netted-streets" }, `各街道缺口合计 ${count(short)}，富余合计 ${count(spare)}${but}${net}。`);
}

const reasonsOf = (rows, measure) => [...new Set(rows.map((row) => row[`${measure}_reason`] || row.reason || "数据不足"))].join("；");

function tableOf(lines) {
  const headings = ["街道", "需要", "现有", "缺口", "富余"].map((text, index) =>
    element("th", { scope: "col", class: index ? "number" : null }, text),
  );
  const body = element("tbody", {}, ...lines.slice(0, FIRST));
  const left = lines.slice(FIRST);
  const more = element("button", { type: "button", class: "more-reached" }, `再显示 ${left.length} 个街道`);
  more.addEventListener("click", () => {
    body.append(...left);
    more.remove();
    left[0].querySelector("a").focus();
  });
  const head = element("thead", {}, element("tr", {}, ...headings));
  return element("div", {}, element("table", { class: "small by-street" }, head, body), left.length ? more : null);
}

function line(row, { measure, state, onAsk }) {
  const there = chosenAt("street", row.area_id);
  const go = (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    onAsk(there);
  };
  const link = element("a", { class: "link", href: addressOf({ ...state, ...there }), onclick: go }, row.name ?? row.area_id);
  const numbers = [row[measure], row.places, row[`${measure}_shortage`], row[`${measure}_surplus`]];
  const kinds = ["", "", "short", "surplus"];
  return element(
    "tr",
    {},
    element("th", { scope: "row" }, link),
    ...numbers.map((number, index) =>
      element("td", { class: `number ${number > 0 ? kinds[index] : ""}`.trim() }, count(number)),
    ),
  );
}
