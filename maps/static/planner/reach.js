// Who reaches a site, which sites a home reaches (可达范围): asked on foot or with a stroller, nearest first.

import { readReach } from "./api.js";
import { askedBlock, choiceOf, inWords } from "./asked.js";
import { element, swatch } from "./dom.js";
import { count, isMissing } from "./format.js";
import { emptied, inFull } from "./state.js";

const MODES = [
  ["walk", "步行"],
  ["stroller", "推婴儿车"],
];
const FIRST = 20;
const FARTHEST_M = 20000; // as far as the service walks
const NONE = {
  sites: "这个点位在该日不计入供给（停办、尚未备案或没有托位），不计算可达范围。",
  homes: "这里在该日没有人居住，不计算可达的点位。",
};

/** What the address says of a walk: `ST0001` is a site, `home:RE0002` a place where somebody lives. */
export function reachOf(text) {
  return text.startsWith("home:") ? { kind: "homes", id: text.slice("home:".length) } : { kind: "sites", id: text };
}

/**
 * The block of a site or home; `follow(state)` asks again if the question is another.
 *
 * `onAnswer(answer)` may draw it, `onRefused()` takes that away; `onAsk(patch)` is told another question,
 * `onChoose(reach, name)` what was clicked in a list, and `onNone(tell, words)` that there is no walk, and in which words.
 */
export function reachBlock({ state, kind, id, palette, signal, onAsk, onAnswer, onRefused, onChoose, onNone = () => {} }) {
  const mode = choiceOf("怎样走", "mode", MODES, (chosen) => onAsk({ mode: emptied("mode", chosen) }));
  const distance = metresForm({ mode, onGive: onAsk, onWrong: (words) => refused(words) });
  const { block, renew, refused, tell } = askedBlock(kind === "sites" ? "谁走得到" : "步行可达的点位", {
    name: "reach",
    signal,
    controls: [distance.form],
    ask: (parameters, options) => readReach(state, { kind, id, ...parameters }, options),
    show(answer) {
      distance.answered(answer.within_m);
      onAnswer(answer);
      return shown(answer, palette, onChoose);
    },
    says: ({ homes, sites, within_m }) => `${count(within_m)} 米以内有 ${(homes ?? sites).length} 处`,
    onRefused,
    refuse(failure) {
      if (failure.status !== 404) return inWords(failure);
      distance.form.hidden = true;
      onNone(tell, NONE[kind]);
      return NONE[kind];
    },
  });
  function follow(now) {
    mode.set(inFull("mode", now.mode));
    distance.set(now.within_m);
    renew({ within_m: now.within_m, mode: now.mode });
  }
  follow(state);
  return { block, follow };
}

// Metres are given by leaving the field or by Enter; nothing is given while the distance is the one that is usual here.
function metresForm({ mode, onGive, onWrong }) {
  const metres = element("input", { type: "number", name: "within", min: 1, max: FARTHEST_M, step: 50, inputmode: "numeric" });
  const label = element("label", {}, metres, "米以内");
  const form = element("form", { class: "walk-asked", novalidate: true }, label, mode.field);
  let given = "";
  let usual = null;
  function give() {
    const wrong = metres.validity.badInput || (metres.value !== "" && !isDistance(metres.value));
    metres.setAttribute("aria-invalid", String(wrong));
    if (wrong) return onWrong(`步行距离是1至${count(FARTHEST_M)}的整数（米），如800。`);
    const chosen = metres.value === "" ? "" : String(Number(metres.value));
    return onGive({ within_m: given === "" && Number(chosen) === usual ? "" : chosen });
  }
  metres.addEventListener("change", give);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    give();
  });
  return {
    form,
    set(within) {
      if (within === given) return;
      given = within;
      metres.value = within;
      metres.removeAttribute("aria-invalid");
    },
    answered(within) {
      if (given === "") usual = within;
      if (metres.value === "" || document.activeElement !== metres) metres.value = within;
    },
  };
}

const isDistance = (text) => /^\d+$/.test(text) && Number(text) >= 1 && Number(text) <= FARTHEST_M;

/** The block of a residential area: its sites, or in words that nobody lives there yet. */
export function residentialReach({ row, columns, ...asked }) {
  if (asked.state.level !== "residential-area") return null;
  const status = columns.find((column) => column.name === "status")?.codes?.[row.status] ?? row.status;
  const empty = row.residents > 0 ? "" : "没有人口数";
  const why = row.status !== "delivered" ? `在该日为“${status}”，尚未交付` : empty;
  if (!why) return reachBlock({ ...asked, kind: "homes", id: row.area_id });
  const words = element("p", { class: "reason" }, `这个居住区${why}，没有人从这里步行，不计算可达的点位。`);
  return { block: element("section", { class: "block reach" }, element("h3", {}, "步行可达的点位"), words) };
}

function shown(answer, palette, onChoose) {
  return [
    answer.homes ? people(answer) : null,
    listOf(answer, onChoose),
    key(answer, palette),
    element("p", { class: "fine" }, element("b", { class: "outcome" }, answer.measured_by_zh), ` ${measured(answer)}`),
  ];
}

function people({ residents, children, homes }) {
  const cells = [
    ["居住点", homes.length, "处"],
    ["居民", residents, "人"],
    ["3岁以下", children, "人"],
  ].map(([title, number, unit]) =>
    element(
      "div",
      {},
      element("dt", {}, title),
      element("dd", {}, count(number), element("span", { class: "unit" }, unit)),
    ),
  );
  return element("dl", { class: "unit-figures" }, ...cells);
}

function listOf({ homes, sites, within_m }, onChoose) {
  const found = homes ?? sites;
  const what = homes ? "居住点" : "计入供给的点位";
  if (!found.length) return element("p", { class: "reason" }, `${count(within_m)} 米以内没有${what}。`);
  const headings = homes ? ["居住点（近的在前）", "米", "分钟", "3岁以下"] : ["点位（近的在前）", "米", "分钟", "托位"];
  const lines = found.map((one) => line(one, onChoose));
  const body = element("tbody", {}, ...lines.slice(0, FIRST));
  const table = element(
    "table",
    { class: "small reached" },
    element("thead", {}, element("tr", {}, ...headings.map(heading))),
    body,
  );
  const left = lines.slice(FIRST);
  const more = element("button", { type: "button", class: "more-reached" }, `再显示 ${left.length} 处`);
  more.addEventListener("click", () => {
    body.append(...left);
    more.remove();
    left[0].querySelector("button").focus();
  });
  return element("div", {}, table, left.length ? more : null);
}

const heading = (text, index) => element("th", { scope: "col", class: index ? "number" : null }, text);

function line(one, onChoose) {
  const reach = one.site_id ?? `home:${one.point_id}`;
  const name = element("button", { type: "button", class: "link", onclick: () => onChoose(reach, one.name) }, one.name);
  const minutes = isMissing(one.cost_min) ? "—" : one.cost_min.toFixed(1);
  return element(
    "tr",
    {},
    element("th", { scope: "row" }, name, one.site_id ? element("span", { class: "row-of" }, siteWords(one)) : null),
    element("td", { class: "number" }, count(one.cost_m)),
    element("td", { class: "number" }, minutes),
    element("td", { class: "number" }, count(one.site_id ? one.places : one.children)),
  );
}

function siteWords({ enrolled, inclusive, open_to_neighbours }) {
  const told = (value, yes, no) => (isMissing(value) ? "" : value ? yes : no);
  return [
    told(inclusive, "普惠", "非普惠"),
    told(open_to_neighbours, "对外开放", "不对外开放"),
    isMissing(enrolled) ? "" : `在托 ${count(enrolled)} 人`,
  ]
    .filter(Boolean)
    .join("，");
}

function key({ homes, ways }, { walks }) {
  const mark = (entry, words, shape) => element("li", {}, swatch(entry, shape), words);
  return element(
    "ul",
    { class: "walk-key" },
    mark(walks.start, homes ? "点位" : "居住点", "dot"),
    mark(walks.reached, homes ? "可达的居住点" : "可达的点位", "dot"),
    ways?.geometry ? mark(walks.way, walks.way.label, "line way") : null,
  );
}

function measured({ note, joined, ways }) {
  const away = isMissing(joined.away_m) ? "" : `，距 ${count(joined.away_m)} 米`;
  return [
    note && `${note.replace(/。$/, "")}。`,
    joined.joined_at ? `接入路网：${joined.joined_at_zh}${away}。` : "",
    isMissing(joined.gate_unknown_m) ? "" : `出入口不明，从最近的道路起算，误差可达 ±${count(joined.gate_unknown_m)} 米。`,
    ways?.geometry ? "" : "没有可画的道路。",
  ].filter(Boolean).join("");
}
