// What is chosen (所选): a unit with its trace, or over it the walk of a site or home, in the panel and on the map.

import { readUnit } from "./api.js";
import { demandBlock } from "./demand.js";
import { announce, element } from "./dom.js";
import { refusalOf } from "./levels.js";
import { createPanel } from "./panel.js";
import { reachBlock, reachOf, residentialReach } from "./reach.js";
import { servedBlock } from "./served.js";
import { createWalks } from "./walks.js";

/** Follows the choice of a view: its store, data, table, map and overlays. */
export class Choice {
  constructor({ view, palette, words }) {
    this.view = view;
    this.palette = palette;
    this.wantsFocus = false;
    this.panel = createPanel({ palette, words, onClose: () => this.close() });
    this.walks = createWalks(view.map.leaflet, { palette, onChoose: (reach) => this.walk(reach) });
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && view.store.get().reach) this.close();
    });
  }

  /** Show nothing of any choice. */
  clear() {
    this.panel.close();
    this.walks.clear();
  }

  choose(id, wantsFocus) {
    this.wantsFocus = wantsFocus;
    const { store } = this.view;
    const { id: before, reach } = store.get();
    if (before === id && !reach) this.follow();
    else store.set({ id, reach: "" }, { push: true });
  }

  // A site or home was clicked, on the map or in a list: its walk is shown until it is closed.
  walk(reach) {
    this.wantsFocus = true;
    const { store } = this.view;
    if (store.get().reach === reach) this.follow();
    else store.set({ reach }, { push: true });
  }

  async follow() {
    const { panel } = this;
    const { table, map, overlays, data, cities } = this.view;
    const { store } = this.view;
    const state = store.get();
    table.mark(state.id);
    this.walks.clear();
    overlays.give("homes", null);
    const unknown = refusalOf(state, cities);
    if (state.reach && !unknown) return this.followWalk(state);
    map.choose(state.id);
    if (!state.id || unknown) {
      map.leave();
      return panel.close();
    }
    const name = data.byId.get(state.id)?.name ?? state.id;
    panel.wait(name);
    table.mark(state.id);
    try {
      const answer = await readUnit(state, state.id, { signal: this.view.reading.signal });
      if (store.get().id !== state.id || store.get().reach) return undefined;
      const columns = answer.columns ?? data.columns;
      const asked = this.askedBlocks(answer.row, columns, state);
      panel.show(answer, { columns, state, profile: data.profile, asked });
      announce(`已选择${name}，面板中为计算依据`);
      // Focus follows a choice in the table, and nothing else: a new day must not take it from the date.
      if (this.wantsFocus) panel.focus();
      this.wantsFocus = false;
    } catch (failure) {
      if (failure.name !== "AbortError") panel.refuse(name, failure);
    }
    return undefined;
  }

  // What the panel asks for beside the trace: who is served, what is in reach, and the demand to come.
  askedBlocks(row, columns, state) {
    const { palette } = this;
    const onChoose = (reach) => this.walk(reach);
    const { store, overlays, map } = this.view;
    const isShown = () => store.get().id === state.id && !store.get().reach;
    const onPoints = (points) => {
      if (!isShown()) return;
      overlays.give("homes", points);
      const bounds = map.boundsOf(state.id);
      if (bounds && points.length > 0 && overlays.isOn("homes")) map.visit(bounds);
    };
    const onAnswer = (answer) => isShown() && this.showWalk(answer);
    return {
      served: servedBlock({ state, palette, onPoints, onChoose }),
      reach: residentialReach({ state, palette, row, columns, onAnswer, onChoose }),
      demand: demandBlock({ state, palette }),
    };
  }

  followWalk(state) {
    const { palette, panel } = this;
    const { data, store } = this.view;
    const asked = reachOf(state.reach);
    const before = state.id ? (data.byId.get(state.id)?.name ?? state.id) : "";
    const onAnswer = (answer) => {
      if (store.get().reach !== state.reach) return;
      panel.title(answer.name);
      announce(`已选择${answer.name}，面板中为步行范围`);
      this.showWalk(answer);
    };
    const block = reachBlock({ state, ...asked, palette, onAnswer, onChoose: (reach) => this.walk(reach) });
    const back = element("button", { type: "button", class: "back", onclick: () => this.close() }, `返回${before}`);
    panel.tell(asked.id, ...(before ? [back] : []), block);
    if (this.wantsFocus) panel.focus();
    this.wantsFocus = false;
  }

  showWalk(answer) {
    const bounds = this.walks.show(answer);
    if (bounds) this.view.map.visit(bounds);
  }

  // A walk is closed before the unit under it.
  close() {
    const { store, table } = this.view;
    const { id, reach } = store.get();
    this.wantsFocus = Boolean(reach && id);
    store.set(reach ? { reach: "" } : { id: "" });
    if (!reach) table.focusRow(id);
  }
}
