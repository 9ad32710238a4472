// A few key figures side by side (主要数字): title, number and unit each.

import { element } from "./dom.js";

/** The list of `[title, number, unit]`, the number as it is read; null where there is none. */
export function figuresOf(cells) {
  if (!cells.length) return null;
  const one = ([title, number, unit]) =>
    element(
      "div",
      {},
      element("dt", {}, title),
      element("dd", {}, number, unit ? element("span", { class: "unit" }, unit) : null),
    );
  return element("dl", { class: "unit-figures" }, ...cells.map(one));
}
