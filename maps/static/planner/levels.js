// The levels (层级) a table can have, with their words.

export const TITLES = {
  city: "全市",
  district: "区",
  street: "街道（镇）",
  community: "社区（村）",
  "life-circle": "社区生活圈",
  "residential-area": "居住区",
};

/** Why a state cannot be shown, with what there is to choose from; null where its city and level are known. */
export function refusalOf({ city, level }, cities) {
  if (!cities.some((one) => one.id === city)) {
    const choices = cities.map((one) => `${one.name}（${one.id}）`);
    return { title: `没有这个城市：${city}`, message: "请改选城市。", choices };
  }
  if (Object.hasOwn(TITLES, level)) return null;
  const choices = Object.entries(TITLES).map(([code, title]) => `${title}（${code}）`);
  return { title: `没有这个层级：${level}`, message: "请改选层级。", choices };
}
