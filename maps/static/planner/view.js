// What happens when the state changes (联动): data is read, table and map show it, and each finds the other's choice.

import { readGaps, readProfile, readProfiles, readServed, readShapes } from "./api.js";
import { Choice } from "./choice.js";
import { showChooser } from "./chooser.js";
import { isJudged, resultOf } from "./classes.js";
import { columnsOf, defaultNames, inOrder } from "./columns.js";
import { connectControls, showControls, showDistricts, showProfiles } from "./controls.js";
import { announce, byId } from "./dom.js";
import { showDownloads, showPages } from "./downloads.js";
import { isNumeric } from "./format.js";
import { countRows, empty, foot, note, wait } from "./frame.js";
import { showHomeKey, showLegend, showSwitches } from "./legend.js";
import { refusalOf, TITLES } from "./levels.js";
import { createMap } from "./map.js";
import { showAlert, showNotices } from "./notices.js";
import { createOverlays } from "./overlays.js";
import { rowsShown } from "./rows.js";
import { SPLIT_LEVELS, splitOf } from "./split.js";
import { ASKED } from "./state.js";
import { showCircleFilters, showResults, showSummary } from "./summary.js";
import { createTable } from "./table.js";

const STUDY = ["city", "date", "profile", "level"];

const LISTED = ["district", "outcome", "binds", "minutes", "q", "sort"];
const CHOSEN = ["id", "reach"];

/** Start the page for a store and its cities. */
export function startView({ settings, cities, store }) {
  new View(settings, store).start(cities);
}

class View {
  constructor({ palette, words, tiles }, store) {
    this.store = store;
    this.palette = palette;
    this.data = { rows: [], shown: [], columns: [], codes: {}, profile: null, names: new Set(), byId: new Map(), unread: "" };
    this.shapeLevel = "street";
    this.reading = new AbortController();
    this.table = createTable({ palette, onSelect: (id) => this.choice.choose(id, true), onSort: (one) => this.sortBy(one) });
    this.map = createMap(byId("map"), { palette, tiles, onSelect: (id) => this.chooseOnMap(id) });
    this.overlays = createOverlays(this.map.leaflet, {
      palette,
      onShown: (keys) => showHomeKey(keys.has("homes") ? palette : null),
      onError: (failure, label) => showAlert({ title: `图层“${label}”无法显示`, message: failure.message }),
      onChoose: (reach, name) => this.choice.walk(reach, name),
    });
    this.choice = new Choice({ view: this, palette, words });
  }

  start(cities) {
    this.cities = cities;
    const { store, overlays, palette } = this;
    connectControls(store, cities);
    readProfiles().then(
      ({ profiles }) => showProfiles(profiles, store.get().profile),
      (failure) => showAlert(failure, () => location.reload()),
    );
    showSwitches({ palette, isOn: overlays.isOn, onSwitch: overlays.switch });
    store.subscribe((state, changed) => {
      showControls(state);
      this.follow(state, changed);
    });
    showControls(store.get());
    this.load(new Set(STUDY));
  }

  // A study that is read anew ends by following the choice.
  follow(state, changed) {
    const any = (keys) => keys.some((key) => changed.has(key));
    if (any(STUDY)) {
      if (any(CHOSEN)) this.choice.clear();
      return this.load(changed);
    }
    if (any(LISTED)) this.list();
    if (any(ASKED)) this.link(state);
    if (any(CHOSEN)) return this.choice.follow();
    return any(ASKED) ? this.choice.askAgain(state) : undefined;
  }

  async load(changed) {
    const state = this.store.get();
    this.choice.stop();
    this.reading.abort();
    this.reading = new AbortController();
    const { signal } = this.reading;
    const unknown = refusalOf(state, this.cities);
    if (unknown) return this.refuse(unknown);
    wait(true);
    showAlert(null);
    try {
      const [answer, whole, profile] = await Promise.all([
        readGaps(state, state.level, { signal }),
        readGaps(state, "city", { signal }),
        readProfile(state.profile, { signal }),
      ]);
      this.take(answer, profile);
      byId("downloads").hidden = false;
      showPages(state);
      showNotices(answer.city, profile);
      showSummary(whole, { units: answer.rows, level: state.level });
      this.list();
      this.tellUnsplit(answer.rows, state, signal);
      foot(answer, profile);
      if (state.id || state.reach) this.choice.follow();
      await this.draw(state, signal, changed);
    } catch (failure) {
      if (failure.name !== "AbortError") this.refuse(failure, () => this.load(changed));
    } finally {
      if (!signal.aborted) wait(false);
    }
    return undefined;
  }

  // The gap table says why places are unknown; why the split is, another answer says, for which the table does not wait.
  async tellUnsplit(rows, state, signal) {
    const unsplit = rows.filter((row) => splitOf(row, this.palette).seeking === null);
    if (!SPLIT_LEVELS.includes(state.level) || unsplit.length === 0) return;
    try {
      const answer = await readServed(state, state.level, { signal });
      const reasons = new Map(answer.rows.map((row) => [row.area_id, row.reason]));
      for (const row of unsplit) row.split_reason = reasons.get(row.area_id) ?? "";
    } catch (failure) {
      if (signal.aborted) return;
      this.data.unread = `无法判定的原因没有读到：${failure.message}`;
      for (const row of unsplit) row.split_reason = "原因没有读到";
    }
    if (!signal.aborted) this.table.retell(this.data.unread);
  }

  // Nothing of the study before may stand beside a refusal, which itself says why there are no rows.
  refuse(failure, retry) {
    wait(false);
    this.take({ columns: [], rows: [] }, null);
    this.list();
    byId("empty").hidden = true;
    byId("downloads").hidden = true;
    byId("foot").textContent = "";
    showNotices({}, null);
    showSummary({ rows: [] });
    this.choice.clear();
    this.overlays.empty();
    this.map.draw([], { level: this.store.get().level, rowOf: () => null, fit: false });
    showAlert(failure, retry);
  }

  take(answer, profile) {
    const state = this.store.get();
    const { rows } = answer;
    const columns = columnsOf(answer, { profile, palette: this.palette });
    const codes = Object.fromEntries(columns.map((column) => [column.name, column.codes ?? {}]));
    const names = defaultNames(state.level, columns, rows);
    const byArea = new Map(rows.map((row) => [row.area_id, row]));
    this.data = { rows, shown: rows, columns, codes, names, profile, byId: byArea, unread: "" };
    showDistricts(rows, state);
    showChooser(columns, names, (chosen) => {
      this.data.names = chosen;
      this.list();
    });
  }

  async draw(state, signal, changed) {
    const located = async (level) =>
      (await readShapes(state, level, { signal })).features.filter((feature) => feature.geometry);
    let shapes = await located(state.level);
    const own = shapes.length > 0 || state.level === "district";
    if (!own) shapes = await located("district");
    this.shapeLevel = own ? state.level : "district";
    const instead = own ? "" : `${TITLES[state.level]}没有边界数据，地图画的是各区；点一个区，表中只列该区。`;
    note(shapes.length === 0 ? "没有边界数据，无法画图。" : instead);
    this.map.draw(shapes, {
      level: this.shapeLevel,
      rowOf: (id) => (own ? this.data.byId.get(id) : null),
      fit: changed.has("city") || changed.has("level"),
    });
    this.fade();
    if (state.id && own && !state.reach) this.map.choose(state.id);
    this.choice.look();
    const other = ["city", "date", "profile"].some((key) => changed.has(key));
    if (other || this.overlays.isEmpty()) this.overlays.renew(state);
    showLegend({
      palette: this.palette,
      level: this.shapeLevel,
      title: `${TITLES[this.shapeLevel]}${isJudged(this.shapeLevel) ? "结论" : "托位（个）"}`,
      needsBlank: this.data.rows.some((row) => resultOf(row, state.level) === "not-applicable"),
    });
  }

  list() {
    const { store, data } = this;
    const state = store.get();
    const rows = rowsShown(data.rows, state, data.columns);
    data.shown = rows;
    const columns = inOrder(
      data.columns.filter((column) => data.names.has(column.name)),
      state.level,
    );
    this.table.show({ rows, columns, level: state.level, words: data.codes, state, unread: data.unread });
    if (state.id) this.table.mark(state.id);
    countRows(rows.length, data.rows.length);
    empty(rows.length, data.rows.length);
    const title = TITLES[state.level] ?? "";
    byId("caption").textContent = `${title}托位缺口，${state.date}`;
    showResults(data.rows, state, (outcome) => store.set({ outcome }));
    showCircleFilters(data.rows, data.codes, state, (chosen) => store.set(chosen));
    this.link(state);
    announce(`${title}，列出 ${rows.length} 行`);
    this.fade();
  }

  // The service sorts by its own columns alone.
  link(state) {
    const sorted = this.data.columns.find((column) => column.name === state.sort.replace(/^[+-]/, ""));
    showDownloads(state, sorted && !sorted.value ? state.sort : "");
  }

  // What the table leaves out, the map lets fade.
  fade() {
    const { district, level } = this.store.get();
    if (this.shapeLevel !== level) return this.map.keep(district ? new Set([district]) : null);
    const { shown, rows } = this.data;
    return this.map.keep(shown.length === rows.length ? null : new Set(shown.map((row) => row.area_id)));
  }

  sortBy(column) {
    const isNumber = isNumeric(column) || column.show === "split";
    const falling = isNumber ? `-${column.name}` : column.name;
    const rising = isNumber ? column.name : `-${column.name}`;
    this.store.set({ sort: this.store.get().sort === falling ? rising : falling });
  }

  chooseOnMap(id) {
    const { level, district } = this.store.get();
    if (this.shapeLevel === level) this.choice.choose(id, false);
    else this.store.set({ district: district === id ? "" : id });
  }
}
