// Who is served (服务五分): the parts of those who seek a place, as one stacked bar, its words and its key.

import { element, svgElement, swatch } from "./dom.js";
import { count, isMissing } from "./format.js";

export const SPLIT_LEVELS = ["city", "district", "street"];

/** The parts of a row or answer: `seeking` is the sum of the five, null where any is not known. */
export function splitOf(row, palette, prefix = "children_") {
  const parts = palette.parts.map((entry) => ({ entry, number: row[prefix + entry.key] }));
  const seekers = parts.filter(({ entry }) => entry.seeks);
  const known = seekers.every(({ number }) => !isMissing(number));
  return { parts, seekers, seeking: known ? seekers.reduce((sum, { number }) => sum + number, 0) : null };
}

/** The split in words: "寻求托位 916 人：有位 393，不可达 137……"; parts of none are left out if so asked. */
export function splitWords({ seekers, seeking }, { reason = "", brief = false } = {}) {
  if (seeking === null) return `无法判定${reason ? `：${reason}` : ""}`;
  const told = seekers.filter(({ number }) => !brief || number > 0).map(({ entry, number }) => `${entry.short} ${count(number)}`);
  return `寻求托位 ${count(seeking)} 人${told.length ? `：${told.join("，")}` : ""}`;
}

/** The bar: all who seek are its whole length; hatched where nothing can be said. */
export function splitBar(split, { reason = "", size = "" } = {}) {
  const words = splitWords(split, { reason });
  const bar = svgElement("svg", { class: `split-bar ${size}`.trim(), role: "img", "aria-label": words });
  bar.append(svgElement("title", {}, words), ...(split.seeking === null ? [hatched()] : pieces(split)));
  return bar;
}

function pieces({ seekers, seeking }) {
  let from = 0;
  return seekers
    .filter(({ number }) => number > 0)
    .map(({ entry, number }) => {
      const share = (100 * number) / seeking;
      const piece = svgElement("rect", { x: `${from}%`, width: `${share}%`, height: "100%", fill: entry.colour });
      piece.dataset.part = entry.key;
      from += share;
      return piece;
    });
}

function hatched() {
  return svgElement("rect", { width: "100%", height: "100%", fill: "url(#hatch)" });
}

/** The colours with their words, in the order of the bar. */
export function splitKey(palette) {
  return palette.parts
    .filter((entry) => entry.seeks)
    .map((entry) => element("li", { title: entry.means }, swatch(entry), entry.short));
}

/** The part that most of those who seek at a place come to: the pale one where nobody seeks, none where that is unknown. */
export function mainFate({ parts, seekers, seeking }, palette) {
  if (seeking === null) return palette.undetermined;
  if (seeking === 0) return parts.at(-1).entry;
  return seekers.reduce((most, one) => (one.number > most.number ? one : most)).entry;
}
