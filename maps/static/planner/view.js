// What happens when the state changes (联动): data is read, table and map show it, and each finds the other's choice.

import { readGaps, readProfile, readProfiles, readShapes, readUnit } from "./api.js";
import { showChooser } from "./chooser.js";
import { resultOf } from "./classes.js";
import { columnsOf, defaultNames } from "./columns.js";
import { connectControls, showControls, showDistricts, showProfiles } from "./controls.js";
import { announce, byId } from "./dom.js";
import { showDownloads } from "./downloads.js";
import { isNumeric } from "./format.js";
import { showLegend, showSwitches } from "./legend.js";
import { createMap } from "./map.js";
import { showAlert, showNotices } from "./notices.js";
import { createOverlays } from "./overlays.js";
import { createPanel } from "./panel.js";
import { rowsShown } from "./rows.js";
import { showResults, showSummary } from "./summary.js";
import { createTable } from "./table.js";

const TITLES = {
  city: "全市",
  district: "区",
  street: "街道（镇）",
  community: "社区（村）",
  "life-circle": "社区生活圈",
  "residential-area": "居住区",
};
const STUDY = ["city", "date", "profile", "level"];

/** Start the page for a store and its cities. */
export function startView({ settings, cities, store }) {
  const { palette, words } = settings;
  let data = { rows: [], columns: [], names: new Set(), shapes: null, shapeLevel: "street", byId: new Map() };
  let reading = new AbortController();

  const table = createTable({ palette, onSelect: (id) => choose(id, "table"), onSort: sortBy });
  const map = createMap(byId("map"), { palette, tiles: settings.tiles, onSelect: onMap });
  const overlays = createOverlays(map.leaflet, {
    palette,
    onError: (failure, label) => showAlert({ title: `图层“${label}”无法显示`, message: failure.message }),
  });
  const panel = createPanel({ palette, words, onClose: close });

  connectControls(store, cities);
  readProfiles().then(
    ({ profiles }) => showProfiles(profiles, store.get().profile),
    (failure) => showAlert(failure, () => location.reload()),
  );
  showSwitches({ palette, isOn: overlays.isOn, onSwitch: overlays.switch });
  store.subscribe((state, changed) => {
    showControls(state);
    if (STUDY.some((key) => changed.has(key))) load(changed);
    else if (["district", "outcome", "q", "sort"].some((key) => changed.has(key))) list();
    if (changed.has("id")) follow();
  });
  showControls(store.get());
  load(new Set(STUDY));

  async function load(changed) {
    const state = store.get();
    reading.abort();
    reading = new AbortController();
    const { signal } = reading;
    wait(true);
    showAlert(null);
    try {
      const [answer, whole, profile] = await Promise.all([
        readGaps(state, state.level, { signal }),
        readGaps(state, "city", { signal }),
        readProfile(state.profile, { signal }),
      ]);
      take(answer, profile);
      showNotices(answer.city, profile);
      showSummary(whole);
      list();
      foot(answer);
      if (state.id) follow();
      await draw(state, signal, changed);
    } catch (failure) {
      if (failure.name === "AbortError") return;
      take({ columns: [], rows: [] }, null);
      list();
      clear();
      showAlert(failure, () => load(changed));
    } finally {
      if (!signal.aborted) wait(false);
    }
  }

  function take(answer, profile) {
    const { level } = store.get();
    const columns = columnsOf(answer, profile);
    const codes = Object.fromEntries(columns.map((column) => [column.name, column.codes ?? {}]));
    data = {
      ...data,
      rows: answer.rows,
      columns,
      codes,
      names: defaultNames(level, columns, answer.rows),
      byId: new Map(answer.rows.map((row) => [row.area_id, row])),
    };
    showDistricts(answer.rows, store.get());
    showChooser(columns, data.names, (names) => {
      data.names = names;
      list();
    });
  }

  async function draw(state, signal, changed) {
    let shapes = await readShapes(state, state.level, { signal });
    let shapeLevel = state.level;
    let located = shapes.features.filter((feature) => feature.geometry);
    if (located.length === 0 && state.level !== "district") {
      shapes = await readShapes(state, "district", { signal });
      located = shapes.features.filter((feature) => feature.geometry);
      shapeLevel = "district";
    }
    data.shapeLevel = shapeLevel;
    const own = shapeLevel === state.level;
    note(
      located.length === 0
        ? "没有边界数据，无法画图。"
        : own
          ? ""
          : `${TITLES[state.level]}没有边界数据，地图画的是各区；点一个区，表中只列该区。`,
    );
    map.draw(located, {
      level: shapeLevel,
      rowOf: (id) => (own ? data.byId.get(id) : null),
      fit: changed.has("city") || changed.has("level"),
    });
    keep();
    if (state.id && own) map.choose(state.id);
    if (["city", "date", "profile"].some((key) => changed.has(key))) overlays.renew(state);
    legend();
  }

  // Nothing of the study before may stand beside a refusal, which itself says why there are no rows.
  function clear() {
    byId("empty").hidden = true;
    showSummary({ rows: [] });
    map.draw([], { level: store.get().level, rowOf: () => null, fit: false });
  }

  function shownColumns() {
    return data.columns.filter((column) => data.names.has(column.name));
  }

  function list() {
    const state = store.get();
    const rows = rowsShown(data.rows, state, data.columns);
    data.shown = rows;
    table.show({ rows, columns: inOrder(shownColumns()), level: state.level, words: data.codes ?? {}, state });
    if (state.id) table.mark(state.id);
    const total = data.rows.length;
    byId("count").textContent =
      rows.length === total
        ? `${total.toLocaleString("zh-CN")} 行`
        : `${rows.length.toLocaleString("zh-CN")} / ${total.toLocaleString("zh-CN")} 行`;
    byId("caption").textContent = `${TITLES[state.level]}托位缺口，${state.date}`;
    empty(rows.length, total);
    showResults(data.rows, state.outcome, (outcome) => store.set({ outcome }));
    showDownloads(
      state,
      data.columns.some((column) => `-${column.name}` === state.sort && !column.dated) ? state.sort : "",
    );
    announce(`${TITLES[state.level]}，列出 ${rows.length} 行`);
    keep();
  }

  function inOrder(columns) {
    const first = ["name", "district", "street", "required", "supplied", "shortage", "surplus"];
    const place = (column) => (first.includes(column.name) ? first.indexOf(column.name) : first.length);
    return [...columns].sort((one, other) => place(one) - place(other));
  }

  function keep() {
    const state = store.get();
    if (data.shapeLevel !== state.level) return map.keep(state.district ? new Set([state.district]) : null);
    const filtered = (data.shown?.length ?? 0) !== data.rows.length;
    return map.keep(filtered ? new Set(data.shown.map((row) => row.area_id)) : null);
  }

  function sortBy(column) {
    const now = store.get().sort;
    const falling = isNumeric(column) ? `-${column.name}` : column.name;
    const rising = isNumeric(column) ? column.name : `-${column.name}`;
    store.set({ sort: now === falling ? rising : falling });
  }

  let cameFrom = "table";
  function choose(id, from) {
    cameFrom = from;
    if (store.get().id === id) follow();
    else store.set({ id }, { push: true });
  }

  function onMap(id) {
    const state = store.get();
    if (data.shapeLevel !== state.level) return store.set({ district: state.district === id ? "" : id });
    return choose(id, "map");
  }

  async function follow() {
    const state = store.get();
    table.mark(state.id);
    map.choose(state.id);
    if (!state.id) return panel.close();
    const name = data.byId.get(state.id)?.name ?? state.id;
    panel.wait(name);
    table.mark(state.id);
    try {
      const answer = await readUnit(state, state.id, { signal: reading.signal });
      if (store.get().id !== state.id) return undefined;
      panel.show(answer, { columns: data.columns, level: state.level });
      announce(`已选择${name}，右侧为计算依据`);
      if (cameFrom === "table") panel.focus();
    } catch (failure) {
      if (failure.name !== "AbortError") panel.refuse(name, failure);
    }
    return undefined;
  }

  function close() {
    const { id } = store.get();
    store.set({ id: "" });
    table.focusRow(id);
  }

  function legend() {
    const level = data.shapeLevel ?? store.get().level;
    showLegend({
      palette,
      level,
      title: `${TITLES[level]}托位（个）`,
      needsBlank: data.rows.some((row) => resultOf(row) === "not-applicable"),
    });
  }
}

function wait(busy) {
  byId("work").setAttribute("aria-busy", String(busy));
  byId("progress").hidden = !busy;
  if (busy) byId("count").textContent = "正在读取……";
}

function note(words) {
  byId("map-note").textContent = words;
  byId("map-note").hidden = !words;
}

function empty(shown, total) {
  const place = byId("empty");
  place.hidden = shown > 0;
  place.textContent = total === 0 ? "这个城市没有这一层级的数据。" : "没有符合条件的单元。请放宽筛选或清空查找。";
}

function foot(answer) {
  const stamp = new Date(answer.timeStamp).toLocaleString("zh-CN", { timeZone: "Asia/Shanghai" });
  byId("foot").textContent =
    `数据版本 ${answer.revision}　政策 ${answer.profile}　日期 ${answer.date}　读取于 ${stamp}（北京时间）　坐标 CGCS2000`;
}
