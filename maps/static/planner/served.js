// Who has a place and who has none in one area (谁有位、谁没有): the bar, what each part means, and other assumptions.

import { readServedArea } from "./api.js";
import { agesTable } from "./ages.js";
import { askedBlock, choiceOf, folded } from "./asked.js";
import { element, swatch } from "./dom.js";
import { count, isMissing } from "./format.js";
import { SPLIT_LEVELS, splitBar, splitOf, splitWords } from "./split.js";
import { emptied, inFull } from "./state.js";

const PLACES = [
  ["inclusive", "只计普惠"],
  ["any", "全部托位"],
];

/**
 * The block of an area, or null where its level is not split; `follow(state)` asks again if the question is another.
 *
 * `usual` is the unit's answer, whose row has the split of the table; `onAsk(patch)` is told another question,
 * `onPoints` where its children live: nowhere, where the question was refused. `onTold` gets each answer, then null.
 */
export function servedBlock({ state, palette, signal, usual, onAsk, onPoints, onTold, onChoose }) {
  if (!SPLIT_LEVELS.includes(state.level)) return null;
  const places = choiceOf("哪些托位合适", "places", PLACES, (chosen) => onAsk({ places: emptied("places", chosen) }));
  const uptake = uptakeForm({ onGive: onAsk, onWrong: (words) => refused(words) });
  let question = {};
  const { block, renew, refused } = askedBlock("谁有位、谁没有", {
    name: "served",
    signal,
    controls: [places.field, uptake.form],
    ask: (parameters, options) => readServedArea(state, parameters, options),
    show(answer) {
      onPoints(answer.points);
      onTold(answer);
      const other = question.places || question.uptake || question.uptake_source;
      return shown(answer, { palette, usual: other ? usual : null, onChoose });
    },
    says: ({ row, unanswered }) => splitWords(splitOf(row, palette), { reason: unanswered || row.reason }),
    onRefused() {
      onPoints([]);
      onTold(null);
    },
  });
  function follow(now) {
    places.set(inFull("places", now.places));
    uptake.set(now);
    question = { places: now.places, uptake: now.uptake, uptake_source: now.uptake_source };
    renew(question);
  }
  follow(state);
  return { block, follow };
}

// Percent for people, a share of at most six decimals for the service; one comes with its source or not at all.
function uptakeForm({ onGive, onWrong }) {
  const percent = element("input", { type: "number", min: 0, max: 100, step: "any", inputmode: "decimal" });
  const source = element("input", { type: "text", maxlength: 200, placeholder: "如：2026年区入托意愿调查" });
  const form = element(
    "form",
    { class: "uptake", novalidate: true },
    element("label", {}, "入托意愿（%）", percent),
    element("label", { class: "source" }, "来源", source),
    element("button", { type: "submit" }, "重新计算"),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const share = percent.value === "" ? "" : Number(percent.value) / 100;
    const wrong = percent.validity.badInput || (share !== "" && !isShare(percent.value));
    const alone = !wrong && (share === "") !== (source.value.trim() === "");
    percent.setAttribute("aria-invalid", String(wrong || (alone && share === "")));
    source.setAttribute("aria-invalid", String(alone && share !== ""));
    if (wrong) return onWrong("入托意愿是大于0、不大于100的百分数，至多四位小数，如35。");
    if (alone) return onWrong("入托意愿和来源须同时给出。");
    return onGive({ uptake: share === "" ? "" : String(Number(share.toFixed(6))), uptake_source: source.value.trim() });
  });
  const fold = folded("改用本地的入托意愿", form);
  let given = ["", ""];
  // What is being typed stays while another part of the question changes.
  function set({ uptake, uptake_source }) {
    if (uptake === given[0] && uptake_source === given[1]) return;
    given = [uptake, uptake_source];
    percent.value = uptake === "" ? "" : inPercent(uptake);
    source.value = uptake_source;
    if (uptake || uptake_source) fold.open = true;
  }
  return { form: fold, set };
}

const isShare = (text) => /^\d*(\.\d{1,4})?$/.test(text) && Number(text) > 0 && Number(text) <= 100;
const inPercent = (share) => String(Math.round(Number(share) * 1e6) / 1e4);

function shown(answer, { palette, usual, onChoose }) {
  const split = splitOf(answer.row, palette);
  const reason = answer.unanswered || answer.row.reason;
  return [
    splitBar(split, { reason, size: "large" }),
    usual ? beside(usual, palette) : null,
    split.seeking === null ? element("p", { class: "reason" }, `无法判定：${reason}`) : partsTable(split),
    split.seeking === null ? null : element("p", { class: "fine" }, basis(answer)),
    answer.row.children_uncertain > 0 ? element("p", { class: "fine uncertain" }, uncertain(answer.row)) : null,
    split.seeking === null ? null : folded("按月龄", agesTable(answer.by_age, palette)),
    destinations(answer, onChoose),
    folded("这样算的前提", element("ul", { class: "told" }, ...answer.assumptions.map((line) => element("li", {}, line)))),
  ];
}

// The table keeps its usual question, so that its rows compare with each other; unlike numbers are named as such.
function beside({ row, trace }, palette) {
  const split = splitOf(row, palette);
  const share = trace.steps.find(({ key }) => key === "served")?.inputs.find(({ name }) => name === "入托意愿")?.value;
  const number = split.seeking === null ? "无法判定" : `寻求托位 ${count(split.seeking)} 人，有位 ${count(row.children_served)} 人`;
  const words = `表中色带仍按只计普惠、方案的入托意愿${share ? ` ${share}` : ""}：${number}。与这里的口径不同，不宜直接比较。`;
  return element("p", { class: "fine beside-table" }, words);
}

// Nobody can say of them: they count where the table has them until somebody does.
function uncertain({ children_uncertain: number }) {
  return `没有位的儿童中，至多 ${count(number)} 人去向待定：够得着的点位没有说明是否对外开放或托位数，或步行距离量不出。`;
}

function basis({ within_m, measured_by_zh, places_zh, uptake }) {
  const share = uptake ? `入托意愿 ${inPercent(uptake.share)}%（${uptake.source}）` : "";
  return [`步行 ${count(within_m)} 米以内，按${measured_by_zh}`, places_zh, share].filter(Boolean).join("；");
}

function partsTable({ parts, seeking }) {
  const rows = parts.map(({ entry, number }) =>
    element(
      "tr",
      { class: entry.seeks ? null : "beside" },
      element(
        "th",
        { scope: "row" },
        element("span", { class: "part" }, swatch(entry), entry.label),
        element("span", { class: "row-of" }, entry.means),
      ),
      element("td", { class: "number" }, count(number)),
      element("td", { class: "number" }, entry.seeks ? shareOf(number, seeking) : ""),
    ),
  );
  const headings = [
    ["去向", null],
    ["人数", "number"],
    ["占寻求者", "number"],
  ];
  const head = headings.map(([text, kind]) => element("th", { scope: "col", class: kind }, text));
  return element(
    "table",
    { class: "small parts" },
    element("caption", {}, `寻求托位的儿童 ${count(seeking)} 人`),
    element("thead", {}, element("tr", {}, ...head)),
    element("tbody", {}, ...rows),
  );
}

const shareOf = (number, whole) =>
  isMissing(number) || !whole ? "—" : `${((100 * number) / whole).toFixed(1)}%`;

// The step of the trace that says to which sites the children go, and how many leave the area.
function destinations({ steps }, onChoose) {
  const step = steps.find(({ key }) => key === "sites");
  if (!step) return null;
  const sites = step.inputs.filter((input) => input.table === "sites");
  const buttons = sites.map((input) =>
    element(
      "li",
      {},
      element(
        "button",
        { type: "button", class: "link", onclick: () => onChoose(input.key.replace(/^site_id=/, ""), input.name) },
        input.name,
      ),
      ` ${input.value} 人`,
    ),
  );
  const list = folded("各点位分到的儿童", element("ul", { class: "told" }, ...buttons));
  return element("div", {}, element("p", { class: "destinations" }, step.says), sites.length ? list : null);
}
