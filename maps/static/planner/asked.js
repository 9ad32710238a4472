// A block of the panel that asks the service itself (面板提问): it waits, shows the answer, or says in place why not.

import { announce, element } from "./dom.js";

/** A refusal as a reader meets it: without the name of a parameter before it. */
export const inWords = (failure) => failure.message.replace(/^[a-z_, ]+：/, "");

/**
 * A block under `title`; `ask(parameters, options)` gives an answer that `show` turns into elements, `says` into words.
 *
 * `controls` stand above the answer and stay while it is asked for again; `refuse` writes a refusal. No answer stands
 * under a question that was refused; `onRefused` takes away what was drawn of it elsewhere. `signal` ends all asking.
 */
export function askedBlock(title, { name, signal, controls = [], ask, show, says, onRefused, refuse = inWords }) {
  const waiting = element("p", { class: "waiting" }, "正在计算……");
  const body = element("div", {}, waiting);
  const said = element("p", { class: "alert", role: "alert", hidden: true });
  const block = element("section", { class: `block ${name}` }, element("h3", {}, title), ...controls, said, body);
  let asking = new AbortController();
  let question = null; // what the answer answers, or is on its way for
  signal.addEventListener("abort", () => asking.abort());

  /** Ask, unless the same is asked or answered already. */
  async function renew(parameters = {}) {
    const next = JSON.stringify(parameters);
    if (next === question) return;
    const again = !body.contains(waiting);
    question = next;
    asking.abort();
    asking = new AbortController();
    const mine = asking.signal;
    if (!body.hasChildNodes()) body.append(waiting);
    block.setAttribute("aria-busy", "true");
    try {
      const answer = await ask(parameters, { signal: mine });
      if (mine.aborted) return;
      tell("");
      body.replaceChildren(...show(answer).filter(Boolean));
      if (again && says) announce(says(answer));
      block.setAttribute("aria-busy", "false");
    } catch (failure) {
      if (!mine.aborted) refused(refuse(failure));
    }
  }

  function refused(words) {
    asking.abort();
    question = null;
    body.replaceChildren();
    tell(words);
    onRefused?.();
    block.setAttribute("aria-busy", "false");
  }

  function tell(words) {
    said.textContent = words;
    said.hidden = !words;
  }

  return { block, renew, refused, tell };
}

/** A choice of one among few, as radio buttons in a line; `set` shows another as chosen. */
export function choiceOf(legend, name, choices, onChange) {
  const boxes = choices.map(([value]) => element("input", { type: "radio", name, value }));
  for (const box of boxes) box.addEventListener("change", () => onChange(box.value));
  const labels = choices.map(([, words], index) => element("label", {}, boxes[index], element("span", {}, words)));
  const field = element("fieldset", { class: "choice" }, element("legend", { class: "unseen" }, legend), ...labels);
  const set = (value) => {
    for (const box of boxes) box.checked = box.value === value;
  };
  return { field, set };
}

/** Lines that are folded away under their heading. */
export function folded(heading, ...content) {
  return element("details", { class: "folded" }, element("summary", {}, heading), ...content);
}

/** A table that may be wider than the panel: it scrolls by itself, by keyboard too. */
export function scrolled(label, table) {
  return element("div", { class: "scrolled", tabindex: 0, role: "region", "aria-label": label }, table);
}
