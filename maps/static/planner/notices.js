// What a reader must know before the numbers (说明): synthetic data, drafts, and refusals of the service.

import { byId, element } from "./dom.js";

const STATUS = {
  draft: "征求意见稿，尚未正式印发",
  in_force_period_ended: "规划期已结束",
};

/** The city's notice, and each document of the profile that does not bind, or whose term has ended. */
export function showNotices(city, profile) {
  const documents = (profile?.documents ?? [])
    .filter((one) => STATUS[one.status])
    .sort((one, other) => one.title.length - other.title.length);
  const lines = [
    city.synthetic || city.notice
      ? element(
          "p",
          { class: city.synthetic ? "synthetic" : "" },
          city.synthetic ? element("b", {}, "合成数据") : null,
          (city.notice ?? "").replace(/^合成数据[，,。]?/, ""),
        )
      : null,
    ...documents.map((one) =>
      element(
        "p",
        {},
        element("b", { class: one.status === "draft" ? "draft" : "" }, STATUS[one.status]),
        `《${one.title.replace(/^《|》$/g, "")}》`,
      ),
    ),
  ].filter(Boolean);
  const place = byId("notices");
  place.hidden = lines.length === 0;
  place.replaceChildren(...lines);
}

/** Show a refusal with its remedy; `retry` is offered where trying again can help. */
export function showAlert(failure, retry) {
  const place = byId("alert");
  if (!failure) {
    place.hidden = true;
    place.replaceChildren();
    return;
  }
  const choices = failure.choices?.length ? element("p", {}, `可选：${failure.choices.slice(0, 12).join("、")}`) : null;
  const button = retry ? element("button", { type: "button", onclick: retry }, "重试") : null;
  place.replaceChildren(
    element("p", {}, element("b", {}, failure.title || "无法显示"), ` ${failure.message}`),
    ...[choices, button].filter(Boolean),
  );
  place.hidden = false;
}
