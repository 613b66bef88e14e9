// SPDX-License-Identifier: EUPL-1.2
// Holds the JSON Schema of the plan format (first argument: a file) against an
// independent validator: it accepts the samples, the reference and a plan's
// life, and rejects every fault of the format that a schema can express. TAP.
import fs from 'node:fs';
import path from 'node:path';
import Ajv from 'ajv/dist/2020.js';
import YAML from 'yaml';

const schema = JSON.parse(fs.readFileSync(process.argv[2], 'utf8'));
const ajv = new Ajv({ allErrors: true, strict: true, strictTypes: false, strictRequired: false, allowUnionTypes: true });
const validate = ajv.compile(schema);
const files = (dir) => fs.readdirSync(dir).filter((f) => f.endsWith('.yaml')).sort().map((f) => path.join(dir, f));
const root = path.resolve(import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname), '../..');
const read = (file) => YAML.parse(fs.readFileSync(file, 'utf8'), { version: '1.2', schema: 'core', uniqueKeys: false });
// References, doubled ids and bytes are beyond a schema.
const beyond = /^(F02|F06|F08|F09|F1[0-4])-|^F15-id-twice|^F12/;

let number = 0, failed = 0;
function say(fine, name, why) {
  number += 1;
  failed += fine ? 0 : 1;
  console.log(`${fine ? 'ok' : 'not ok'} ${number} - ${name}`);
  if (!fine && why) console.log(`# ${why}`);
}

for (const dir of ['plans', 'tests/plans', 'tests/plans/life'])
  for (const file of files(path.join(root, dir)))
    say(validate(read(file)), `accepts ${path.relative(root, file)}`, JSON.stringify(validate.errors?.slice(0, 4)));
for (const file of files(path.join(root, 'tests/invalid/plan'))) {
  const name = path.basename(file);
  if (/^[RK]/.test(name)) {
    // Rules are not format; a few of these hold a slip of the format besides.
    if (!/# expect[^\n]*\bF\d\d error/.test(fs.readFileSync(file, 'utf8')) && name !== 'R21-list.yaml')
      say(validate(read(file)), `accepts ${name}`, JSON.stringify(validate.errors?.slice(0, 4)));
  } else if (!beyond.test(name)) {
    say(!validate(read(file)), `rejects ${name}`);
  }
}
console.log(`1..${number}`);
process.exit(failed ? 1 : 0);
