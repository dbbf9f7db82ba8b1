// A warm finder of time phrases behind a pipe: `node worker.js recognizers|chrono`. Speaks as worker.py does.
"use strict";

const finders = {
  recognizers() {
    const { Culture, DateTimeRecognizer } = require("@microsoft/recognizers-text-date-time");
    const model = new DateTimeRecognizer(Culture.English).getDateTimeModel();
    return [
      require("@microsoft/recognizers-text-date-time/package.json").version,
      (text, published) => model.parse(text, published).length,
    ];
  },
  chrono() {
    const chrono = require("chrono-node");
    const { version } = JSON.parse(
      require("fs").readFileSync(require.resolve("chrono-node").replace(/(chrono-node).*/, "$1/package.json"), "utf8"),
    );
    // the dates are asked for, since chrono works them out only then
    return [version, (text, published) => chrono.parse(text, published).map((found) => found.start.date()).length];
  },
};

const [version, find] = finders[process.argv[2]]();
process.stdout.write(`ready\t${version}\n`);
require("readline")
  .createInterface({ input: process.stdin })
  .on("line", (line) => {
    const [published, coded] = line.split("\t");
    const [year, month, day] = published.slice(0, 10).split("-").map(Number);
    const text = Buffer.from(coded, "base64").toString("utf8");
    const base = new Date(year, month - 1, day, 12);
    const begin = process.hrtime.bigint();
    const worked = process.cpuUsage();
    const found = find(text, base);
    const spent = Number(process.hrtime.bigint() - begin) / 1e6;
    const { user, system } = process.cpuUsage(worked);
    process.stdout.write(`${spent}\t${(user + system) / 1e3}\t${found}\n`);
  });
