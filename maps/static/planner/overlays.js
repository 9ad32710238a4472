// What can be laid over the gap map (叠加图层): each is asked for when it is first switched on.

import { readLayer, readShapes } from "./api.js";
import { diamond } from "./diamond.js";
import { element } from "./dom.js";
import { count } from "./format.js";
import { drawHomes } from "./homes.js";

const L = globalThis.L;
const FAILED = ["not_met", "deadline_passed_not_met"];
const MET = ["met", "deadline_passed_met"];

const area = (mark, more = {}) => ({
  pane: "marks",
  color: mark.line,
  weight: 1.5,
  fillColor: mark.hatch ? "url(#hatch)" : mark.colour,
  fillOpacity: 0.35,
  ...more,
});

/** The overlays: name, legend marks, where the features come from and how they look. */
export const OVERLAYS = [
  {
    key: "districts",
    label: "区界",
    marks: ["boundary"],
    on: true,
    load: (state, options) => readShapes(state, "district", options),
    draw: (features, { marks }) =>
      L.geoJSON(features, {
        interactive: false,
        style: { pane: "outlines", color: marks.boundary.line, weight: 1.8, fill: false },
        pane: "outlines",
      }),
  },
  {
    key: "circles",
    label: "没有设施的生活圈",
    marks: ["circle-without-site"],
    load: async (state, options) =>
      only(await readShapes(state, "life-circle", options), (one) => FAILED.includes(one.has_site)),
    draw: (features, { marks }) =>
      L.geoJSON(features, {
        pane: "marks",
        style: area(marks["circle-without-site"], { dashArray: "5 4", fillOpacity: 0.12 }),
        onEachFeature: (feature, layer) => describe(layer, feature.properties.name, "没有托育设施"),
      }),
  },
  {
    key: "sites",
    label: "托育点位",
    marks: ["site-counted", "site-not-counted"],
    load: (state, options) => readLayer(state, "sites", options),
    draw: (features, { marks }, onChoose) =>
      L.geoJSON(features, {
        pane: "marks",
        pointToLayer(feature, point) {
          const counted = feature.properties.counted === true;
          const mark = marks[counted ? "site-counted" : "site-not-counted"];
          return diamond(point, {
            pane: "marks",
            radius: counted ? 6 : 5.5,
            color: mark.line,
            weight: counted ? 1 : 1.8,
            fillColor: mark.colour,
            fillOpacity: 1,
          });
        },
        onEachFeature(feature, layer) {
          const { name, places, counted } = feature.properties;
          describe(layer, name, `${count(places)} 个托位，${counted ? "计入供给" : "不计入供给"}`);
          layer.on("click", () => onChoose(feature.id, name));
        },
      }),
  },
  {
    key: "new-areas",
    label: "须配建的新建居住区",
    marks: ["new-area-met", "new-area-not-met", "new-area-unknown"],
    load: async (state, options) =>
      only(
        await readShapes(state, "residential-area", options),
        (one) => one.era === "new" && one.outcome !== "not_applicable",
      ),
    draw: (features, { marks }) =>
      L.geoJSON(features, {
        pane: "marks",
        style: (feature) => area(marks[`new-area-${judged(feature.properties.outcome)}`], { fillOpacity: 0.8 }),
        onEachFeature(feature, layer) {
          const { name, required, provided } = feature.properties;
          describe(layer, name, `应配 ${count(required)} 个，已配 ${count(provided)} 个`);
        },
      }),
  },
  {
    key: "homes",
    label: "所选单元的居住点",
    marks: [],
    on: true,
    given: true,
    draw: drawHomes,
  },
];

function only(collection, keep) {
  return { ...collection, features: collection.features.filter((one) => one.geometry && keep(one.properties)) };
}

function judged(outcome) {
  if (MET.includes(outcome)) return "met";
  return FAILED.includes(outcome) ? "not-met" : "unknown";
}

function describe(layer, name, words) {
  layer.bindTooltip(() => element("span", {}, element("b", {}, name ?? ""), ` ${words}`), {
    direction: "top",
    opacity: 1,
  });
}

/**
 * Keeps the overlays of one map; `onError` is told of a refusal, `onChoose(reach, name)` which site or home was
 * clicked, and `onShown(keys)` which overlays are drawn.
 */
export function createOverlays(map, { palette, onError, onChoose, onShown }) {
  const drawn = new Map();
  const given = new Map();
  const on = new Set(OVERLAYS.filter((overlay) => overlay.on).map((overlay) => overlay.key));
  let state = null;
  let round = 0;

  async function show(overlay) {
    if (state === null || (overlay.given && !given.has(overlay.key))) return;
    const asked = round;
    try {
      const features = overlay.given ? given.get(overlay.key) : await overlay.load(state);
      if (asked !== round || !on.has(overlay.key)) return;
      remove(overlay.key);
      drawn.set(overlay.key, overlay.draw(features, palette, onChoose).addTo(map));
      onShown(new Set(drawn.keys()));
    } catch (failure) {
      if (failure.name !== "AbortError") onError(failure, overlay.label);
    }
  }

  function remove(key) {
    drawn.get(key)?.remove();
    drawn.delete(key);
    onShown(new Set(drawn.keys()));
  }

  function clear() {
    for (const key of [...drawn.keys()]) remove(key);
  }

  return {
    isOn: (key) => on.has(key),
    switch(key, wanted) {
      if (wanted) on.add(key);
      else on.delete(key);
      remove(key);
      if (wanted) show(OVERLAYS.find((overlay) => overlay.key === key));
    },
    /** Features that come from the page's own choice, drawn while their overlay is on; null takes them away. */
    give(key, features) {
      remove(key);
      if (features === null) given.delete(key);
      else given.set(key, features);
      if (features !== null && on.has(key)) show(OVERLAYS.find((overlay) => overlay.key === key));
    },
    /** Whether there is no study to ask about. */
    isEmpty: () => state === null,
    /** Nothing can be shown until `renew`. */
    empty() {
      state = null;
      round += 1;
      clear();
    },
    /** Another city, day or profile: what is on is asked for again. */
    renew(next) {
      state = next;
      round += 1;
      clear();
      for (const overlay of OVERLAYS) if (on.has(overlay.key)) show(overlay);
    },
  };
}
