// The small texts around table and map (页面提示): being read, how many rows, why none, what it rests on.

import { byId } from "./dom.js";

/** Show that something is being read. */
export function wait(busy) {
  byId("work").setAttribute("aria-busy", String(busy));
  byId("progress").hidden = !busy;
  if (busy) byId("count").textContent = "正在读取……";
}

/** Say beside the map what it shows instead, or nothing. */
export function note(words) {
  byId("map-note").textContent = words;
  byId("map-note").hidden = !words;
}

/** Say why there are no rows. */
export function empty(shown, total) {
  const place = byId("empty");
  place.hidden = shown > 0;
  place.textContent = total === 0 ? "这个城市没有这一层级的数据。" : "没有符合条件的单元。请放宽筛选或清空查找。";
}

/** What the numbers rest on; a template is cited for what counts as supply, and warns of nothing. */
export function foot(answer, profile) {
  const stamp = new Date(answer.timeStamp).toLocaleString("zh-CN", { timeZone: "Asia/Shanghai" });
  const templates = (profile?.documents ?? []).filter((one) => one.status === "template");
  const cited = templates.map((one) => `　另引《${one.title}》（模板，非正式文件）`).join("");
  byId("foot").textContent =
    `数据版本 ${answer.revision}　政策 ${answer.profile}　日期 ${answer.date}　载入于 ${stamp}（北京时间）　坐标 CGCS2000${cited}`;
}

/** How many of the rows are listed. */
export function countRows(shown, total) {
  const number = (value) => value.toLocaleString("zh-CN");
  byId("count").textContent = shown === total ? `${number(total)} 行` : `${number(shown)} / ${number(total)} 行`;
}
