import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ifMatch } from '@/api/etag';
import { type EventOut, reserveItem, updateCall } from '@/api/gen';
import { formatDateTime } from '@/shared/lib/dates';
import { useCan } from '@/shared/permissions';
import { notify } from '@/shared/ui/notify/notify';
import { ConflictList } from '../../conflicts';
import type { Conflict, Ref } from '../../types';
import classes from './event-page.module.css';
import type { useForced } from './use-forced';

/** What clashes with the event, and why it stands there all the same. */
export function ConflictBlock({ event, forced }: { event: EventOut; forced: ReturnType<typeof useForced> }) {
  const { t } = useTranslation(['scheduleEvent', 'schedulePage', 'schedule']);
  const can = useCan();
  const { conflicts, override } = event;
  if (conflicts.length === 0 && override === null) return null;
  const hard = conflicts.filter(({ severity }) => severity === 'hard').length;
  const mayChange = can('schedule:update', event) && event.status !== 'cancelled';
  const substitute = (conflict: Conflict, person: Ref) => {
    const call = event.participants.find((one) => one.person?.id === conflict.person?.id);
    if (!call) return;
    forced.run({
      title: t('schedulePage:free.refused', { name: person.name }),
      run: (reason) =>
        updateCall({
          path: { event_id: event.id, call_id: call.id },
          headers: ifMatch(call.version),
          body: { user_id: person.id, override: reason },
        }),
      done: () =>
        notify.done(
          t('schedulePage:free.taken', {
            name: person.name,
            role: call.role ?? t('schedulePage:sheet.call'),
          }),
        ),
    });
  };
  const alternative = ({ alternative: other, needed }: Conflict) => {
    if (!other) return;
    forced.run({
      title: t('things.refused', { name: other.name }),
      run: (reason) =>
        reserveItem({
          path: { event_id: event.id },
          body: { inventory_item_id: other.id, quantity: needed ?? 1, override: reason },
        }),
      done: () => notify.done(t('things.reserved', { name: other.name, n: String(needed ?? 1) })),
    });
  };
  return (
    <section
      className={classes.conflicts}
      aria-label={t('schedule:conflict.list')}
      data-hard={(hard > 0 && override === null) || undefined}
    >
      {override ? (
        <p className={classes.override}>
          <IconAlertTriangle size={16} stroke={1.8} aria-hidden="true" />
          <span>
            {t('schedulePage:conflicts.override', { reason: override.reason })}{' '}
            <small>{[override.by?.short_name, formatDateTime(override.at)].filter(Boolean).join(', ')}</small>
          </span>
        </p>
      ) : null}
      {conflicts.length > 0 ? (
        <>
          <h2>{t('schedule:conflictCount', { count: conflicts.length })}</h2>
          <ConflictList
            conflicts={conflicts}
            {...(mayChange ? { onSubstitute: substitute, onAlternative: alternative } : {})}
          />
        </>
      ) : null}
    </section>
  );
}
