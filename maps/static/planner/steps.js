// The arithmetic step by step (逐步计算): formula, the same with numbers, the rows that went in, and the clause.

import { element } from "./dom.js";
import { plain } from "./format.js";

/** All steps as foldable blocks. */
export function stepsOf(steps, words) {
  if (!steps?.length) return null;
  return element(
    "section",
    { class: "block" },
    element("h3", {}, "计算步骤"),
    ...steps.map((step, index) => one(step, index, words)),
  );
}

// A share or rate travels as a float; the formula filled in ends with the same number as a reader writes it.
function resultWords(step, words) {
  const result = String(step.result ?? "");
  if (/^-?\d+\.\d+(e-?\d+)?$/i.test(result)) return step.filled ? step.filled.split("=").at(-1).trim() : "";
  if (result === "") return "";
  return `${words.outcome[result] ?? plain(result)}${step.unit ? ` ${step.unit}` : ""}`;
}

function one(step, index, words) {
  const result = resultWords(step, words);
  return element(
    "details",
    { class: "step" },
    element(
      "summary",
      {},
      element("span", { class: "step-no" }, String(index + 1)),
      step.formula || step.says,
      result ? element("b", {}, result) : null,
    ),
    step.filled ? element("p", { class: "filled" }, step.filled) : null,
    step.basis ? element("p", { class: "fine" }, `口径：${words.basis[step.basis] ?? step.basis}`) : null,
    inputs(step.inputs, words),
    ...(step.clauses ?? []).map(clause),
  );
}

function inputs(list, words) {
  if (!list?.length) return null;
  const rows = list.map((input) =>
    element(
      "tr",
      {},
      element("td", {}, input.name),
      element("td", { class: "number" }, input.value, input.unit ? ` ${input.unit}` : ""),
      element(
        "td",
        {},
        [input.on, input.source].filter(Boolean).join("，") || "—",
        input.table
          ? element("span", { class: "row-of" }, `${words.tables[input.table] ?? input.table} ${input.key ?? ""}`)
          : null,
      ),
    ),
  );
  const headings = ["数据", "数值", "日期与来源"].map((text) => element("th", { scope: "col" }, text));
  return element(
    "table",
    { class: "small" },
    element("thead", {}, element("tr", {}, ...headings)),
    element("tbody", {}, ...rows),
  );
}

function clause(cited) {
  const draft = cited.status === "draft" ? element("span", { class: "outcome open" }, "征求意见稿") : null;
  const where = [cited.document, cited.number, cited.clause].filter(Boolean).join(" ");
  return element(
    "blockquote",
    { class: "clause" },
    cited.quote ? element("q", {}, cited.quote) : null,
    element("footer", {}, cited.rule_id ? element("b", {}, `${cited.rule_id} `) : null, where, draft),
  );
}
