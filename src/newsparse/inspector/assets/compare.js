"use strict";
// The report of what changed: from change to change, and what is unchanged unfolded. Without this script it can be read as it is.
(() => {
  const all = (selector) => [...document.querySelectorAll(selector)];
  const tools = document.querySelector(".tools");
  const changes = all(".pair[tabindex]");
  let at = -1;
  tools.hidden = false;
  for (const name of ["previous", "next"]) tools.querySelector(`[data-${name}]`).disabled = changes.length === 0;

  function go(step) {
    if (changes.length === 0) return;
    if (at >= 0) changes[at].classList.remove("here");
    at = at < 0 ? (step > 0 ? 0 : changes.length - 1) : (at + step + changes.length) % changes.length;
    changes[at].classList.add("here");
    changes[at].scrollIntoView({ block: "center" });
    changes[at].focus({ preventScroll: true });
  }

  tools.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if ("next" in button.dataset) go(1);
    else if ("previous" in button.dataset) go(-1);
    else {
      const open = button.getAttribute("aria-pressed") !== "true";
      button.setAttribute("aria-pressed", String(open));
      for (const fold of all("details.same")) fold.open = open;
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const step = { n: 1, j: 1, p: -1, k: -1 }[event.key];
    if (step) go(step);
  });
})();
