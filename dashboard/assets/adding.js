/* Adding in the browser, the queue: what is chosen, pasted or addressed, each a source that is looked at, shown with its
   date, and read, one request a source. adding_asking.js asks the server, adding_showing.js shows a source,
   adding_progress.js how far the whole is, adding_form.js the boxes. Nothing is put in as HTML. */
(function () {
  "use strict";

  const by = (id) => document.getElementById(id);
  const set = (id, props) => window.dash_clientside.set_props(id, props);
  const MOST_BYTES = 20000000; // of a file, as PACKED_LIMIT in timeline/reading
  const AT_ONCE = 2; // sources read at a time: the server has two workers at least
  const adding = (window.timelineAdding = {
    by, set, AT_ONCE,
    rows: [], // the sources, in the order they came
    running: null, // { rows, began, stopped } while some are read
    typed: {}, // what stands in the form
    FIELDS: ["text", "date", "title", "address"],
    speed: { spent: 0, size: 0, count: 0 },
  });
  let numbers = 0;

  function source(more) {
    const row = Object.assign({ number: (numbers += 1), state: "ready", made: [], faults: [], date: "", title: "" }, more);
    row.item = document.createElement("li");
    row.item.className = "source";
    adding.rows.push(row);
    return row;
  }

  function choose(files) {
    Array.from(files).forEach((file) => {
      const row = source({ file, label: file.name });
      if (file.size > MOST_BYTES) {
        row.state = "failed";
        row.problem = { message: file.name + " is larger than 20 MB and is not taken.", remedy: "Split it, or paste the text.",
          field: "source", final: true };
        adding.show(row);
      } else adding.look(row);
    });
    adding.mountRows();
  }

  function drop(row) {
    if (row.stop) row.stop.abort();
    adding.rows = adding.rows.filter((one) => one !== row);
    row.item.remove();
    adding.status();
  }

  const open = (row) => row.state === "ready" || row.state === "looking" || row.state === "stopped" ||
    (row.state === "failed" && !(row.problem || {}).final);

  /* One run over all that is still to be read. What is pasted becomes a source of its own: nothing is preferred. */
  async function run(these) {
    if (adding.running || !these.length) return;
    adding.running = { rows: these, began: Date.now(), stopped: false };
    adding.status();
    const left = these.slice();
    const worker = async () => {
      while (left.length && !adding.running.stopped) {
        const row = left.shift();
        if (adding.rows.includes(row)) await adding.read(row);
      }
    };
    const timer = window.setInterval(adding.status, 1000);
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    window.clearInterval(timer);
    const done = adding.running;
    adding.running = null;
    finish(done);
  }

  function submit(undated) {
    ["text", "date", "address"].forEach((field) => adding.mark(field, null));
    const text = adding.typed.text || "";
    const address = (adding.typed.address || "").trim();
    const these = adding.rows.filter((row) => open(row) && !row.field);
    if (text.trim()) these.push(source({ text, field: "text", label: "Pasted text", date: (adding.typed.date || "").trim(),
      title: (adding.typed.title || "").trim(), undated }));
    if (address) these.push(source({ address, field: "address", label: address, date: "" }));
    if (!these.length) {
      adding.mark("text", "The text is empty. Paste an article, choose a file, or give an address.");
      return;
    }
    adding.mountRows();
    run(these);
  }

  function finish(done) {
    done.rows.forEach((row) => {
      if (!row.field) return;
      const asked = row.field === "address" && row.problem && row.problem.field === "date"; // its date is asked for in the list
      if (row.state === "done" || asked) {
        adding.FIELDS.filter((field) => (row.field === "text" ? field !== "address" : field === "address")).forEach((field) => {
          adding.typed[field] = "";
          set("add-" + field, { value: "" });
        });
        adding.keep();
      } else if (row.problem) {
        const field = row.problem.field === "date" ? "date" : row.field;
        adding.mark(field, row.problem.message + " " + row.problem.remedy);
        if (by("add-undated")) by("add-undated").hidden = !row.problem.undated;
        drop(row);
        return;
      } else if (row.state === "stopped" && row.field === "text") { drop(row); return; }
      row.field = null;
    });
    adding.status();
    const made = adding.rows.flatMap((row) => row.made);
    if (adding.rows.length === 1 && made.length === 1 && adding.rows[0].state === "done" && !adding.rows[0].found.failures.length && by("add-queue")) {
      adding.rows = [];
      go("/article/" + encodeURIComponent(made[0].id));
    }
  }

  function stop() {
    if (!adding.running) return;
    adding.running.stopped = true;
    adding.running.rows.forEach((row) => { if (row.state === "working") row.stop.abort(); });
  }

  function go(path) {
    window.history.pushState({}, "", path);
    window.dispatchEvent(new CustomEvent("_dashprivate_pushstate"));
    window.scrollTo(0, 0);
  }

  function again(row) {
    if (row.file && !row.found) adding.look(row);
    else run([row]);
  }

  Object.assign(adding, { choose, drop, run, submit, stop, go, again });
})();
