"use strict";
// Sorts tables by their columns, and filters the students. Without it the page is whole, only longer to read.
(() => {
  const collator = new Intl.Collator(["zh", "en"], { numeric: true });
  const compare = (one, other) => {
    const [a, b] = [parseFloat(one), parseFloat(other)];
    if (Number.isNaN(a) !== Number.isNaN(b)) return Number.isNaN(a) ? 1 : -1;
    return Number.isNaN(a) || a === b ? collator.compare(one, other) : a - b;
  };

  const sort = (table, column, descending) => {
    const body = table.tBodies[0];
    const rows = [...body.rows].map((row) => [row.cells[column].textContent.trim(), row]);
    const names = body.rows[0]?.cells[column].tagName === "TH";
    rows.sort((x, y) => (names ? collator.compare(x[0], y[0]) : compare(x[0], y[0])));
    if (descending) rows.reverse();
    body.append(...rows.map(([, row]) => row));
  };

  for (const table of document.querySelectorAll("table.sortable")) {
    const heads = [...table.tHead.rows[0].cells];
    heads.forEach((head, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const descending = head.getAttribute("aria-sort") === "ascending";
        for (const other of heads) other.removeAttribute("aria-sort");
        head.setAttribute("aria-sort", descending ? "descending" : "ascending");
        sort(table, column, descending);
      });
    });
  }

  const tools = document.getElementById("tools");
  if (!tools) return;
  tools.hidden = false;
  const search = document.getElementById("search");
  const shown = document.getElementById("shown");
  const rows = [...document.querySelectorAll("#students > tbody > tr")].map((row) => ({
    row,
    state: row.dataset.state,
    text: row.textContent.toLowerCase(),
  }));
  const filter = () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const state = tools.querySelector("input[name=state]:checked").value;
    let count = 0;
    for (const one of rows) {
      const fits = (!state || one.state === state) && words.every((word) => one.text.includes(word));
      one.row.hidden = !fits;
      count += fits;
    }
    shown.textContent = count;
  };
  tools.addEventListener("input", filter);
  filter();
})();
