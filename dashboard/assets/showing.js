/* Showing what the address says: what is selected, filtered and counted, in text, list and table. */
(function () {
  "use strict";

  const pages = (window.timelinePages = window.timelinePages || {});
  const { all, named, holding, query, KINDS, state } = pages; // app.js is loaded before

  function toView(element, block) {
    if (!element) return;
    const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    const behavior = calm || state.settling ? "auto" : "smooth";
    const pane = element.closest(".pane");
    if (!pane) return;
    // Each pane scrolls by itself: two scrollIntoView at once would stop each other.
    const box = pane.getBoundingClientRect();
    const here = element.getBoundingClientRect();
    const inside = here.top >= box.top + 8 && here.bottom <= box.bottom - 8;
    let bottom = here.bottom; // where it will stand once the pane has scrolled, as far as the pane can
    if (block !== "nearest" || !inside) {
      const wanted = pane.scrollTop + here.top - box.top - (box.height - here.height) * 0.4;
      const top = Math.max(0, Math.min(wanted, pane.scrollHeight - pane.clientHeight));
      bottom -= top - pane.scrollTop;
      pane.scrollTo({ top, behavior });
    }
    if (block !== "nearest" && (box.top < 0 || bottom > window.innerHeight)) {
      window.scrollTo({ top: window.scrollY + box.top - 64, behavior });
    }
  }

  function show() {
    const { selection } = state.wanted;
    const text = document.getElementById("article-text");
    const list = document.getElementById("event-list");
    all(".selected, .lit, .lit-sentence").forEach((e) => e.classList.remove("selected", "lit", "lit-sentence"));
    all("[data-rove=list]").forEach((e) => e.setAttribute("aria-current", "false"));
    chosen();
    let keys = null;
    if (selection.event) {
      keys = [selection.event];
      const button = list && list.querySelector(named("data-event", selection.event));
      if (button) {
        button.classList.add("selected");
        button.setAttribute("aria-current", "true");
        rove(button, false);
        if (state.came !== "list") toView(button, "nearest");
        (button.dataset.times || "").split(" ").filter(Boolean).forEach((time) =>
          all(named("data-phrase", time), text).forEach((e) => e.classList.add("lit")));
      }
      if (text) {
        const sentence = all(holding("data-sentences", selection.event), text);
        sentence.forEach((e) => e.classList.add("lit-sentence"));
        const words = all(named("data-event", selection.event), text);
        words.forEach((e) => e.classList.add("selected"));
        if (words[0]) rove(words[0], false);
        if (state.came !== "text") uncovered(words[0] || sentence[0]);
      }
      pick(selection.event);
    } else if (selection.phrase) {
      keys = state.rows.filter((row) => row.times.split(" ").includes(selection.phrase)).map((row) => row.id);
      if (text) {
        const words = all(named("data-phrase", selection.phrase), text);
        words.forEach((e) => e.classList.add("selected"));
        if (words[0]) rove(words[0], false);
        if (state.came !== "text") uncovered(words[0]);
        keys.forEach((key) => all(named("data-event", key), text).forEach((e) => e.classList.add("lit")));
      }
      if (list) {
        const buttons = keys.map((key) => list.querySelector(named("data-event", key))).filter(Boolean);
        buttons.forEach((e) => e.classList.add("lit"));
        toView(buttons[0], "nearest");
      }
    }
    reachable(list, "list");
    reachable(text, "text");
    document.body.classList.toggle("has-selection", !!(selection.event || selection.phrase));
    state.came = null;
    pages.light(keys);
    const title = document.querySelector("#page h1");
    document.title = title ? title.textContent + " · Timeline" : "Timeline";
  }

  function uncovered(element) {
    const folded = element && element.closest("details");
    if (folded) folded.open = true;
    toView(element);
  }

  /* What the address says of everything but the selection: buttons pressed, rows hidden, counts. */
  function chosen() {
    const { statuses, detail } = state.wanted;
    const now = query();
    all("button[data-facet]").forEach((e) => {
      const values = e.dataset.facet === "status" ? statuses || [] : now.getAll(e.dataset.facet);
      e.setAttribute("aria-pressed", String(values.includes(e.dataset.value)));
    });
    all("button[data-detail]").forEach((e) => e.setAttribute("aria-pressed", String(e.dataset.detail === detail)));
    all("button[data-axis]").forEach((e) => e.setAttribute("aria-pressed", String(e.dataset.axis === (now.get("axis") || "room"))));
    const shape = now.get("rows") === "table" ? "table" : "list";
    all("button[data-rows]").forEach((e) => e.setAttribute("aria-pressed", String(e.dataset.rows === shape)));
    document.body.classList.toggle("as-table", shape === "table" && !!document.getElementById("table-slot"));
    if (shape === "table" && document.getElementById("table-slot") && !document.getElementById("event-table")) {
      window.dash_clientside.set_props("table-wanted", { data: (state.drawings += 1) });
    }
    [["lanes", ""], ["sort", "time"]].forEach(([id, usual]) => {
      const box = document.getElementById(id);
      if (box) box.value = now.get(id) || usual;
    });
    [["find", "q"], ["since", "since"], ["until", "until"]].forEach(([id, name]) => {
      const box = document.getElementById(id);
      if (box && (state.popped || box !== document.activeElement) && box.value !== (now.get(name) || "")) {
        window.dash_clientside.set_props(id, { value: now.get(name) || "" });
      }
    });
    all("a[data-download]").forEach((e) => {
      e.href = e.dataset.download + (e.dataset.download.includes("?") ? "&" : "?") + "detail=" + detail; });
    state.popped = false;
    all("#add-file input[type=file]").forEach((e) => e.setAttribute("aria-label", "Choose a file")); // dcc.Upload names none
    told(now);
    hide();
  }

  /* Each value chosen, as a button that lets go of it. */
  function told(now) {
    const box = document.getElementById("chosen");
    if (!box) return;
    const parts = [];
    const part = (words, marks) => parts.push(pages.made("button", "chip chosen", words + " ✕", Object.assign({ type: "button" }, marks)));
    if (now.get("q")) part("“" + now.get("q") + "”", { "data-drop": "q" });
    KINDS.forEach((kind) => now.getAll(kind).forEach((value) => part(value, { "data-facet": kind, "data-value": value, "aria-pressed": "true" })));
    if (now.get("since")) part("from " + now.get("since"), { "data-drop": "since" });
    if (now.get("until")) part("to " + now.get("until"), { "data-drop": "until" });
    if (parts.length || state.wanted.statuses) parts.push(pages.made("button", "button small", "Clear filters", { type: "button", "data-clear": "1" }));
    box.replaceChildren(...parts);
  }

  /* What the server's filter leaves out, in list and table; and the counts of the chips. */
  function hide() {
    const meta = pages.meta();
    if (!meta) return;
    const gone = new Set(meta.hidden);
    all("#event-list li").forEach((li) => { li.hidden = gone.has(li.dataset.key); });
    const count = document.getElementById("event-count");
    if (count) count.textContent = meta.shown === meta.total ? String(meta.total) : meta.shown + " of " + meta.total;
    const none = document.getElementById("no-event");
    if (none) none.hidden = meta.shown > 0;
    all("button[data-facet] .count").forEach((e) => {
      const { facet, value } = e.parentElement.dataset;
      e.textContent = String((meta.counts[facet] || {})[value] || 0);
    });
    grid((api) => {
      const gone = new Set((pages.meta() || meta).hidden);
      const left = state.rows.filter((row) => !gone.has(row.id));
      if (api.timelineRows === left.length + state.rows[0]?.id + [...gone].join()) return;
      api.timelineRows = left.length + state.rows[0]?.id + [...gone].join();
      api.setGridOption("rowData", left);
    });
  }

  // The table may come a good while after the rest of its page.
  function grid(then, tries) {
    if (!document.getElementById("event-table") || !window.dash_ag_grid) {
      const coming = document.querySelector(".table-frame") && (tries || 0) < 400;
      if (coming) window.setTimeout(() => grid(then, (tries || 0) + 1), 50);
      return;
    }
    window.dash_ag_grid.getApiAsync("event-table").then(then).catch(() => undefined);
  }

  function pick(key) {
    grid((api) => {
      const row = api.getRowNode(key);
      if (!row) return;
      if (!row.isSelected()) row.setSelected(true, true);
      api.ensureNodeVisible(row);
    });
  }

  // One item of each family is a stop of the Tab key: where that one has gone or is hidden, the first that is shown.
  function reachable(root, family) {
    const items = root ? all(named("data-rove", family), root) : [];
    if (items.some((e) => e.tabIndex === 0 && !(e.closest("li") || {}).hidden)) return;
    const first = items.find((e) => !(e.closest("li") || {}).hidden);
    if (first) rove(first, false);
  }

  function rove(target, focus) {
    all(named("data-rove", target.dataset.rove) + '[tabindex="0"]').forEach((e) => { e.tabIndex = -1; });
    target.tabIndex = 0;
    if (focus) target.focus();
  }

  function point(key) {
    all(".pointed").forEach((e) => e.classList.remove("pointed"));
    if (key) all("#event-list " + named("data-event", key) + ", #article-text " + named("data-event", key)).forEach((e) => e.classList.add("pointed"));
  }

  Object.assign(pages, { show, hide, uncovered, grid, point, rove });
})();
