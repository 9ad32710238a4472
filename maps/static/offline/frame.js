// Small manners of a map in one file: Chinese titles, metres alone, a name for screen readers, the whole city in view.
L.Control.Scale.mergeOptions({ imperial: false });
L.Control.Layers.addInitHook(function () {
  // On a phone the list of layers would cover the map.
  if (innerWidth < 600) this.options.collapsed = true;
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
