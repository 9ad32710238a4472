// Downloads (下载): the table and map of this view as files for a report, a spreadsheet or a GIS.

import { address, pageAddress } from "./api.js";
import { byId, element } from "./dom.js";

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
  byId("download-list").replaceChildren(
    ...links.map(([name, about, href, download]) =>
      element("li", {}, element("a", { href, download }, element("b", {}, name), element("span", {}, about))),
    ),
  );
}
