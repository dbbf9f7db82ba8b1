/* The keys: along the events, through a list or the text, into the search, the zoom, the help. */
(function () {
  "use strict";

  const pages = (window.timelinePages = window.timelinePages || {});
  const ZOOMS = { "+": "0.5", "=": "0.5", "-": "2", "0": "all", z: "selected" };

  document.addEventListener("keydown", (press) => {
    const target = press.target;
    if (!target.closest || press.ctrlKey || press.metaKey || press.altKey) return;
    if (press.key === "Escape") { escape(target); return; }
    if (target.closest("input, textarea, select, [role=dialog], [role=listbox], .ag-root")) return;
    if (target.dataset.rove && roved(press, target)) return;
    if (press.key === "/") reach(press, "find");
    else if (press.key === "?") { press.preventDefault(); window.dash_clientside.set_props("help", { opened: true }); }
    else if (ZOOMS[press.key]) pages.zoom(ZOOMS[press.key]);
    else if (press.key === "ArrowLeft" || press.key === "ArrowRight") along(press);
    else if (press.key === "Enter" && !target.closest("a, button, summary, [role=button]")) toText(press);
  });

  // A dialog takes the focus when it opens; Mantine names it by a header only, which would be a second banner of the page.
  document.addEventListener("focusin", (came) => {
    const dialog = came.target.closest && came.target.closest("[role=dialog]");
    const title = dialog && dialog.querySelector("h2[id]");
    if (title && !document.getElementById(dialog.getAttribute("aria-labelledby"))) dialog.setAttribute("aria-labelledby", title.id);
  });

  function escape(target) {
    if (target.id === "find") { target.blur(); return; }
    if (target.closest("input, textarea, [role=dialog], [role=listbox]")) return;
    const { event, phrase } = pages.wanted().selection;
    if (event || phrase) pages.go(null, { event: null, phrase: null });
  }

  function reach(press, id) {
    const box = document.getElementById(id);
    if (!box) return;
    press.preventDefault();
    box.focus();
    box.select();
  }

  function along(press) {
    if (!document.getElementById("figure")) return;
    press.preventDefault();
    const by = press.key === "ArrowLeft" ? -1 : 1;
    if (press.shiftKey) pages.pan(by / 4);
    else pages.step(by);
  }

  function toText(press) {
    const words = document.querySelector("#article-text .selected");
    if (!words) return;
    press.preventDefault();
    pages.rove(words, true);
  }

  /* Inside a list or the text: the arrows go from one to the next, Enter chooses, and once more goes to the text. */
  function roved(press, target) {
    if (press.key === "Enter" || press.key === " ") {
      if (target.dataset.rove === "list" && target.getAttribute("aria-current") === "true" && press.key === "Enter") {
        toText(press);
      } else if (target.tagName !== "BUTTON") { press.preventDefault(); pages.act(target); }
      return true;
    }
    const marks = pages.all(pages.named("data-rove", target.dataset.rove)).filter((e) => e.getClientRects().length);
    const index = marks.indexOf(target);
    const next = { ArrowDown: index + 1, ArrowRight: index + 1, ArrowUp: index - 1, ArrowLeft: index - 1, Home: 0,
      End: marks.length - 1 }[press.key];
    if (next === undefined || press.shiftKey) return false;
    press.preventDefault();
    if (marks[next]) { pages.rove(marks[next], true); marks[next].scrollIntoView({ block: "nearest" }); }
    return true;
  }
})();
