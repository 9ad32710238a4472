// The gap map (缺口地图): units coloured by their class, one of them chosen; Leaflet draws, the table decides.

import { classOf, isJudged, resultWords } from "./classes.js";
import { element } from "./dom.js";
import { count } from "./format.js";

const L = globalThis.L;
const GROUND = 0.25; // what lies under homes and walks

/** A map in `node` that tells `onSelect(id)` which unit was clicked. */
export function createMap(node, { palette, tiles, onSelect }) {
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const map = L.map(node, {
    zoomControl: false,
    maxZoom: 18,
    zoomSnap: 0.25,
    zoomDelta: 0.5,
    fadeAnimation: !still,
    zoomAnimation: !still,
  });
  map.attributionControl.setPrefix(false);
  const zoom = L.control.zoom({ position: "topleft", zoomInTitle: "放大", zoomOutTitle: "缩小" }).addTo(map);
  L.control.scale({ imperial: false, position: "bottomleft" }).addTo(map);
  if (tiles) L.tileLayer(tiles.url, { attribution: escapeText(tiles.credit), maxZoom: 18 }).addTo(map);
  for (const [name, order] of [
    ["outlines", 450],
    ["ways", 455],
    ["homes", 457],
    ["marks", 460],
    ["walks", 470],
  ])
    map.createPane(name).style.zIndex = order;
  for (const name of ["outlines", "ways"]) map.getPane(name).style.pointerEvents = "none";
  map.setView([30, 110], 4);
  let home = null; // what the map was fitted to, until its reader moves it
  let moved = false; // whether its reader has moved it since the last closer look
  const letGo = () => {
    home = null;
    moved = true;
  };
  map.on("dragstart dblclick boxzoomstart", letGo);
  node.addEventListener("wheel", letGo, { passive: true });
  zoom.getContainer().addEventListener("click", letGo);
  new ResizeObserver(() => {
    map.invalidateSize({ animate: false });
    if (home) fitTo(home);
  }).observe(node);
  const fitTo = (bounds) => map.fitBounds(bounds, { padding: [12, 12], animate: false });

  let units = L.layerGroup().addTo(map);
  let layers = new Map();
  let chosen = "";
  let away = null; // the view from which a closer look was taken
  let kept = null;

  function style(row, level) {
    const entry = classOf(row, level, palette);
    return {
      fillColor: entry.hatch ? "url(#hatch)" : entry.colour,
      fillOpacity: tiles ? 0.75 : 0.95,
      color: "#6b7480",
      weight: 0.7,
      opacity: 0.9,
    };
  }

  function restyle(id) {
    const found = layers.get(id);
    if (!found) return;
    const faint = kept && !kept.has(id);
    found.layer.setStyle(away ? { ...found.style, fillOpacity: GROUND } : found.style);
    if (faint) found.layer.setStyle({ fillOpacity: 0.12, opacity: 0.35 });
    if (id === chosen) found.layer.setStyle({ color: "#0b1f2a", weight: 3, opacity: 1 }).bringToFront();
  }

  function restyleAll() {
    for (const id of layers.keys()) restyle(id);
  }

  return {
    leaflet: map,
    /** Draw GeoJSON features; `rowOf(id)` gives the row that is shown for one. */
    draw(features, { level, rowOf, fit }) {
      units.remove();
      layers = new Map();
      const group = L.geoJSON(features, {
        onEachFeature(feature, layer) {
          const id = feature.properties.area_id;
          const row = rowOf(id) ?? feature.properties;
          layers.set(id, { layer, style: style(row, level) });
          layer.bindTooltip(() => hint(row, level), { sticky: true, direction: "top", opacity: 1 });
          layer.on("click", () => onSelect(id));
        },
      });
      units = group.addTo(map);
      restyleAll();
      const bounds = group.getBounds();
      if (fit && bounds.isValid()) {
        away = null;
        home = bounds;
        fitTo(bounds);
      }
    },
    /** Let all but these units fade; null shows all. */
    keep(ids) {
      kept = ids;
      restyleAll();
    },
    /** Outline one unit and bring it into view. */
    choose(id) {
      const before = chosen;
      chosen = id;
      restyle(before);
      restyle(id);
      const found = layers.get(id);
      if (!found) return;
      const bounds = found.layer.getBounds();
      if (!map.getBounds().contains(bounds)) {
        home = null;
        map.fitBounds(bounds, { maxZoom: Math.max(map.getZoom(), 11), padding: [40, 40], animate: !still });
      }
    },
    /** Go near to look at bounds, until `leave`. */
    visit(bounds) {
      away ??= { center: map.getCenter(), zoom: map.getZoom(), home };
      home = null;
      moved = false;
      restyleAll();
      map.fitBounds(bounds, { maxZoom: 16, padding: [30, 30], animate: false });
    },
    /** Go back to where the first visit set out from, unless its reader has moved on; a whole city is fitted again. */
    leave() {
      if (!away) return;
      const { center, zoom, home: fitted } = away;
      away = null;
      restyleAll();
      if (moved) return;
      home = fitted;
      if (fitted) fitTo(fitted);
      else map.setView(center, zoom, { animate: false });
    },
    boundsOf: (id) => layers.get(id)?.layer.getBounds() ?? null,
  };
}

function hint(row, level) {
  const gap =
    row.shortage > 0 ? `缺 ${count(row.shortage)} 个` : row.surplus > 0 ? `富余 ${count(row.surplus)} 个` : "";
  const words = isJudged(level) ? [resultWords(row, level), gap] : [gap || resultWords(row, level)];
  return element("span", {}, element("b", {}, row.name ?? ""), ` ${words.filter(Boolean).join("，")}`);
}

// Leaflet takes an attribution as HTML; an operator's text is text.
function escapeText(text) {
  return element("i", {}, text).innerHTML;
}
