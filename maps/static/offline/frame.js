// Small manners of a map in one file: no link to Leaflet's site, Chinese titles, and a name for screen readers.
L.Map.addInitHook(function () {
  if (this.attributionControl) this.attributionControl.setPrefix(false);
  if (this.zoomControl) {
    for (const [key, words] of [["_zoomInButton", "放大"], ["_zoomOutButton", "缩小"]]) {
      const button = this.zoomControl[key];
      if (!button) continue;
      button.title = words;
      button.setAttribute("aria-label", words);
    }
  }
  const box = this.getContainer();
  box.setAttribute("role", "application");
  box.setAttribute("aria-label", "托位缺口地图");
});
