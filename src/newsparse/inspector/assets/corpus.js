"use strict";
// The overview of a corpus: tables are sorted by their heads and filtered by the bars of the plots and by words.
(() => {
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const one = (selector, within = document) => within.querySelector(selector);
  const order = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });

  // -- sorting

  for (const table of all(".records")) {
    const heads = all("th", table);
    heads.forEach((head, column) => one("button", head).addEventListener("click", () => {
      const number = head.classList.contains("number");
      // Numbers are asked for the largest first, words from A.
      const first = number ? "descending" : "ascending";
      const down = head.ariaSort === first ? (first === "descending" ? "ascending" : "descending") : first;
      for (const other of heads) other.ariaSort = "none";
      head.ariaSort = down;
      const sign = down === "descending" ? -1 : 1;
      const keyed = all("tbody tr", table).map((row) => [row.cells[column].textContent.trim(), row]);
      keyed.sort(([a], [b]) => {
        if (a === "" || b === "") return (a === "") - (b === "");  // nothing comes last either way
        return sign * (number ? a - b : order.compare(a, b));
      });
      one("tbody", table).append(...keyed.map(([, row]) => row));
    }));
  }

  // -- filters: within a plot any of the pressed bars, of several plots all

  const buttons = all("button[data-key]");
  const search = one(".search");
  const clear = one(".clear");
  const cell = (row, number) => row.cells[number].textContent;
  const values = {
    page_type: (row) => [cell(row, 2)],
    language: (row) => [cell(row, 3)],
    site: (row) => [cell(row, 1)],
    kind: (row) => [row.dataset.kind],
    missing: (row) => row.dataset.missing.split(" "),
    reason: (row) => [cell(row, 0)],
  };

  function filter() {
    const wanted = new Map();
    for (const { dataset: { key, value }, ariaPressed } of buttons) {
      if (ariaPressed === "true") wanted.set(key, (wanted.get(key) || new Set()).add(value));
    }
    const text = search ? one("input", search).value.trim().toLowerCase() : "";
    for (const [id, keys] of [["records", ["page_type", "language", "site", "kind", "missing"]], ["rejects", ["reason"]]]) {
      const list = document.getElementById(id);
      if (!list) continue;
      const asked = keys.filter((key) => wanted.has(key));
      let shown = 0;
      const rows = all("tbody tr", list);
      for (const row of rows) {
        const found = asked.every((key) => values[key](row).some((value) => wanted.get(key).has(value)));
        row.hidden = !found || (id === "records" && !row.textContent.toLowerCase().includes(text));
        shown += !row.hidden;
      }
      one(".shown", list).textContent = shown < rows.length ? `${shown} shown.` : "";
    }
    if (clear) clear.hidden = wanted.size === 0 && text === "";
  }

  for (const button of buttons) {
    button.addEventListener("click", () => {
      button.ariaPressed = String(button.ariaPressed !== "true");
      filter();
    });
  }
  if (search) {
    search.hidden = false;
    one("input", search).addEventListener("input", filter);
    clear.addEventListener("click", () => {
      for (const button of buttons) button.ariaPressed = "false";
      one("input", search).value = "";
      filter();
    });
  }
})();
