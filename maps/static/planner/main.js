// The planner's page (规划页面): state in the middle, table, map and panel around it.

import { readCities } from "./api.js";
import { byId, closeOnLeave } from "./dom.js";
import { showAlert } from "./notices.js";
import { createStore } from "./state.js";
import { startView } from "./view.js";

const settings = JSON.parse(byId("settings").textContent);

async function start() {
  let cities = settings.cities;
  try {
    if (cities.length === 0) cities = (await readCities()).cities;
  } catch (failure) {
    return showAlert(failure, () => location.reload());
  }
  if (cities.length === 0) {
    return showAlert({
      title: "还没有城市数据",
      message: "请在服务器上运行 tuoyu demo 载入示例城市，或运行 tuoyu load 载入自己的城市，然后刷新本页。",
    });
  }
  startView({ settings, cities, store: createStore(cities) });
}

for (const menu of document.querySelectorAll("details.menu")) closeOnLeave(menu);
start();
