const DAY_MINUTES = 1440;

/** «1900», «19.30», «7» → «19:00», «19:30», «07:00»; null when it is no time of day. */
export function parseClock(typed: string): string | null {
  const text = typed.trim();
  const found = /^(\d{1,2})(?:[:.,\-\s]?(\d{2}))?$/.exec(text);
  if (!found) return null;
  const hour = Number(found[1]);
  const minute = Number(found[2] ?? 0);
  if (hour > 23 || minute > 59) return null;
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}

/** The clock time so many minutes after another, on the round of the clock. */
export function clockAfter(time: string, minutes: number): string {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  const at = (((hour * 60 + minute + minutes) % DAY_MINUTES) + DAY_MINUTES) % DAY_MINUTES;
  return `${String(Math.floor(at / 60)).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}`;
}
