// Who has a place and who has none in one area (谁有位、谁没有): the bar, what each part means, and other assumptions.

import { readServedArea } from "./api.js";
import { askedBlock, choiceOf, folded } from "./asked.js";
import { element, swatch } from "./dom.js";
import { count, isMissing } from "./format.js";
import { SPLIT_LEVELS, splitBar, splitOf } from "./split.js";

const PLACES = [
  ["inclusive", "只计普惠"],
  ["any", "全部托位"],
];

/** The block of an area, or null where its level is not split; `onPoints` gets where its children live. */
export function servedBlock({ state, palette, onPoints, onChoose }) {
  if (!SPLIT_LEVELS.includes(state.level)) return null;
  let asked = { places: PLACES[0][0] };
  const ask = (more) => {
    asked = { ...asked, ...more };
    renew(asked);
  };
  const places = choiceOf("哪些托位合适", "places", PLACES, (chosen) => ask({ places: chosen }));
  const { block, renew, tell } = askedBlock("谁有位、谁没有", {
    name: "served",
    controls: [places, uptakeForm({ onGive: ask, onWrong: (words) => tell(words) })],
    ask: (parameters, options) => readServedArea(state, parameters, options),
    show(answer) {
      onPoints(answer.points);
      return shown(answer, palette, onChoose);
    },
  });
  renew(asked);
  return block;
}

// Percent for people, a share of at most six decimals for the service, which refuses one without its source.
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
    const wrong = percent.validity.badInput || (share !== "" && !(share > 0 && share <= 1));
    if (wrong) return onWrong("入托意愿是大于0、不大于100的百分数，如35。");
    return onGive({ uptake: share === "" ? "" : String(Number(share.toFixed(6))), uptake_source: source.value.trim() });
  });
  return folded("改用本地的入托意愿", form);
}

function shown(answer, palette, onChoose) {
  const split = splitOf(answer.row, palette);
  const reason = answer.unanswered || answer.row.reason;
  return [
    splitBar(split, { reason, size: "large" }),
    split.seeking === null ? element("p", { class: "reason" }, `无法判定：${reason}`) : partsTable(split),
    split.seeking === null ? null : element("p", { class: "fine" }, basis(answer)),
    destinations(answer, onChoose),
    folded("这样算的前提", element("ul", { class: "told" }, ...answer.assumptions.map((line) => element("li", {}, line)))),
  ];
}

function basis({ within_m, measured_by_zh, places_zh, uptake }) {
  const share = uptake ? `入托意愿 ${Math.round(uptake.share * 1e6) / 1e4}%（${uptake.source}）` : "";
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
        { type: "button", class: "link", onclick: () => onChoose(input.key.replace(/^site_id=/, "")) },
        input.name,
      ),
      ` ${input.value} 人`,
    ),
  );
  const list = folded("各点位分到的儿童", element("ul", { class: "told" }, ...buttons));
  return element("div", {}, element("p", { class: "destinations" }, step.says), sites.length ? list : null);
}
