/* Dating by hand: an event without a date is dragged from the tray to the axis, and gets the date under the pointer; a
   dated one along it with Alt held, and is moved by as much, with its length. Beside the pointer stands what is sent when
   it is let go. */
(function () {
  "use strict";

  const ENOUGH = 6; // pixels before a press counts as dragging
  let dragged = null;
  let hovered = null;

  const pages = () => window.timelinePages || {};
  const plot = () => document.querySelector("#figure .js-plotly-plot");

  const DAY = 24 * 60;
  const MONTH = 30.436875 * DAY; // a twelfth of the mean year
  const MONTHS = { month: 1, quarter: 3, season: 3, "half-year": 6, year: 12, decade: 120, century: 1200, millennium: 12000 };

  function start(press, event, label, along) {
    dragged = { event, label, along, from: along ? here(press) : null, x: press.clientX, y: press.clientY, moving: false };
  }

  // What lies under the pointer, in minutes, and how many of them four pixels are; null outside the figure.
  function here(press) {
    const gd = plot();
    if (!gd || !gd._fullLayout || !pages().moment) return null;
    const box = gd.getBoundingClientRect();
    const { xaxis, height } = gd._fullLayout;
    const at = press.clientX - box.left - xaxis._offset;
    if (at < 0 || at > xaxis._length || press.clientY < box.top || press.clientY > box.top + height) return null;
    const place = xaxis.p2l(at);
    const minute = pages().minutes(place);
    return { minute, day: pages().moment(place).split("T")[0], coarse: Math.abs(pages().minutes(xaxis.p2l(at + 4)) - minute) };
  }

  // As coarse as the figure is: a pixel of a century does not name a day.
  const monthly = ({ coarse }) => (coarse > 120 * DAY ? 12 : coarse > 8 * DAY ? 1 : 0);

  function date(place) {
    if (!place) return null;
    return { 12: place.day.slice(0, -6), 1: place.day.slice(0, -3), 0: place.day }[monthly(place)];
  }

  // How far the event is moved: by whole months where it is said in months, by whole years where the figure is so coarse.
  function move(from, to) {
    if (!from || !to) return null;
    const row = pages().state.rows.find((one) => one.id === dragged.event) || {};
    const months = Math.max(MONTHS[row.grain] || 0, monthly(to));
    const by = (unit, size, step) => ({ unit, count: Math.round((to.minute - from.minute) / size / step) * step });
    if (months) return by("month", MONTH, months);
    if (["minute", "hour", "part of day"].includes(row.grain) && to.coarse < DAY / 4) return by("minute", 1, to.coarse < 20 ? 5 : 60);
    return by("day", DAY, ["week", "weekend"].includes(row.grain) ? 7 : 1);
  }

  function moved({ unit, count }) {
    if (!count) return "not moved";
    const size = { month: [12, "year"], minute: count % DAY ? [60, "hour"] : [DAY, "day"] }[unit] || [0, ""];
    const [number, name] = size[0] && count % size[0] === 0 ? [count / size[0], size[1]] : [count, unit];
    return Math.abs(number) + " " + name + (Math.abs(number) === 1 ? "" : "s") + (number > 0 ? " later" : " earlier");
  }

  function show(press) {
    let flag = document.getElementById("drag-flag");
    if (!flag) {
      flag = document.createElement("div");
      flag.id = "drag-flag";
      flag.setAttribute("aria-hidden", "true");
      document.body.append(flag);
    }
    const { along, to, by, label } = dragged;
    flag.textContent = !to ? "drop it on the axis" : along ? moved(by) : date(to) + " · " + label;
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
    if (pill && name === "pointerdown") start(press, pill.dataset.event, pill.textContent, false);
    else if (press.altKey && hovered && !String(hovered).startsWith("cluster:") && press.target.closest("#figure")) {
      press.stopPropagation(); // Plotly would zoom
      press.preventDefault();
      if (name === "pointerdown") start(press, hovered, "", true);
    }
  }, true));

  document.addEventListener("pointermove", (press) => {
    if (!dragged) return;
    if (!dragged.moving && Math.hypot(press.clientX - dragged.x, press.clientY - dragged.y) < ENOUGH) return;
    dragged.moving = true;
    document.body.classList.add("dragging-event");
    dragged.to = here(press);
    dragged.by = dragged.along ? move(dragged.from, dragged.to) : null;
    show(press);
    press.preventDefault();
  }, true);

  document.addEventListener("pointerup", () => {
    if (!dragged) return;
    const { moving, event, to, by, along } = dragged;
    stop();
    if (!moving) return;
    const swallow = (click) => { click.stopPropagation(); click.preventDefault(); };
    document.addEventListener("click", swallow, true);
    window.setTimeout(() => document.removeEventListener("click", swallow, true), 0);
    if (along && by && by.count) window.timelineEditing.ask({ do: "move", event, values: by });
    else if (!along && to) window.timelineEditing.ask({ do: "save", event, values: { when: date(to) } });
  }, true);

  document.addEventListener("keydown", (press) => { if (press.key === "Escape" && dragged) stop(); }, true);
  window.addEventListener("blur", stop);
})();
