export const RULES = [
  { name: 'travel_minutes', usual: 30, most: 1440 },
  { name: 'rest_minutes', usual: 0, most: 1440 },
  { name: 'night_rest_hours', usual: 11, most: 24 },
] as const;

export type RuleName = (typeof RULES)[number]['name'];
export type Rules = Record<RuleName, number>;
type Settings = Readonly<Record<string, unknown>>;

const keyOf = (name: RuleName) => `schedule.${name}`;

/** The rules in force: what the theatre has set, and what holds where it has set nothing sensible. */
export function rulesOf(settings: Settings): Rules {
  const rules: Rules = { travel_minutes: 0, rest_minutes: 0, night_rest_hours: 0 };
  for (const { name, usual, most } of RULES) {
    const value = settings[keyOf(name)];
    const fits = typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= most;
    rules[name] = fits ? value : usual;
  }
  return rules;
}

/** All settings of the theatre with these rules among them; whatever else is kept there stays. */
export function withRules<T extends Settings>(settings: T, rules: Rules): T {
  const own = Object.fromEntries(RULES.map(({ name }) => [keyOf(name), rules[name]]));
  return { ...settings, ...own };
}
