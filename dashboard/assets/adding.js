/* The add page in the browser: what is chosen, pasted or addressed is looked at, shown with its date, and read, one
   request a source. What was typed and chosen outlives a change of the page. Nothing is put in as HTML. */
(function () {
  "use strict";

  const by = (id) => document.getElementById(id);
  const set = (id, props) => window.dash_clientside.set_props(id, props);
  const MOST_BYTES = 20000000; // of a file, as PACKED_LIMIT in timeline/reading
  const FIELDS = ["text", "date", "title", "address"];
  const KEPT = "timeline-adding";
  const AT_ONCE = 2; // sources read at a time: the server has two workers at least
  const GUESS = { start: 1500, each: 0.15 }; // milliseconds for an article and for each character, until some are read
  let typed = {}; // what stands in the form
  let rows = []; // the sources, in the order they came
  let running = null; // { rows, began, stopped } while some are read
  let numbers = 0;
  let looking = 0;
  const speed = { spent: 0, size: 0, count: 0 };

  try { typed = JSON.parse(window.sessionStorage.getItem(KEPT)) || {}; } catch { typed = {}; }

  function keep() {
    try { window.sessionStorage.setItem(KEPT, JSON.stringify(typed)); } catch { /* full or forbidden: kept in memory */ }
  }

  function h(tag, props, ...children) {
    const made = document.createElement(tag);
    Object.entries(props || {}).forEach(([name, value]) => {
      if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
      else if (name === "class") made.className = value;
      else if (value !== null && value !== undefined && value !== false) made.setAttribute(name, value === true ? "" : value);
    });
    made.append(...children.filter((child) => child !== null && child !== undefined));
    return made;
  }

  /* -- asking the server ------------------------------------------------------------------------------------------ */

  function query(row, more) {
    const asked = new URLSearchParams();
    const given = Object.assign({ published: row.date, title: row.title, name: row.file ? row.file.name : null,
      address: row.address }, more);
    Object.entries(given).forEach(([name, value]) => { if (value) asked.set(name, value); });
    return asked;
  }

  const body = (row) => (row.file ? row.file : row.address ? null : new Blob([row.text]));
  const lost = { message: "The server does not answer.", remedy: "See that it runs, and try again.", field: "source" };

  async function post(path, row, more) {
    return fetch("/adding/" + path + "?" + query(row, more), {
      method: "POST", body: body(row), signal: row.stop.signal, headers: { "Content-Type": "application/octet-stream" },
    });
  }

  async function problem(answer) {
    const told = await answer.json().catch(() => ({}));
    return told.detail ? { message: told.detail, remedy: told.remedy, field: "source" } : lost;
  }

  async function look(row) {
    row.state = "looking";
    row.stop = new AbortController();
    show(row);
    const turn = (row.turn = (row.turn || 0) + 1);
    let found;
    try {
      const answer = await post("look", row);
      found = answer.ok ? await answer.json() : { problem: await problem(answer) };
    } catch (error) {
      found = { problem: lost };
    }
    if (turn !== row.turn || row.state !== "looking") return;
    row.found = found.problem ? null : found;
    row.problem = found.problem || null;
    row.state = found.problem ? "failed" : "ready";
    show(row);
  }

  async function read(row) {
    const began = Date.now();
    row.state = "working";
    row.problem = null;
    row.doing = row.address ? "asking for the page" : "waiting for its turn";
    row.made = row.made || [];
    row.faults = [];
    row.stop = new AbortController();
    show(row);
    try {
      const answer = await post("articles", row, { undated: row.undated ? "true" : null, replaces: row.replaces });
      if (!answer.ok) throw await problem(answer);
      const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
      let rest = "";
      for (;;) {
        const { value, done } = await reader.read();
        if (done) break;
        const lines = (rest + value).split("\n");
        rest = lines.pop();
        lines.filter(Boolean).forEach((line) => step(row, JSON.parse(line)));
      }
      if (row.state === "working") row.problem = lost; // it broke off
    } catch (error) {
      if (row.stop.signal.aborted) row.state = "stopped";
      else row.problem = error && error.message && error.remedy ? error : lost;
    }
    if (row.problem) row.state = "failed";
    if (row.state === "done") {
      speed.spent += Date.now() - began;
      speed.size += row.made.reduce((sum, one) => sum + one.size, 0);
      speed.count += row.made.length;
    }
    if (row.made.length) set("library-version", { data: Date.now() });
    show(row);
  }

  function step(row, told) {
    if (told.stage === "fetching") row.doing = "asking for the page";
    else if (told.stage === "reading") row.doing = "reading the file";
    else if (told.stage === "read") row.found = told;
    else if (told.stage === "events") row.doing = "finding the events of " + name(row, told.number);
    else if (told.stage === "stored") { row.made = row.made.filter((one) => one.id !== told.id).concat(told); row.replaces = null; }
    else if (told.stage === "failed" && told.number === undefined) row.problem = told.problem;
    else if (told.stage === "failed") {
      if (row.found && row.found.articles.length === 1) row.problem = told.problem;
      else row.faults.push(Object.assign({ place: name(row, told.number) }, told.problem));
    } else if (told.stage === "end") row.state = row.problem ? "failed" : "done";
    show(row);
  }

  function name(row, number) {
    const article = row.found && row.found.articles[number || 0];
    return article && article.title ? "“" + article.title + "”" : row.label;
  }

  /* -- the queue -------------------------------------------------------------------------------------------------- */

  function source(more) {
    const row = Object.assign({ number: (numbers += 1), state: "ready", made: [], faults: [], date: "", title: "" }, more);
    row.item = h("li", { class: "source" });
    rows.push(row);
    return row;
  }

  function choose(files) {
    Array.from(files).forEach((file) => {
      const row = source({ file, label: file.name });
      if (file.size > MOST_BYTES) {
        row.state = "failed";
        row.problem = { message: file.name + " is larger than 20 MB and is not taken.", remedy: "Split it, or paste the text.",
          field: "source", final: true };
        show(row);
      } else look(row);
    });
    mountRows();
  }

  function drop(row) {
    if (row.stop) row.stop.abort();
    rows = rows.filter((one) => one !== row);
    row.item.remove();
    status();
  }

  const open = (row) => row.state === "ready" || row.state === "looking" || row.state === "stopped" ||
    (row.state === "failed" && !(row.problem || {}).final);

  /* One run over all that is still to be read. What is pasted becomes a source of its own: nothing is preferred. */
  async function run(these) {
    if (running || !these.length) return;
    running = { rows: these, began: Date.now(), stopped: false };
    status();
    const left = these.slice();
    const worker = async () => {
      while (left.length && !running.stopped) {
        const row = left.shift();
        if (rows.includes(row)) await read(row);
      }
    };
    const timer = window.setInterval(status, 1000);
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    window.clearInterval(timer);
    const done = running;
    running = null;
    finish(done);
  }

  function submit(undated) {
    ["text", "date", "address"].forEach((field) => mark(field, null));
    const text = typed.text || "";
    const address = (typed.address || "").trim();
    const these = rows.filter((row) => open(row) && !row.field);
    if (text.trim()) these.push(source({ text, field: "text", label: "Pasted text", date: (typed.date || "").trim(),
      title: (typed.title || "").trim(), undated }));
    if (address) these.push(source({ address, field: "address", label: address, date: "" }));
    if (!these.length) {
      mark("text", "The text is empty. Paste an article, choose a file, or give an address.");
      return;
    }
    mountRows();
    run(these);
  }

  function finish(done) {
    done.rows.forEach((row) => {
      if (!row.field) return;
      const asked = row.field === "address" && row.problem && row.problem.field === "date"; // its date is asked for in the list
      if (row.state === "done" || asked) {
        FIELDS.filter((field) => (row.field === "text" ? field !== "address" : field === "address")).forEach((field) => {
          typed[field] = "";
          set("add-" + field, { value: "" });
        });
        keep();
      } else if (row.problem) {
        const field = row.problem.field === "date" ? "date" : row.field;
        mark(field, row.problem.message + " " + row.problem.remedy);
        if (by("add-undated")) by("add-undated").hidden = !row.problem.undated;
        drop(row);
        return;
      } else if (row.state === "stopped" && row.field === "text") { drop(row); return; }
      row.field = null;
    });
    status();
    const made = rows.flatMap((row) => row.made);
    if (rows.length === 1 && made.length === 1 && rows[0].state === "done" && !rows[0].found.failures.length && by("add-queue")) {
      rows = [];
      go("/article/" + encodeURIComponent(made[0].id));
    }
  }

  function stop() {
    if (!running) return;
    running.stopped = true;
    running.rows.forEach((row) => { if (row.state === "working") row.stop.abort(); });
  }

  function go(path) {
    window.history.pushState({}, "", path);
    window.dispatchEvent(new CustomEvent("_dashprivate_pushstate"));
  }

  /* -- showing ----------------------------------------------------------------------------------------------------- */

  function mark(field, words) {
    if (!by("add-" + field)) return;
    set("add-" + field, { error: words || false });
    if (words) by("add-" + field).focus();
    if (!words && field === "date" && by("add-undated")) by("add-undated").hidden = true;
  }

  const WORDS = { looking: "Looking at it", ready: "Ready", working: "", done: "Done", failed: "Not read", stopped: "Stopped" };

  function show(row) {
    const busy = row.state === "working" || row.state === "looking";
    const head = h("div", { class: "source-head" },
      h("span", { class: "source-name" }, row.label),
      h("span", { class: "source-state " + row.state }, WORDS[row.state] || row.doing || ""),
      (row.state === "failed" && !(row.problem || {}).final) || row.state === "stopped"
        ? h("button", { type: "button", class: "button small", onclick: () => again(row) }, "Try again") : null,
      row.state === "working"
        ? h("button", { type: "button", class: "close", "aria-label": "Stop reading " + row.label, onclick: () => row.stop.abort() }, "✕")
        : h("button", { type: "button", class: "close", "aria-label": "Take " + row.label + " off the list", onclick: () => drop(row) }, "✕"));
    const parts = [head];
    const undated = (row.problem || {}).undated;
    if (row.problem && !undated) parts.push(h("p", { class: "source-problem" }, row.problem.message + " " + row.problem.remedy));
    const found = (row.found && row.found.articles) || [];
    const failures = ((row.found && row.found.failures) || []).concat(row.faults);
    if (row.made.length) parts.push(h("ul", { class: "source-made" }, ...row.made.map((one) => made(row, one))));
    else if (found.length > 1) parts.push(h("p", { class: "hint" }, found.length + " articles"));
    else if (found.length === 1 && !(row.state === "failed" && !undated)) parts.push(dated(row, found[0]));
    else if (row.problem && row.problem.field === "date") parts.push(dated(row, {}));
    if (failures.length) parts.push(failed(failures));
    const focus = row.item.contains(document.activeElement) ? document.activeElement.dataset.part : null;
    row.item.setAttribute("aria-busy", String(busy));
    row.item.replaceChildren(...parts);
    const back = focus && row.item.querySelector('[data-part="' + focus + '"]');
    if (back) back.focus();
    status();
  }

  function made(row, one) {
    const date = one.words ? "published " + one.words + ", " + one.found : "no publication date";
    return h("li", {}, h("a", { href: "/article/" + encodeURIComponent(one.id), onclick: (press) => {
      if (press.ctrlKey || press.metaKey || press.shiftKey) return;
      press.preventDefault();
      go("/article/" + encodeURIComponent(one.id));
    } }, one.title || "Untitled article"), h("span", { class: "hint" }, " · " + date + " · " + one.events + " events"),
    row.made.length === 1 && row.found.articles.length === 1 ? change(row, one.published || "", one.id) : null);
  }

  // The date that was found, where it was found, and a box to put it right.
  function dated(row, article) {
    const words = article.words ? "Published " + article.words + ", " + article.found + "." : "No publication date was found: give it, or go on without one.";
    const told = article.ahead ? words + " That day lies after today." : words;
    return h("div", { class: "source-date" }, article.title ? h("span", { class: "source-title" }, article.title) : null,
      h("span", { class: article.words && !article.ahead ? "hint" : "source-problem" }, told),
      row.state === "working" ? null : change(row, row.date || article.published || "", null));
  }

  function change(row, value, replaces) {
    const id = "source-date-" + row.number;
    const box = h("input", { id, type: "text", class: "date-box", value, placeholder: "YYYY-MM-DD", autocomplete: "off", "data-part": "date" });
    const take = (undated) => {
      row.date = undated ? "" : box.value.trim();
      row.undated = undated;
      if (replaces) { row.replaces = replaces; row.made = []; run([row]); }
      else if (undated) run([row]);
      else look(row);
    };
    box.addEventListener("keydown", (press) => { if (press.key === "Enter") take(false); });
    return h("div", { class: "date-change" }, h("label", { for: id }, "Published on"), box,
      h("button", { type: "button", class: "button small", "data-part": "take", onclick: () => take(false) },
        replaces ? "Read anew" : "Use this date"),
      (row.problem || {}).undated
        ? h("button", { type: "button", class: "button small", onclick: () => take(true) }, "Go on without a date") : null);
  }

  function failed(failures) {
    return h("details", { class: "source-failures", open: failures.length <= 5 },
      h("summary", {}, failures.length === 1 ? "1 article is not read" : failures.length + " articles are not read"),
      h("ul", {}, ...failures.map((one) => h("li", {}, (one.place ? one.place + ": " : "") + one.message + " " + (one.remedy || "")))));
  }

  function again(row) {
    if (row.file && !row.found) look(row);
    else run([row]);
  }

  function status() {
    const words = by("add-status");
    if (!words) return;
    const bar = by("add-progress");
    by("add-stop").hidden = !running;
    bar.hidden = !running;
    const button = by("add-submit");
    button.toggleAttribute("data-busy", !!running);
    if (!running) { words.textContent = summed(); return; }
    const whole = running.rows.reduce((sum, row) => sum + cost(row), 0);
    const gone = running.rows.reduce((sum, row) => sum + spent(row), 0);
    bar.value = whole ? Math.min(99, (100 * gone) / whole) : 0;
    const done = running.rows.filter((row) => !["working", "ready", "looking"].includes(row.state)).length;
    const at = running.rows.find((row) => row.state === "working");
    const seconds = Math.max(1, Math.round((whole - gone) / Math.min(AT_ONCE, running.rows.length) / 1000));
    const slow = Date.now() - running.began > 2 * whole + 10000; // the machine is at something else too
    const left = slow ? "longer than usual" : "about " + (seconds > 90 ? Math.round(seconds / 60) + " minutes" : seconds + " s") + " left";
    words.textContent = done + " of " + running.rows.length + " read" + (at ? " · " + at.doing : "") + " · " + left;
  }

  const size = (row) => (row.found ? row.found.articles.reduce((sum, one) => sum + one.size, 0) : (row.text || "").length || 3000);

  function cost(row) {
    const count = row.found ? row.found.articles.length : 1;
    if (speed.count) return (speed.spent / (speed.size + 4000 * speed.count)) * (size(row) + 4000 * count);
    return GUESS.start * count + GUESS.each * size(row);
  }

  function spent(row) {
    if (["done", "failed", "stopped"].includes(row.state)) return cost(row);
    const count = row.found ? row.found.articles.length : 1;
    return row.state === "working" ? (cost(row) * (row.made.length + row.faults.length)) / Math.max(1, count) : 0;
  }

  function summed() {
    const made = rows.reduce((sum, row) => sum + row.made.length, 0);
    const not = rows.reduce((sum, row) => sum + row.faults.length + ((row.found && row.found.failures) || []).length, 0) +
      rows.filter((row) => row.state === "failed").length;
    const parts = [];
    if (made) parts.push(made === 1 ? "1 article is there" : made + " articles are there");
    if (not) parts.push(not + " not read");
    return parts.join(" · ");
  }

  function mountRows() {
    const list = by("add-queue");
    if (list) rows.forEach((row) => { if (row.item.parentNode !== list) list.append(row.item); });
    status();
  }

  /* -- what is typed, pressed and dropped ---------------------------------------------------------------------------- */

  document.addEventListener("input", (change_) => {
    const field = (change_.target.id || "").match(/^add-(text|date|title|address)$/);
    if (!field) return;
    typed[field[1]] = change_.target.value;
    keep();
    if (field[1] !== "title") mark(field[1], null);
    if (field[1] === "text") foretell();
  });

  // The date that would be taken, while there is still time to put it right.
  function foretell() {
    const turn = (looking += 1);
    window.setTimeout(async () => {
      if (turn !== looking || !by("add-date")) return;
      const text = typed.text || "";
      let told = "Leave empty to have it looked for in the text.";
      if (text.trim()) {
        try {
          const row = { text, date: "", title: "", stop: new AbortController() };
          const found = await (await post("look", row)).json();
          const article = found.articles && found.articles[0];
          if (article) told = article.words ? "If left empty: " + article.words + ", " + article.found + "."
            : "None was found in the text: give it here.";
        } catch { /* told when it is read */ }
      }
      if (turn === looking && by("add-date")) set("add-date", { description: told });
    }, 700);
  }

  document.addEventListener("click", (press) => {
    const button = press.target.closest && press.target.closest("#add-submit, #add-undated, #add-stop, #add-choose");
    if (!button) return;
    if (button.id === "add-submit") submit(false);
    else if (button.id === "add-undated") submit(true);
    else if (button.id === "add-stop") stop();
    else pickFiles();
  });

  let picker = null;
  function pickFiles() {
    if (!picker) {
      picker = h("input", { type: "file", multiple: true, id: "add-file", "aria-label": "Files to add", hidden: true });
      picker.addEventListener("change", () => { choose(picker.files); picker.value = ""; });
      document.body.append(picker);
    }
    picker.click();
  }

  const zone = (event) => (event.target.closest && event.target.closest(".add-page") ? by("add-drop") : null);
  document.addEventListener("dragover", (drag) => {
    if (zone(drag)) { drag.preventDefault(); zone(drag).classList.add("over"); }
  });
  document.addEventListener("dragleave", (drag) => { if (zone(drag)) zone(drag).classList.remove("over"); });
  document.addEventListener("drop", (drag) => {
    if (!zone(drag) || !drag.dataTransfer.files.length) return;
    drag.preventDefault();
    zone(drag).classList.remove("over");
    choose(drag.dataTransfer.files);
  });
  window.addEventListener("beforeunload", (leaving) => { if (running) leaving.preventDefault(); });

  window.dash_clientside = Object.assign({}, window.dash_clientside, {
    adding: {
      // The page has come, perhaps again: what was typed and chosen is put back.
      mount() {
        window.requestAnimationFrame(() => window.requestAnimationFrame(() => {
          if (!by("add-queue")) return;
          FIELDS.filter((field) => typed[field] && by("add-" + field)).forEach((field) => set("add-" + field, { value: typed[field] }));
          mountRows();
          if (typed.text) foretell();
        }));
        return window.dash_clientside.no_update;
      },
    },
  });
})();
