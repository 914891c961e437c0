import { Button, Skeleton, Textarea } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconX } from '@tabler/icons-react';
import { type KeyboardEvent, type ReactNode, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CheckOut } from '@/api/gen';
import { toApiError } from '@/api/problem';
import { useCan } from '@/shared/permissions';
import { Kbd } from '@/shared/ui/kbd/kbd';
import { dayShort } from '../../calendar/period';
import { ConflictList, isSafe, orderConflicts, unfitText } from '../../conflicts';
import { dayOf, timeOf, toWall } from '../../time';
import type { Conflict, Ref, Slot } from '../../types';
import classes from './conflict-panel.module.css';

export const PANEL_ID = 'event-conflicts';
const MIN_REASON = 3;
/** A series may clash a hundred times; the first ones say enough. */
const SHOWN = 12;

function Slots({
  slots,
  zone,
  onTake,
}: {
  slots: readonly Slot[];
  zone: string;
  onTake: (slot: Slot) => void;
}) {
  const { t } = useTranslation(['scheduleEvent', 'schedule']);
  const id = useId();
  if (slots.length === 0) return null;
  const safe = slots.find(isSafe);
  return (
    <section className={classes.slots} aria-labelledby={id}>
      <h3 id={id}>{t('check.where')}</h3>
      <ul>
        {slots.map((slot) => {
          const wall = toWall(slot.starts_at, zone);
          return (
            <li key={`${slot.starts_at}-${slot.venue?.id}`}>
              <button type="button" className={classes.slot} onClick={() => onTake(slot)}>
                <b>{timeOf(wall)}</b>
                <span>
                  {dayShort(dayOf(wall))}, {slot.venue?.name ?? t('schedule:noVenue')}
                </span>
                {slot.unfit ? <em data-tone="warn">{unfitText(slot)}</em> : null}
                {slot === safe ? <Kbd>Enter</Kbd> : null}
                {slot.conflicts === 0 ? (
                  <em data-tone="ok">
                    <IconCheck size={14} aria-hidden="true" />
                    {t('schedule:clash.free')}
                  </em>
                ) : (
                  <em data-tone="warn">
                    <IconAlertTriangle size={14} aria-hidden="true" />
                    {t('schedule:conflictCount', { count: slot.conflicts })}
                  </em>
                )}
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** Saving over a conflict: offered to those who may, and only with a reason. */
export function Override({
  busy,
  before,
  onSave,
}: {
  busy: boolean;
  /** The reason given when it was saved before. */
  before: string;
  onSave: (reason: string) => void;
}) {
  const { t } = useTranslation(['scheduleEvent', 'schedule', 'common']);
  const can = useCan();
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState(before);
  const [wanted, setWanted] = useState(false);
  if (!can('schedule:force')) return <p className={classes.note}>{t('check.noForce')}</p>;
  if (!open) {
    return (
      <Button
        variant="default"
        leftSection={<IconAlertTriangle size={16} stroke={1.8} />}
        onClick={() => setOpen(true)}
      >
        {t('schedule:clash.override')}
      </Button>
    );
  }
  const save = () => {
    if (reason.trim().length < MIN_REASON) setWanted(true);
    else onSave(reason.trim());
  };
  return (
    <div className={classes.reason}>
      <Textarea
        label={t('schedule:clash.reason')}
        description={t('schedule:clash.reasonHint')}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        error={wanted && reason.trim().length < MIN_REASON ? t('schedule:clash.reasonWanted') : null}
        maxLength={1000}
        autosize
        minRows={2}
        maxRows={6}
        autoFocus
      />
      <div>
        <Button color="red" loading={busy} leftSection={<IconAlertTriangle size={16} />} onClick={save}>
          {t('check.overrideNow')}
        </Button>
        <Button variant="default" onClick={() => setOpen(false)}>
          {t('common:cancel')}
        </Button>
      </div>
    </div>
  );
}

function Lamp({ tone, children }: { tone: 'ok' | 'warn' | 'bad'; children: ReactNode }) {
  const Glyph = tone === 'ok' ? IconCheck : tone === 'warn' ? IconAlertTriangle : IconX;
  return (
    <h2 className={classes.verdict} data-tone={tone}>
      <span>
        <Glyph size={14} stroke={2} aria-hidden="true" />
      </span>
      {children}
    </h2>
  );
}

/** What the draft lacks, if that is why; else what went wrong. */
function whyNot(error: Error): string {
  const { errors, message } = toApiError(error);
  return errors.length > 0 ? errors.map((one) => one.message).join(' ') : message;
}

export interface CheckState {
  /** Null until there is enough to ask about. */
  readonly data: CheckOut | null;
  readonly pending: boolean;
  readonly stale: boolean;
  readonly error: Error | null;
  readonly retry: () => void;
}

interface Props {
  readonly check: CheckState;
  /** The conflicts for which saving was refused; null when it was not. */
  readonly refused: readonly Conflict[] | null;
  readonly zone: string;
  readonly busy: boolean;
  readonly reasonBefore: string;
  readonly onSubstitute: (conflict: Conflict, person: Ref) => void;
  readonly onAlternative: (conflict: Conflict) => void;
  readonly onSlot: (slot: Slot) => void;
  readonly onOverride: (reason: string) => void;
}

/** Where the panel lies below the form, its verdict stands beside the button that saves, and leads to it. */
export function Verdict({ conflicts }: { conflicts: readonly Conflict[] }) {
  const { t } = useTranslation('schedule');
  if (conflicts.length === 0) return null;
  const hard = conflicts.some(({ severity }) => severity === 'hard');
  return (
    <a className={classes.hint} href={`#${PANEL_ID}`} data-tone={hard ? 'bad' : 'warn'}>
      <IconAlertTriangle size={16} stroke={1.8} aria-hidden="true" />
      {t('conflictCount', { count: conflicts.length })}
    </a>
  );
}

/** What stands in the way of the draft, while it is written: nothing, or what exactly and the ways out. */
export function ConflictPanel({ check, refused, ...rest }: Props) {
  const { t } = useTranslation(['scheduleEvent', 'schedule', 'common']);
  const conflicts = refused ?? check.data?.conflicts ?? null;
  const [all, setAll] = useState(false);
  const ordered = orderConflicts(conflicts ?? []);
  const hard = conflicts?.filter(({ severity }) => severity === 'hard').length ?? 0;
  const dated = (check.data?.occurrences ?? 1) > 1;
  // Led here by the verdict, Enter takes the first place where nothing stands in the way.
  const takeSafe = (pressed: KeyboardEvent<HTMLElement>) => {
    const safe = check.data?.alternatives.find(isSafe);
    if (pressed.key !== 'Enter' || pressed.target !== pressed.currentTarget || !safe) return;
    pressed.preventDefault();
    rest.onSlot(safe);
  };
  return (
    <aside
      id={PANEL_ID}
      tabIndex={-1}
      className={classes.panel}
      aria-label={t('schedule:conflict.list')}
      onKeyDown={takeSafe}
    >
      <div aria-live="polite" aria-busy={check.pending || check.stale}>
        {check.pending ? (
          <>
            <Skeleton height={20} width="60%" />
            <Skeleton height={12} mt={12} />
            <p className="visually-hidden">{t('check.checking')}</p>
          </>
        ) : check.error && !refused ? (
          <>
            <Lamp tone="warn">{t('check.failed')}</Lamp>
            <p className={classes.note}>{whyNot(check.error)}</p>
            <Button size="xs" variant="default" onClick={check.retry}>
              {t('common:retry')}
            </Button>
          </>
        ) : conflicts === null ? (
          <p className={classes.note}>{t('check.later')}</p>
        ) : conflicts.length === 0 ? (
          <>
            <Lamp tone="ok">{t('schedule:conflict.none')}</Lamp>
            <p className={classes.note}>{t('check.what')}</p>
          </>
        ) : (
          <Lamp tone={hard > 0 ? 'bad' : 'warn'}>
            {refused
              ? t('check.refused', { count: conflicts.length })
              : t('schedule:conflictCount', { count: conflicts.length })}
          </Lamp>
        )}
        {check.stale ? <p className={classes.checking}>{t('check.checking')}</p> : null}
      </div>
      {conflicts && conflicts.length > 0 ? (
        <div className={classes.found} data-stale={check.stale || undefined}>
          <ConflictList
            conflicts={all ? ordered : ordered.slice(0, SHOWN)}
            dated={dated}
            onSubstitute={rest.onSubstitute}
            onAlternative={rest.onAlternative}
          />
          {ordered.length > SHOWN && !all ? (
            <div>
              <Button size="xs" variant="default" onClick={() => setAll(true)}>
                {t('check.all', { count: ordered.length })}
              </Button>
            </div>
          ) : null}
          <Slots slots={check.data?.alternatives ?? []} zone={rest.zone} onTake={rest.onSlot} />
          {hard > 0 ? (
            <Override busy={rest.busy} before={rest.reasonBefore} onSave={rest.onOverride} />
          ) : (
            <p className={classes.note}>{t('schedule:clash.soft')}</p>
          )}
        </div>
      ) : null}
    </aside>
  );
}
