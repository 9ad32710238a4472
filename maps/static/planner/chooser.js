// Choosing columns (选列): a list of boxes; the choice lasts while the level stays.

import { byId, element } from "./dom.js";

/** Write the boxes; `onChange(names)` is told the columns wanted. */
export function showChooser(columns, names, onChange) {
  const chosen = new Set(names);
  byId("column-list").replaceChildren(
    ...columns.map((column) => {
      const box = element("input", { type: "checkbox", value: column.name });
      box.checked = chosen.has(column.name);
      box.disabled = column.name === "name";
      box.addEventListener("change", () => {
        if (box.checked) chosen.add(column.name);
        else chosen.delete(column.name);
        onChange(new Set(chosen));
      });
      return element(
        "label",
        { title: column.title },
        box,
        column.dated === "owed" ? `${column.heading}（${column.unit}）` : column.title,
      );
    }),
  );
}
