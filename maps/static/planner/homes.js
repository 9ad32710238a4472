// Where the children of the chosen area live (居住点): a circle for each place, in the colour of most seekers' fate.

import { element } from "./dom.js";
import { mainFate, splitOf, splitWords } from "./split.js";

const L = globalThis.L;
const LEAST = 2.5;
const UNKNOWN = 4; // wide enough for its hatching
const ROOMY = 250; // more circles than these are drawn smaller, so that a city's still stand apart

/** The circles of the points of `GET /served/{level}/{area_id}`; the area of a circle grows with its seekers. */
export function drawHomes(points, palette, onChoose) {
  const placed = points.filter((point) => point.longitude !== null);
  const bySize = [...placed].sort((one, other) => (other.seekers ?? 0) - (one.seekers ?? 0));
  const scale = Math.min(1, Math.sqrt(ROOMY / Math.max(placed.length, 1)));
  return L.layerGroup(bySize.map((point) => circle(point, { palette, scale, onChoose })));
}

function circle(point, { palette, scale, onChoose }) {
  const split = splitOf(point, palette, "");
  const fate = mainFate(split, palette);
  const size = split.seeking === null ? UNKNOWN : LEAST + Math.sqrt(split.seeking) * 0.85;
  const marker = L.circleMarker([point.latitude, point.longitude], {
    pane: "homes",
    radius: scale * size,
    color: fate.hatch ? fate.line : "#ffffff",
    weight: scale,
    fillColor: fate.hatch ? "url(#hatch)" : fate.colour,
    fillOpacity: 0.92,
  });
  const words = splitWords(split, { reason: "数据不足", brief: true });
  marker.bindTooltip(() => element("span", {}, element("b", {}, point.name), ` ${words}`), {
    direction: "top",
    opacity: 1,
  });
  return marker.on("click", () => onChoose(`home:${point.point_id}`, point.name));
}
