/* Adding, what the server is asked: what is in a source, and to read it, told step by step. */
(function () {
  "use strict";

  const adding = window.timelineAdding; // adding.js is loaded before
  const { set, speed } = adding;
  const show = (row) => adding.show(row);

  function query(row, more) {
    const asked = new URLSearchParams();
    const given = Object.assign({ published: row.date, title: row.title, name: row.file ? row.file.name : null,
      address: row.address }, more);
    Object.entries(given).forEach(([name, value]) => { if (value) asked.set(name, value); });
    return asked;
  }

  const body = (row) => (row.file ? row.file : row.address ? null : new Blob([row.text]));
  const lost = { message: "The server does not answer.", remedy: "See that it runs, and try again.", field: "source" };

  async function post(path, row, more) {
    return fetch("/adding/" + path + "?" + query(row, more), {
      method: "POST", body: body(row), signal: row.stop.signal, headers: { "Content-Type": "application/octet-stream" },
    });
  }

  async function problem(answer) {
    const told = await answer.json().catch(() => ({}));
    return told.detail ? { message: told.detail, remedy: told.remedy, field: "source" } : lost;
  }

  async function look(row) {
    row.state = "looking";
    row.stop = new AbortController();
    show(row);
    const turn = (row.turn = (row.turn || 0) + 1);
    let found;
    try {
      const answer = await post("look", row);
      found = answer.ok ? await answer.json() : { problem: await problem(answer) };
    } catch (error) {
      found = { problem: lost };
    }
    if (turn !== row.turn || row.state !== "looking") return;
    row.found = found.problem ? null : found;
    row.problem = found.problem || null;
    row.state = found.problem ? "failed" : "ready";
    show(row);
  }

  async function read(row) {
    const began = Date.now();
    row.state = "working";
    row.problem = null;
    row.doing = row.address ? "asking for the page" : "waiting for its turn";
    row.made = row.made || [];
    row.faults = [];
    row.stop = new AbortController();
    show(row);
    try {
      const answer = await post("articles", row, { undated: row.undated ? "true" : null, replaces: row.replaces,
        who: row.replaces ? window.timelineEditing.editor() : null });
      if (!answer.ok) throw await problem(answer);
      const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
      let rest = "";
      for (;;) {
        const { value, done } = await reader.read();
        if (done) break;
        const lines = (rest + value).split("\n");
        rest = lines.pop();
        lines.filter(Boolean).forEach((line) => step(row, JSON.parse(line)));
      }
      if (row.state === "working") row.problem = lost; // it broke off
    } catch (error) {
      if (row.stop.signal.aborted) row.state = "stopped";
      else row.problem = error && error.message && error.remedy ? error : lost;
    }
    if (row.problem) row.state = "failed";
    if (row.state === "done") {
      speed.spent += Date.now() - began;
      speed.size += row.made.reduce((sum, one) => sum + one.size, 0);
      speed.count += row.made.length;
    }
    if (row.made.length) set("library-version", { data: Date.now() });
    show(row);
  }

  function step(row, told) {
    if (told.stage === "fetching") row.doing = "asking for the page";
    else if (told.stage === "reading") row.doing = row.file ? "reading the file" : "reading the text";
    else if (told.stage === "read") row.found = told;
    else if (told.stage === "events") row.doing = "finding the events of " + name(row, told.number);
    else if (told.stage === "stored") {
      row.made = row.made.filter((one) => one.id !== told.id && one.id !== row.replaces).concat(told);
      row.replaces = null;
    }
    else if (told.stage === "failed" && told.number === undefined) row.problem = told.problem;
    else if (told.stage === "failed") {
      if (row.found && row.found.articles.length === 1) row.problem = told.problem;
      else row.faults.push(Object.assign({ place: name(row, told.number) }, told.problem));
    } else if (told.stage === "end") row.state = row.problem ? "failed" : "done";
    show(row);
  }

  function name(row, number) {
    const article = row.found && row.found.articles[number || 0];
    return article && article.title ? "“" + article.title + "”" : row.label;
  }

  Object.assign(adding, { post, look, read });
})();
