// How many children of an area reach a place on foot (步行可达): its row of the reach table, at a distance to choose.

import { readReachTable } from "./api.js";
import { askedBlock, folded } from "./asked.js";
import { distanceForm, distanceWords, walkAsked } from "./distance.js";
import { element } from "./dom.js";
import { figuresOf } from "./figures.js";
import { count, isMissing } from "./format.js";
import { SPLIT_LEVELS, splitOf } from "./split.js";

const WAITING = "……";

/**
 * The block of an area, or null where its level has none; `follow(state)` asks again if the question is another.
 *
 * `row` is the area's own in the table. Where its split is unknown, the usual distance is asked for only once
 * `served(answer)` has told whether there is one: an answer of who is served, or null where that was refused.
 */
export function areaReachBlock({ state, row, palette, signal, onAsk }) {
  if (!SPLIT_LEVELS.includes(state.level)) return null;
  const distance = distanceForm({ onGive: onAsk, onWrong: (words) => refused(words) });
  const { block, renew, refused } = askedBlock("步行可达", {
    name: "area-reach",
    signal,
    controls: [distance.form],
    ask: (parameters, options) => readReachTable(state, parameters, options),
    show(answer) {
      distance.answered(answer);
      return shown(answer, rowOf(answer, state));
    },
    says: (answer) => `${count(answer.within_m)} 米以内，${withinWords(rowOf(answer, state) ?? {})}`,
  });
  let asked = state;
  let usual = splitOf(row, palette).seeking === null ? WAITING : "";
  function follow(now) {
    asked = now;
    distance.set(now);
    if (now.within_m || now.within_min || !usual) renew(walkAsked(now));
    else if (usual !== WAITING) refused(usual);
  }
  function served(answer) {
    if (usual !== WAITING) return;
    usual = answer?.unanswered && !answer.within_m ? `无法判定：${answer.unanswered}。可在上面另填步行多少米或分钟。` : "";
    follow(asked);
  }
  follow(state);
  return { block, follow, served };
}

const rowOf = ({ rows }, { id }) => rows.find((row) => row.area_id === id);

function shown(answer, row) {
  if (!row) return [element("p", { class: "reason" }, "可达性中没有这个单元。")];
  return [
    figuresOf([
      ["3岁以下可达", shareOf(row), bound(row.unmeasured)],
      ["半数儿童步行", isMissing(row.nearest_m) ? "—" : count(row.nearest_m), isMissing(row.nearest_m) ? "" : "米以内"],
      ["每百名儿童可及", isMissing(row.places_per_child) ? "—" : hundred(row.places_per_child), row.at_least ? "个托位以上" : "个托位"],
    ]),
    element("p", { class: "within" }, `${withinWords(row)}。`),
    isMissing(row.nearest_m) ? element("p", { class: "fine" }, `${count(answer.within_m)} 米以内够不到半数儿童，或不明。`) : null,
    row.unmeasured > 0 || row.reason ? element("p", { class: "reason" }, whyBound(row)) : null,
    element("p", { class: "fine" }, element("b", { class: "outcome" }, answer.measured_by_zh), ` ${distanceWords(answer)}。`),
    folded("这样算的前提", element("ul", { class: "told" }, ...answer.assumptions.map((line) => element("li", {}, line)))),
  ];
}

const whyBound = ({ unmeasured, reason }) =>
  [unmeasured > 0 ? `${count(unmeasured)} 名儿童的步行可达不明` : "", reason].filter(Boolean).map((words) => `${words}。`).join("");
const bound = (unmeasured) => (unmeasured > 0 ? "以上" : "");
const shareOf = ({ children_share }) => (isMissing(children_share) ? "—" : `${(100 * children_share).toFixed(1)}%`);
const hundred = (places) => (100 * places).toFixed(1);

function withinWords({ children, children_within }) {
  if (isMissing(children_within)) return `3岁以下儿童 ${count(children)} 人，可达的人数无法判定`;
  return `3岁以下儿童 ${count(children)} 人，其中 ${count(children_within)} 人走得到计入供给的点位`;
}
