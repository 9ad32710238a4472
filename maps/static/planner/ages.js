// Who has a place and who has none, by months of age (按月龄): which ages want a class, and where.

import { scrolled } from "./asked.js";
import { element, swatch } from "./dom.js";
import { count } from "./format.js";
import { splitBar, splitOf } from "./split.js";

/** One row an age band: months, those who seek a place, and their fates as a bar with its numbers; null without bands. */
export function agesTable(bands, palette) {
  if (bands.length === 0) return null;
  const asked = palette.parts.filter((entry) => entry.seeks);
  const head = [
    element("th", { scope: "col" }, "月龄"),
    element("th", { scope: "col", class: "number" }, "寻求"),
    ...asked.map((entry) => element("th", { scope: "col", class: "number", title: entry.label }, swatch(entry), entry.short)),
  ];
  const rows = bands.map((band) =>
    element(
      "tr",
      {},
      element("th", { scope: "row" }, `${band.from_months}—${band.to_months}`, splitBar(splitOf(band, palette, ""))),
      element("td", { class: "number" }, count(band.seekers)),
      ...asked.map((entry) => element("td", { class: "number" }, count(band[entry.key]))),
    ),
  );
  const caption = element("caption", {}, "寻求托位的儿童（人）；没有班型可入的月龄不寻求");
  const table = element(
    "table",
    { class: "small ages" },
    caption,
    element("thead", {}, element("tr", {}, ...head)),
    element("tbody", {}, ...rows),
  );
  return scrolled("按月龄", table);
}
