// A walk on the map (步行范围): the ways within it, the site or home that was chosen, and what lies within it.

import { diamond } from "./diamond.js";
import { element } from "./dom.js";
import { count } from "./format.js";

const L = globalThis.L;

/** Draws one walk at a time; `onChoose(reach, name)` is told which home or site was clicked. */
export function createWalks(map, { palette, onChoose }) {
  const { way, start, reached } = palette.walks;
  let group = null;

  function dot(one, { radius, mark, weight = 2, name, words }) {
    const isSite = one.site_id !== undefined;
    const marker = (isSite ? diamond : L.circleMarker)([one.latitude, one.longitude], {
      pane: "walks",
      radius: isSite ? radius + 2 : radius,
      color: mark.line,
      weight,
      fillColor: mark.colour,
      fillOpacity: 1,
    });
    const hint = () => element("span", {}, element("b", {}, name), ` ${words}`);
    return marker.bindTooltip(hint, { direction: "top", opacity: 1 });
  }

  function clear() {
    group?.remove();
    group = null;
  }

  return {
    clear,
    /** Draw an answer about a site or a home; returns its bounds, null where nothing has a place. */
    show(answer) {
      clear();
      const others = answer.homes ?? answer.sites;
      const placed = others.filter((one) => one.longitude !== null);
      const dots = placed.map((one) =>
        dot(one, { radius: 4.5, mark: reached, name: one.name, words: walkWords(one) }).on("click", () =>
          onChoose(one.site_id ?? `home:${one.point_id}`, one.name),
        ),
      );
      const words = answer.homes ? "托育点位" : "居住点";
      const itself = () => dot(answer, { radius: 8, weight: 3, mark: start, name: answer.name, words });
      const layers = answer.longitude === null ? dots : [...dots, itself()];
      group = L.featureGroup(layers);
      if (answer.ways?.geometry) {
        const line = { pane: "ways", color: way.colour, weight: 3.5, opacity: 0.75, interactive: false };
        group.addLayer(L.geoJSON(answer.ways, { pane: "ways", interactive: false, style: line }));
      }
      group.addTo(map);
      const bounds = group.getBounds();
      return bounds.isValid() ? bounds : null;
    },
  };
}

/** "步行 424 米，约 7.1 分钟". */
export function walkWords({ cost_m, cost_min }) {
  return `步行 ${count(cost_m)} 米${cost_min === null ? "" : `，约 ${cost_min} 分钟`}`;
}
