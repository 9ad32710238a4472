// Building elements (页面元素): text always goes in as text, never as HTML.

/** An element with attributes, listeners (`onclick`) and children; strings become text nodes. */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (value === true) made.setAttribute(key, "");
    else made.setAttribute(key, String(value));
  }
  made.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== ""));
  return made;
}

/** The same for a picture's elements; a picture has no listeners. */
export function svgElement(name, attributes = {}, ...children) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined && value !== "") made.setAttribute(key, String(value));
  }
  made.append(...children.flat());
  return made;
}

export const byId = (id) => document.getElementById(id);

/** Text that only a screen reader meets. */
export const unseen = (text) => element("span", { class: "unseen" }, text);

/** The colour of a legend entry as a small square; a hatched one where nothing can be said. */
export function swatch(entry, shape = "square") {
  const mark = element("span", { class: `swatch ${shape}${entry.hatch ? " hatched" : ""}`, "aria-hidden": "true" });
  mark.style.setProperty("--colour", entry.colour);
  mark.style.setProperty("--line", entry.line);
  return mark;
}

/** Say something to a screen reader. */
export function announce(text) {
  byId("live").textContent = text;
}

/** Hide a menu when focus or a click goes elsewhere, and on Escape. */
export function closeOnLeave(details) {
  document.addEventListener("click", (event) => {
    if (!details.contains(event.target)) details.open = false;
  });
  details.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !details.contains(event.relatedTarget)) details.open = false;
  });
  details.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !details.open) return;
    event.stopPropagation();
    details.open = false;
    details.querySelector("summary").focus();
  });
}
