// Demand to come in one area (需求预测): curves, what the last year means, every number, and what is assumed.

import { readDemand } from "./api.js";
import { askedBlock, folded, scrolled } from "./asked.js";
import { atLeast, curvesOf, linesOf, sampleOf } from "./curves.js";
import { element } from "./dom.js";
import { count } from "./format.js";
import { SPLIT_LEVELS } from "./split.js";
import { streetsBlock } from "./streets.js";

const MEASURES = ["willingness", "enrolment"];
const SHORT = { low: "低", mid: "中", high: "高" };

/** The block of an area, or null where its level has no demand. */
export function demandBlock({ state, palette, signal, targets, onAsk }) {
  if (!SPLIT_LEVELS.includes(state.level)) return null;
  const { block, renew } = askedBlock("今后的托位需求", {
    name: "demand",
    signal,
    ask: (_, options) => readDemand(state, options),
    show: (demand) => [...shown(demand, palette.curves), streetsBlock({ state, demand, targets, signal, onAsk })],
  });
  renew();
  return { block };
}

function shown(answer, curves) {
  const { years, name, findings } = answer;
  const lines = linesOf(answer, curves);
  const last = years.at(-1);
  const ahead = `${last}年（中方案）：${findings.mid.at(-1)}。`;
  const drawable = lines.some(({ curve }) => curve.key !== "places");
  return [
    drawable ? curvesOf(answer, curves, { title: `${name}${years[0]}至${last}年托位需求（个）`, desc: ahead }) : null,
    drawable ? key(lines) : null,
    element("p", { class: "ahead" }, ahead, drawable ? range(answer, last) : null),
    ...unknown(answer),
    drawable ? folded("逐年数字", numbers(answer)) : null,
    folded("预测的前提", told(answer), assumptions(answer)),
  ];
}

function key(lines) {
  return element(
    "ul",
    { class: "curve-key" },
    ...lines.map(({ curve, low }) =>
      element("li", {}, sampleOf(curve), `${curve.label}${low ? "（色带：低—高方案）" : ""}`),
    ),
  );
}

function range({ findings }, last) {
  const others = ["low", "high"].filter((name) => findings[name]?.length);
  return element(
    "span",
    { class: "fine" },
    others.map((name) => `${last}年${SHORT[name]}方案：${findings[name].at(-1)}。`).join(""),
  );
}

// Why a measure has no number; the children are told first, as the others rest on them.
function unknown(answer) {
  const { reasons, measures } = answer;
  const titles = [["children", "儿童数"], ...measures.map(({ id, title }) => [id, title])];
  const lacks = (id) => (id === "enrolment" && atLeast(answer) ? "是下限" : "无法判定");
  return titles
    .filter(([id]) => reasons[id])
    .map(([id, title]) => element("p", { class: "reason" }, `${title}${lacks(id)}：${reasons[id]}`));
}

function told({ notes }) {
  return element("ul", { class: "told" }, ...notes.map((line) => element("li", {}, line)));
}

function numbers(answer) {
  const { years, variants, children, policy, places } = answer;
  const groups = [["3岁以下儿童", children], ...MEASURES.map((id) => [titleOf(answer, id), answer[id]])];
  const top = element(
    "tr",
    {},
    element("th", { scope: "col", rowspan: 2 }, "年底"),
    element("th", { scope: "col", rowspan: 2, class: "number" }, titleOf(answer, "policy")),
    ...groups.map(([title]) => element("th", { scope: "colgroup", colspan: variants.length, class: "group" }, title)),
  );
  const below = element(
    "tr",
    {},
    ...groups.flatMap(([title]) =>
      variants.map(({ id, title: variant }) =>
        element("th", { scope: "col", class: "number", "aria-label": `${title}${variant}` }, SHORT[id] ?? variant),
      ),
    ),
  );
  const rows = years.map((year, index) =>
    element(
      "tr",
      {},
      element("th", { scope: "row" }, year),
      cell(policy[index]),
      ...groups.flatMap(([, curves]) =>
        variants.map(({ id }) =>
          cell(curves[id]?.[index], curves === answer.enrolment && answer.enrolment_at_least[id][index]),
        ),
      ),
    ),
  );
  const caption = element("caption", {}, `现有托位 ${count(places)} 个（假定不变）；低、中、高为三个方案`);
  return scrolled(
    "逐年数字",
    element("table", { class: "small years" }, caption, element("thead", {}, top, below), element("tbody", {}, ...rows)),
  );
}

const titleOf = ({ measures }, id) => measures.find((one) => one.id === id)?.title ?? id;
const cell = (number, least = false) => element("td", { class: "number" }, `${least ? "≥" : ""}${count(number)}`);

function assumptions({ assumptions: list, variants }) {
  const variantOf = new Map(variants.map(({ id, title }) => [id, title]));
  const rows = list.map((one) => {
    const where = [one.area, one.from_year ? `${one.from_year}年起` : ""].filter(Boolean).join("，");
    return element(
      "tr",
      {},
      element("td", {}, one.title, where ? element("span", { class: "row-of" }, where) : null),
      element("td", {}, variantOf.get(one.variant) ?? one.variant),
      element("td", { class: "number" }, one.value),
      element("td", {}, [one.note, one.source].filter(Boolean).join("；")),
    );
  });
  const head = ["假设", "方案", "数值", "说明与来源"].map((text) => element("th", { scope: "col" }, text));
  return element(
    "table",
    { class: "small" },
    element("thead", {}, element("tr", {}, ...head)),
    element("tbody", {}, ...rows),
  );
}
