// Clause by clause (逐条结论): what failed stands first, what does not apply is folded away at the end.

import { verdictOf } from "./classes.js";
import { element } from "./dom.js";
import { count, isMissing, plain, toneOf } from "./format.js";

const ORDER = ["not-met", "met", "undetermined", "not-applicable"];

/** The list of a unit's findings, or null; `profile` has the rules and their documents, `rulePage` where each is told. */
export function findingsOf(list, { words, profile, trace, rulePage }) {
  if (!list?.length) return null;
  const rules = rulesOf(profile, trace);
  const place = (finding) => ORDER.indexOf(verdictOf(finding.outcome));
  const sorted = [...list].sort((one, other) => place(one) - place(other));
  const items = (kept) => sorted.filter(kept).map((finding) => one(finding, rules.get(finding.rule_id) ?? {}, { words, rulePage }));
  const asked = items((finding) => finding.outcome !== "not_applicable");
  const others = items((finding) => finding.outcome === "not_applicable");
  return element(
    "section",
    { class: "block" },
    element("h3", {}, "逐条结论"),
    asked.length ? element("ul", { class: "findings" }, ...asked) : null,
    others.length
      ? element(
          "details",
          { class: "not-applicable" },
          element("summary", {}, `不适用的条款（${count(others.length)} 条）`),
          element("ul", { class: "findings" }, ...others),
        )
      : null,
  );
}

/** An outcome in its words and tint. */
export function outcome(code, words) {
  return element("span", { class: `outcome ${toneOf(code)}` }, words.outcome[code] ?? code ?? "—");
}

function one(finding, rule, { words, rulePage }) {
  const force = words.modality[rule.modality];
  const numbers = [
    isMissing(finding.required) ? "" : `应有 ${plain(finding.required)}`,
    isMissing(finding.value) ? "" : `现有 ${plain(finding.value)}`,
    Number(finding.shortfall) > 0 ? `差 ${plain(finding.shortfall)}` : "",
    finding.deadline ? `期限 ${finding.deadline}` : "",
  ].filter(Boolean);
  return element(
    "li",
    {},
    element(
      "div",
      { class: "finding" },
      element(
        "span",
        {},
        element("a", { class: "rule", href: rulePage(finding.rule_id) }, finding.rule_id),
        rule.name ? ` ${rule.name}` : "",
        force ? element("span", { class: "force" }, force) : null,
      ),
      outcome(finding.outcome, words),
    ),
    numbers.length ? element("p", {}, numbers.join("，")) : null,
    rule.quote ? element("q", {}, rule.quote) : null,
    origin(rule),
    finding.reason ? element("p", { class: "fine" }, finding.reason) : null,
  );
}

function origin(rule) {
  if (!rule.document) return null;
  const draft = rule.status === "draft" ? element("span", { class: "outcome draft" }, "征求意见稿") : null;
  const where = [rule.number || `《${shortTitle(rule.document)}》`, rule.clause].filter(Boolean).join(" ");
  return element("p", { class: "fine" }, element("span", { class: "document" }, where), draft);
}

// The badge says that it is a draft; the title need not.
const shortTitle = (title) => title.replace(/^《|》$/g, "").replace(/（征求意见稿）$/, "");

// What is known of each rule: from the clauses that the trace cites, and from the profile.
function rulesOf(profile, trace) {
  const known = new Map();
  for (const cited of trace.steps.flatMap((step) => step.clauses ?? [])) known.set(cited.rule_id, cited);
  const documents = new Map((profile?.documents ?? []).map((document) => [document.title, document]));
  for (const rule of profile?.rules ?? []) {
    const { document, clause, quote, status } = rule.source ?? {};
    const { number, status: standing } = documents.get(document) ?? {};
    known.set(rule.id, { ...rule, document, clause, quote, number, status: status ?? standing });
  }
  return known;
}
