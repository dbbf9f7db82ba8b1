/* Dating by hand: an event without a date is dragged from the tray to the axis, a dated one along it with Alt held. The
   date under the pointer stands beside it, and is what is sent when it is let go; typing a date does the same. */
(function () {
  "use strict";

  const ENOUGH = 6; // pixels before a press counts as dragging
  let dragged = null;
  let hovered = null;

  const pages = () => window.timelinePages || {};
  const plot = () => document.querySelector("#figure .js-plotly-plot");

  function start(press, event, label) {
    dragged = { event, label, x: press.clientX, y: press.clientY, moving: false, date: null };
  }

  // As coarse as the figure is: a pixel of a century does not name a day.
  function date(press) {
    const gd = plot();
    if (!gd || !gd._fullLayout || !pages().moment) return null;
    const box = gd.getBoundingClientRect();
    const { xaxis, height } = gd._fullLayout;
    const at = press.clientX - box.left - xaxis._offset;
    if (at < 0 || at > xaxis._length || press.clientY < box.top || press.clientY > box.top + height) return null;
    const here = pages().moment(xaxis.p2l(at));
    const days = Math.abs(Date.parse(pages().moment(xaxis.p2l(at + 4)).slice(0, 10)) - Date.parse(here.slice(0, 10))) / 86400000;
    const day = here.slice(0, here.indexOf("T"));
    if (days > 120) return day.slice(0, -6);
    return days > 8 ? day.slice(0, -3) : day;
  }

  function show(press) {
    let flag = document.getElementById("drag-flag");
    if (!flag) {
      flag = document.createElement("div");
      flag.id = "drag-flag";
      flag.setAttribute("aria-hidden", "true");
      document.body.append(flag);
    }
    flag.textContent = (dragged.date || "drop it on the axis") + " · " + dragged.label;
    flag.style.left = press.clientX + 14 + "px";
    flag.style.top = press.clientY + 14 + "px";
  }

  function stop() {
    const flag = document.getElementById("drag-flag");
    if (flag) flag.remove();
    document.body.classList.remove("dragging-event");
    dragged = null;
  }

  function listen() {
    const gd = plot();
    if (!gd || !gd.on || gd.dataset.dragged) return;
    gd.dataset.dragged = "yes";
    gd.on("plotly_hover", (data) => { hovered = data.points && data.points[0] && data.points[0].customdata; });
    gd.on("plotly_unhover", () => { if (!dragged) hovered = null; });
  }

  document.addEventListener("pointerover", listen);
  ["pointerdown", "mousedown"].forEach((name) => document.addEventListener(name, (press) => {
    if (press.button !== 0 || !press.target.closest || !document.querySelector(".edit-bar")) return;
    const pill = press.target.closest("#tray [data-event]");
    if (pill && name === "pointerdown") start(press, pill.dataset.event, pill.textContent);
    else if (press.altKey && hovered && !String(hovered).startsWith("cluster:") && press.target.closest("#figure")) {
      press.stopPropagation(); // Plotly would zoom
      press.preventDefault();
      if (name === "pointerdown") start(press, hovered, "");
    }
  }, true));

  document.addEventListener("pointermove", (press) => {
    if (!dragged) return;
    if (!dragged.moving && Math.hypot(press.clientX - dragged.x, press.clientY - dragged.y) < ENOUGH) return;
    dragged.moving = true;
    document.body.classList.add("dragging-event");
    dragged.date = date(press);
    show(press);
    press.preventDefault();
  }, true);

  document.addEventListener("pointerup", () => {
    if (!dragged) return;
    const { moving, event, date: when } = dragged;
    stop();
    if (!moving) return;
    const swallow = (click) => { click.stopPropagation(); click.preventDefault(); };
    document.addEventListener("click", swallow, true);
    window.setTimeout(() => document.removeEventListener("click", swallow, true), 0);
    if (when) window.timelineEditing.ask({ do: "save", event, values: { when } });
  }, true);

  document.addEventListener("keydown", (press) => { if (press.key === "Escape" && dragged) stop(); }, true);
  window.addEventListener("blur", stop);
})();
