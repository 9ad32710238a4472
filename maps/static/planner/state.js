// What the page shows (页面状态): one plain object, mirrored in the address so that a view can be sent to a colleague.

import { resultsOf } from "./classes.js";

/** What the panel asks for beside the trace, each empty at its default: which places, whose uptake, how far (metres or minutes) and how. */
export const ASKED = ["places", "uptake", "uptake_source", "within_m", "within_min", "mode"];

const USUAL = { places: "inclusive", mode: "walk" };
const VIEW = ["city", "level", "id", "reach", "date", "profile", "district", "outcome", "binds", "minutes", "q", "sort"];
const KEYS = [...VIEW, ...ASKED];

/** The state an address asks for, filled up with the city's own day and profile; an unknown city or level stays. */
export function stateOf(search, cities) {
  const asked = new URLSearchParams(search);
  const named = asked.get("city");
  const city = named ? cities.find((one) => one.id === named) : cities[0];
  const choose = (key, choices, otherwise) => (choices.includes(asked.get(key)) ? asked.get(key) : otherwise);
  const level = asked.get("level") || (city?.level ?? "street");
  const outcomes = resultsOf(level).map(([key]) => key);
  const circles = level === "life-circle";
  const day = asked.get("date") ?? "";
  return {
    city: named || city.id,
    level,
    id: asked.get("id") ?? "",
    reach: asked.get("reach") ?? "",
    date: /^\d{4}-\d{2}-\d{2}$/.test(day) ? day : (city?.date ?? ""),
    profile: asked.get("profile") || (city?.profile ?? ""),
    district: asked.get("district") ?? "",
    outcome: choose("outcome", outcomes, ""),
    binds: circles ? (asked.get("binds") ?? "") : "",
    minutes: circles ? (asked.get("minutes") ?? "") : "",
    q: asked.get("q") ?? "",
    sort: asked.get("sort") || "-shortage",
    ...Object.fromEntries(ASKED.map((key) => [key, emptied(key, asked.get(key) ?? "")])),
  };
}

/** The value of a key of `ASKED` as the state has it: the default is left out. */
export const emptied = (key, value) => (value === USUAL[key] ? "" : value);

/** The value of a key of `ASKED` in words of the service, the default too. */
export const inFull = (key, value) => value || (USUAL[key] ?? "");

/** What is asked of one level's units and means nothing at another, let go. */
export const UNFILTERED = { outcome: "", binds: "", minutes: "", q: "", reach: "" };

/** What changes where a unit of another level is chosen, among all of them. */
export const chosenAt = (level, id) => ({ ...UNFILTERED, level, id, district: "" });

/** The address of a state; empty parts are left out. */
export function addressOf(state) {
  const query = new URLSearchParams();
  for (const key of KEYS) if (state[key]) query.set(key, state[key]);
  return `?${query}`;
}

/** A store: `set` changes some keys, writes the address and tells the listeners which keys changed. */
export function createStore(cities) {
  let state = stateOf(location.search, cities);
  const listeners = [];

  function apply(next, { write }) {
    const changed = new Set(KEYS.filter((key) => next[key] !== state[key]));
    if (changed.size === 0) return;
    state = next;
    if (write) history[write](null, "", addressOf(state));
    for (const listener of listeners) listener(state, changed);
  }

  addEventListener("popstate", () => apply(stateOf(location.search, cities), { write: "" }));
  return {
    get: () => state,
    // A step worth going back to is pushed; typing and sorting replace.
    set: (patch, { push = false } = {}) => {
      apply({ ...state, ...patch }, { write: push ? "pushState" : "replaceState" });
    },
    subscribe: (listener) => listeners.push(listener),
  };
}
