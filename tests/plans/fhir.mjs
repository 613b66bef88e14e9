// SPDX-License-Identifier: EUPL-1.2
// The FHIR bundles of plans: made under the gates of plan.pdf, held against
// the published type definitions of FHIR R4, all references resolve, and they
// hold neither more of the person than they may nor anything kept back.
// Argument: the program. TAP.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import ts from 'typescript';
import YAML from 'yaml';

const here = path.resolve(path.dirname(new URL(import.meta.url).pathname), '../..');
const samplan = path.resolve(process.argv[2] ?? path.join(here, '.build/samplan'));
const work = fs.mkdtempSync(path.join(os.tmpdir(), 'samplan-fhir-'));
process.on('exit', () => fs.rmSync(work, { recursive: true, force: true }));

let number = 0, failed = 0;
function say(fine, name, why = '') {
  number += 1;
  failed += fine ? 0 : 1;
  console.log(`${fine ? 'ok' : 'not ok'} ${number} - ${name}`);
  if (!fine) console.log(`# ${String(why).replaceAll('\n', '\n# ')}`);
}
function build(output, ...more) {
  return spawnSync(samplan, ['build', '--plans', '--root', here, '--date', '2026-11-21', '--output', output, ...more], { encoding: 'utf8' });
}
const folders = (output) => fs.readdirSync(path.join(output, 'plans'), { withFileTypes: true })
  .filter((e) => e.isDirectory()).map((e) => path.join(output, 'plans', e.name)).sort();

const one = path.join(work, 'one'), two = path.join(work, 'two');
say(build(one, '--fhir').status === 0, 'the samples build with --fhir');
build(two, '--fhir');
const bundles = new Map();
for (const folder of folders(one)) {
  const file = path.join(folder, 'plan.fhir.json');
  const there = fs.existsSync(file);
  say(there === fs.existsSync(path.join(folder, 'plan.pdf')), `${path.basename(folder)}: a bundle where there is a plan, and only there`);
  if (!there) continue;
  const bytes = fs.readFileSync(file);
  say(bytes.equals(fs.readFileSync(path.join(two, 'plans', path.basename(folder), 'plan.fhir.json'))), `${path.basename(folder)}: the same bytes again`);
  say((fs.statSync(file).mode & 0o777) === 0o600, `${path.basename(folder)}: for its owner only`);
  bundles.set(path.basename(folder), JSON.parse(bytes));
}
say(bundles.size >= 4, `there are bundles: ${bundles.size}`);
build(two);
say(folders(two).every((f) => !fs.existsSync(path.join(f, 'plan.fhir.json'))), 'without --fhir none is left');

// Type definitions: literals, so that an unknown element is an error too.
function faults(source) {
  const name = path.join(here, 'tests', 'fhir-bundle.ts');
  const options = { strict: true, noEmit: true, target: ts.ScriptTarget.ES2022, types: ['fhir'], typeRoots: [path.join(here, 'tests/node_modules/@types')], skipLibCheck: true };
  const host = ts.createCompilerHost(options);
  const plain = host.getSourceFile.bind(host);
  host.getSourceFile = (file, ...rest) => file === name ? ts.createSourceFile(name, source, options.target) : plain(file, ...rest);
  const exists = host.fileExists.bind(host);
  host.fileExists = (file) => file === name || exists(file);
  return ts.getPreEmitDiagnostics(ts.createProgram([name], options, host)).map((d) => ts.flattenDiagnosticMessageText(d.messageText, '\n'));
}
// One type at a time: a union of all resources would hide which one is wrong.
function typed(bundle) {
  const { entry, ...head } = bundle;
  const lines = [`const b: fhir4.Bundle = ${JSON.stringify({ ...head, entry: [] })};`];
  entry.forEach((e, i) => lines.push(`const r${i}: fhir4.${e.resource.resourceType} = ${JSON.stringify(e.resource)};`));
  return `${lines.join('\n')}\nexport {};\n`;
}
const all = faults([...bundles.values()].map((b, i) => `namespace n${i} {\n${typed(b).replace('export {};', '')}}`).join('\n') + '\nexport {};');
say(all.length === 0, 'all bundles have the types of FHIR R4', all.slice(0, 5).join('\n'));
say(faults('const p: fhir4.CarePlan = {"resourceType":"CarePlan","status":"active","intent":"plan"};export {};').length > 0, 'the types see a missing subject');
say(faults('const p: fhir4.Patient = {"resourceType":"Patient","personnummer":"1"};export {};').length > 0, 'and an unknown element');

// What R4 asks for beyond types: required elements, invariants, references.
const wanted = { Patient: ['identifier', 'name'], Organization: ['name'], Practitioner: ['name'], PractitionerRole: ['practitioner'],
  RelatedPerson: ['patient'], CareTeam: ['subject', 'participant'], Consent: ['status', 'scope', 'category', 'policyRule', 'provision'],
  Goal: ['lifecycleStatus', 'description', 'subject'], CarePlan: ['status', 'intent', 'subject', 'activity', 'goal'], CodeSystem: ['status', 'content', 'url'] };
function walk(value, see, at = '') {
  see(value, at);
  if (value && typeof value === 'object') for (const [k, v] of Object.entries(value)) walk(v, see, `${at}.${k}`);
}
for (const [id, bundle] of bundles) {
  const plan = YAML.parse(fs.readFileSync(path.join(here, 'plans', `${id}.yaml`), 'utf8'), { schema: 'core' });
  const kinds = new Map(bundle.entry.map((e) => [e.fullUrl, e.resource.resourceType]));
  const bad = [];
  if (kinds.size !== bundle.entry.length) bad.push('a fullUrl twice');
  for (const { fullUrl, resource } of bundle.entry) {
    if (!/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(fullUrl)) bad.push(`no UUID: ${fullUrl}`);
    for (const key of wanted[resource.resourceType] ?? [`(${resource.resourceType})`]) if (!(key in resource)) bad.push(`${resource.resourceType} lacks ${key}`);
  }
  walk(bundle, (v, at) => {
    if (v === null || v === '' || (typeof v === 'object' && Object.keys(v).length === 0)) bad.push(`empty: ${at}`);
    if (at.endsWith('.reference') && typeof v === 'string' && !kinds.has(v)) bad.push(`leads nowhere: ${at}`);
    if (/\.(start|end|created|dateTime)$/.test(at) && !/^\d{4}-\d\d-\d\d$/.test(v)) bad.push(`no date: ${at}`);
    if (at.endsWith('.onBehalfOf.reference') && kinds.get(v) !== 'Organization') bad.push('onBehalfOf is no organization');
    if (/\.(subject|patient)\.reference$/.test(at) && kinds.get(v) !== 'Patient') bad.push(`${at} is no patient`);
  });
  for (const team of bundle.entry.filter((e) => e.resource.resourceType === 'CareTeam'))
    for (const p of team.resource.participant) if (p.onBehalfOf && kinds.get(p.member.reference) !== 'Practitioner') bad.push('ctm-1');
  say(bad.length === 0, `${id}: required elements, invariants and references`, bad.slice(0, 5).join('\n'));

  const patient = bundle.entry.filter((e) => e.resource.resourceType === 'Patient');
  say(patient.length === 1 && JSON.stringify(Object.keys(patient[0].resource)) === '["resourceType","identifier","name"]'
    && patient[0].resource.identifier.length === 1 && patient[0].resource.identifier[0].value === id
    && JSON.stringify(patient[0].resource.name) === JSON.stringify([{ use: 'usual', text: plan.person.tilltalsnamn }]),
  `${id}: of the person only the plan's id and the name to be called by`);
  const text = JSON.stringify(bundle);
  const kept = [...(plan.samtycke.får_inte_berättas ?? []), plan.samtycke.undantag?.motiv, plan.situation.funktionsförmågor,
    ...(plan.uppföljning?.lyft_till_chef ?? []).flatMap((l) => [l.fråga, l.resultat]),
    ...(plan.anteckningar?.justerare ?? []).map((j) => j.anmärkning)].filter(Boolean).map(String);
  say(kept.every((k) => !text.includes(k)), `${id}: nothing that is kept back`);
  const care = bundle.entry.find((e) => e.resource.resourceType === 'CarePlan').resource;
  say(care.activity.length === plan.insatser.length && care.activity.every((a, i) => a.detail.description === String(plan.insatser[i].vad)), `${id}: every measure`);
  say(care.goal.length === plan.mål.length, `${id}: every goal`);
  say((care.status === 'draft') === (plan.steg === 'justerat'), `${id}: a draft until it is the plan`);
}
console.log(`1..${number}`);
process.exit(failed ? 1 : 0);
