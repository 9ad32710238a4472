// Sites stand as diamonds (菱形), so that a colour is not all that tells them from homes, which are circles.

const L = globalThis.L;

const Diamond = L.CircleMarker.extend({
  _updatePath() {
    const { x, y } = this._point;
    const r = this._radius;
    this._renderer._setPath(this, this._empty() ? "M0 0" : `M${x} ${y - r}L${x + r} ${y}L${x} ${y + r}L${x - r} ${y}z`);
  },
});

/** A marker like `L.circleMarker`, with corners `radius` pixels from its middle. */
export const diamond = (point, options) => new Diamond(point, options);
