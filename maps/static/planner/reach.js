// Who reaches a site, which sites a home reaches (可达范围): asked on foot or with a stroller, nearest first.

import { readReach } from "./api.js";
import { askedBlock, inWords } from "./asked.js";
import { distanceForm, distanceWords, walkAsked } from "./distance.js";
import { element, swatch } from "./dom.js";
import { figuresOf } from "./figures.js";
import { count, isMissing } from "./format.js";

const FIRST = 20;
const CLASSES = { infant: "乳儿班", toddler_small: "托小班", toddler_large: "托大班", mixed: "混龄班" };
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
  const distance = distanceForm({ onGive: onAsk, onWrong: (words) => refused(words) });
  const { block, renew, refused, tell } = askedBlock(kind === "sites" ? "谁走得到" : "步行可达的点位", {
    name: "reach",
    signal,
    controls: [distance.form],
    ask: (parameters, options) => readReach(state, { kind, id, ...parameters }, options),
    show(answer) {
      distance.answered(answer);
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
    distance.set(now);
    renew(walkAsked(now));
  }
  follow(state);
  return { block, follow };
}

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
    people(answer),
    answer.classes ? element("p", { class: "site-itself" }, siteWords(answer)) : null,
    listOf(answer, onChoose),
    key(answer, palette),
    element("p", { class: "fine" }, element("b", { class: "outcome" }, answer.measured_by_zh), ` ${measured(answer)}`),
  ];
}

// Who lives there, or within reach; of a site also what it has.
function people({ residents, children, homes, ...site }) {
  const counted = [
    ["居住点", homes && count(homes.length), "处"],
    ["居民", count(residents), "人"],
    ["3岁以下", count(children), "人"],
    ["托位", isMissing(site.places) ? null : count(site.places), "个"],
  ];
  return figuresOf(counted.filter(([, number]) => number));
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
    element("th", { scope: "row" }, name, ...(one.site_id ? [siteWords(one), walkWords(one)] : []).map(fine)),
    element("td", { class: "number" }, count(one.cost_m)),
    element("td", { class: "number" }, minutes),
    element("td", { class: "number" }, count(one.site_id ? one.places : one.children)),
  );
}

const fine = (words) => (words ? element("span", { class: "row-of" }, words) : null);

// The parts of a walk along ways, which add up to its metres before these are rounded.
function walkWords({ to_way_m, along_m, from_way_m }) {
  if ([to_way_m, along_m, from_way_m].some(isMissing)) return "";
  return `到路或出入口 ${count(to_way_m)} 米，沿路 ${count(along_m)} 米，到点位 ${count(from_way_m)} 米`;
}

function siteWords({ enrolled, inclusive, open_to_neighbours, classes }) {
  const told = (value, yes, no) => (isMissing(value) ? "" : value ? yes : no);
  return [
    told(inclusive, "普惠", "非普惠"),
    told(open_to_neighbours, "对外开放", "不对外开放"),
    ...Object.entries(classes ?? {}).map(([key, places]) => `${CLASSES[key] ?? key} ${count(places)}`),
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
    mark(walks.start, homes ? "托育点位" : "居住点", homes ? "diamond" : "dot"),
    mark(walks.reached, homes ? "可达的居住点" : "可达的点位", homes ? "dot" : "diamond"),
    ways?.geometry ? mark(walks.way, walks.way.label, "line way") : null,
  );
}

function measured(answer) {
  const { note, joined, ways } = answer;
  const away = isMissing(joined.away_m) ? "" : `，距 ${count(joined.away_m)} 米`;
  return [
    `${distanceWords(answer)}。`,
    note && `${note.replace(/。$/, "")}。`,
    joined.joined_at ? `接入路网：${joined.joined_at_zh}${away}。` : "",
    isMissing(joined.gate_unknown_m) ? "" : `出入口不明，从最近的道路起算，误差可达 ±${count(joined.gate_unknown_m)} 米。`,
    isMissing(joined.island_nodes) ? "" : `所在的一片路网只有 ${count(joined.island_nodes)} 个节点，走不到别处。`,
    ways?.geometry ? "" : "没有可画的道路。",
  ].filter(Boolean).join("");
}
