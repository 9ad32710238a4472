// The controls (控件): city, day, profile, level and filters, kept in step with the state.

import { byId, element } from "./dom.js";
import { districtsOf } from "./rows.js";
import { ASKED, UNFILTERED } from "./state.js";

const UNASKED = Object.fromEntries(ASKED.map((key) => [key, ""])); // an uptake is one city's

/** Connect every control to the store; a city brings its own level, day and profile. */
export function connectControls(store, cities) {
  byId("study").addEventListener("submit", (event) => event.preventDefault());
  byId("city").addEventListener("change", (event) => {
    const city = cities.find((one) => one.id === event.target.value);
    const opening = { city: city.id, level: city.level, date: city.date, profile: city.profile };
    store.set({ ...opening, ...UNFILTERED, id: "", ...UNASKED, district: "" }, { push: true });
  });
  byId("date").addEventListener("change", (event) => {
    if (event.target.value) store.set({ date: event.target.value }, { push: true });
  });
  byId("profile").addEventListener("change", (event) => store.set({ profile: event.target.value }, { push: true }));
  byId("levels").addEventListener("change", (event) =>
    store.set({ level: event.target.value, ...UNFILTERED, id: "" }, { push: true }),
  );
  byId("district").addEventListener("change", (event) => store.set({ district: event.target.value }));
  let pause = 0;
  byId("search").addEventListener("input", (event) => {
    clearTimeout(pause);
    pause = setTimeout(() => store.set({ q: event.target.value.trim() }), 120);
  });
  if (byId("city").options.length !== cities.length) {
    byId("city").replaceChildren(...cities.map((city) => element("option", { value: city.id }, city.name)));
  }
}

/** Write the profiles once they are known. */
export function showProfiles(profiles, current) {
  const known = profiles.some((profile) => profile.id === current)
    ? profiles
    : [...profiles, { id: current, title: current }];
  byId("profile").replaceChildren(
    ...known.map((profile) => element("option", { value: profile.id }, profile.name ?? profile.title ?? profile.id)),
  );
  byId("profile").value = current;
}

/** Make the controls show the state. */
export function showControls(state) {
  byId("city").value = state.city;
  byId("date").value = state.date;
  if (byId("profile").options.length > 0) byId("profile").value = state.profile;
  byId("district").value = state.district;
  if (byId("search").value.trim() !== state.q) byId("search").value = state.q;
  for (const radio of byId("levels").querySelectorAll("input")) radio.checked = radio.value === state.level;
}

/** Write the districts that rows name; hidden where there is no choice. */
export function showDistricts(rows, state) {
  const districts = districtsOf(rows);
  const select = byId("district");
  select.replaceChildren(
    element("option", { value: "" }, "全部区"),
    ...districts.map(([id, name]) => element("option", { value: id }, name)),
  );
  select.value = state.district;
  select.hidden = districts.length < 2;
}
