import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ICAL from 'ical.js';
import { expect, test } from 'vitest';

// The server's own test proves that this file is what it writes, and what Python reads in it.
const fixtures = join(import.meta.dirname, '../../../../../backend/tests/fixtures');
const text = readFileSync(join(fixtures, 'feed.ics'), 'utf-8');
const told: unknown = JSON.parse(readFileSync(join(fixtures, 'feed.json'), 'utf-8'));

function read(source: string) {
  const calendar = new ICAL.Component(ICAL.parse(source));
  const zones = calendar.getAllSubcomponents('vtimezone');
  for (const zone of zones) ICAL.TimezoneService.register(zone);
  return {
    name: calendar.getFirstPropertyValue('x-wr-calname'),
    method: calendar.getFirstPropertyValue('method'),
    refresh: String(calendar.getFirstPropertyValue('refresh-interval')),
    zones: zones.map((zone) => zone.getFirstPropertyValue('tzid')),
    events: calendar.getAllSubcomponents('vevent').map(entry),
  };
}

function entry(component: ICAL.Component) {
  const event = new ICAL.Event(component);
  const value = (name: string) => component.getFirstPropertyValue(name);
  return {
    uid: event.uid,
    sequence: event.sequence,
    status: value('status'),
    transp: value('transp'),
    start: moment(event.startDate),
    end: moment(event.endDate),
    stamp: moment(value('dtstamp') as ICAL.Time),
    zone: component.getFirstProperty('dtstart')?.getFirstParameter('tzid') ?? null,
    summary: event.summary,
    location: event.location ?? '',
    description: event.description ?? '',
    categories: component.getAllProperties('categories').flatMap((line) => line.getValues()),
    url: value('url'),
  };
}

/** By the rules of the file's own VTIMEZONE, where Python asks its database of zones. */
function moment(time: ICAL.Time): string {
  return `${new Date(time.toUnixTime() * 1000).toISOString().slice(0, 19)}Z`;
}

test('another parser reads a feed as the server does, cancelled events included', () => {
  const found = read(text);
  expect(found).toEqual(told);
  expect(found.events.filter((event) => event.status === 'CANCELLED')).toHaveLength(1);
  expect(found.events.length).toBeGreaterThan(10);
});
