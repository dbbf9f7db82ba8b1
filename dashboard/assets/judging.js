/* Joining and parting events of several articles: which buttons were pressed, and one request for each step, which
   editing.js sends. What it means is worked out on the server. */
(function () {
  "use strict";

  const by = (id) => document.getElementById(id);
  const set = (id, props) => window.dash_clientside.set_props(id, props);
  let own = null; // the events of the row that was pressed

  const seen = (article) => {
    const card = document.querySelector("[data-logs]");
    return card ? JSON.parse(card.dataset.logs)[article] || 0 : 0;
  };

  function say(what, first, others, reason) {
    const [article, event] = first;
    window.timelineEditing.ask({
      do: what, article, event, seen: seen(article), values: { others: JSON.stringify(others) }, reason: reason || null,
    });
  }

  const acts = {
    choose(button) {
      own = JSON.parse(button.dataset.own);
      set("judge-other", { value: null });
      set("judge-reason", { value: "" });
      set("judge-problem", { children: "" });
      set("judge-own", { children: button.getAttribute("aria-label") });
      window.timelineEditing.open("judge-modal", "judge-other");
    },
    part(button) { say("apart", JSON.parse(button.dataset.own)[0], JSON.parse(button.dataset.others)); },
  };

  document.addEventListener("click", (click) => {
    const button = click.target.closest && click.target.closest("[data-judge]");
    if (button) acts[button.dataset.judge](button);
  });

  window.timelineJudging = {
    join() {
      const chosen = window.timelineJudging.chosen;
      if (!own || !chosen) { set("judge-problem", { children: "Choose the other event." }); return; }
      const others = JSON.parse(chosen).filter((one) => !own.some((mine) => mine[0] === one[0] && mine[1] === one[1]));
      if (!others.length) { set("judge-problem", { children: "This is the event itself. Choose another." }); return; }
      say("same", own[0], others, (by("judge-reason") || {}).value);
    },
    undo(button) {
      const { article, step } = button.dataset;
      window.timelineEditing.ask({ do: "undo", article, seen: seen(article), step: Number(step) });
    },
  };
  window.dash_clientside = Object.assign({}, window.dash_clientside, {
    judging: {
      chosen(value) {
        window.timelineJudging.chosen = value || null;
        return window.dash_clientside.no_update;
      },
    },
  });
})();
