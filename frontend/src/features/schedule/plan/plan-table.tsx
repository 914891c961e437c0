import { type Icon, IconMinus, IconPencil, IconPlus } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { dayMonth, weekdayShort } from '../calendar/period';
import type { Mark, PlanDay, PlanLine } from './lines';
import classes from './plan-table.module.css';
import { changedFields, momentText, placeChanged, placeText, timeChanged, timeText, typeText } from './words';

export const markIcon: Readonly<Record<Mark, Icon>> = {
  added: IconPlus,
  removed: IconMinus,
  changed: IconPencil,
};

/** What stands now, after what stood before. */
function Changed({ before, children }: { before: string | null; children: ReactNode }) {
  const { t } = useTranslation('schedulePlan');
  if (before === null) return children;
  return (
    <>
      <del>
        <span className="visually-hidden">{t('was', { value: '' })}</span>
        {before}
      </del>{' '}
      <ins>{children}</ins>
    </>
  );
}

function MarkCell({ line }: { line: PlanLine }) {
  const { t } = useTranslation('schedulePlan');
  if (line.mark === null) return <td className={classes.mark} />;
  const Glyph = markIcon[line.mark];
  return (
    <td className={classes.mark} data-mark={line.mark}>
      <Glyph size={14} stroke={2} aria-hidden="true" />
      <span>
        {t(`mark.${line.mark}`)}
        {line.mark === 'changed' ? <small>{changedFields(line)}</small> : null}
      </span>
    </td>
  );
}

function Row({ line, heading, marked }: { line: PlanLine; heading: ReactNode; marked: boolean }) {
  const { t } = useTranslation(['schedulePlan', 'schedule']);
  const { row, before } = line;
  const cancelled = row.status === 'cancelled';
  const name = row.age_rating ? `${row.title} ${row.age_rating}` : row.title;
  return (
    <tr data-mark={line.mark ?? undefined}>
      {heading}
      <td className={classes.time}>
        <Changed before={before && timeChanged(line) ? momentText(before, row.day) : null}>
          {timeText(row)}
        </Changed>
        {row.timezone ? <small>{t('local')}</small> : null}
      </td>
      <td className={classes.title}>
        <Changed before={before && line.fields.includes('title') ? before.title : null}>
          {line.mark === 'removed' ? (
            name
          ) : (
            <Link to="/schedule/$eventId" params={{ eventId: row.event_id }}>
              {row.title}
            </Link>
          )}
        </Changed>
        {line.mark !== 'removed' && row.age_rating ? <span> {row.age_rating}</span> : null}
        {cancelled ? <em>{t('cancelled')}</em> : null}
      </td>
      <td className={classes.place}>
        <Changed before={before && placeChanged(line) ? placeText(before) : null}>{placeText(row)}</Changed>
      </td>
      <td className={classes.type}>
        <Changed before={before && line.fields.includes('event_type') ? typeText(before) : null}>
          {typeText(row)}
        </Changed>
      </td>
      {marked ? <MarkCell line={line} /> : null}
    </tr>
  );
}

/** A month on paper: the shows by day, with what has changed written into them. */
export function PlanTable({
  days,
  caption,
  marked,
}: {
  days: readonly PlanDay[];
  caption: string;
  /** Whether a comparison is shown. */
  marked: boolean;
}) {
  const { t } = useTranslation('schedulePlan');
  const columns = ['day', 'time', 'title', 'place', 'type', ...(marked ? (['mark'] as const) : [])] as const;
  return (
    <table className={classes.table} data-marked={marked || undefined}>
      <caption className="visually-hidden">{caption}</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col">
              {t(`column.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      {days.map(({ day, lines }) => (
        <tbody key={day}>
          {lines.map((line, index) => (
            <Row
              key={`${line.row.event_id}-${line.mark}`}
              line={line}
              marked={marked}
              heading={
                index === 0 ? (
                  <th scope="rowgroup" rowSpan={lines.length} className={classes.day}>
                    <b>{dayMonth(day)}</b> <span>{weekdayShort(day)}</span>
                  </th>
                ) : null
              }
            />
          ))}
        </tbody>
      ))}
    </table>
  );
}
