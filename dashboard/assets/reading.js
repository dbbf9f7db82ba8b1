/* The text of an article and the list of its events, made from data: nodes of text, never HTML. One element each in
   Dash's tree, however long they are; what is clicked or pressed inside them bubbles to app.js. */
(function () {
  "use strict";

  const pages = (window.timelinePages = window.timelinePages || {});
  const LONG = 60; // paragraphs from which those out of sight are laid out only when they are scrolled to

  function made(name, classes, words, marks) {
    const node = document.createElement(name);
    if (classes) node.className = classes;
    if (words !== undefined && words !== null) node.textContent = words;
    Object.entries(marks || {}).forEach(([key, value]) => node.setAttribute(key, value));
    return node;
  }

  function run(piece) {
    if (typeof piece === "string") return document.createTextNode(piece);
    const [words, sentences, phrase, event, status, spoken, at] = piece;
    const classes = [];
    const marks = {};
    if (sentences) { classes.push("sentence"); marks["data-sentences"] = sentences; }
    if (phrase) { classes.push("phrase"); marks["data-phrase"] = phrase; }
    if (event) { classes.push("trigger", "status-" + status); marks["data-event"] = event; }
    if (spoken) {
      Object.assign(marks, { role: "button", tabindex: "-1", "data-rove": "text", "data-at": at, "aria-label": spoken });
    }
    return made("span", classes.join(" "), words, marks);
  }

  function paragraph(one) {
    const node = made("p");
    node.append(...one.runs.map(run));
    return node;
  }

  function folded(aside) {
    const box = made("details", "furniture");
    box.append(made("summary", "", aside.length + " paragraph" + (aside.length > 1 ? "s" : "") + " set aside as page furniture"));
    box.append(...aside.map(paragraph));
    return box;
  }

  function text(paragraphs) {
    const nodes = [];
    let aside = [];
    paragraphs.concat(null).forEach((one) => {
      if (one && one.aside) { aside.push(one); return; }
      if (aside.length) nodes.push(folded(aside));
      aside = [];
      if (one) nodes.push(paragraph(one));
    });
    return nodes;
  }

  const ORDERS = {
    time: (a, b) => a.place - b.place,
    text: (a, b) => a.text - b.text,
    sure: (a, b) => b.sure - a.sure || a.place - b.place,
    label: (a, b) => a.label.localeCompare(b.label),
  };

  function item(row) {
    const li = made("li", "status-" + row.status, null, { "data-status": row.status, "data-key": row.id });
    const button = made("button", "event", null, {
      type: "button", tabindex: "-1", "data-event": row.id, "data-times": row.times, "data-rove": "list", "aria-current": "false",
    });
    button.append(
      made("span", "glyph status-" + row.status, row.glyph, { "aria-hidden": "true" }),
      made("span", "when", row.when), made("span", "label", row.label),
      made("span", "how", [row.word, row.likely === null ? "" : "date likely, " + row.likely + " of 100",
        row.source && "says " + row.source].filter(Boolean).join(" · ")));
    if (row.corrected) button.lastChild.append(" · ", made("span", "corrected-mark", "✎ " + row.corrected));
    li.append(button);
    return li;
  }

  function list(rows, order) {
    const ol = document.getElementById("event-list");
    if (!ol) return;
    ol.replaceChildren(...rows.slice().sort(ORDERS[order] || ORDERS.time).map(item));
    ol.classList.toggle("long", rows.length > LONG);
  }

  pages.made = made;
  pages.list = list;
  pages.read = function (data, order) {
    const article = document.getElementById("article-text");
    if (article && data.text) {
      article.replaceChildren(...text(data.text));
      article.classList.toggle("long", data.text.length > LONG);
    }
    list(data.events || [], order);
  };
})();
