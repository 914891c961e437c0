const DEFAULT_ZONE = 'Europe/Moscow';
let zone = DEFAULT_ZONE;
const formatters = new Map<string, Intl.DateTimeFormat>();

/** Sets the theatre's time zone; every time on screen is told in it, wherever the reader sits. */
export function setTheatreZone(name: string | null): void {
  try {
    new Intl.DateTimeFormat('ru', { timeZone: name ?? DEFAULT_ZONE });
    zone = name ?? DEFAULT_ZONE;
  } catch {
    zone = DEFAULT_ZONE;
  }
  formatters.clear();
}

export function theatreZone(): string {
  return zone;
}

function parts(value: Date): { day: string; month: string; year: string; hour: string; minute: string } {
  let formatter = formatters.get('parts');
  if (!formatter) {
    formatter = new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      day: '2-digit',
      month: '2-digit',
      year: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
    formatters.set('parts', formatter);
  }
  const found = Object.fromEntries(formatter.formatToParts(value).map((part) => [part.type, part.value]));
  return {
    day: found.day ?? '',
    month: found.month ?? '',
    year: found.year ?? '',
    hour: found.hour ?? '',
    minute: found.minute ?? '',
  };
}

/** `2026-11-18T16:00:00Z` → `18.11.2026` in the theatre's zone. */
export function formatDate(instant: string | Date): string {
  const { day, month, year } = parts(new Date(instant));
  return `${day}.${month}.${year}`;
}

/** `2026-11-18T16:00:00Z` → `19:00` in the theatre's zone. */
export function formatTime(instant: string | Date): string {
  const { hour, minute } = parts(new Date(instant));
  return `${hour}:${minute}`;
}

/** The day in the theatre now, `2026-11-18`. */
export function theatreToday(now: Date = new Date()): string {
  const { day, month, year } = parts(now);
  return `${year}-${month}-${day}`;
}

/** `18.11.2026, 19:00` in the theatre's zone. */
export function formatDateTime(instant: string | Date): string {
  return `${formatDate(instant)}, ${formatTime(instant)}`;
}

/** How far a moment lies behind `now` in theatre days: 0 today, 1 yesterday, more for older. */
export function daysAgo(instant: string | Date, now: Date = new Date()): number {
  const midnight = (value: Date) => {
    const { day, month, year } = parts(value);
    return Date.UTC(Number(year), Number(month) - 1, Number(day));
  };
  return Math.round((midnight(now) - midnight(new Date(instant))) / 86_400_000);
}

/** A calendar date without a time (`2019-03-12`) → `12.03.2019`; no zone is involved. */
export function formatPlainDate(value: string): string {
  const [year, month, day] = value.split('-');
  return year && month && day ? `${day}.${month}.${year}` : value;
}

/** `12.03.2019`, `12.3.19` or `2019-03-12` → `2019-03-12`; null when it is no date. For `DateInput.dateParser`. */
export function parsePlainDate(text: string): string | null {
  const value = text.trim().replace(/\s*г\.?$/, '');
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(value);
  const local = /^(\d{1,2})[./](\d{1,2})[./](\d{2}|\d{4})$/.exec(value);
  const [day, month, year] = iso ? [iso[3], iso[2], iso[1]] : local ? [local[1], local[2], local[3]] : [];
  if (!day || !month || !year) return null;
  const full = `${year.length === 2 ? `20${year}` : year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const date = new Date(`${full}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(full) ? full : null;
}
