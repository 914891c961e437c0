import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { SheetEvent } from '@/api/gen';
import type { Day } from '../time';
import { AnswerMark } from './answer';
import { type Columns, NoteCell, PersonCell, Phone } from './block';
import { answerOf, byTime } from './reading';
import classes from './sheet.module.css';
import { clockOf } from './words';

/** Everybody in the order in which they come through the door. */
export function HoursSheet({
  events,
  day,
  columns,
}: {
  events: readonly SheetEvent[];
  day: Day;
  columns: Columns;
}) {
  const { t } = useTranslation('scheduleDesk');
  const several = events.length > 1;
  const width = 5 + Number(columns.answers) + Number(columns.phones) + Number(several);
  return (
    <table className={classes.table}>
      <caption className="visually-hidden">{t('sheet.byTime')}</caption>
      <thead>
        <tr>
          <th scope="col" className={classes.person}>
            {t('sheet.column.person')}
          </th>
          <th scope="col" className={classes.role}>
            {t('sheet.column.role')}
          </th>
          <th scope="col">{t('sheet.column.department')}</th>
          {several ? <th scope="col">{t('sheet.column.event')}</th> : null}
          {columns.phones ? (
            <th scope="col" className={classes.phone}>
              {t('sheet.column.phone')}
            </th>
          ) : null}
          {columns.answers ? (
            <th scope="col" className={classes.answers}>
              {t('sheet.column.answer')}
            </th>
          ) : null}
          <th scope="col" className={classes.note}>
            {t('sheet.column.note')}
          </th>
          <th scope="col" className={classes.sign}>
            {t('sheet.column.sign')}
          </th>
        </tr>
      </thead>
      {byTime(events).map(({ at, calls }) => (
        <tbody key={at} className={classes.lines}>
          <tr className={classes.head}>
            <th scope="rowgroup" colSpan={width}>
              <b>{clockOf(day, calls[0]?.event.timezone ?? null)(at)}</b>{' '}
              <span>{t('sheet.comes', { count: calls.length })}</span>
            </th>
          </tr>
          {calls.map(({ call, block, event }) => (
            <tr key={call.call_id} data-answer={answerOf(call)}>
              <td className={classes.person}>
                <PersonCell call={call} />
              </td>
              <td className={classes.role}>{call.role}</td>
              <td className={classes.department}>
                {block.department?.name ?? t(block.artists ? 'sheet.artists' : 'sheet.noDepartment')}
              </td>
              {several ? (
                <td className={classes.of}>
                  <Link to="/schedule/$eventId/call-sheet" params={{ eventId: event.event.id }}>
                    {event.event.title}
                  </Link>
                </td>
              ) : null}
              {columns.phones ? (
                <td className={classes.phone}>
                  <Phone call={call} />
                </td>
              ) : null}
              {columns.answers ? (
                <td className={classes.answers}>
                  <AnswerMark call={call} />
                </td>
              ) : null}
              <NoteCell call={call} clock={clockOf(day, event.timezone)} />
              <td className={classes.sign} />
            </tr>
          ))}
        </tbody>
      ))}
    </table>
  );
}
