// A Markwhen document on standard input: its header, the messages of the parser, its entries.
import { readFileSync } from "node:fs";
import { parse } from "@markwhen/parser";

const read = parse(readFileSync(0, "utf8"));
const entries = [];
const walk = (node) => {
  if (node.children) node.children.forEach(walk);
  else if (node.dateRangeIso) {
    entries.push({
      words: node.firstLine.restTrimmed,
      from: node.dateRangeIso.fromDateTimeIso,
      to: node.dateRangeIso.toDateTimeIso,
      tags: node.tags,
      properties: node.properties,
      lines: node.supplemental.map((line) => line.raw),
    });
  }
};
walk(read.events);
console.log(JSON.stringify({ header: read.header, messages: [...read.parseMessages, ...read.documentMessages], entries }));
