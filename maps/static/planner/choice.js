// What is chosen (所选): a unit with its trace, or over it the walk of a site or home, in the panel and on the map.

import { readLayer, readUnit } from "./api.js";
import { areaReachBlock } from "./area_reach.js";
import { demandBlock } from "./demand.js";
import { announce, byId, element } from "./dom.js";
import { refusalOf } from "./levels.js";
import { createPanel } from "./panel.js";
import { reachBlock, reachOf, residentialReach } from "./reach.js";
import { servedBlock } from "./served.js";
import { createWalks } from "./walks.js";

const phone = matchMedia("(max-width: 760px)");

/** Follows the choice of a view: its store, data, table, map and overlays. */
export class Choice {
  constructor({ view, palette, words }) {
    this.view = view;
    this.palette = palette;
    this.wantsFocus = false;
    this.near = null; // where on the map the choice is seen from near
    this.asking = new AbortController(); // ends all that the panel asks for
    this.blocks = []; // of the panel, those that ask for themselves
    this.names = new Map(); // of the sites and homes that were clicked, by city and id
    this.panel = createPanel({ palette, words, onClose: () => this.close() });
    this.walks = createWalks(view.map.leaflet, { palette, onChoose: this.onChoose });
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && view.store.get().reach) this.close();
    });
  }

  onChoose = (reach, name) => this.walk(reach, name);
  onAsk = (patch) => this.ask(patch);

  /** Ask for nothing more of what was chosen: its answers would come too late. */
  stop() {
    this.asking.abort();
    this.blocks = [];
  }

  /** Show nothing of any choice. */
  clear() {
    this.leave();
    this.view.table.mark("");
    this.view.map.choose("");
    this.view.map.leave();
    this.panel.close();
  }

  leave() {
    this.stop();
    this.takeAway();
    this.view.overlays.give("homes", null);
  }

  takeAway() {
    this.walks.clear();
    this.near = null;
  }

  /** Bring into view what the choice has drawn; once more when the units under it are drawn anew. */
  look() {
    const bounds = this.near?.();
    if (!bounds) return;
    this.reveal();
    this.view.map.visit(bounds);
  }

  // On a phone the panel is a sheet over the page: the map moves into what is left above it.
  reveal() {
    if (phone.matches) byId("map").scrollIntoView({ block: "start" });
  }

  choose(id, wantsFocus) {
    this.wantsFocus = wantsFocus;
    const { store } = this.view;
    const { id: before, reach } = store.get();
    if (before === id && !reach) this.follow();
    else store.set({ id, reach: "" }, { push: true });
  }

  // A site or home was clicked, on the map or in a list: its walk is shown until it is closed.
  walk(reach, name) {
    this.wantsFocus = true;
    const { store } = this.view;
    if (name) this.names.set(`${store.get().city}/${reach}`, name);
    if (store.get().reach === reach) this.follow();
    else store.set({ reach }, { push: true });
  }

  /** Put another question of the panel into the address; the same once more is asked where it was refused. */
  ask(patch) {
    const { store } = this.view;
    const before = store.get();
    store.set(patch, { push: true });
    if (store.get() === before) this.askAgain(before);
  }

  /** The questions of a state, to the blocks that are shown. */
  askAgain(state) {
    for (const { follow } of this.blocks) follow?.(state);
  }

  follow() {
    const state = this.view.store.get();
    const unknown = refusalOf(state, this.view.cities);
    if (unknown || !(state.id || state.reach)) return this.clear();
    this.leave();
    this.asking = new AbortController();
    this.view.table.mark(state.id);
    return state.reach ? this.followWalk(state) : this.followUnit(state);
  }

  async followUnit(state) {
    const { panel } = this;
    const { data, map } = this.view;
    const { signal } = this.asking;
    const name = data.byId.get(state.id)?.name ?? state.id;
    map.choose(state.id);
    panel.wait(name);
    this.view.table.mark(state.id); // once more, as the panel has taken room
    this.reveal();
    this.focus();
    try {
      const answer = await readUnit(state, state.id, { signal });
      const columns = answer.columns ?? data.columns;
      const asked = this.askedBlocks(answer, columns, state);
      panel.show(answer, { columns, state, profile: data.profile, asked });
      announce(`已选择${name}，面板中为计算依据`);
    } catch (failure) {
      if (!signal.aborted) panel.refuse(name, failure);
    }
  }

  // Focus follows a choice in the table, and nothing else: a new day must not take it from the date.
  focus() {
    if (this.wantsFocus) this.panel.focus();
    this.wantsFocus = false;
  }

  // What the panel asks for beside the trace: who is served, what is in reach, and the demand to come.
  askedBlocks(usual, columns, state) {
    const { overlays, map } = this.view;
    const asking = this.askingOf(state);
    const onPoints = (points) => {
      overlays.give("homes", points);
      this.near = () => (points.length > 0 && overlays.isOn("homes") ? map.boundsOf(state.id) : null);
      this.look();
    };
    const { row } = usual;
    const onAnswer = (answer) => this.showWalk(answer);
    const ofArea = areaReachBlock({ ...asking, row });
    const reach = ofArea ?? residentialReach({ ...asking, row, columns, onAnswer });
    const served = servedBlock({ ...asking, usual, onPoints, onTold: (answer) => ofArea?.served(answer) });
    const demand = demandBlock({ ...asking, targets: row.targets });
    this.blocks = [served, reach, demand].filter(Boolean);
    return { served, reach, demand };
  }

  askingOf(state) {
    const { palette, onAsk, onChoose } = this;
    return { state, palette, signal: this.asking.signal, onAsk, onChoose, onRefused: () => this.takeAway() };
  }

  followWalk(state) {
    const { panel } = this;
    const asked = reachOf(state.reach);
    const before = state.id ? (this.view.data.byId.get(state.id)?.name ?? state.id) : "";
    const onAnswer = (answer) => {
      panel.title(answer.name);
      announce(`已选择${answer.name}，面板中为步行范围`);
      this.showWalk(answer);
    };
    const name = this.names.get(`${state.city}/${state.reach}`);
    const onNone = (tell, words) => asked.kind === "sites" && !name && this.nameSite(state, { tell, words });
    const block = reachBlock({ ...this.askingOf(state), ...asked, onAnswer, onNone });
    this.blocks = [block];
    const back = element("button", { type: "button", class: "back", onclick: () => this.close() }, `返回${before}`);
    panel.tell(name ?? asked.id, ...(before ? [back] : []), block.block);
    this.reveal();
    this.focus();
  }

  // A site that does not count has a name all the same, and who follows a link has not clicked on it.
  async nameSite(state, { tell, words }) {
    const { signal } = this.asking;
    try {
      const { features } = await readLayer(state, "sites", { signal });
      const found = features.find(({ id }) => id === state.reach);
      if (found) this.panel.title(found.properties.name);
      else tell(`没有这个点位：${state.reach}。`);
    } catch (failure) {
      if (!signal.aborted) tell(`${words}名称没有读到：${failure.message}`);
    }
  }

  showWalk(answer) {
    const bounds = this.walks.show(answer);
    this.near = () => bounds;
    this.look();
  }

  // A walk is closed before the unit under it.
  close() {
    const { store, table, map } = this.view;
    const { id, reach } = store.get();
    this.wantsFocus = Boolean(reach && id);
    store.set(reach ? { reach: "" } : { id: "" });
    if (reach && !id) map.leaflet.getContainer().focus({ preventScroll: true });
    if (!reach) table.focusRow(id);
  }
}
