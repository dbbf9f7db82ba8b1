/* Adding, the form: what is typed, pressed, chosen and dropped. What was typed and chosen outlives a change of the page. */
(function () {
  "use strict";

  const adding = window.timelineAdding; // adding.js is loaded before
  const { by, set, FIELDS, typed } = adding;
  const KEPT = "timeline-adding";
  let looking = 0;
  let picker = null;

  try { Object.assign(typed, JSON.parse(window.sessionStorage.getItem(KEPT))); } catch { /* nothing was kept */ }

  function keep() {
    try { window.sessionStorage.setItem(KEPT, JSON.stringify(typed)); } catch { /* full or forbidden: kept in memory */ }
  }

  function mark(field, words) {
    if (!by("add-" + field)) return;
    set("add-" + field, { error: words || false });
    if (words) by("add-" + field).focus();
    if (!words && field === "date" && by("add-undated")) by("add-undated").hidden = true;
  }

  function mountRows() {
    const list = by("add-queue");
    if (list) adding.rows.forEach((row) => { if (row.item.parentNode !== list) list.append(row.item); });
    adding.status();
  }

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
          const found = await (await adding.post("look", row)).json();
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
    if (button.id === "add-submit") adding.submit(false);
    else if (button.id === "add-undated") adding.submit(true);
    else if (button.id === "add-stop") adding.stop();
    else pickFiles();
  });

  function pickFiles() {
    if (!picker) {
      picker = adding.h("input", { type: "file", multiple: true, id: "add-file", "aria-label": "Files to add", hidden: true });
      picker.addEventListener("change", () => { adding.choose(picker.files); picker.value = ""; });
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
    adding.choose(drag.dataTransfer.files);
  });
  window.addEventListener("beforeunload", (leaving) => { if (adding.running) leaving.preventDefault(); });

  Object.assign(adding, { keep, mark, mountRows });

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
