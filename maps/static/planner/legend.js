// The legend (图例) and the switches of the overlays: the same palette as the map.

import { isJudged } from "./classes.js";
import { byId, element, swatch, unseen } from "./dom.js";
import { OVERLAYS } from "./overlays.js";

/** Write a level's classes: a ramp from shortage to surplus, or its verdicts; beside them what is undecided. */
export function showLegend({ palette, level, title, needsBlank }) {
  const item = (entry) =>
    element(
      "li",
      {},
      swatch(entry),
      element("span", { "aria-hidden": "true" }, ...breakable(entry.short)),
      unseen(entry.label),
    );
  const blank = needsBlank ? [palette.notApplicable] : [];
  const verdicts = isJudged(level) ? [palette.verdicts["not-met"], palette.verdicts.met] : [];
  const ramp = () =>
    element(
      "div",
      { class: "ramp-line" },
      element("span", { "aria-hidden": "true" }, "缺口"),
      element("ul", { class: "ramp" }, ...palette.levels[level].map(item)),
      element("span", { "aria-hidden": "true" }, "富余"),
    );
  byId("legend").replaceChildren(
    element("p", { class: "legend-title" }, title),
    ...(isJudged(level) ? [] : [ramp()]),
    element(
      "p",
      { class: "undecided" },
      ...[...verdicts, palette.undetermined, ...blank].map((entry) =>
        element("span", { title: entry.label }, swatch(entry), entry.short),
      ),
    ),
  );
}

/** Write the switches, each with its marks; `onSwitch(key, on)` follows. */
export function showSwitches({ palette, isOn, onSwitch }) {
  byId("toggles").replaceChildren(
    ...OVERLAYS.map((overlay) => {
      const box = element("input", { type: "checkbox", name: overlay.key });
      box.checked = isOn(overlay.key);
      const marks = overlay.marks.map((key) => palette.marks[key]);
      const several = marks.length > 1;
      const shown = marks.map((mark) =>
        element("span", { class: "mark-of" }, swatch(mark, shapeOf(mark.key)), several ? mark.short : ""),
      );
      const label = element("label", {}, box, overlay.label, ...shown);
      label.classList.toggle("on", box.checked);
      box.addEventListener("change", () => {
        label.classList.toggle("on", box.checked);
        onSwitch(overlay.key, box.checked);
      });
      return label;
    }),
  );
}

/** Say what the circles of homes mean while they are drawn; null where they are not. */
export function showHomeKey(palette) {
  const place = byId("home-key");
  place.hidden = palette === null;
  if (palette === null) return;
  const items = [...palette.parts, palette.undetermined].map((entry) =>
    element("li", { title: entry.means ?? entry.label }, swatch(entry, "dot"), entry.short),
  );
  place.replaceChildren(
    element("p", {}, element("b", {}, "居住点"), " 颜色取该处寻求者最多的去向，大小为寻求人数"),
    element("ul", {}, ...items),
  );
}

function shapeOf(key) {
  if (key.startsWith("site")) return "diamond";
  return key === "boundary" || key === "circle-without-site" ? `line ${key}` : "square";
}

// A range may break after its dash.
function breakable(text) {
  const [low, high] = text.split("—");
  return high ? [`${low}—`, element("wbr"), high] : [text];
}
