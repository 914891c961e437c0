import { describe, expect, it } from 'vitest';
import { rulesOf, withRules } from './values';

describe('the rules of the schedule', () => {
  it('are the usual ones until the theatre sets its own', () => {
    expect(rulesOf({})).toEqual({ travel_minutes: 30, rest_minutes: 0, night_rest_hours: 11 });
    expect(rulesOf({ 'schedule.rest_minutes': 45 })).toMatchObject({ travel_minutes: 30, rest_minutes: 45 });
  });

  it('are not what somebody has typed as anything', () => {
    expect(
      rulesOf({
        'schedule.travel_minutes': '15',
        'schedule.rest_minutes': -5,
        'schedule.night_rest_hours': 25,
      }),
    ).toEqual({ travel_minutes: 30, rest_minutes: 0, night_rest_hours: 11 });
  });

  it('are saved beside everything else', () => {
    const rules = { travel_minutes: 40, rest_minutes: 10, night_rest_hours: 12 };
    expect(withRules({ 'labels.size': 'a4', 'schedule.travel_minutes': 5 }, rules)).toEqual({
      'labels.size': 'a4',
      'schedule.travel_minutes': 40,
      'schedule.rest_minutes': 10,
      'schedule.night_rest_hours': 12,
    });
  });
});
