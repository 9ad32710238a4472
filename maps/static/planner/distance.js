// How far a walk goes and how (步行多远): metres or minutes, on foot or with a stroller, as a form of the panel.

import { choiceOf } from "./asked.js";
import { element } from "./dom.js";
import { count } from "./format.js";
import { emptied, inFull } from "./state.js";

const MODES = [
  ["walk", "步行"],
  ["stroller", "推婴儿车"],
];
// As far as the service walks.
const MOST = { within_m: 20000, within_min: 240 };
const WRONG = {
  within_m: `步行距离是1至${count(MOST.within_m)}的整数（米），如800。`,
  within_min: `步行时间是1至${MOST.within_min}的整数（分钟），如15。`,
};
const NONE = { within_m: "", within_min: "" };

/** The part of a state that a walk is asked with. */
export const walkAsked = ({ within_m, within_min, mode }) => ({ within_m, within_min, mode });

/**
 * The form; `onGive(patch)` is told another question, `onWrong(words)` what cannot be asked.
 *
 * `set(state)` shows a question, `answered(answer)` how far that is. A number is given by leaving its field or by
 * Enter, and takes the other's place; the same as is shown asks nothing new.
 */
export function distanceForm({ onGive, onWrong }) {
  const mode = choiceOf("怎样走", "mode", MODES, (chosen) => onGive({ mode: emptied("mode", chosen) }));
  const fields = { within_m: field("within", { max: MOST.within_m, step: 50 }), within_min: field("minutes", { max: MOST.within_min }) };
  const minutes = element("label", {}, "约", fields.within_min, "分钟");
  const metres = element("label", {}, fields.within_m, "米以内");
  const form = element("form", { class: "walk-asked", novalidate: true }, metres, minutes, mode.field);
  let given = NONE;
  let shown = NONE;

  function give(key) {
    const { value, validity } = fields[key];
    if (value === shown[key] && !validity.badInput) return onGive(given);
    const wrong = validity.badInput || (value !== "" && !isWhole(value, MOST[key]));
    fields[key].setAttribute("aria-invalid", String(wrong));
    if (wrong) return onWrong(WRONG[key]);
    return onGive({ ...NONE, [key]: value === "" ? "" : String(Number(value)) });
  }
  for (const key of Object.keys(fields)) fields[key].addEventListener("change", () => give(key));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    give(document.activeElement === fields.within_min ? "within_min" : "within_m");
  });

  function write(key, value) {
    shown = { ...shown, [key]: value };
    if (fields[key].value === "" || document.activeElement !== fields[key]) fields[key].value = value;
  }
  return {
    form,
    set({ within_m, within_min, mode: how }) {
      mode.set(inFull("mode", how));
      if (within_m === given.within_m && within_min === given.within_min) return;
      given = { within_m, within_min };
      shown = given;
      for (const [key, one] of Object.entries(fields)) {
        one.value = given[key];
        one.removeAttribute("aria-invalid");
      }
    },
    answered({ within_m, m_per_min }) {
      write("within_m", String(within_m));
      minutes.hidden = !m_per_min;
      if (m_per_min) write("within_min", String(minutesOf(within_m, m_per_min)));
      for (const one of Object.values(fields)) one.removeAttribute("aria-invalid");
    },
  };
}

function field(name, limits) {
  return element("input", { type: "number", name, min: 1, ...limits, inputmode: "numeric" });
}

const isWhole = (text, most) => /^\d+$/.test(text) && Number(text) >= 1 && Number(text) <= most;
const minutesOf = (metres, speed) => Math.round((10 * metres) / speed) / 10;

/** "1,000 米以内，约 16.7 分钟（每分钟 60 米，出处：……）". */
export function distanceWords({ within_m, m_per_min, m_per_min_source, steps }) {
  const far = `${count(within_m)} 米以内`;
  if (!m_per_min) return `${far}；方案没有给出步行速度，不折算分钟`;
  const source = m_per_min_source ?? steps?.flatMap(({ clauses }) => clauses ?? [])[0]?.cite;
  return `${far}，约 ${minutesOf(within_m, m_per_min)} 分钟（每分钟 ${m_per_min} 米${source ? `，出处：${source}` : ""}）`;
}
