import { describe, expect, it } from 'vitest';
import { wallMinutes } from '../../time';
import { toCalendarEvent } from '../event';
import { eventRow } from '../fixture';
import { clashesIn, clashZones, LANE, layoutRow, personSpan, ROW_PAD, venueSpan } from './layout';
import { makeScale, ticksOf } from './scale';

// A week from Monday 16 November, 08:00–02:00, 180 px a day: 10 px an hour.
const week = makeScale({ from: '2026-11-16', days: 7 }, 480, 1080, 180);
const at = (text: string) => wallMinutes(`2026-11-${text}:00`);
const measure = () => 40;
const seagull = toCalendarEvent(eventRow());

describe('a scale', () => {
  it('gives every day its hours and the night none', () => {
    expect(week.x(at('16 08:00'))).toBe(0);
    expect(week.x(at('16 19:00'))).toBeCloseTo(110);
    expect(week.x(at('17 01:00'))).toBeCloseTo(170);
    expect(week.x(at('17 05:00'))).toBe(180);
    expect(week.x(at('17 08:00'))).toBe(180);
    expect(week.x(at('15 12:00'))).toBe(0);
    expect(week.x(at('28 12:00'))).toBe(1260);
  });

  it('finds the time of a place again', () => {
    for (const text of ['16 08:00', '18 19:15', '19 01:30', '22 23:45']) {
      expect(week.at(week.x(at(text)))).toBeCloseTo(at(text), 6);
    }
    expect(week.hidden(at('17 04:00'))).toBe(true);
    expect(week.hidden(at('17 01:59'))).toBe(false);
  });

  it('names as many hours as fit', () => {
    expect(ticksOf(week)).toEqual([10, 14, 18, 22]);
    expect(ticksOf(makeScale({ from: '2026-11-18', days: 1 }, 360, 1440, 1200))).toContain(7);
    expect(ticksOf(makeScale({ from: '2026-11-01', days: 30 }, 480, 1080, 60))).toEqual([]);
  });
});

describe('a row', () => {
  it('draws set-up, body and strike', () => {
    const { placed, height } = layoutRow([venueSpan(seagull)], week, measure);
    expect(placed[0]).toMatchObject({
      lane: 0,
      left: 430,
      before: 40,
      ready: 30,
      cutLeft: false,
      cutRight: false,
    });
    expect(placed[0]?.body).toBeCloseTo(27.5);
    expect(placed[0]?.after).toBeCloseTo(15);
    expect(height).toBe(LANE.venue + ROW_PAD * 2);
  });

  it('says that a strike goes on past the scale', () => {
    const late = toCalendarEvent(eventRow({ ends_at: '2026-11-18T22:30:00Z', strike_minutes: 150 }));
    const { placed } = layoutRow([venueSpan(late)], week, measure);
    expect(placed[0]?.cutRight).toBe(true);
    expect((placed[0]?.left ?? 0) + (placed[0]?.width ?? 0)).toBe(540);
  });

  it('keeps a label inside its day', () => {
    const late = toCalendarEvent(
      eventRow({ starts_at: '2026-11-18T21:00:00Z', ends_at: '2026-11-18T22:00:00Z' }),
    );
    const { placed } = layoutRow([venueSpan(late)], week, () => 100);
    expect((placed[0]?.label ?? 0) + (placed[0]?.labelWidth ?? 0)).toBeLessThanOrEqual(540);
    expect(placed[0]?.label).toBeGreaterThan(360);
  });

  it('takes another lane for what would lie on something, and the first again later', () => {
    const second = toCalendarEvent(eventRow({ id: 2 }));
    const next = toCalendarEvent(
      eventRow({ id: 3, starts_at: '2026-11-20T16:00:00Z', ends_at: '2026-11-20T18:00:00Z' }),
    );
    const { placed, height } = layoutRow([seagull, second, next].map(venueSpan), week, measure);
    expect(placed.map(({ event, lane }) => [event.id, lane])).toEqual([
      [1, 0],
      [2, 1],
      [3, 0],
    ]);
    expect(height).toBe(2 * LANE.venue + ROW_PAD * 2);
  });

  it('leaves out what is not seen and never draws nothing', () => {
    const before = toCalendarEvent(
      eventRow({ starts_at: '2026-11-10T16:00:00Z', ends_at: '2026-11-10T18:00:00Z' }),
    );
    const night = toCalendarEvent(
      eventRow({
        starts_at: '2026-11-18T00:00:00Z',
        ends_at: '2026-11-18T02:00:00Z',
        setup_minutes: 0,
        strike_minutes: 0,
      }),
    );
    const { placed } = layoutRow([before, night].map(venueSpan), week, measure);
    expect(placed).toHaveLength(1);
    expect(placed[0]?.width).toBeGreaterThan(0);
  });

  it('shows a person from the call on, without the set-up', () => {
    const span = personSpan(seagull, at('18 18:00'));
    const { placed } = layoutRow([span], week, measure);
    expect(placed[0]).toMatchObject({ left: 460, before: 10, after: 0, ready: null });
  });
});

describe('a drop', () => {
  it('meets whatever is taken then, tails included', () => {
    const spans = [venueSpan(seagull)];
    const from = at('18 22:00');
    const to = at('18 23:30');
    expect(clashesIn(spans, from, to, 9)).toHaveLength(1);
    expect(clashesIn(spans, from, to, 1)).toHaveLength(0);
    expect(clashZones(clashesIn(spans, from, to, 9), from, to)).toEqual([{ from, to: at('18 23:15') }]);
    expect(clashesIn(spans, at('18 23:15'), at('19 00:00'), 9)).toHaveLength(0);
  });

  it('passes a cancelled one', () => {
    const off = toCalendarEvent(eventRow({ status: 'cancelled' }));
    expect(clashesIn([venueSpan(off)], at('18 19:00'), at('18 20:00'), 9)).toHaveLength(0);
  });
});
