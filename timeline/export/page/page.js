"use strict";
const all = (query) => [...document.querySelectorAll(query)];
const items = all("ol.events > li");
const search = document.getElementById("search");
const boxes = all("input[name=status]");
const count = document.getElementById("count");
const figure = document.querySelector(".figure");
const plot = document.querySelector("svg.plot");

function choose(id, from) {
  for (const element of all("[data-event]")) element.classList.toggle("chosen", element.dataset.event === id);
  for (const piece of all("[data-in]")) {
    piece.classList.toggle("sentence", id !== null && piece.dataset.in.split(" ").includes(id));
  }
  const item = items.find((one) => one.dataset.event === id);
  if (!item) return;
  item.querySelector("details").open = true;
  if (from !== "list") bring(item);
  if (from !== "text") bring(document.querySelector(".sentence"));
  history.replaceState(null, "", "#" + encodeURIComponent(id));
}

/* Scroll the pane, and not the page, so that the figure stays where it is. */
function bring(element) {
  const pane = element?.closest(".panes > *");
  if (!pane) return;
  const at = element.getBoundingClientRect(), box = pane.getBoundingClientRect();
  if (at.top < box.top || at.bottom > box.bottom) pane.scrollTop += at.top - box.top - 40;
}

function filter() {
  const words = search.value.trim().toLowerCase();
  const shown = new Set(boxes.filter((box) => box.checked).map((box) => box.value));
  let number = 0;
  const out = new Set();
  for (const item of items) {
    const fits = shown.has(item.dataset.status) && item.textContent.toLowerCase().includes(words);
    item.hidden = !fits;
    number += fits ? 1 : 0;
    if (!fits) out.add(item.dataset.event);
  }
  for (const mark of all("svg [data-event]")) mark.classList.toggle("faded", out.has(mark.dataset.event));
  count.textContent = `${number} of ${items.length} events`;
}

document.addEventListener("click", (event) => {
  const target = event.target.closest("[data-event]");
  if (!target || event.target.closest("summary, a, input")) return;
  choose(target.dataset.event, target.closest("ol.events") ? "list" : target.closest(".text") ? "text" : "figure");
});
document.addEventListener("keydown", (event) => {
  const typing = event.target === search;
  if (event.key === "/" && !typing) { event.preventDefault(); search.focus(); }
  if (event.key === "Escape") choose(null, "list");
  if (typing) return;
  if (event.key === "+") zoom(0.5);
  if (event.key === "-") zoom(2);
  if (event.key === "0") zoom(Infinity);
  if (["ArrowDown", "ArrowUp"].includes(event.key) && event.target.closest("ol.events")) {
    const seen = items.filter((item) => !item.hidden);
    const at = seen.indexOf(event.target.closest("li")) + (event.key === "ArrowDown" ? 1 : -1);
    if (seen[at]) { event.preventDefault(); seen[at].querySelector(".label").focus(); choose(seen[at].dataset.event, "list"); }
  }
});
search.addEventListener("input", filter);
for (const box of boxes) box.addEventListener("change", filter);

/* Zoom: the plot shows a part of its width; ticks and lines, which must not be stretched, are moved. */
if (plot) {
  const [, , width, height] = plot.getAttribute("viewBox").split(" ").map(Number);
  let low = 0, high = width;
  const show = () => {
    plot.setAttribute("viewBox", `${low} 0 ${high - low} ${height}`);
    for (const one of all(".grid [data-x]")) {
      const x = (Number(one.dataset.x) - low) / (high - low) * width;
      for (const name of one.tagName === "line" ? ["x1", "x2"] : ["x"]) one.setAttribute(name, x.toFixed(1));
      one.toggleAttribute("hidden", x < 0 || x > width);
    }
  };
  const move = (start, size) => {
    const wide = Math.min(Math.max(size, width / 5000), width);
    low = Math.min(Math.max(start, 0), width - wide);
    high = low + wide;
    show();
  };
  window.zoom = (factor, at = (low + high) / 2) => {
    if (factor === Infinity) return move(0, width);
    const size = (high - low) * factor;
    move(at - (at - low) * factor, size);
  };
  const under = (event) => {
    const box = figure.querySelector("svg.timeline").getBoundingClientRect();
    const scale = box.width / Number(figure.querySelector("svg.timeline").getAttribute("viewBox").split(" ")[2]);
    return low + ((event.clientX - box.left) / scale - Number(plot.getAttribute("x"))) / width * (high - low);
  };
  figure.addEventListener("wheel", (event) => {
    if (!event.ctrlKey) return;
    event.preventDefault();
    zoom(event.deltaY < 0 ? 0.8 : 1.25, under(event));
  }, { passive: false });
  let from = null;
  figure.addEventListener("pointerdown", (event) => { from = { at: under(event), low }; });
  figure.addEventListener("pointermove", (event) => {
    if (from === null || !event.buttons) { from = null; return; }
    move(low + from.at - under(event), high - low);
  });
  figure.addEventListener("pointerup", () => { from = null; });
  for (const button of all("button[data-zoom]")) {
    button.addEventListener("click", () => zoom(Number(button.dataset.zoom)));
  }
} else {
  window.zoom = () => {};
}
filter();
if (location.hash) choose(decodeURIComponent(location.hash.slice(1)), "address");
