/* Editing in the browser: opens the forms, reads them, and sends one request for each step; shows what is wrong beside
   its field. What an edit means is worked out on the server; nothing is put in as HTML. */
(function () {
  "use strict";

  const by = (id) => document.getElementById(id);
  const value = (id) => ((by(id) || {}).value || "").trim();
  const set = (id, props) => window.dash_clientside.set_props(id, props);
  const skip = () => window.dash_clientside.no_update;
  const TYPING = "input, textarea, select, [contenteditable], [role=listbox]";
  const BOXES = { save: "edit", article: "article", "add": "add-event", merge: "merge", split: "split", remove: "remove" };
  let editor = null; // the name of whoever edits
  let waiting = null; // what was asked before there was a name
  let turn = 0;
  let picked = null; // the words selected in the text
  let neighbour = null; // the event to be chosen when the one that is chosen is removed
  let after = null; // where the keyboard goes when the forms are there again

  /* -- asking ------------------------------------------------------------------------------------------------- */

  function ask(what) {
    const bar = document.querySelector(".edit-bar");
    if (!bar && !what.article) return;
    const asked = Object.assign({
      article: bar ? bar.dataset.article : "", seen: bar ? Number(bar.dataset.seen) : 0,
    }, what);
    if (!editor && !["bring-back", "read"].includes(asked.do)) {
      waiting = asked;
      open("editor-modal", "editor-name");
      return;
    }
    clear();
    document.body.classList.add("edit-busy");
    set("edit-ask", { data: Object.assign(asked, { who: editor || "", n: (turn += 1) }) });
  }

  const chosen = () => ((document.querySelector("[data-editing]") || {}).dataset || {}).editing || null;

  // Only what is another than it was is sent, so that two people who change two fields do not meet.
  function changed(prefix, names) {
    const values = {};
    names.forEach((name) => {
      const box = by(prefix + "-" + name);
      if (!box) return;
      const now = (box.value || "").trim();
      const was = box.dataset.first === undefined ? box.dataset.was || "" : box.dataset.first;
      if (now !== was.trim()) values[name] = now;
    });
    return values;
  }

  // The event below in the list, or above the last one: where the reader goes on when this one is removed.
  function beside(event) {
    const keys = Array.from(document.querySelectorAll("#event-list li:not([hidden])")).map((li) => li.dataset.key);
    const at = keys.indexOf(event);
    return at < 0 ? null : keys[at + 1] || keys[at - 1] || null;
  }

  const acts = {
    open(button) {
      const target = by(button.dataset.form);
      const shut = target.hidden;
      document.querySelectorAll(".editing .edit-form").forEach((form) => { form.hidden = true; });
      target.hidden = !shut;
      if (!shut) return;
      remember(target);
      const pane = target.closest(".details-pane");
      pane.scrollTop = 0;
      pane.scrollIntoView({ block: "nearest" });
      focus(button.dataset.focus);
    },
    close(button) {
      const form = button.closest(".edit-form");
      form.hidden = true;
      const opener = document.querySelector('[data-form="' + form.id + '"]');
      if (opener) opener.focus();
    },
    "open-modal"(button) { open(button.dataset.modal, button.dataset.focus); },
    "close-modal"(button) { set(button.dataset.modal, { opened: false }); waiting = null; },
    save() {
      const values = changed("edit", ["label", "status", "said_by", "who", "what", "where"]);
      if (value("edit-when")) values.when = value("edit-when");
      if (!Object.keys(values).length) return say("Nothing was changed.");
      ask({ do: "save", event: chosen(), values, reason: value("edit-reason") || null });
    },
    reading(button) { ask({ do: "reading", event: chosen(), reading: Number(button.dataset.reading) }); },
    merge() { ask({ do: "merge", event: chosen(), values: { other: value("merge-other") }, reason: value("merge-reason") || null }); },
    split() { ask({ do: "split", event: chosen(), values: { mention: value("split-mention"), label: value("split-label") } }); },
    remove() { neighbour = beside(chosen()); ask({ do: "remove", event: chosen(), reason: value("remove-reason") || null }); },
    restore(button) { ask({ do: "restore", event: button.dataset.event }); },
    other(button) { set(button.dataset.box, { value: button.dataset.typed }); by(button.dataset.box).focus(); },
    undo(button) { ask({ do: "undo", step: button && button.dataset.step ? Number(button.dataset.step) : null }); },
    redo() { ask({ do: "redo" }); },
    read() { ask({ do: "read" }); say("Reading the article anew …"); },
    article() {
      const values = changed("article", ["title", "outlet", "url", "published"]);
      if (!Object.keys(values).length) { set("article-modal", { opened: false }); return say("Nothing was changed."); }
      ask({ do: "article", values, reason: value("article-reason") || null });
      if (values.published !== undefined && editor) say("Reading the article anew …");
    },
    "add-here"() {
      by("add-here").hidden = true;
      const words = picked ? picked.words : "";
      open("add-event-modal", "add-event-label", { "add-event-words": words });
    },
    "add-event"() {
      const words = value("add-event-words");
      const same = picked && picked.words === words ? picked : {};
      ask({ do: "add", values: { words, before: same.before || null, at: same.at === undefined ? null : same.at,
        label: value("add-event-label"), when: value("add-event-when") }, reason: value("add-event-reason") || null });
    },
    name() {
      const name = value("editor-name");
      if (!name) return set("editor-name", { error: "Type your name." });
      editor = name;
      set("editor", { data: name });
      set("editor-modal", { opened: false });
      const asked = waiting;
      waiting = null;
      if (asked) ask(asked);
    },
    rename() { set("editor-name", { value: editor || "" }); open("editor-modal", "editor-name"); },
    "join-rows"() { window.timelineJudging.join(); },
    "undo-judgement"(button) { window.timelineJudging.undo(button); },
    "bring-back"(button) { ask({ do: "bring-back", article: button.dataset.article }); },
  };

  window.timelineEditing = { ask, open, editor: () => editor };

  /* -- forms ---------------------------------------------------------------------------------------------------- */

  function open(modal, focused, values) {
    Object.entries(values || {}).forEach(([id, text]) => set(id, { value: text }));
    set(modal, { opened: true });
    let tries = 0;
    (function wait() {
      const box = by(focused);
      if (box && box.offsetParent !== null) { remember(box.closest(".edit-form")); box.focus(); box.select(); }
      else if ((tries += 1) < 40) window.setTimeout(wait, 50);
    })();
  }

  const focus = (id) => window.requestAnimationFrame(() => { const box = by(id); if (box) box.focus(); });

  // What a form held when it was opened.
  function remember(form) {
    if (form) form.querySelectorAll("input, select").forEach((box) => { box.dataset.first = box.value; });
  }

  function clear() {
    ["edit-problem", "article-problem", "add-event-problem", "judge-problem"].forEach((id) => by(id) && set(id, { children: "" }));
    document.querySelectorAll(".edit-form input[aria-invalid=true]").forEach((box) => set(box.id, { error: null }));
    say("");
  }

  function say(words) {
    const place = by("edit-said");
    if (!place) return;
    place.textContent = words;
    place.hidden = !words;
    if (words) window.setTimeout(() => { if (place.textContent === words) place.hidden = true; }, 6000);
  }

  const sentence = (text) => (text ? text[0].toUpperCase() + text.slice(1) + (/[.!?]$/.test(text) ? "" : ".") : "");

  function wrong(answer) {
    const { message, remedy, field, stale } = answer.problem;
    const words = sentence(message) + " " + sentence(remedy);
    const prefix = BOXES[answer.do] || "edit";
    const names = { span: "words", other: "other" };
    const box = by(prefix + "-" + (names[field] || field));
    if (field === "who" && answer.do !== "save") { editor = null; set("editor", { data: null }); }
    if (box && box.tagName === "INPUT" && !stale) {
      set(box.id, { error: words });
      if (by(box.id + "-preview")) set(box.id + "-preview", { children: "" }); // it says the same
      box.focus();
      return;
    }
    const place = { article: "article-problem", add: "add-event-problem", same: "judge-problem" }[answer.do]
      || (by("edit-problem") ? "edit-problem" : null);
    if (place) set(place, { children: words });
    else say(words);
  }

  // Who edits, beside the buttons.
  function named() {
    const place = by("editing-as");
    if (!place) return;
    place.textContent = "";
    if (!editor) return;
    const change = document.createElement("button");
    Object.assign(change, { type: "button", className: "link-button", textContent: "change" });
    change.dataset.edit = "rename";
    change.setAttribute("aria-label", "Change your name");
    place.append("as " + editor + " ", change);
  }

  /* -- mouse, keys and the words selected ------------------------------------------------------------------------- */

  document.addEventListener("click", (click) => {
    const button = click.target.closest && click.target.closest("[data-edit]");
    if (button && acts[button.dataset.edit]) acts[button.dataset.edit](button);
  });

  document.addEventListener("change", (changed) => {
    if (changed.target.id === "split-mention") set("split-label", { value: changed.target.selectedOptions[0].dataset.label });
  });

  document.addEventListener("keydown", (press) => {
    const form = press.target.closest && press.target.closest(".edit-form");
    if (form && press.key === "Enter" && press.target.matches("input:not([aria-haspopup=listbox])")) {
      press.preventDefault();
      const go = form.querySelector(".solid-accent, .solid");
      if (go) go.click();
      return;
    }
    if (form && press.key === "Escape" && form.closest(".editing")) {
      press.stopPropagation();
      acts.close(press.target);
      return;
    }
    if (press.ctrlKey || press.metaKey || press.altKey || press.target.closest(TYPING) || press.target.closest("[role=dialog]")) return;
    const bar = document.querySelector(".edit-bar");
    if (!bar) return;
    const named = { u: "undo", U: "redo" }[press.key];
    if (named) {
      const button = bar.querySelector('[data-edit="' + named + '"]');
      if (button && !button.disabled) { press.preventDefault(); acts[named](null); }
    } else if (press.key === "e") {
      const button = document.querySelector('[data-form="edit-form"]');
      if (button) { press.preventDefault(); button.click(); }
    }
  }, true);

  // Mantine heads a dialog with <header>, which counts as a second banner of the page.
  document.addEventListener("focusin", (focus) => {
    const dialog = focus.target.closest && focus.target.closest("[role=dialog]");
    const head = dialog && dialog.querySelector("header");
    if (head) head.setAttribute("role", "presentation");
  });

  document.addEventListener("selectionchange", () => {
    const button = by("add-here");
    const text = by("article-text");
    const selection = document.getSelection();
    if (!button || !text) return;
    const inside = selection && !selection.isCollapsed && selection.rangeCount
      && text.contains(selection.getRangeAt(0).commonAncestorContainer);
    const words = inside ? selection.toString().trim().replace(/\s+/g, " ") : "";
    if (!words || words.length > 300 || !document.querySelector(".edit-bar")) { button.hidden = true; return; }
    const range = selection.getRangeAt(0);
    const ahead = document.createRange();
    ahead.selectNodeContents(text);
    ahead.setEnd(range.startContainer, range.startOffset);
    const before = ahead.toString();
    picked = { words, before: before.slice(-200), at: before.replace(/\s/g, "").length };
    const box = range.getBoundingClientRect();
    button.hidden = false;
    button.style.left = Math.max(8, Math.min(box.left, window.innerWidth - 130)) + "px";
    button.style.top = Math.min(box.bottom + 6, window.innerHeight - 44) + "px";
  });
  document.addEventListener("mousedown", (press) => {
    if (press.target.id === "add-here") press.preventDefault(); // the selection stays
  });

  /* -- the functions Dash calls ------------------------------------------------------------------------------------- */

  window.dash_clientside = Object.assign({}, window.dash_clientside, {
    editing: {
      answered(answer) {
        if (!answer) return skip();
        document.body.classList.remove("edit-busy");
        if (answer.problem) { wrong(answer); return skip(); }
        const DONE = { undo: "Undone.", redo: "Done again.", remove: "Removed; press u to undo.", "bring-back": "Brought back.",
          restore: "Restored.", add: "Event added.", merge: "Merged.", split: "Split.",
          same: "Joined; undo it above the rows.", apart: "Taken out; undo it above the rows." };
        say(DONE[answer.do] || "Saved.");
        ["article-modal", "add-event-modal", "judge-modal"].forEach((id) => by(id + "-form") && set(id, { opened: false }));
        if (answer.do === "add") {
          ["words", "label", "when", "reason"].forEach((name) => set("add-event-" + name, { value: "" }));
          picked = null;
        }
        if (answer.do === "bring-back") window.timelinePages.go("/article/" + encodeURIComponent(answer.article), { event: null });
        after = answer.do;
        if (answer.do === "remove" && neighbour) answer.select = neighbour;
        if (answer.select !== null && answer.select !== undefined) {
          const query = new URLSearchParams(window.location.search);
          query.delete("event");
          query.delete("phrase");
          if (answer.select) query.set("event", answer.select);
          const text = query.toString();
          window.history.pushState({}, "", window.location.pathname + (text ? "?" + text : ""));
          window.dispatchEvent(new CustomEvent("_dashprivate_pushstate"));
        }
        return skip();
      },

      editor(name) {
        editor = name || null;
        named();
        return skip();
      },

      barred() {
        window.requestAnimationFrame(named);
        return skip();
      },

      redone() {
        if (after) {
          after = null;
          window.requestAnimationFrame(() => {
            const lost = !document.activeElement || document.activeElement === document.body;
            const button = document.querySelector('[data-form="edit-form"]');
            if (lost && button) button.focus({ preventScroll: true });
          });
        }
        return skip();
      },
    },
  });
})();
