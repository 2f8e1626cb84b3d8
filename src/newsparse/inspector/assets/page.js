"use strict";
// The report of one page: filters by role, moving between blocks, and what belongs together lights up on both sides.
// Without this script the report can be read and its links followed. Page text is only ever read here, never made into markup.
(() => {
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const one = (selector, within = document) => within.querySelector(selector);
  const words = (text) => (text ? text.split(" ") : []);
  const filters = one(".filters");
  const blocks = all(".b");
  const folds = all(".fold");
  const roleOf = new Map(blocks.map((block) => [block, one(".role", block).textContent]));
  const status = one(".status");
  filters.hidden = false;

  // -- filters: pressed roles are shown, all of them where none is pressed

  const chips = all(".chip");
  const roleChips = chips.filter((chip) => chip.dataset.role);
  const everything = one("[data-all]");
  const unsure = one("[data-unsure]");
  const unfold = one("[data-unfold]");
  const pressed = (button) => button !== null && button.getAttribute("aria-pressed") === "true";
  const press = (button, on) => button && button.setAttribute("aria-pressed", String(on));

  function filter() {
    const roles = new Set(roleChips.filter(pressed).map((chip) => chip.dataset.role));
    const onlyUnsure = pressed(unsure);
    const some = roles.size > 0 || onlyUnsure;
    let shown = 0;
    for (const block of blocks) {
      block.hidden = (roles.size > 0 && !roles.has(roleOf.get(block))) || (onlyUnsure && !block.classList.contains("unsure"));
      shown += !block.hidden;
    }
    for (const fold of folds) {
      fold.hidden = one(".b:not([hidden])", fold) === null;
      fold.open = some || pressed(unfold);
    }
    press(everything, !some);
    status.hidden = !some;
    status.textContent = some ? `${shown} of ${blocks.length} blocks` : "";
    const current = one('.b[tabindex="0"]');
    if (!current || current.hidden) enter(blocks.find((block) => !block.hidden));
  }

  function showAll() {
    for (const chip of chips) press(chip, false);
    filter();
  }

  filters.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if (button === everything) showAll();
    else if (button.dataset.view) view(button.dataset.view);
    else {
      press(button, !pressed(button));
      filter();
      view("page");
    }
  });

  // The chips are one stop of the Tab key; arrows move within.
  chips.forEach((chip, at) => { chip.tabIndex = at ? -1 : 0; });
  one(".chips").addEventListener("keydown", (event) => {
    const at = chips.indexOf(event.target);
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    const next = event.key === "Home" ? 0 : event.key === "End" ? chips.length - 1 : step ? (at + step + chips.length) % chips.length : -1;
    if (at < 0 || next < 0) return;
    event.preventDefault();
    chips[at].tabIndex = -1;
    chips[next].tabIndex = 0;
    chips[next].focus();
  });

  // -- on a narrow window the page or its fields are shown

  function view(name) {
    document.body.dataset.view = name;
    for (const button of all(".views button")) press(button, button.dataset.view === name);
  }

  // -- blocks: one stop of the Tab key; arrows move, Enter goes to the field

  const inner = ".text a, .quote, .why a, .who a, .n";
  for (const block of blocks) block.tabIndex = -1;
  for (const link of all(inner)) link.tabIndex = -1;

  function enter(block) {
    const before = one('.b[tabindex="0"]');
    if (before && before !== block) {
      before.tabIndex = -1;
      for (const link of all(inner, before)) link.tabIndex = -1;
    }
    if (!block) return;
    block.tabIndex = 0;
    for (const link of all(inner, block)) link.tabIndex = 0;
  }

  const page = one(".page");
  page.addEventListener("focusin", (event) => {
    const block = event.target.closest(".b");
    if (block) enter(block);
  });
  page.addEventListener("keydown", (event) => {
    const block = event.target.closest(".b");
    if (!block || event.altKey || event.ctrlKey || event.metaKey) return;
    const step = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 }[event.key];
    if (step) {
      let at = blocks.indexOf(block) + step;
      while (blocks[at] && !blocks[at].checkVisibility()) at += step;
      if (blocks[at]) {
        blocks[at].focus({ preventScroll: true });
        blocks[at].scrollIntoView({ block: "nearest" });
      }
      event.preventDefault();
    } else if (event.key === "Enter" && event.target === block) {
      one(".why .to", block)?.click();
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") showAll();
  });

  // -- links within the report: what hides their target is opened first

  function reveal(hash) {
    const target = hash.length > 1 ? document.getElementById(decodeURIComponent(hash.slice(1))) : null;
    if (!target) return;
    view(target.closest(".fields") ? "fields" : "page");
    const block = target.closest(".b");
    if (block && block.hidden) showAll();
    for (let fold = target.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    if (block) enter(block);
    target.scrollIntoView({ block: block ? "center" : "nearest" });
    if (block) (target.matches(".quote") ? target : block).focus({ preventScroll: true });
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#"]');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    // Within an SVG the address is an object.
    const hash = link.getAttribute("href");
    event.preventDefault();
    if (location.hash === hash) reveal(hash);
    else location.hash = hash;
  });
  window.addEventListener("hashchange", () => reveal(location.hash));

  // -- the pointer or the focus on one side lights up the other

  let lit = [];
  function light(from) {
    for (const element of lit) element.classList.remove("lit");
    lit = [];
    if (!from) return;
    const ids = [...words(from.dataset.f), ...words(from.dataset.q), ...words(from.dataset.b).map((block) => `b${block}`)];
    lit = ids.map((id) => document.getElementById(id)).filter((element) => element && element.matches(".b, .e, .absent li"));
    if (from.id.startsWith("f-quotes-")) lit.push(...all(`[data-q="${from.id}"]`));
    for (const element of lit) element.classList.add("lit");
  }
  for (const kind of ["pointerover", "focusin"]) {
    document.addEventListener(kind, (event) => light(event.target.closest("[data-q], [data-b], [data-f]")));
  }

  // -- at the start

  const bar = () => document.documentElement.style.setProperty("--bar", `${filters.offsetHeight}px`);
  new ResizeObserver(bar).observe(filters);
  enter(blocks[0]);
  if (location.hash) reveal(location.hash);
})();
