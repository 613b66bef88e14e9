// SPDX-License-Identifier: EUPL-1.2
// The calendar files of plans as a calendar program reads them: they parse in
// ical.js, the meeting is at its instant in Europe/Stockholm in winter and in
// summer (also the days around a change), and they hold no name and no
// purpose. Argument: the program. TAP.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import ICAL from 'ical.js';
import YAML from 'yaml';

const here = path.resolve(path.dirname(new URL(import.meta.url).pathname), '../..');
const samplan = path.resolve(process.argv[2] ?? path.join(here, '.build/samplan'));
const work = fs.mkdtempSync(path.join(os.tmpdir(), 'samplan-calendar-'));
process.on('exit', () => fs.rmSync(work, { recursive: true, force: true }));
const read = (file) => YAML.parse(fs.readFileSync(file, 'utf8'), { schema: 'core' });

let number = 0, failed = 0;
function say(fine, name, why = '') {
  number += 1;
  failed += fine ? 0 : 1;
  console.log(`${fine ? 'ok' : 'not ok'} ${number} - ${name}`);
  if (!fine) console.log(`# ${why}`);
}

fs.mkdirSync(path.join(work, 'plans'));
for (const part of ['content', 'themes']) fs.symlinkSync(path.join(here, part), path.join(work, part));
for (const file of fs.readdirSync(path.join(here, 'plans')).filter((f) => f.endsWith('.yaml')))
  fs.copyFileSync(path.join(here, 'plans', file), path.join(work, 'plans', file));
// The plan that is about to call, with its meeting on other days of the year.
const days = ['2027-03-27', '2027-03-28', '2027-07-01', '2027-10-30', '2027-10-31', '2028-02-29'];
const model = fs.readFileSync(path.join(here, 'plans/P-2026-0108.yaml'), 'utf8');
const own = read(path.join(here, 'plans/P-2026-0108.yaml')).möte.datum;
for (const day of days)
  fs.writeFileSync(path.join(work, 'plans', `P-${day}.yaml`),
    model.replace(/^plan: .*$/m, `plan: P-${day}`).replace(`  datum: ${own}`, `  datum: ${day}`)
      .replace(/^  gäller_till: .*$/m, '  gäller_till: 2030-01-01'));
const run = spawnSync(samplan, ['build', '--plans', '--root', work, '--date', '2026-11-21'], { encoding: 'utf8' });
say(run.status === 0, 'the plans build', run.stderr.slice(0, 2000));

// The instant of a wall clock in Stockholm, asked of the zone data of Node.
function instant(day, time) {
  const [h, m] = String(time).split('.').map(Number);
  const wanted = `${day} ${String(h).padStart(2, '0')}:${String(m).padStart(2, '0')}`;
  const clock = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm', dateStyle: 'short', timeStyle: 'short' });
  for (const hours of [1, 2]) {
    const t = new Date(Date.parse(`${day}T00:00:00Z`) + (h - hours) * 3600e3 + m * 60e3);
    if (clock.format(t) === wanted) return t;
  }
  throw new Error(`no such time ${wanted}`);
}

// Everybody and everything that a calendar of somebody else must not hold.
function secrets(plan) {
  const out = [plan.person.tilltalsnamn, plan.möte?.syfte, plan.situation?.egna_ord, plan.situation?.önskemål];
  for (const list of [plan.deltagare, plan.person.företrädare, plan.person.närstående])
    for (const one of list ?? []) out.push(one.namn, one.telefon, one.epost);
  return out.filter(Boolean).map(String);
}

function check(file, plan, meeting, word) {
  const text = fs.readFileSync(file, 'utf8');
  const name = path.relative(path.join(work, 'output/plans'), file);
  let event;
  try {
    const root = new ICAL.Component(ICAL.parse(text));
    const zone = root.getFirstSubcomponent('vtimezone');
    ICAL.TimezoneService.register(zone.getFirstPropertyValue('tzid'), new ICAL.Timezone(zone));
    say(root.getAllSubcomponents('vevent').length === 1, `${name} parses and holds one meeting`);
    event = new ICAL.Event(root.getFirstSubcomponent('vevent'));
  } catch (error) {
    say(false, `${name} parses`, error.message);
    return;
  }
  const right = instant(meeting.datum, meeting.tid);
  const zone = ICAL.TimezoneService.get('Europe/Stockholm');
  const start = event.startDate.convertToZone(ICAL.Timezone.utcTimezone).toJSDate();
  say(event.startDate.zone.tzid === zone.tzid && start.getTime() === right.getTime(),
    `${name} begins at ${right.toISOString()}`, start.toISOString());
  say(event.endDate.toUnixTime() > event.startDate.toUnixTime(), `${name} ends after it begins`);
  say(event.summary === `${word} ${plan.plan}`, `${name} is called by the plan's id`, event.summary);
  say(event.location === meeting.plats, `${name} says the place`, event.location);
  say(/^[\x20-\x7e\u00a0-\uffff\r\n]*$/.test(text) && text.split('\r\n').every((l) => Buffer.byteLength(l) <= 75),
    `${name} has lines that every calendar reads`);
  const plain = text.replace(/\r\n[ \t]/g, '').replace(/\\(.)/g, '$1');
  const shown = secrets(plan).filter((s) => plain.includes(s) && !String(meeting.plats).includes(s));
  say(shown.length === 0, `${name} holds no name and no purpose`, shown.join(' | '));
}

let calls = 0, follows = 0;
for (const file of fs.readdirSync(path.join(work, 'plans')).sort()) {
  const plan = read(path.join(work, 'plans', file));
  const folder = path.join(work, 'output/plans', plan.plan);
  const call = path.join(folder, 'mote.ics'), follow = path.join(folder, 'uppfoljning.ics');
  if (fs.existsSync(call)) { calls += 1; check(call, plan, plan.möte, 'Planeringsmöte'); }
  if (fs.existsSync(follow)) { follows += 1; check(follow, plan, plan.uppföljning.möte, 'Uppföljningsmöte'); }
}
say(calls >= days.length + 1, `there are calls to planning meetings: ${calls}`);
say(follows >= 3, `there are calls to follow-up meetings: ${follows}`);
console.log(`1..${number}`);
process.exit(failed ? 1 : 0);
