/* Adding, a source as it is shown: its name, how it stands, its date with a box to put it right, and what failed. */
(function () {
  "use strict";

  const adding = window.timelineAdding; // adding.js is loaded before

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

  const WORDS = { looking: "Looking at it", ready: "Ready", working: "", done: "Done", failed: "Not read", stopped: "Stopped" };

  function show(row) {
    const busy = row.state === "working" || row.state === "looking";
    const undated = (row.problem || {}).undated;
    const head = h("div", { class: "source-head" },
      h("span", { class: "source-name" }, row.label),
      h("span", { class: "source-state " + row.state }, undated ? "Wants a date" : WORDS[row.state] || row.doing || ""),
      (row.state === "failed" && !undated && !(row.problem || {}).final) || row.state === "stopped"
        ? h("button", { type: "button", class: "button small", onclick: () => adding.again(row) }, "Try again") : null,
      row.state === "working"
        ? h("button", { type: "button", class: "close", "aria-label": "Stop reading " + row.label, onclick: () => row.stop.abort() }, "✕")
        : h("button", { type: "button", class: "close", "aria-label": "Take " + row.label + " off the list", onclick: () => adding.drop(row) }, "✕"));
    const parts = [head];
    if (row.problem && (!undated || row.made.length)) parts.push(h("p", { class: "source-problem" }, row.problem.message + " " + row.problem.remedy));
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
    adding.status();
  }

  function made(row, one) {
    const date = one.words ? "published " + one.words + ", " + one.found : "no publication date";
    return h("li", {}, h("a", { href: "/article/" + encodeURIComponent(one.id), onclick: (press) => {
      if (press.ctrlKey || press.metaKey || press.shiftKey) return;
      press.preventDefault();
      adding.go("/article/" + encodeURIComponent(one.id));
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
      if (replaces) row.replaces = replaces;
      if (replaces || undated) adding.run([row]);
      else adding.look(row);
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

  Object.assign(adding, { h, show });
})();
