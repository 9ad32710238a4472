// Requests to the service (接口): answers as data, refusals as one kind of error with a remedy in Chinese.

// The service answers in Chinese and English, " / " between them; what a reader typed may stand in both with its own.
function chinese(text) {
  const parts = String(text ?? "").split(" / ");
  return parts.slice(0, Math.ceil(parts.length / 2)).join(" / ");
}

/** A refusal of the service, or a broken connection. */
export class ApiError extends Error {
  constructor({ title, detail, status, choices }) {
    super(chinese(detail || title));
    this.title = chinese(title);
    this.status = status;
    this.choices = Array.isArray(choices) ? choices : [];
  }
}

/** The address of `path` with the parameters that have a value, relative to the page. */
export function address(path, parameters = {}) {
  const url = new URL(path, document.baseURI);
  for (const [key, value] of Object.entries(parameters)) {
    if (value !== "" && value !== null && value !== undefined) url.searchParams.set(key, value);
  }
  return url.href;
}

/** Read JSON; throws ApiError. An aborted request throws the browser's AbortError. */
export async function read(path, parameters, { signal } = {}) {
  const response = await fetched(address(path, parameters), { signal, headers: { Accept: "application/json" } });
  const answer = await bodyOf(response);
  if (response.ok && answer !== null) return answer;
  throw refusal(response, answer);
}

/** Read a file of the service at an address; throws ApiError. */
export async function readFile(href) {
  const response = await fetched(href);
  if (response.ok) return response.blob();
  throw refusal(response, await bodyOf(response));
}

async function fetched(href, options) {
  try {
    return await fetch(href, options);
  } catch (failure) {
    if (failure.name === "AbortError") throw failure;
    throw new ApiError({
      title: "连接不上服务",
      detail: "连接不上服务。请检查网络，或确认服务仍在运行，然后重试。",
      status: 0,
    });
  }
}

const bodyOf = (response) =>
  response.json().catch((failure) => {
    if (failure.name === "AbortError") throw failure;
    return null;
  });

function refusal({ status }, answer) {
  if (answer !== null) return new ApiError({ ...answer, status });
  return new ApiError({ title: "服务的回答无法读取", detail: `服务的回答无法读取（${status}），请稍后重试。`, status });
}

/** The page that tells one finding in full. */
export const ruleAddress = (state, ruleId, unitId) =>
  address(["policy", state.profile, ruleId, unitId].map(encodeURIComponent).join("/"), {
    city: state.city,
    date: state.date,
    f: "html",
  });

/** Another page of the service on the same city, day and profile. */
export const pageAddress = (path, state) => address(path, { ...study(state), f: "html" });

const study = (state) => ({ city: state.city, date: state.date, profile: state.profile });
const ALL = 10000;

export const readCities = () => read("cities");
export const readProfiles = (options) => read("profiles", {}, options);
export const readProfile = (id, options) => read(`profiles/${encodeURIComponent(id)}`, {}, options);
export const readGaps = (state, level, options) => read(`gaps/${level}`, { ...study(state), limit: ALL }, options);
export const readShapes = (state, level, options) =>
  read(`gaps/${level}`, { ...study(state), limit: ALL, f: "geojson" }, options);
export const readLayer = (state, name, options) => read(`layers/${name}`, { ...study(state), limit: ALL }, options);
export const readUnit = (state, id, options) =>
  read(`gaps/${state.level}/${encodeURIComponent(id)}`, study(state), options);

/** Who is served: of every area of a level, or of one in full with what was asked of it. */
export const readServed = (state, level, options) => read("served", { ...study(state), level }, options);
export const readServedArea = (state, asked, options) =>
  read(`served/${state.level}/${encodeURIComponent(state.id)}`, { ...study(state), ...asked }, options);
export const readDemand = (state, options) =>
  read(`demand/${state.level}/${encodeURIComponent(state.id)}`, study(state), options);
/** The streets of the city in one year to come, by the middle variant. */
export const readDemandStreets = (state, year, options) =>
  read("demand", { ...study(state), level: "street", variant: "mid", year, limit: ALL }, options);
/** The children of every area of the state's level who reach a place. */
export const readReachTable = (state, asked, options) =>
  read("reach", { ...study(state), level: state.level, ...asked }, options);
/** Who reaches a site, or which sites a home reaches, with the ways; `kind` is "sites" or "homes". */
export const readReach = (state, { kind, id, ...asked }, options) =>
  read(`reach/${kind}/${encodeURIComponent(id)}`, { ...study(state), ...asked, ways: true }, options);
