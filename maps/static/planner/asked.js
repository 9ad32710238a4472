// A block of the panel that asks the service itself (面板提问): it waits, shows the answer, or says in place why not.

import { element } from "./dom.js";

const chinese = (text) => String(text ?? "").split(" / ")[0];

/** A refusal as a reader meets it: Chinese, without the name of a parameter before it. */
export const inWords = (failure) => chinese(failure.message).replace(/^[a-z_, ]+：/, "");

/**
 * A block under `title`; `ask(parameters, options)` gives an answer that `show` turns into elements.
 *
 * `controls` stand above the answer and stay while it is asked for again; `refuse` writes a refusal.
 */
export function askedBlock(title, { name, controls = [], ask, show, refuse = inWords }) {
  const body = element("div", {}, element("p", { class: "waiting" }, "正在计算……"));
  const said = element("p", { class: "alert", role: "alert", hidden: true });
  const block = element("section", { class: `block ${name}` }, element("h3", {}, title), ...controls, said, body);
  let asking = new AbortController();

  async function renew(parameters = {}) {
    asking.abort();
    asking = new AbortController();
    const { signal } = asking;
    block.setAttribute("aria-busy", "true");
    try {
      const answer = await ask(parameters, { signal });
      // The panel may show another unit by now.
      if (!block.isConnected || signal.aborted) return;
      tell("");
      body.replaceChildren(...show(answer).filter(Boolean));
    } catch (failure) {
      if (failure.name === "AbortError") return;
      if (body.querySelector(".waiting")) body.replaceChildren();
      tell(refuse(failure));
    }
    if (!signal.aborted) block.setAttribute("aria-busy", "false");
  }

  function tell(words) {
    said.textContent = words;
    said.hidden = !words;
  }

  return { block, renew, tell };
}

/** A choice of one among few, as radio buttons in a line. */
export function choiceOf(legend, name, choices, onChange) {
  const boxes = choices.map(([value, words], index) => {
    const box = element("input", { type: "radio", name, value, checked: index === 0 });
    box.addEventListener("change", () => onChange(value));
    return element("label", {}, box, element("span", {}, words));
  });
  return element("fieldset", { class: "choice" }, element("legend", { class: "unseen" }, legend), ...boxes);
}

/** Lines that are folded away under their heading. */
export function folded(heading, ...content) {
  return element("details", { class: "folded" }, element("summary", {}, heading), ...content);
}
