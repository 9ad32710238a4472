// The side panel (计算依据): one unit's numbers, its sentences to copy, targets, findings and every step.

import { ruleAddress } from "./api.js";
import { classOf, isJudged, resultWords } from "./classes.js";
import { copyText } from "./copy.js";
import { announce, byId, element, swatch } from "./dom.js";
import { figuresOf } from "./figures.js";
import { findingsOf, outcome } from "./findings.js";
import { count, isMissing, write } from "./format.js";
import { stepsOf } from "./steps.js";

const KEY_FIGURES = [
  "required",
  "supplied",
  "shortage",
  "surplus",
  "residents",
  "children_under_3",
  "places_per_1000",
  "places_per_100_children",
  "inclusive_share",
  "use_rate",
  "sites",
  "new_areas_short",
  "planned_places",
  "provided",
];

/** A panel that tells `onClose()` when it is shut. */
export function createPanel({ palette, words, onClose }) {
  const panel = byId("panel");
  byId("panel-close").addEventListener("click", onClose);
  panel.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    onClose();
  });

  // Focus inside what is replaced would be lost: it moves to the title.
  function open(title, ...content) {
    const body = byId("panel-body");
    const inside = body.contains(document.activeElement);
    panel.hidden = false;
    document.body.classList.add("with-panel");
    byId("panel-title").textContent = title;
    body.replaceChildren(...content);
    body.scrollTop = 0;
    if (inside) byId("panel-title").focus();
  }

  return {
    focus: () => byId("panel-title").focus(),
    /** Shut the panel; focus within it moves to the table, unless its owner knows better. */
    close() {
      const inside = panel.contains(document.activeElement);
      panel.hidden = true;
      document.body.classList.remove("with-panel");
      if (inside) byId("table-region").focus({ preventScroll: true });
    },
    wait: (title) => open(title, element("p", { class: "waiting" }, "正在读取计算依据……")),
    refuse: (title, failure) => open(title, element("p", { class: "alert", role: "alert" }, failure.message)),
    /** Blocks alone, without a unit's trace. */
    tell: open,
    title: (text) => (byId("panel-title").textContent = text),
    /** A unit in full; `asked` has the blocks that ask for themselves: `served`, `reach` (of a home or an area) and `demand`, or null. */
    show(answer, { columns, state, profile, asked }) {
      const { row, findings, trace } = answer;
      const { level } = state;
      const rulePage = (ruleId) => ruleAddress(state, ruleId, row.area_id);
      open(
        row.name,
        ...[
          head(row, level, palette, columns),
          figures(row, columns),
          asked.served?.block,
          asked.reach?.block,
          sentences(trace, row),
          targets(row.targets, words),
          asked.demand?.block,
          owed(findings, row.owed, words),
          findingsOf(findings, { words, profile, trace, rulePage }),
          classesOf(row),
          stepsOf(trace.steps, { basis: basisWords(columns), tables: words.table, outcome: words.outcome }),
          element("p", { class: "fine" }, `数据版本 ${trace.revision}　日期 ${trace.on}　政策 ${trace.profile}`),
        ].filter(Boolean),
      );
    },
  };
}

function head(row, level, palette, columns) {
  const entry = classOf(row, level, palette);
  const kind = columns.find((column) => column.name === "kind");
  const where = [row.district, row.street].filter((place) => place && place !== row.name).join("");
  const about = [where, kind && !isMissing(row.kind) ? write(row.kind, kind) : "", `编号 ${row.area_id}`].filter(
    Boolean,
  );
  return element(
    "div",
    { class: "unit-head" },
    element("p", { class: "verdict" }, swatch(entry), verdict(row, level)),
    element("p", { class: "fine" }, about.join("　")),
    row.reason ? element("p", { class: "reason" }, row.reason) : null,
  );
}

function verdict(row, level) {
  const short = row.shortage > 0 ? `缺 ${count(row.shortage)} 个托位` : "";
  const gap = short || (row.surplus > 0 ? `富余 ${count(row.surplus)} 个托位` : "");
  if (!isJudged(level)) return gap || resultWords(row, level);
  return [resultWords(row, level), gap].filter(Boolean).join("，");
}

function figures(row, columns) {
  return figuresOf(
    KEY_FIGURES.map((name) => columns.find((column) => column.name === name))
      .filter((column) => column && !isMissing(row[column.name]))
      .map((column) => [column.title, write(row[column.name], column), column.unit]),
  );
}

function sentences(trace, row) {
  if (!trace.sentences?.length) return null;
  const text = () =>
    [`${row.name}（${trace.on}）`, ...trace.sentences, trace.notice, `数据版本：${trace.revision}`]
      .filter(Boolean)
      .join("\n");
  const button = element("button", { type: "button", class: "copy" }, "复制");
  button.setAttribute("aria-label", "复制计算依据全文");
  button.addEventListener("click", async () => {
    const copied = await copyText(text());
    button.textContent = copied ? "已复制" : "请手动复制";
    announce(copied ? "计算依据已复制" : "浏览器不允许复制，请选中文字手动复制");
    setTimeout(() => (button.textContent = "复制"), 2500);
  });
  return section(
    "计算依据",
    element("ol", { class: "sentences" }, ...trace.sentences.map((words) => element("li", {}, words))),
    button,
  );
}

function targets(list, words) {
  if (!list?.length) return null;
  const order = (one, other) => String(one.target_on).localeCompare(String(other.target_on));
  const rows = [...list]
    .sort(order)
    .map((target) => [
      [target.target_on ?? "—", element("span", { class: "row-of" }, target.rule_id)],
      count(target.required),
      count(target.shortage),
      outcome(target.outcome, words),
    ]);
  return section("分期目标", grid(["期限与规则", "应有（个）", "尚缺（个）", "结果"], rows, [1, 2]));
}

const CLASSES = [
  ["乳儿班", "infant"],
  ["托小班", "toddler_small"],
  ["托大班", "toddler_large"],
  ["混龄班", "mixed"],
];

// Places are not fungible: a street may have enough in all and none for the youngest.
function classesOf(row) {
  if (isMissing(row.supplied_infant) && isMissing(row.required_infant)) return null;
  const rows = CLASSES.map(([name, key]) => [
    name,
    key === "mixed" ? "" : count(row[`required_${key}`]),
    count(row[`supplied_${key}`]),
    key === "mixed" ? "" : count(row[`shortage_${key}`]),
  ]);
  return section(
    "按班型",
    grid(["班型", "应有（个）", "现有（个）", "缺口（个）"], rows, [1, 2, 3]),
    element("p", { class: "fine" }, "各班型缺口未扣除混龄班托位。"),
  );
}

function basisWords(columns) {
  const bases = columns.filter((column) => column.name.endsWith("_basis"));
  return Object.assign({}, ...bases.map((column) => column.codes ?? {}));
}

function owed(findings, list, words) {
  const known = new Set((findings ?? []).map((finding) => finding.rule_id));
  const left = (list ?? []).filter((one) => !known.has(one.rule_id));
  if (!left.length) return null;
  const rows = left.map((one) => [
    one.rule_id,
    count(one.required),
    count(one.value),
    one.deadline ?? "—",
    outcome(one.outcome, words),
  ]);
  return section("应设数量", grid(["规则", "应设", "现有", "期限", "结果"], rows, [1, 2]));
}

function section(title, ...content) {
  return element("section", { class: "block" }, element("h3", {}, title), ...content);
}

function grid(headings, rows, numeric) {
  const of = (index) => (numeric.includes(index) ? "number" : null);
  return element(
    "table",
    { class: "small targets" },
    element(
      "thead",
      {},
      element("tr", {}, ...headings.map((text, index) => element("th", { scope: "col", class: of(index) }, text))),
    ),
    element(
      "tbody",
      {},
      ...rows.map((cells) =>
        element("tr", {}, ...cells.map((cell, index) => element("td", { class: of(index) }, ...[cell].flat()))),
      ),
    ),
  );
}
