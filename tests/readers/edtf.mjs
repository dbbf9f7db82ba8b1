// Each line of standard input as EDTF (levels 0 to 2): a JSON list of {type} or {error}.
import { readFileSync } from "node:fs";
import edtf from "edtf";

const read = (line) => {
  try {
    return { type: edtf(line).type };
  } catch (error) {
    return { error: String(error.message) };
  }
};
console.log(JSON.stringify(readFileSync(0, "utf8").split("\n").filter(Boolean).map(read)));
