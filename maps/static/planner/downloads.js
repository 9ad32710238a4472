// Downloads (下载): the table and map of this view as files for a report, a spreadsheet or a GIS.

import { address, pageAddress, readFile } from "./api.js";
import { inWords } from "./asked.js";
import { walkAsked } from "./distance.js";
import { byId, element } from "./dom.js";
import { showAlert } from "./notices.js";
import { SPLIT_LEVELS } from "./split.js";

/** Point the links to the other pages at the city, day and profile of this one. */
export function showPages(state) {
  byId("policy-link").href = pageAddress("policy", state);
  byId("targets-link").href = pageAddress("targets", state);
}

/** Write the links of the present view; district and order go with them. */
export function showDownloads(state, sorted) {
  const view = {
    city: state.city,
    date: state.date,
    profile: state.profile,
    district: state.district,
    sort: sorted,
    limit: 10000,
  };
  const file = (format) => address(`gaps/${state.level}`, { ...view, f: format });
  const stem = `${state.city}-${state.level}-${state.date}`;
  const links = [
    ["Excel 表格", "XLSX，中文表头，附计算依据", file("xlsx"), `${stem}.xlsx`],
    ["CSV 表格", "UTF-8，Excel 可直接打开", file("csv"), `${stem}.csv`],
    ["地理数据", "GeoJSON，经纬度，可用于 GIS", file("geojson"), `${stem}.geojson`],
    [
      "离线地图",
      "一个 HTML 文件，不联网也能看",
      address(`maps/${encodeURIComponent(state.city)}.html`, { date: state.date, profile: state.profile }),
      `${stem}.html`,
    ],
  ];
  const item = ([name, about, href, download], onclick) =>
    element("li", {}, element("a", { href, download, onclick }, element("b", {}, name), element("span", {}, about)));
  byId("download-list").replaceChildren(
    ...links.map((link) => item(link)),
    ...askedLinks(state).map((link) => item(link, (event) => take(event, link))),
  );
}

// What the panel asks for, of every area; a level that has no such table gives its streets.
function askedLinks(state) {
  const level = SPLIT_LEVELS.includes(state.level) ? state.level : "street";
  const study = { city: state.city, date: state.date, profile: state.profile, f: "csv" };
  const { places, uptake, uptake_source } = state;
  const file = (name, asked) => [address(name, { ...study, ...asked }), `${state.city}-${name}-${asked.level}-${state.date}.csv`];
  return [
    ["各街道需求预测", "CSV，逐年、三个方案、三个口径", ...file("demand", { level: "street", limit: 10000 })],
    ["谁有位、谁没有", "CSV，按所选的托位和入托意愿", ...file("served", { level, places, uptake, uptake_source })],
    ["步行可达", "CSV，按所选的距离和走法", ...file("reach", { level, ...walkAsked(state) })],
  ];
}

// These can be refused, as where a profile has no radius; the refusal is told in words and not saved as a file.
async function take(event, [name, , href, download]) {
  event.preventDefault();
  try {
    const link = element("a", { href: URL.createObjectURL(await readFile(href)), download });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    showAlert(null);
  } catch (failure) {
    showAlert({ title: `“${name}”无法下载`, message: inWords(failure), choices: failure.choices });
  }
}
