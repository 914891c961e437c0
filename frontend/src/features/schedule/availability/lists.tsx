import { Skeleton } from '@mantine/core';
import { IconPointFilled } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { AbsenceRow, ClosureRow } from '@/api/gen';
import { useNow } from '@/shared/lib/use-now';
import { ToneBadge } from '@/shared/ui/badge/tone-badge';
import classes from './availability.module.css';
import type { Instants } from './stretch';
import { kindLook } from './vocabulary';
import { lengthText, phaseOf, stretchText } from './words';

export function Waiting() {
  return (
    <div className={classes.waiting} aria-busy="true">
      {Array.from({ length: 6 }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: blank lines
        <Skeleton key={index} height={44} />
      ))}
    </div>
  );
}

interface Line extends Instants {
  readonly id: number;
}

function Lines<T extends Line>({
  rows,
  openedId,
  children,
}: {
  rows: readonly T[];
  openedId: number | undefined;
  children: (row: T) => ReactNode;
}) {
  const { t } = useTranslation('scheduleDesk');
  const now = useNow(60_000);
  return (
    <ul className={classes.rows}>
      {rows.map((row) => {
        const phase = phaseOf(row, now);
        return (
          <li key={row.id} data-phase={phase}>
            <Link
              from="/schedule/absences"
              search={(current) => ({ ...current, open: row.id })}
              replace
              className={classes.row}
              data-opened={row.id === openedId || undefined}
            >
              <span className={classes.when}>
                <b>{stretchText(row)}</b>
                <small>
                  {phase === 'now' ? (
                    <span className={classes.now}>
                      <IconPointFilled size={12} aria-hidden="true" />
                      {t('absence.now')}
                    </span>
                  ) : null}
                  {lengthText(row)}
                </small>
              </span>
              {children(row)}
            </Link>
          </li>
        );
      })}
    </ul>
  );
}

export function AbsenceLines({
  rows,
  named,
  openedId,
}: {
  rows: readonly AbsenceRow[];
  /** Whether they are of several people. */
  named: boolean;
  openedId: number | undefined;
}) {
  const { t } = useTranslation('scheduleDesk');
  return (
    <Lines rows={rows} openedId={openedId}>
      {({ kind, person, comment }) => (
        <>
          {named ? <b className={classes.who}>{person.short_name}</b> : null}
          <span>
            <ToneBadge tone={kindLook[kind].tone} icon={kindLook[kind].icon}>
              {t(`absence.kind.${kind}`)}
            </ToneBadge>
          </span>
          <span className={classes.about}>{comment}</span>
        </>
      )}
    </Lines>
  );
}

export function ClosureLines({
  rows,
  openedId,
}: {
  rows: readonly ClosureRow[];
  openedId: number | undefined;
}) {
  return (
    <Lines rows={rows} openedId={openedId}>
      {({ venue, reason }) => (
        <>
          <b className={classes.who}>{venue.name}</b>
          <span className={classes.about}>{reason}</span>
        </>
      )}
    </Lines>
  );
}
