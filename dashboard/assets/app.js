/* What runs in the browser: reading and writing the address, highlighting, scrolling. No timeline is computed here and
   no text is ever put in as HTML. The address is the only state: clicks and keys (keys.js) write it, `show` shows it. */
(function () {
  "use strict";

  const pages = (window.timelinePages = window.timelinePages || {});
  const skip = () => window.dash_clientside.no_update;
  const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);
  const all = (selector, root) => Array.from((root || document).querySelectorAll(selector));
  const named = (attribute, value) => "[" + attribute + '="' + CSS.escape(value) + '"]';
  const holding = (attribute, value) => "[" + attribute + '~="' + CSS.escape(value) + '"]';
  const decoded = (text) => { try { return decodeURIComponent(text); } catch { return null; } }; // "%E0%A4%A" is none
  const DETAILS = ["key", "standard", "all"]; // how much is shown, as in timeline/detail.py
  const KINDS = ["source", "who", "where", "grain", "sure", "corrected"]; // as in dashboard/filters.py
  let came = null; // where the last choice was made: "text", "list", "figure"; that part does not scroll itself
  let drawings = 0;
  let popped = false; // Back or Forward: what is being typed gives way to it
  let typings = 0;
  let settling = false; // a page has just come and its parts are still finding their size: scroll at once, and again
  let rows = []; // of list and table
  let wanted = { selection: {}, statuses: null, detail: "standard" };

  /* -- the address ------------------------------------------------------------------------------------------- */

  const query = () => new URLSearchParams(window.location.search);

  function go(path, change, replace) {
    const now = query();
    Object.entries(change).forEach(([name, value]) => {
      now.delete(name);
      [].concat(value === null || value === undefined ? [] : value).forEach((one) => now.append(name, one));
    });
    const text = now.toString().replaceAll("%3A", ":").replaceAll("%2C", ",");
    const address = (path || window.location.pathname) + (text ? "?" + text : "");
    if (address === window.location.pathname + window.location.search) return;
    window.history[replace ? "replaceState" : "pushState"]({}, "", address);
    window.dispatchEvent(new CustomEvent("_dashprivate_pushstate"));
  }

  const select = (change) => go(null, Object.assign({ event: null, phrase: null }, change));

  function place(pathname, search) {
    const path = (pathname || "/").replace(/\/+$/, "") || "/";
    const asked = new URLSearchParams(search || "");
    const article = path.match(/^\/article\/([^/]+)$/);
    let route = { page: "unknown", articles: [] };
    const id = article ? decoded(article[1]) : null;
    if (id !== null) route = { page: "article", articles: [id] };
    else if (path === "/") route = { page: "article", articles: [] };
    else if (path === "/compare") route = { page: "compare", articles: asked.getAll("a") };
    else if (path === "/add") route = { page: "add", articles: [] };
    const selection = { event: asked.get("event"), phrase: asked.get("phrase") };
    const status = asked.get("status");
    const detail = DETAILS.includes(asked.get("detail")) ? asked.get("detail") : "standard";
    const look = {};
    ["q", "since", "until", "axis", "lanes"].forEach((name) => { look[name] = asked.get(name); });
    KINDS.forEach((kind) => { look[kind] = asked.getAll(kind); });
    return [route, selection, status ? status.split(",") : null, detail, look, { from: asked.get("from"), to: asked.get("to") }];
  }

  /* -- showing what is selected -------------------------------------------------------------------------------- */

  function toView(element, block) {
    if (!element) return;
    const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    const behavior = calm || settling ? "auto" : "smooth";
    const pane = element.closest(".pane");
    if (!pane) return;
    // Each pane scrolls by itself: two scrollIntoView at once would stop each other.
    const box = pane.getBoundingClientRect();
    const here = element.getBoundingClientRect();
    const inside = here.top >= box.top + 8 && here.bottom <= box.bottom - 8;
    if (block !== "nearest" || !inside) {
      pane.scrollTo({ top: pane.scrollTop + here.top - box.top - (box.height - here.height) * 0.4, behavior });
    }
    if (block !== "nearest" && (box.top < 0 || box.top + box.height * 0.5 > window.innerHeight)) {
      window.scrollTo({ top: window.scrollY + box.top - 64, behavior });
    }
  }

  function show() {
    const { selection } = wanted;
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
        if (came !== "list") toView(button, "nearest");
        (button.dataset.times || "").split(" ").filter(Boolean).forEach((time) =>
          all(named("data-phrase", time), text).forEach((e) => e.classList.add("lit")));
      }
      if (text) {
        const sentence = all(holding("data-sentences", selection.event), text);
        sentence.forEach((e) => e.classList.add("lit-sentence"));
        const words = all(named("data-event", selection.event), text);
        words.forEach((e) => e.classList.add("selected"));
        if (words[0]) rove(words[0], false);
        if (came !== "text") uncovered(words[0] || sentence[0]);
      }
      pick(selection.event);
    } else if (selection.phrase) {
      keys = rows.filter((row) => row.times.split(" ").includes(selection.phrase)).map((row) => row.id);
      if (text) {
        const words = all(named("data-phrase", selection.phrase), text);
        words.forEach((e) => e.classList.add("selected"));
        if (words[0]) rove(words[0], false);
        if (came !== "text") uncovered(words[0]);
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
    came = null;
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
    const { statuses, detail } = wanted;
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
      window.dash_clientside.set_props("table-wanted", { data: (drawings += 1) });
    }
    [["lanes", ""], ["sort", "time"]].forEach(([id, usual]) => {
      const box = document.getElementById(id);
      if (box) box.value = now.get(id) || usual;
    });
    [["find", "q"], ["since", "since"], ["until", "until"]].forEach(([id, name]) => {
      const box = document.getElementById(id);
      if (box && (popped || box !== document.activeElement) && box.value !== (now.get(name) || "")) {
        window.dash_clientside.set_props(id, { value: now.get(name) || "" });
      }
    });
    all("a[data-download]").forEach((e) => {
      e.href = e.dataset.download + (e.dataset.download.includes("?") ? "&" : "?") + "detail=" + detail; });
    popped = false;
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
    if (parts.length || wanted.statuses) parts.push(pages.made("button", "button small", "Clear filters", { type: "button", "data-clear": "1" }));
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
      const left = rows.filter((row) => !gone.has(row.id));
      if (api.timelineRows === left.length + rows[0]?.id + meta.hidden.join()) return;
      api.timelineRows = left.length + rows[0]?.id + meta.hidden.join();
      api.setGridOption("rowData", left);
    });
  }

  function grid(then) {
    if (!document.getElementById("event-table") || !window.dash_ag_grid) return;
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

  /* -- mouse ------------------------------------------------------------------------------------------------------ */

  const ACTS = ["event", "phrase", "facet", "detail", "axis", "rows", "close", "zoom", "step", "mention", "drop", "clear",
    "toggle", "column"];
  const ACTING = ACTS.map((name) => "[data-" + name + "]").join(", ");

  document.addEventListener("click", (click) => {
    const target = click.target.closest && click.target.closest(ACTING);
    if (target) act(target);
  });

  function act(target) {
    const data = target.dataset;
    if (data.close) select({});
    else if (data.zoom) pages.zoom(data.zoom);
    else if (data.facet) facet(data.facet, data.value);
    else if (data.detail) go(null, { detail: data.detail === "standard" ? null : data.detail }, true);
    else if (data.axis) go(null, { axis: data.axis === "room" ? null : data.axis });
    else if (data.rows) go(null, { rows: data.rows === "list" ? null : data.rows });
    else if (data.step) step(Number(data.step));
    else if (data.mention) mention(data.mention);
    else if (data.drop) go(null, { [data.drop]: null });
    else if (data.clear) go(null, Object.assign({ q: null, since: null, until: null, status: null }, ...KINDS.map((kind) => ({ [kind]: null }))));
    else if (data.toggle) toggle(target);
    else if (data.column) column(target);
    else {
      came = data.rove || null;
      select(data.event ? { event: data.event } : { phrase: data.phrase });
    }
  }

  function facet(kind, value) {
    const old = kind === "status" ? wanted.statuses || [] : query().getAll(kind);
    const next = old.includes(value) ? old.filter((one) => one !== value) : old.concat(value);
    go(null, { [kind]: next.length === 0 ? null : kind === "status" ? next.join(",") : next });
  }

  function toggle(button) {
    const box = document.getElementById(button.dataset.toggle);
    box.hidden = !box.hidden;
    button.setAttribute("aria-expanded", String(!box.hidden));
  }

  function column(button) {
    const shown = button.getAttribute("aria-pressed") !== "true";
    button.setAttribute("aria-pressed", String(shown));
    grid((api) => api.setColumnsVisible([button.dataset.column], shown));
  }

  /* To the event after or before the selected one, of those that are shown, in the order of the list. */
  function step(by) {
    const gone = new Set((pages.meta() || { hidden: [] }).hidden);
    const listed = all("#event-list li:not([hidden])").map((li) => li.dataset.key);
    const keys = listed.length ? listed : rows.filter((row) => !gone.has(row.id)).map((row) => row.id);
    const at = keys.indexOf(wanted.selection.event);
    const next = at < 0 ? (by > 0 ? 0 : keys.length - 1) : at + by;
    if (keys[next]) select({ event: keys[next] });
  }

  function mention(at) {
    const words = document.querySelector("#article-text " + named("data-at", at));
    if (!words) return;
    uncovered(words);
    rove(words, true);
  }

  // Hovering a row or words in the text points at the mark in the figure, and the other way round.
  document.addEventListener("mouseover", (over) => {
    const target = over.target.closest && over.target.closest("#event-list [data-event], #article-text [data-event]");
    const key = target ? target.dataset.event : null;
    if (key === pages.over) return;
    pages.over = key;
    point(key);
    pages.hint(key);
  });

  function point(key) {
    all(".pointed").forEach((e) => e.classList.remove("pointed"));
    if (key) all("#event-list " + named("data-event", key) + ", #article-text " + named("data-event", key)).forEach((e) => e.classList.add("pointed"));
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

  window.addEventListener("popstate", () => { popped = true; });

  document.addEventListener("input", (typed) => {
    if (typed.target.id === "library-search") search(typed.target.value);
    if (typed.target.id === "find") find(typed.target.value);
  });

  document.addEventListener("change", (changed) => {
    const { id, value } = changed.target;
    if (id === "lanes") go(null, { lanes: value || null });
    if (id === "sort") { go(null, { sort: value === "time" ? null : value }); sorted(); }
    if (id === "since" || id === "until") go(null, { [id]: value.trim() || null });
  });

  function sorted() {
    pages.list(rows, query().get("sort"));
    window.requestAnimationFrame(show);
  }

  // The first letter makes an entry in the history, the next ones change it: Back undoes the search, not a letter.
  function find(words) {
    const turn = (typings += 1);
    window.setTimeout(() => {
      if (turn === typings) go(null, { q: words.trim() || null }, !!query().get("q") && !!words.trim());
    }, 160);
  }

  function search(words) {
    const parts = words.toLowerCase().split(/\s+/).filter(Boolean);
    let found = 0;
    all(".library-group").forEach((group) => {
      let here = 0;
      all("li", group).forEach((li) => {
        li.hidden = !parts.every((part) => (li.dataset.search || "").includes(part));
        here += li.hidden ? 0 : 1;
      });
      group.hidden = here === 0;
      found += here;
    });
    all(".no-match").forEach((e) => { e.hidden = found > 0; });
  }

  /* -- the functions Dash calls ------------------------------------------------------------------------------------ */

  const soon = () => window.requestAnimationFrame(() => window.requestAnimationFrame(show));

  Object.assign(pages, {
    all, named, go, rove, step, act, point,
    wanted: () => wanted,
    glyphs: {},
    choose(key, from) { came = from; select({ event: key }); },
    draw(bring) { window.dash_clientside.set_props("draw", { data: { number: (drawings += 1), bring } }); },
  });

  window.dash_clientside = Object.assign({}, window.dash_clientside, {
    timeline: {
      route(pathname, search_, route, selection, statuses, detail, look, zoom, draw) {
        const now = place(pathname, search_);
        const [page, , , , , stretch] = now;
        const old = [route, selection, statuses === undefined ? null : statuses, detail, look];
        all(".nav-link").forEach((e) => {
          const here = (e.id === "to-compare") === (page.page === "compare") && page.page !== "add";
          e.setAttribute("aria-current", here ? "page" : "false");
        });
        const out = now.slice(0, 5).map((value, i) => (i !== 2 || old[2] !== undefined ? (same(value, old[i]) ? skip() : value) : value));
        const before = zoom || { from: null, to: null, revision: 0 };
        const moved = stretch.from !== before.from || stretch.to !== before.to;
        // The reader's own zoom stays; another, from Back or a link, takes its place.
        const own = pages.wrote === String(stretch.from) + stretch.to;
        const next = Object.assign({ revision: before.revision + (moved && !own ? 1 : 0) }, stretch);
        out.push(zoom && !moved ? skip() : next);
        const elsewhere = !same(page, route);
        const settled = pages.settled === String(stretch.from) + stretch.to;
        if (moved) pages.settled = null;
        out.push(zoom && moved && !elsewhere && !settled ? { number: (drawings += 1), bring: false } : skip());
        soon();
        return out;
      },

      screen(scheme, known) {
        if (!scheme || known) return skip();
        const wide = window.innerWidth;
        return Math.round(wide >= 1200 ? wide - 272 - 84 : wide - 56);
      },

      scheme(theme) {
        const dark = window.matchMedia("(prefers-color-scheme: dark)").matches;
        const scheme = theme === "dark" || theme === "light" ? theme : dark ? "dark" : "light";
        return [scheme, scheme];
      },

      toggle(clicks, scheme) {
        return clicks ? (scheme === "dark" ? "light" : "dark") : skip();
      },

      apply(selection, statuses, detail, look, page) {
        const first = page && page.props && page.props["data-open"];
        if (first && place(window.location.pathname, "")[0].page === "article") {
          go("/article/" + encodeURIComponent(first), {}, true);
          return skip();
        }
        wanted = { selection: selection || {}, statuses: statuses || null, detail: detail || "standard" };
        soon();
        const fresh = window.dash_clientside.callback_context.triggered.some((t) => t.prop_id === "page.children");
        if (fresh) { settling = true; window.setTimeout(() => { show(); settling = false; }, 350); }
        return skip();
      },

      read(data) {
        rows = (data && data.events) || [];
        rows.forEach((row) => { pages.glyphs[row.status] = row.glyph; });
        window.requestAnimationFrame(() => { pages.read(data || {}, query().get("sort")); show(); });
        return skip();
      },

      again() {
        soon();
        return skip();
      },

      drawn(figure) {
        window.requestAnimationFrame(() => { pages.figureCame(figure); hide(); });
        return skip();
      },

      opened(clicks, closes, open) {
        return clicks || closes ? !open : skip();
      },

      chosen(ids, route) {
        if (!ids || !route || route.page !== "compare" || same(ids, route.articles)) return skip();
        go("/compare", { a: ids, event: null });
        return skip();
      },

      row(rows) {
        if (rows && rows[0] && rows[0].id !== wanted.selection.event) { came = "table"; select({ event: rows[0].id }); }
        return skip();
      },

      burger(opened, pathname, navbar) {
        const pressed = (window.dash_clientside.callback_context.triggered || []).some((t) => t.prop_id === "burger.opened");
        const open = pressed ? !!opened : false;
        return [Object.assign({}, navbar, { collapsed: { mobile: !open } }), open];
      },

      listed() {
        const box = document.getElementById("library-search");
        window.requestAnimationFrame(() => window.requestAnimationFrame(() => search(box ? box.value : "")));
        return skip();
      },
    },
  });
})();
