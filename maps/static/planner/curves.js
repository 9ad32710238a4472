// Children who will need a place, year by year (需求曲线): three measures and the places of today as one picture.

import { svgElement } from "./dom.js";
import { count, isMissing } from "./format.js";

const [WIDTH, HEIGHT] = [420, 236];
const [LEFT, RIGHT, TOP, BOTTOM] = [46, 74, 12, 26];
const STEPS = [1, 2, 2.5, 5, 10];
const MOST_LINES = 5;
const LABEL_HEIGHT = 14;

/** The picture of `GET /demand/{level}/{area_id}`; `desc` says the same in a sentence. */
export function curvesOf(answer, curves, { title, desc }) {
  const { years } = answer;
  const lines = linesOf(answer, curves);
  const top = roundTop(Math.max(1, ...lines.flatMap(({ mid, high }) => [...mid, ...(high ?? [])]).map(Number)));
  const x = (index) => round(LEFT + (index / Math.max(years.length - 1, 1)) * (WIDTH - LEFT - RIGHT));
  const y = (number) => round(HEIGHT - BOTTOM - (number / top.at(-1)) * (HEIGHT - TOP - BOTTOM));
  const scale = { x, y };
  return svgElement(
    "svg",
    { class: "curves", viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", "aria-label": `${title}。${desc}` },
    ...top.map((level) => row(level, y)),
    ...yearsShown(years).map((index) => words("year", x(index), HEIGHT - 8, years[index], "middle")),
    ...lines.filter(({ low }) => low).map((line) => band(line, scale)),
    ...lines.flatMap((line) => drawLine(line, years, scale)),
    ...ends(lines, scale),
  );
}

/** The measures of an answer that hold any number, each with its curve's look. */
export function linesOf(answer, curves) {
  const flat = (number) => answer.years.map(() => number);
  return [
    { curve: curves.willingness, ...answer.willingness },
    { curve: curves.policy, mid: answer.policy },
    { curve: enrolment(answer, curves), ...answer.enrolment },
    { curve: curves.places, mid: flat(answer.places) },
  ].filter(({ mid }) => mid.some((number) => !isMissing(number)));
}

/** Whether enrolment is a lower bound in any year: some site did not report it. */
export const atLeast = (answer) => Object.values(answer.enrolment_at_least).some((years) => years.includes(true));

function enrolment(answer, { enrolment: curve }) {
  return atLeast(answer) ? { ...curve, label: `${curve.label}（下限）`, short: `${curve.short}≥` } : curve;
}

/** A short piece of a curve, for its key. */
export function sampleOf(curve) {
  const line = svgElement("line", { x1: 1, y1: 6, x2: 33, y2: 6, ...look(curve) });
  return svgElement("svg", { class: "sample", viewBox: "0 0 34 12", "aria-hidden": "true" }, line);
}

const look = ({ key, colour, dash }) => ({
  stroke: colour,
  "stroke-width": key === "places" ? 3 : 2,
  "stroke-dasharray": dash,
  fill: "none",
});

const round = (number) => Math.round(number * 10) / 10;

function row(level, y) {
  return svgElement(
    "g",
    {},
    svgElement("line", { class: "grid", x1: LEFT, x2: WIDTH - RIGHT, y1: y(level), y2: y(level) }),
    words("level", LEFT - 6, y(level) + 4, count(level), "end"),
  );
}

function words(kind, x, y, text, anchor) {
  return svgElement("text", { class: kind, x, y, "text-anchor": anchor }, String(text));
}

// As many years as stand apart, the first and the last among them.
function yearsShown(years) {
  const last = years.length - 1;
  const every = Math.max(1, Math.ceil(last / 6));
  const shown = years.map((_, index) => index).filter((index) => index % every === 0 && last - index >= every);
  return [...shown, last];
}

function band({ curve, low, high }, { x, y }) {
  const known = low.map((_, index) => index).filter((index) => !isMissing(low[index]) && !isMissing(high[index]));
  const there = known.map((index) => `${x(index)},${y(high[index])}`);
  const back = [...known].reverse().map((index) => `${x(index)},${y(low[index])}`);
  return svgElement("polygon", { class: "band", points: [...there, ...back].join(" "), fill: curve.colour });
}

function drawLine({ curve, low, mid, high }, years, { x, y }) {
  const known = (numbers) => numbers.map((number, index) => [number, index]).filter(([number]) => !isMissing(number));
  const points = (numbers) => known(numbers).map(([number, index]) => `${x(index)},${y(number)}`);
  const edges = [low, high].filter(Boolean).map((numbers) =>
    svgElement("polyline", { class: "edge", points: points(numbers).join(" "), stroke: curve.colour, fill: "none" }),
  );
  const line = svgElement("polyline", { class: `curve ${curve.key}`, points: points(mid).join(" "), ...look(curve) });
  const dots = known(mid).map(([number, index]) => {
    const dot = svgElement("circle", { class: "dot", cx: x(index), cy: y(number), r: 6 });
    dot.append(svgElement("title", {}, `${years[index]}年 ${curve.label} ${count(number)}`));
    return dot;
  });
  return [...edges, line, ...dots];
}

// Each line's name and last number at its end, pushed apart where they would touch.
function ends(lines, { x, y }) {
  const placed = lines
    .map(({ curve, mid }) => {
      const index = mid.findLastIndex((number) => !isMissing(number));
      return { curve, number: mid[index], at: x(index), y: y(mid[index]) + 4 };
    })
    .sort((one, other) => one.y - other.y);
  for (const [index, label] of placed.entries()) {
    if (index > 0) label.y = Math.max(label.y, placed[index - 1].y + LABEL_HEIGHT);
  }
  let floor = HEIGHT - BOTTOM + 4;
  for (const label of placed.toReversed()) {
    label.y = Math.min(label.y, floor);
    floor = label.y - LABEL_HEIGHT;
  }
  return placed.map(({ curve, number, y: height }) => {
    const label = words("end", WIDTH - RIGHT + 6, height, `${curve.short} ${count(number)}`, "start");
    label.setAttribute("fill", curve.colour);
    return label;
  });
}

// The lines of the grid, from 0 to a round number that holds all.
function roundTop(largest) {
  const size = 10 ** Math.floor(Math.log10(largest / MOST_LINES));
  const step = Math.max(1, STEPS.map((one) => one * size).find((one) => one * MOST_LINES >= largest));
  return Array.from({ length: Math.ceil(largest / step) + 1 }, (_, index) => index * step);
}
