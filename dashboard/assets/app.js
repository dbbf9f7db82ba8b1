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
  const query = () => new URLSearchParams(window.location.search);
  const state = (pages.state = {
    came: null, // where the last choice was made: "text", "list", "figure"; that part does not scroll itself
    settling: false, // a page has just come and its parts are still finding their size: scroll at once, and again
    popped: false, // Back or Forward: what is being typed gives way to it
    drawings: 0,
    rows: [], // of list and table
    wanted: { selection: {}, statuses: null, detail: "standard" },
  });
  let typings = 0;

  Object.assign(pages, { all, named, holding, query, KINDS });

  /* -- the address ------------------------------------------------------------------------------------------- */

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
    const kept = path.match(/^\/collection\/([^/]+)$/);
    if (id !== null) route = { page: "article", articles: [id] };
    else if (path === "/") route = { page: "article", articles: [] };
    else if (path === "/compare") route = { page: "compare", articles: asked.getAll("a") };
    else if (kept) route = { page: "collection", articles: [], collection: decoded(kept[1]) };
    else if (path === "/add") route = { page: "add", articles: [] };
    const selection = { event: asked.get("event"), phrase: asked.get("phrase") };
    const status = asked.get("status");
    const detail = DETAILS.includes(asked.get("detail")) ? asked.get("detail") : "standard";
    const look = {};
    ["q", "since", "until", "axis", "lanes"].forEach((name) => { look[name] = asked.get(name); });
    KINDS.forEach((kind) => { look[kind] = asked.getAll(kind); });
    return [route, selection, status ? status.split(",") : null, detail, look, { from: asked.get("from"), to: asked.get("to") }];
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
      state.came = data.rove || null;
      select(data.event ? { event: data.event } : { phrase: data.phrase });
    }
  }

  function facet(kind, value) {
    const old = kind === "status" ? state.wanted.statuses || [] : query().getAll(kind);
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
    pages.grid((api) => api.setColumnsVisible([button.dataset.column], shown));
  }

  /* To the event after or before the selected one, of those that are shown, in the order of the list. */
  function step(by) {
    const gone = new Set((pages.meta() || { hidden: [] }).hidden);
    const listed = all("#event-list li:not([hidden])").map((li) => li.dataset.key);
    const keys = listed.length ? listed : state.rows.filter((row) => !gone.has(row.id)).map((row) => row.id);
    const at = keys.indexOf(state.wanted.selection.event);
    const next = at < 0 ? (by > 0 ? 0 : keys.length - 1) : at + by;
    if (keys[next]) select({ event: keys[next] });
  }

  function mention(at) {
    const words = document.querySelector("#article-text " + named("data-at", at));
    if (!words) return;
    pages.uncovered(words);
    pages.rove(words, true);
  }

  // Hovering a row or words in the text points at the mark in the figure, and the other way round.
  document.addEventListener("mouseover", (over) => {
    const target = over.target.closest && over.target.closest("#event-list [data-event], #article-text [data-event]");
    const key = target ? target.dataset.event : null;
    if (key === pages.over) return;
    pages.over = key;
    pages.point(key);
    pages.hint(key);
  });

  window.addEventListener("popstate", () => { state.popped = true; });

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
    pages.list(state.rows, query().get("sort"));
    window.requestAnimationFrame(pages.show);
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

  const soon = () => window.requestAnimationFrame(() => window.requestAnimationFrame(pages.show));

  Object.assign(pages, {
    go, step, act,
    wanted: () => state.wanted,
    glyphs: {},
    choose(key, from) { state.came = from; select({ event: key }); },
    draw(bring) { window.dash_clientside.set_props("draw", { data: { number: (state.drawings += 1), bring } }); },
  });

  window.dash_clientside = Object.assign({}, window.dash_clientside, {
    timeline: {
      route(pathname, search_, route, selection, statuses, detail, look, zoom, draw) {
        const now = place(pathname, search_);
        const [page, , , , , stretch] = now;
        const old = [route, selection, statuses === undefined ? null : statuses, detail, look];
        all(".nav-link").forEach((e) => {
          const here = (e.id === "to-compare") === ["compare", "collection"].includes(page.page) && page.page !== "add";
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
        out.push(zoom && moved && !elsewhere && !settled ? { number: (state.drawings += 1), bring: false } : skip());
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
        state.wanted = { selection: selection || {}, statuses: statuses || null, detail: detail || "standard" };
        soon();
        const fresh = window.dash_clientside.callback_context.triggered.some((t) => t.prop_id === "page.children");
        if (fresh) { state.settling = true; window.setTimeout(() => { pages.show(); state.settling = false; }, 350); }
        return skip();
      },

      read(data) {
        state.rows = (data && data.events) || [];
        state.rows.forEach((row) => { pages.glyphs[row.status] = row.glyph; });
        window.requestAnimationFrame(() => { pages.read(data || {}, query().get("sort")); pages.show(); });
        return skip();
      },

      again() {
        soon();
        return skip();
      },

      drawn(figure) {
        window.requestAnimationFrame(() => { pages.figureCame(figure); pages.hide(); });
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
        if (rows && rows[0] && rows[0].id !== state.wanted.selection.event) { state.came = "table"; select({ event: rows[0].id }); }
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
