/** Checks feeds against the JSON Schema of JSON Feed 1.1, for test_json_feeds.py. */

import { createRequire } from "node:module";
import { text } from "node:stream/consumers";

const require = createRequire(import.meta.url);
const { default: Ajv } = require("ajv");
const { default: addFormats } = require("ajv-formats");
const schema = require("jsonfeed-schema/v1.1");

const isValid = addFormats(new Ajv({ allErrors: true })).compile(schema);
const faults = {};
for (const [name, feed] of Object.entries(JSON.parse(await text(process.stdin)))) {
  faults[name] = isValid(feed) ? [] : isValid.errors.map((each) => `${each.instancePath}: ${each.message}`);
}
process.stdout.write(JSON.stringify(faults));
