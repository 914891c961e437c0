import { IconBan, IconPackage } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { SheetEvent } from '@/api/gen';
import { ToneBadge } from '@/shared/ui/badge/tone-badge';
import type { Day } from '../time';
import { typeLook, typeTone } from '../vocabulary';
import { Block, type Columns } from './block';
import classes from './sheet.module.css';
import { type Clock, clockOf, sheetPlace } from './words';

function Moments({ sheet, clock }: { sheet: SheetEvent; clock: Clock }) {
  const { t } = useTranslation('scheduleDesk');
  const { event } = sheet;
  const moments = [
    ['setup', sheet.setup_from],
    ['ready', sheet.stage_ready_at],
    ['start', event.starts_at],
    ['end', event.ends_at],
    ['strike', sheet.strike_to],
  ] as const;
  return (
    <dl className={classes.moments}>
      {moments.map(([name, at]) =>
        at === null ? null : (
          <div key={name} data-strong={name === 'start' || undefined}>
            <dt>{t(`sheet.moment.${name}`)}</dt>
            <dd>{clock(at)}</dd>
          </div>
        ),
      )}
    </dl>
  );
}

/** One event of the sheet: what, where, when, and who comes. */
export function EventSheet({
  sheet,
  day,
  columns,
  titled,
}: {
  sheet: SheetEvent;
  day: Day;
  columns: Columns;
  /** On the sheet of a day each event bears its title; on its own page the page does. */
  titled: boolean;
}) {
  const { t } = useTranslation(['scheduleDesk', 'schedule']);
  const { event } = sheet;
  const clock = clockOf(day, sheet.timezone);
  const cancelled = event.status === 'cancelled';
  const { kind, icon } = typeLook[event.event_type];
  return (
    <section className={classes.event} aria-label={event.title}>
      <header data-cancelled={cancelled || undefined}>
        <div className={classes.title}>
          {titled ? (
            <h2>
              <Link to="/schedule/$eventId/call-sheet" params={{ eventId: event.id }}>
                {event.title}
              </Link>
            </h2>
          ) : null}
          <ToneBadge tone={typeTone[kind]} icon={icon}>
            {t(`schedule:type.${event.event_type}`)}
          </ToneBadge>
          {cancelled ? (
            <ToneBadge tone="bad" icon={IconBan}>
              {t('schedule:status.cancelled')}
            </ToneBadge>
          ) : null}
          <span>{sheetPlace(sheet)}</span>
          {sheet.things.reserved > 0 ? (
            <span className={classes.things}>
              <IconPackage size={14} stroke={1.6} aria-hidden="true" />
              {t('sheet.things', { count: sheet.things.reserved })}
            </span>
          ) : null}
        </div>
        <Moments sheet={sheet} clock={clock} />
        {sheet.timezone ? <p>{t('sheet.zone', { zone: sheet.timezone })}</p> : null}
        {sheet.cancel_reason ? (
          <p>{t('schedule:peek.cancelReason', { reason: sheet.cancel_reason })}</p>
        ) : null}
      </header>
      {sheet.blocks.length === 0 ? (
        <p className={classes.nobody}>{t(cancelled ? 'sheet.nobodyComes' : 'sheet.noCalls')}</p>
      ) : (
        <table className={classes.table}>
          <caption className="visually-hidden">{t('sheet.caption', { title: event.title })}</caption>
          <thead>
            <tr>
              <th scope="col" className={classes.role}>
                {t('sheet.column.role')}
              </th>
              <th scope="col" className={classes.person}>
                {t('sheet.column.person')}
              </th>
              {columns.phones ? (
                <th scope="col" className={classes.phone}>
                  {t('sheet.column.phone')}
                </th>
              ) : null}
              <th scope="col" className={classes.at}>
                {t('sheet.column.call')}
              </th>
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
          {sheet.blocks.map((block) => (
            <Block
              key={block.department?.id ?? `${block.artists}`}
              block={block}
              clock={clock}
              columns={columns}
            />
          ))}
        </table>
      )}
    </section>
  );
}
