// Small manners of a map in one file: Chinese titles, metres alone, a name for screen readers, the whole city in view.
const layersOnAdd = L.Control.Layers.prototype.onAdd;
L.Control.Scale.mergeOptions({ imperial: false });

// On a phone, upright or on its side, the list of layers would cover the map; it waits behind its button.
L.Control.Layers.addInitHook(function () {
  const small = matchMedia("(max-width: 600px), (max-height: 500px)");
  this.options.collapsed = small.matches;
  small.addEventListener("change", () => {
    const map = this._map;
    this.options.collapsed = small.matches;
    if (map) this.remove().addTo(map);
  });
});
L.Control.Layers.include({
  onAdd(map) {
    const box = layersOnAdd.call(this, map);
    this._layersLink.title = "图层";
    this._layersLink.setAttribute("aria-label", "图层");
    return box;
  },
});

L.Map.addInitHook(function () {
  if (this.attributionControl) this.attributionControl.setPrefix(false);
  nameButtons(this.zoomControl);
  const box = this.getContainer();
  box.setAttribute("role", "application");
  box.setAttribute("aria-label", "托位缺口地图");
  keepInView(this, box);
  // folium writes a bare element; readers of a screen look for the main part of a page.
  const main = document.createElement("main");
  main.className = "tuoyu-map";
  box.replaceWith(main);
  main.append(box);
});

function nameButtons(zoom) {
  if (!zoom) return;
  for (const [button, words] of [
    [zoom._zoomInButton, "放大"],
    [zoom._zoomOutButton, "缩小"],
  ]) {
    button.title = words;
    button.setAttribute("aria-label", words);
  }
}

// What the map was fitted to stays in view when the window changes, until its reader moves it.
function keepInView(map, box) {
  let home = null;
  const fit = map.fitBounds.bind(map);
  map.fitBounds = (bounds, options) => {
    home = bounds;
    return fit(bounds, options);
  };
  const leave = () => (home = null);
  map.on("dragstart dblclick boxzoomstart popupopen", leave);
  box.addEventListener("wheel", leave, { passive: true });
  box.addEventListener("keydown", leave);
  box.addEventListener("click", leave);
  new ResizeObserver(() => {
    map.invalidateSize({ animate: false });
    if (home) fit(home, { animate: false, padding: [10, 10] });
  }).observe(box);
}
