// The legend (图例) and the switches of the overlays: the same palette as the map.

import { byId, element, swatch } from "./dom.js";
import { OVERLAYS } from "./overlays.js";

/** Write the classes of a level, and the marks of the overlays that are on. */
export function showLegend({ palette, level, title, isOn }) {
  const entries = [...palette.levels[level], palette.undetermined];
  const marks = OVERLAYS.filter((overlay) => isOn(overlay.key)).flatMap((overlay) => overlay.marks);
  byId("legend").replaceChildren(
    element("p", { class: "legend-title" }, title),
    element("ul", { class: "legend-list" }, ...entries.map((entry) => item(entry, "square"))),
    element("ul", { class: "legend-list marks" }, ...marks.map((key) => item(palette.marks[key], shapeOf(key)))),
  );
}

/** Write the switches once; `onSwitch(key, on)` follows. */
export function showSwitches({ isOn, onSwitch }) {
  byId("toggles").replaceChildren(
    ...OVERLAYS.map((overlay) => {
      const box = element("input", { type: "checkbox", name: overlay.key, onchange: () => onSwitch(overlay.key, box.checked) });
      box.checked = isOn(overlay.key);
      return element("label", {}, box, overlay.label);
    }),
  );
}

function item(entry, shape) {
  return element("li", {}, swatch(entry, shape), entry.label);
}

function shapeOf(key) {
  if (key.startsWith("site")) return "dot";
  return key === "boundary" || key === "circle-without-site" ? `line ${key}` : "square";
}
