// The gap table (缺口表): sortable headings, one row a unit, one tab stop for all rows and arrow keys between them.

import { classOf } from "./classes.js";
import { byId, element, swatch, unseen } from "./dom.js";
import { count, isMissing, isNumeric, toneOf, write } from "./format.js";
import { splitBar, splitKey, splitOf } from "./split.js";

const PAGE = 200;
const BASIS = { residents: "residents_basis", children_under_3: "children_basis", required: "required_basis" };
const outcomes = new Set(["outcome", "has_site", "enough_places", "within_reach"]);
const PLAIN_BASES = ["rule", "stated", "births", "missing", "not_applicable"];

/** A table that asks `onSelect(id)` and `onSort(name)` of its owner. */
export function createTable({ palette, onSelect, onSort }) {
  const table = byId("table");
  const [head, body] = [table.tHead, table.tBodies[0]];
  const more = byId("more");
  const key = byId("split-key");
  key.querySelector("ul").replaceChildren(...splitKey(palette));
  const unread = element("p", { role: "status" });
  key.append(unread);
  let shown = { rows: [], columns: [], level: "street", words: {}, usual: {} };
  let limit = PAGE;
  let current = "";

  more.addEventListener("click", () => {
    const next = shown.rows[limit]?.area_id;
    limit += PAGE;
    fill();
    if (next) focusRow(next);
  });
  body.addEventListener("click", (event) => {
    const row = event.target.closest("tr");
    if (row && !getSelection().toString()) onSelect(row.dataset.id);
  });
  body.addEventListener("keydown", (event) => {
    const buttons = [...body.querySelectorAll(".row-name")];
    const at = buttons.indexOf(event.target);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: buttons.length - 1 }[event.key];
    if (at < 0 || to === undefined || !buttons[to]) return;
    event.preventDefault();
    buttons[at].tabIndex = -1;
    buttons[to].tabIndex = 0;
    buttons[to].focus();
  });

  function headings(state) {
    const cells = shown.columns.map((column) => {
      const name = state.sort.replace(/^[+-]/, "");
      const order = name === column.name ? (state.sort.startsWith("-") ? "descending" : "ascending") : null;
      const label = [element("span", { class: "heading" }, column.heading), unitOf(column)];
      const button = element(
        "button",
        { type: "button", class: "sort", title: column.title, onclick: () => onSort(column) },
        ...label,
      );
      button.dataset.column = column.name;
      return element("th", { scope: "col", "aria-sort": order, class: isNumeric(column) ? "number" : null }, button);
    });
    // Headings are written anew; focus stays on the one that was pressed.
    const pressed = head.contains(document.activeElement) ? document.activeElement.dataset.column : null;
    head.replaceChildren(element("tr", {}, ...cells));
    if (pressed) [...head.querySelectorAll(".sort")].find((button) => button.dataset.column === pressed)?.focus();
  }

  function unitOf(column) {
    const basis = shown.usual[column.name];
    const words = basis ? (shown.words[BASIS[column.name]]?.[basis] ?? basis) : "";
    const text = words || column.unit;
    return text ? element("span", { class: "unit" }, text) : null;
  }

  function cell(row, column) {
    if (column.name === "name") {
      const entry = classOf(row, shown.level, palette);
      const button = element(
        "button",
        { type: "button", class: "row-name", tabindex: -1 },
        swatch(entry),
        element("span", {}, row.name),
      );
      button.title = entry.label;
      return element("th", { scope: "row" }, button);
    }
    if (column.show === "split") return splitCell(row);
    const value = column.value ? column.value(row) : row[column.name];
    const kind = [isNumeric(column) ? "number" : "", isMissing(value) ? "missing" : value === 0 ? "zero" : ""]
      .join(" ")
      .trim();
    const cellMade = element("td", { class: kind || null, "data-column": column.name });
    if (isMissing(value)) cellMade.append(element("span", { title: whyMissing(row) }, "—"), unseen("没有数据"));
    else if (outcomes.has(column.name))
      cellMade.append(element("span", { class: `outcome ${toneOf(value)}` }, write(value, column)));
    else cellMade.append(tag(row, column), write(value, column));
    return cellMade;
  }

  function splitCell(row) {
    const split = splitOf(row, palette);
    const reason = row.split_reason || "数据不足";
    const number = element("span", { class: "split-number", "aria-hidden": "true" }, count(split.seeking));
    return element("td", { "data-column": "split" }, element("div", { class: "split" }, splitBar(split, { reason }), number));
  }

  function tag(row, column) {
    const basis = row[BASIS[column.name]];
    if (!basis || PLAIN_BASES.includes(basis) || basis === shown.usual[column.name]) return "";
    const words = shown.words[BASIS[column.name]]?.[basis] ?? basis;
    return element("span", { class: "basis", title: words }, words.slice(0, 2), unseen(words.slice(2)));
  }

  function fill() {
    const rows = shown.rows.slice(0, limit);
    const made = rows.map((row) => {
      const line = element("tr", { "aria-current": row.area_id === current ? "true" : null });
      line.dataset.id = row.area_id;
      line.append(...shown.columns.map((column) => cell(row, column)));
      return line;
    });
    body.replaceChildren(...made);
    const first = body.querySelector("tr[aria-current] .row-name") ?? body.querySelector(".row-name");
    if (first) first.tabIndex = 0;
    more.hidden = shown.rows.length <= limit;
    more.textContent = `再显示 ${Math.min(PAGE, shown.rows.length - limit)} 行（共 ${shown.rows.length.toLocaleString("zh-CN")} 行）`;
  }

  function lineOf(id) {
    return [...body.rows].find((row) => row.dataset.id === id);
  }

  function focusRow(id) {
    const line = lineOf(id);
    if (!line) return;
    for (const button of body.querySelectorAll(".row-name[tabindex='0']")) button.tabIndex = -1;
    const button = line.querySelector(".row-name");
    button.tabIndex = 0;
    button.focus();
  }

  return {
    focusRow,
    /** Show rows in the order given. */
    show({ rows, columns, level, words, state, unread: note }) {
      unread.textContent = note;
      shown = { rows, columns, level, words, usual: usualBases(rows) };
      limit = PAGE;
      key.hidden = !columns.some((column) => column.show === "split") || rows.length === 0;
      headings(state);
      fill();
    },
    /** Write the bars anew, now that the rows know why; or say that this could not be read. */
    retell(note) {
      unread.textContent = note;
      const byId = new Map(shown.rows.map((row) => [row.area_id, row]));
      for (const old of body.querySelectorAll("td[data-column='split']"))
        old.replaceWith(splitCell(byId.get(old.parentElement.dataset.id)));
    },
    /** Mark one row, and bring it into view if it is listed. */
    mark(id) {
      current = id;
      const at = shown.rows.findIndex((row) => row.area_id === id);
      if (at >= limit) {
        limit = Math.ceil((at + 1) / PAGE) * PAGE;
        fill();
      }
      for (const row of body.querySelectorAll("tr[aria-current]")) row.removeAttribute("aria-current");
      const line = lineOf(id);
      if (!line) return;
      line.setAttribute("aria-current", "true");
      line.scrollIntoView({ block: "nearest", inline: "nearest" });
    },
  };
}

// A basis that most rows share stands once, in the heading; the cells then tell the exceptions.
function usualBases(rows) {
  const usual = {};
  for (const [name, key] of Object.entries(BASIS)) {
    const known = rows.map((row) => row[key]).filter((basis) => basis && basis !== "missing");
    const odd = known.find((basis) => !PLAIN_BASES.includes(basis));
    if (odd && known.filter((basis) => basis === odd).length * 2 > known.length) usual[name] = odd;
  }
  return usual;
}

function whyMissing(row) {
  return row.reason || "没有数据，无法计算；为缺失值，不是 0";
}
