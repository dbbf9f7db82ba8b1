/* The figure in the browser: what is selected stands out, zoom and pan, the overview, the tray. Rows, labels and ticks
   are laid out on the server; here only the range of the axis changes until its answer comes. */
(function () {
  "use strict";

  const pages = (window.timelinePages = window.timelinePages || {});
  const FIRST = Date.UTC(2000, 0, 1) - 730120 * 86400000; // minute 0 of the calendar, the first of 0000-12-31
  const PAPER = 680; // CSS pixels between the margins of A4
  let meta = null;
  let lit = null; // keys of the marks that stand out
  let asked = null; // the selection that was last asked to be brought into view
  let hovered = false;
  let zooms = 0;

  const plot = () => document.querySelector("#figure .js-plotly-plot");
  const range = (gd) => gd.layout.xaxis.range.map(Number);

  /* -- minutes and places: the scale as the server made it ------------------------------------------------------- */

  function along(value, these, those) {
    let piece = 0;
    while (piece < these.length - 2 && these[piece + 1] <= value) piece += 1;
    const share = (value - these[piece]) / (these[piece + 1] - these[piece]);
    return those[piece] + share * (those[piece + 1] - those[piece]);
  }

  function iso(minute) {
    const day = new Date(FIRST + minute * 60000);
    const year = day.getUTCFullYear();
    const digits = String(Math.abs(year)).padStart(4, "0");
    return (year < 0 ? "-" : "") + digits + day.toISOString().slice(-20, -8);
  }

  const minutes = (place) => Math.round(along(place, meta.scale.places, meta.scale.minutes));
  const moment = (place) => iso(minutes(place));

  /* -- selection ------------------------------------------------------------------------------------------------- */

  function whenReady(then, tries) {
    const gd = plot();
    if (!document.getElementById("figure")) return;
    if (gd && gd.on && gd.data && gd.layout && window.Plotly) { listen(gd); then(gd); return; }
    if ((tries || 0) < 400) window.setTimeout(() => whenReady(then, (tries || 0) + 1), 50);
  }

  function listen(gd) {
    if (gd.dataset.heard) return;
    gd.dataset.heard = "yes";
    gd.on("plotly_click", (data) => {
      const key = data.points && data.points[0] && data.points[0].customdata;
      if (!key) return;
      if (String(key).startsWith("cluster:")) open(key.slice(8).split("/"));
      else pages.choose(key, "figure");
    });
    gd.on("plotly_hover", (data) => {
      gd.classList.add("on-mark");
      const key = data.points && data.points[0] && data.points[0].customdata;
      if (key && !hovered) pages.point(key, true);
    });
    gd.on("plotly_unhover", () => { gd.classList.remove("on-mark"); pages.point(null, true); });
    gd.addEventListener("dblclick", () => zoom("all"));
    gd.on("plotly_afterplot", () => { framed(gd); dim(gd); });
    gd.on("plotly_relayout", zoomed);
    framed(gd);
  }

  // How wide the drawing is, and how much smaller it has to be on a sheet of A4: labels stand as they do on the screen.
  function framed(gd) {
    const { width } = gd.getBoundingClientRect();
    const frame = document.getElementById("figure-frame");
    if (!width || !frame || window.matchMedia("print").matches) return;
    frame.style.setProperty("--wide", width + "px");
    frame.style.setProperty("--to-paper", String(Math.min(1, PAPER / width)));
  }

  function light(keys) {
    lit = keys && keys.length ? keys : null;
    if (!lit) asked = null;
    whenReady((gd) => {
      dim(gd);
      if (lit) seen(gd, lit[0]);
    });
  }

  /* What is not selected is paler. Plotly's own `selectedpoints` draws everything anew, which takes half a second where
     there is much. d3 keeps with each node what it was made of: the trace, and the number of the point. */
  function dim(gd) {
    const drawn = lit && lit.some((key) => extent(gd, key));
    pages.all(".barlayer .trace, .scatterlayer .trace", gd).forEach((node) => {
      const first = node.__data__ && node.__data__[0];
      const trace = first && first.trace;
      if (!trace || trace.name === "names") return;
      const pale = trace.name === "labels" ? "0.45" : "0.35";
      pages.all(".point, .textpoint", node).forEach((point) => {
        const at = point.__data__ && point.__data__.i;
        point.style.opacity = drawn && !lit.includes(trace.customdata[at]) ? pale : "";
      });
    });
  }

  const places = (trace, keys) => (trace.customdata || []).flatMap((key, i) => (keys.includes(key) ? [i] : []));

  /* Where an event's mark begins and ends, whatever its kinds; null where it is not drawn. */
  function extent(gd, key) {
    let found = null;
    gd.data.forEach((trace) => {
      if (trace.name === "names" || trace.name === "labels") return;
      places(trace, [key]).forEach((i) => {
        const from = trace.base ? trace.base[i] : trace.x[i];
        const to = trace.base ? from + trace.x[i] : from;
        found = found ? [Math.min(found[0], from), Math.max(found[1], to)] : [from, to];
      });
    });
    return found;
  }

  function seen(gd, key) {
    if (!meta || meta.hidden.includes(key) || meta.undated.some((one) => one[0] === key)) return;
    const [low, high] = range(gd);
    const here = extent(gd, key);
    const part = here ? Math.min(here[1], high) - Math.max(here[0], low) : -1;
    if (here && part >= 0 && (here[0] > low || here[1] < high)) return;
    const question = key + " " + meta.from + meta.to;
    if (asked === question) return;
    asked = question;
    pages.draw(true);
  }

  /* -- zoom ------------------------------------------------------------------------------------------------------- */

  function to(gd, low, high) {
    const size = Math.min(high - low, meta.full[1] - meta.full[0]);
    const from = Math.min(Math.max((low + high - size) / 2, meta.full[0]), meta.full[1] - size);
    window.Plotly.relayout(gd, { "xaxis.range": [from, from + size] });
  }

  function zoom(factor) {
    const gd = plot();
    if (!gd || !meta) return;
    if (factor === "all") { pages.go(null, { from: null, to: null }, true); return; }
    const [low, high] = range(gd);
    const chosen = lit && extent(gd, lit[0]);
    if (factor === "selected") {
      if (!chosen) return;
      const wide = chosen[1] - chosen[0];
      const size = wide > 0 ? wide * 1.6 : (high - low) / 8;
      const middle = (chosen[0] + chosen[1]) / 2;
      to(gd, middle - size / 2, middle + size / 2);
      return;
    }
    const middle = centre(gd, low, high, chosen);
    const share = (middle - low) / (high - low);
    const size = (high - low) * Number(factor);
    to(gd, middle - size * share, middle + size * (1 - share));
  }

  /* What stays where it is: the selected event, else the mark nearest to the middle. */
  function centre(gd, low, high, chosen) {
    const inside = (one) => one && one >= low && one <= high;
    const middle = (low + high) / 2;
    if (chosen) {
      const seenPart = (Math.max(chosen[0], low) + Math.min(chosen[1], high)) / 2;
      if (inside(seenPart)) return seenPart;
    }
    const marks = gd.data.flatMap((trace) => (trace.name === "labels" || trace.name === "names" || trace.name === "below" ? []
      : trace.x.map((x, i) => (trace.base ? trace.base[i] + x / 2 : x)))).filter(inside);
    return marks.length ? marks.reduce((a, b) => (Math.abs(b - middle) < Math.abs(a - middle) ? b : a)) : middle;
  }

  function pan(share) {
    const gd = plot();
    if (!gd || !meta) return;
    const [low, high] = range(gd);
    to(gd, low + (high - low) * share, high + (high - low) * share);
  }

  /* The stretch that a ring stands for, with a little beside it. */
  function open(ends) {
    const [low, high] = ends.map((text) => along(minuteOf(text), meta.scale.minutes, meta.scale.places));
    const size = Math.max(high - low, 1e-9);
    pages.go(null, { from: moment(low - size * 0.15), to: moment(high + size * 0.3) });
  }

  function minuteOf(text) {
    const [, sign, year, month, day, hour, minute] = text.match(/^(-?)(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)/);
    const date = new Date(Date.UTC(2000, month - 1, day, hour, minute));
    date.setUTCFullYear(Number(sign + year), month - 1, day);
    return Math.round((date.getTime() - FIRST) / 60000);
  }

  // Only the last of a turn of the wheel is drawn anew: an answer on its way would pull the reader back.
  function zoomed(relayout) {
    if (!Object.keys(relayout || {}).some((name) => name.startsWith("xaxis."))) return;
    const stretch = looked();
    const turn = (zooms += 1);
    window.setTimeout(() => {
      if (!stretch || turn !== zooms) return;
      pages.wrote = String(stretch.from) + stretch.to;
      pages.go(null, stretch, true);
    }, 120);
  }

  // The stretch that the axis shows now, as the address has it.
  function looked() {
    const gd = plot();
    if (!gd || !meta) return null;
    const [low, high] = range(gd);
    const size = meta.full[1] - meta.full[0];
    frameWindow([(low - meta.full[0]) / size, (high - meta.full[0]) / size]);
    if (high - low > size * 0.999) return { from: null, to: null };
    return { from: moment(low), to: moment(high) };
  }

  /* -- beside the figure --------------------------------------------------------------------------------------------- */

  function overview() {
    const box = document.getElementById("overview");
    if (!box || !meta) return;
    const most = Math.max(1, ...meta.density);
    const bars = meta.density.flatMap((number, i) => (number ? ["M" + i + " 20v-" + (3 + 15 * Math.sqrt(number / most)).toFixed(1) + "h.8V20z"] : []));
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.setAttribute("viewBox", "0 0 100 20");
    svg.setAttribute("preserveAspectRatio", "none");
    const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
    path.setAttribute("d", bars.join(""));
    svg.append(path);
    const now = pages.made("div", "overview-window");
    box.replaceChildren(svg, now);
    frameWindow(meta.seen);
    if (!box.dataset.heard) {
      box.dataset.heard = "yes";
      const drag = (press) => {
        const gd = plot();
        if (!gd || !(press.buttons & 1)) return;
        const here = box.getBoundingClientRect();
        const full = meta.full[1] - meta.full[0];
        const place = meta.full[0] + ((press.clientX - here.left) / here.width) * full;
        const [low, high] = range(gd);
        const size = high - low > full * 0.95 ? full / 4 : high - low;
        to(gd, place - size / 2, place + size / 2);
      };
      box.addEventListener("pointerdown", (press) => { box.setPointerCapture(press.pointerId); drag(press); });
      box.addEventListener("pointermove", drag);
    }
  }

  function frameWindow(seenPart) {
    const now = document.querySelector(".overview-window");
    if (!now) return;
    now.style.left = seenPart[0] * 100 + "%";
    now.style.width = (seenPart[1] - seenPart[0]) * 100 + "%";
    const button = document.getElementById("range-all");
    if (button) button.hidden = seenPart[1] - seenPart[0] > 0.995;
  }

  function tray() {
    const box = document.getElementById("tray");
    if (!box || !meta) return;
    const parts = meta.undated.map(([key, label, status]) => {
      const button = pages.made("button", "pill status-" + status, label, { type: "button", "data-event": key });
      button.prepend(pages.made("span", "glyph status-" + status, pages.glyphs[status], { "aria-hidden": "true" }));
      return button;
    });
    box.replaceChildren(...(parts.length ? [pages.made("span", "hint", "No date:"), ...parts] : []));
  }

  /* -- what app.js calls ------------------------------------------------------------------------------------------------ */

  Object.assign(pages, {
    light, zoom, pan, moment, minutes,
    meta: () => meta,
    figureCame(figure) {
      meta = figure && figure.layout && figure.layout.meta;
      if (!meta) return;
      overview();
      tray();
      if (meta.moved) { pages.settled = meta.from + meta.to; pages.go(null, { from: meta.from, to: meta.to }, true); }
      light(lit);
    },
    // The mark of an event that the mouse is over elsewhere.
    hint(key) {
      const gd = plot();
      if (!gd || !window.Plotly || !gd.data) return;
      hovered = !!key;
      if (!key) { window.Plotly.Fx.unhover(gd); return; }
      const curve = gd.data.findIndex((trace) => ["moments", "stretches", "uncertain"].includes(trace.name) && places(trace, [key]).length);
      if (curve >= 0) window.Plotly.Fx.hover(gd, [{ curveNumber: curve, pointNumber: places(gd.data[curve], [key])[0] }]);
    },
  });
})();
