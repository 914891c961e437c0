import type { EventKind } from '../../vocabulary';
import type { CalendarSearch, Look } from '../search';
import { useMarks } from '../use-calendar';
import { Filters } from './filters';
import { HowToRead } from './how';
import { Legend } from './legend';
import { MiniMonth } from './mini-month';
import classes from './rail.module.css';

/** Beside the calendar: the month at a glance, the legend that filters, and what narrows it further. */
export function Rail({
  search,
  look,
  today,
  counts,
  sheet,
  onChange,
  onDay,
}: {
  search: CalendarSearch;
  look: Look;
  today: string;
  counts: ReadonlyMap<EventKind, number> | undefined;
  /** Inside a drawer instead of beside the calendar. */
  sheet: boolean;
  onChange: (change: Partial<CalendarSearch>) => void;
  onDay: (day: string) => void;
}) {
  return (
    <div className={sheet ? classes.sheet : classes.rail}>
      <MiniMonth day={look.day} today={today} shown={look.period} useMarks={useMarks} onPick={onDay} />
      <Legend
        chosen={search.type}
        counts={counts}
        onChange={(type) => onChange({ type: type && [...type] })}
      />
      <Filters search={search} onChange={onChange} />
      <HowToRead />
    </div>
  );
}
