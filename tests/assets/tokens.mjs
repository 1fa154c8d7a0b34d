// Reads scripts as JSON (an array of texts) and answers with the tokens of each, comments left out.
import { readFileSync } from "node:fs";
import ts from "../node_modules/typescript/lib/typescript.js";

/** @param {string} script */
function tokensOf(script) {
  const file = ts.createSourceFile("x.js", script, ts.ScriptTarget.Latest, true, ts.ScriptKind.JS);
  const tokens = [];
  const visit = (node) => {
    if (ts.isJSDoc(node)) return;
    const children = node.getChildren(file);
    if (children.length) children.forEach(visit);
    else if (node.end > node.getStart(file)) tokens.push(node.getText(file));
  };
  visit(file);
  return tokens;
}

process.stdout.write(JSON.stringify(JSON.parse(readFileSync(0, "utf8")).map(tokensOf)));
