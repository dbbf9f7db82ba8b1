/* What runs in the browser: reading and writing the address, highlighting, scrolling, keys. No timeline is computed
   here and no text is ever put in as HTML. The address is the only state: clicks write it, `apply` shows it. */
(function () {
  "use strict";

  const skip = () => window.dash_clientside.no_update;
  const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);
  const all = (selector, root) => Array.from((root || document).querySelectorAll(selector));
  const named = (attribute, value) => "[" + attribute + '="' + CSS.escape(value) + '"]';
  const holding = (attribute, value) => "[" + attribute + '~="' + CSS.escape(value) + '"]';
  const decoded = (text) => { try { return decodeURIComponent(text); } catch { return null; } }; // "%E0%A4%A" is none
  const DETAILS = ["key", "standard", "all"]; // how much is shown, as in timeline/detail.py
  let came = null; // where the last choice was made: "text", "list", "figure"; that part does not scroll itself
  let turns = 0;
  let settling = false; // a page has just come and its parts are still finding their size: scroll at once, and again
  let lit = null; // keys of the marks that stand out in the figure
  let wanted = { selection: {}, statuses: null, detail: "standard" };

  /* -- the address ------------------------------------------------------------------------------------------- */

  function go(path, change, replace) {
    const query = new URLSearchParams(window.location.search);
    Object.entries(change).forEach(([name, value]) => {
      query.delete(name);
      [].concat(value === null || value === undefined ? [] : value).forEach((one) => query.append(name, one));
    });
    const text = query.toString().replaceAll("%3A", ":").replaceAll("%2C", ",");
    const address = (path || window.location.pathname) + (text ? "?" + text : "");
    if (address === window.location.pathname + window.location.search) return;
    window.history[replace ? "replaceState" : "pushState"]({}, "", address);
    window.dispatchEvent(new CustomEvent("_dashprivate_pushstate"));
  }

  const select = (change) => go(null, Object.assign({ event: null, phrase: null }, change));

  function place(pathname, search) {
    const path = (pathname || "/").replace(/\/+$/, "") || "/";
    const query = new URLSearchParams(search || "");
    const article = path.match(/^\/article\/([^/]+)$/);
    let route = { page: "unknown", articles: [] };
    const id = article ? decoded(article[1]) : null;
    if (id !== null) route = { page: "article", articles: [id] };
    else if (path === "/") route = { page: "article", articles: [] };
    else if (path === "/compare") route = { page: "compare", articles: query.getAll("a") };
    else if (path === "/add") route = { page: "add", articles: [] };
    const selection = { event: query.get("event"), phrase: query.get("phrase") };
    const status = query.get("status");
    const detail = DETAILS.includes(query.get("detail")) ? query.get("detail") : "standard";
    return [route, selection, status ? status.split(",") : null, detail];
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
    const { selection, statuses, detail } = wanted;
    const text = document.getElementById("article-text");
    const list = document.getElementById("event-list");
    all(".selected, .lit, .lit-sentence").forEach((e) => e.classList.remove("selected", "lit", "lit-sentence"));
    all("[data-rove=list]").forEach((e) => e.setAttribute("aria-current", "false"));
    all("li[data-status]").forEach((li) => { li.hidden = !!statuses && !statuses.includes(li.dataset.status); });
    all("[data-filter]").forEach((chip) => chip.setAttribute(
      "aria-pressed", String(!statuses || statuses.includes(chip.dataset.filter))));
    all("button[data-detail]").forEach((e) => e.setAttribute("aria-pressed", String(e.dataset.detail === detail)));
    all("a[data-download]").forEach((e) => {
      e.href = e.dataset.download + (e.dataset.download.includes("?") ? "&" : "?") + "detail=" + detail; });
    reachable(list);
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
        const first = words[0] || sentence[0];
        const folded = first && first.closest("details");
        if (folded) folded.open = true;
        if (came !== "text") toView(first);
      }
      pick(selection.event);
    } else if (selection.phrase) {
      keys = list ? all(holding("data-times", selection.phrase), list).map((e) => e.dataset.event) : [];
      if (text) {
        const words = all(named("data-phrase", selection.phrase), text);
        words.forEach((e) => e.classList.add("selected"));
        if (came !== "text") toView(words[0]);
        keys.forEach((key) => all(named("data-event", key), text).forEach((e) => e.classList.add("lit")));
      }
      if (list) {
        const buttons = keys.map((key) => list.querySelector(named("data-event", key)));
        buttons.forEach((e) => e.classList.add("lit"));
        toView(buttons[0], "nearest");
      }
    }
    document.body.classList.toggle("has-selection", !!(selection.event || selection.phrase));
    came = null;
    lit = keys && keys.length ? keys : null;
    light(lit, 0);
    const title = document.querySelector("#page h1");
    document.title = title ? title.textContent + " · Timeline" : "Timeline";
  }

  const relight = () => light(lit, 0);
  const plot = () => document.querySelector("#figure .js-plotly-plot");

  function light(keys, tries) {
    const gd = plot();
    if (!document.getElementById("figure")) return;
    if (!gd || !gd._fullLayout || !gd.on || !gd.data) {
      if (tries < 40) window.setTimeout(() => light(keys, tries + 1), 50);
      return;
    }
    if (!gd.dataset.heard) {
      gd.dataset.heard = "yes";
      all(".modebar-btn", gd).forEach((e) => { e.tabIndex = -1; });
      gd.on("plotly_click", (data) => {
        const key = data.points && data.points[0] && data.points[0].customdata;
        if (key) { came = "figure"; select({ event: key }); }
      });
    }
    const found = gd.data.map((trace) => keys && (trace.customdata || []).flatMap((key, i) => (keys.includes(key) ? [i] : [])));
    window.Plotly.restyle(gd, { selectedpoints: found.map((points) => (keys ? points : null)) });
    if (keys && keys.length) reveal(gd, keys[0]);
  }

  function zoom(factor) {
    const gd = plot();
    if (!gd || !gd._fullLayout) return;
    const axis = gd._fullLayout.xaxis;
    const [from, to] = axis.range.map((edge) => axis.d2l(edge));
    const half = ((to - from) / 2) * factor;
    const middle = (from + to) / 2;
    window.Plotly.relayout(gd, { "xaxis.range": [axis.l2r(middle - half), axis.l2r(middle + half)] });
  }

  function reveal(gd, key) {
    const axis = gd._fullLayout.xaxis;
    for (const trace of gd.data) {
      const index = (trace.customdata || []).indexOf(key);
      if (index < 0 || trace.mode === "text") continue;
      const from = axis.d2l((trace.base || trace.x)[index]);
      const to = trace.base ? from + trace.x[index] : from;
      const range = axis.range.map((edge) => axis.d2l(edge));
      if (to >= range[0] && from <= range[1]) return;
      const half = (range[1] - range[0]) / 2;
      const middle = (from + to) / 2;
      window.Plotly.relayout(gd, { "xaxis.range": [axis.l2r(middle - half), axis.l2r(middle + half)] });
      return;
    }
  }

  function pick(key) {
    if (!document.getElementById("compare-table") || !window.dash_ag_grid) return;
    window.dash_ag_grid.getApiAsync("compare-table").then((grid) => {
      const row = grid.getRowNode(key);
      if (!row) return;
      if (!row.isSelected()) row.setSelected(true, true);
      grid.ensureNodeVisible(row);
    }).catch(() => undefined);
  }

  /* -- mouse and keys -------------------------------------------------------------------------------------------- */

  document.addEventListener("click", (click) => {
    const target = click.target.closest && click.target.closest("[data-event], [data-phrase], [data-filter], [data-detail], [data-close], [data-zoom]");
    if (target) act(target);
  });

  function act(target) {
    if (target.dataset.close) select({});
    else if (target.dataset.zoom) zoom(Number(target.dataset.zoom));
    else if (target.dataset.filter) filter(target.dataset.filter);
    else if (target.dataset.detail) {
      go(null, { detail: target.dataset.detail === "standard" ? null : target.dataset.detail }, true);
    }
    else {
      came = target.dataset.rove || null;
      select(target.dataset.event ? { event: target.dataset.event } : { phrase: target.dataset.phrase });
    }
  }

  function filter(status) {
    const every = all("[data-filter]").map((chip) => chip.dataset.filter);
    const shown = (wanted.statuses || every).filter((one) => every.includes(one));
    const next = shown.includes(status) ? shown.filter((one) => one !== status) : shown.concat(status);
    const ordered = every.filter((one) => next.includes(one));
    go(null, { status: ordered.length === 0 || ordered.length === every.length ? null : ordered.join(",") }, true);
  }

  // One item of the list is a stop of the Tab key: where that one has gone or is hidden, the first that is shown.
  function reachable(list) {
    const items = list ? all("[data-rove=list]", list).filter((e) => e.offsetParent !== null) : [];
    if (items.length && !items.some((e) => e.tabIndex === 0)) rove(items[0], false);
  }

  function rove(target, focus) {
    const family = target.dataset.rove;
    all(named("data-rove", family)).forEach((e) => { e.tabIndex = e === target ? 0 : -1; });
    if (focus) target.focus();
  }

  document.addEventListener("keydown", (press) => {
    const target = press.target;
    if (press.key === "Escape" && !target.closest("input, textarea, [role=dialog], [role=listbox]")) {
      if (wanted.selection.event || wanted.selection.phrase) select({});
      return;
    }
    if (!target.dataset || !target.dataset.rove) return;
    if (press.key === "Enter" || press.key === " ") {
      if (target.tagName !== "BUTTON") { press.preventDefault(); act(target); }
      return;
    }
    const marks = all(named("data-rove", target.dataset.rove)).filter((e) => e.offsetParent !== null);
    const index = marks.indexOf(target);
    const next = { ArrowDown: index + 1, ArrowRight: index + 1, ArrowUp: index - 1, ArrowLeft: index - 1, Home: 0,
      End: marks.length - 1 }[press.key];
    if (next === undefined) return;
    press.preventDefault();
    if (marks[next]) { rove(marks[next], true); marks[next].scrollIntoView({ block: "nearest" }); }
  });

  document.addEventListener("input", (typed) => {
    if (typed.target.id === "library-search") search(typed.target.value);
  });

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

  window.dash_clientside = Object.assign({}, window.dash_clientside, {
    timeline: {
      route(pathname, search_, route, selection, statuses, detail) {
        const now = place(pathname, search_);
        const old = [route, selection, statuses === undefined ? null : statuses, detail];
        all(".nav-link").forEach((e) => {
          const here = (e.id === "to-compare") === (now[0].page === "compare") && now[0].page !== "add";
          e.setAttribute("aria-current", here ? "page" : "false");
        });
        return now.map((value, i) => (i !== 2 || old[2] !== undefined ? (same(value, old[i]) ? skip() : value) : value));
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

      apply(selection, statuses, detail, page) {
        const first = page && page.props && page.props["data-open"];
        if (first && place(window.location.pathname, "")[0].page === "article") {
          go("/article/" + encodeURIComponent(first), {}, true);
          return skip();
        }
        wanted = { selection: selection || {}, statuses: statuses || null, detail: detail || "standard" };
        window.requestAnimationFrame(() => window.requestAnimationFrame(show));
        const fresh = window.dash_clientside.callback_context.triggered.some((t) => t.prop_id === "page.children");
        if (fresh) { settling = true; window.setTimeout(() => { show(); settling = false; }, 350); }
        return skip();
      },

      again() {
        window.requestAnimationFrame(() => window.requestAnimationFrame(show));
        return skip();
      },

      drawn() {
        window.requestAnimationFrame(() => window.requestAnimationFrame(relight));
        return skip();
      },

      zoomed(relayout, focus, every, zoom, figure, route) {
        const old = zoom && same(zoom.route, route) ? zoom : { route, all: false, revision: 0, span: null };
        const pressed = (window.dash_clientside.callback_context.triggered[0] || {}).prop_id || "";
        if (pressed.startsWith("range-")) {
          if (!focus && !every) return skip();
          return Object.assign({}, old, { all: pressed.startsWith("range-all"), revision: old.revision + 1, span: null });
        }
        const gd = plot();
        if (!gd || !gd._fullLayout || !relayout) return skip();
        if (!Object.keys(relayout).some((name) => name.startsWith("xaxis."))) return skip();
        const axis = gd._fullLayout.xaxis;
        const wide = axis.d2l(axis.range[1]) - axis.d2l(axis.range[0]);
        // Rows and labels were laid out for this range: wider, narrower or further on, they are laid out anew.
        const moved = Math.abs(axis.d2l(axis.range[0]) - axis.d2l(figure.layout.meta.from)) / wide;
        if (Math.abs(wide / figure.layout.meta.wide - 1) < 0.03 && moved < 0.03) return skip();
        // Only the last of a turn of the wheel is drawn anew: an answer on its way would pull the reader back.
        const turn = (turns += 1);
        return new Promise((done) => window.setTimeout(
          () => done(turn === turns ? Object.assign({}, old, { span: axis.range.slice() }) : skip()), 140));
      },

      chosen(ids, route) {
        if (!ids || !route || route.page !== "compare" || same(ids, route.articles)) return skip();
        go("/compare", { a: ids, event: null });
        return skip();
      },

      row(rows) {
        if (rows && rows[0] && rows[0].key !== wanted.selection.event) { came = "table"; select({ event: rows[0].key }); }
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
