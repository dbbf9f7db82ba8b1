/* Adding, how far the whole is: what is being done, how much is left, and what came of it. */
(function () {
  "use strict";

  const adding = window.timelineAdding; // adding.js is loaded before
  const { by, speed, AT_ONCE } = adding;
  const GUESS = { start: 1500, each: 0.15 }; // milliseconds for an article and for each character, until some are read

  function status() {
    const words = by("add-status");
    if (!words) return;
    const bar = by("add-progress");
    const { running } = adding;
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
    const { rows } = adding;
    const made = rows.reduce((sum, row) => sum + row.made.length, 0);
    const wanting = rows.filter((row) => row.state === "failed" && (row.problem || {}).undated).length;
    const not = rows.reduce((sum, row) => sum + row.faults.length + ((row.found && row.found.failures) || []).length, 0) +
      rows.filter((row) => row.state === "failed").length - wanting;
    const parts = [];
    if (made) parts.push(made === 1 ? "1 article is there" : made + " articles are there");
    if (wanting) parts.push(wanting === 1 ? "1 wants a date" : wanting + " want a date");
    if (not) parts.push(not + " not read");
    return parts.join(" · ");
  }

  Object.assign(adding, { status });
})();
