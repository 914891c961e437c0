import { ActionIcon, Button, FocusTrap, Loader, Portal, Textarea } from '@mantine/core';
import { useFocusReturn, useWindowEvent } from '@mantine/hooks';
import { IconAlertTriangle, IconX } from '@tabler/icons-react';
import { queryOptions, useQuery } from '@tanstack/react-query';
import {
  type CSSProperties,
  type FormEvent,
  type KeyboardEvent,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { useTranslation } from 'react-i18next';
import { checkConflicts } from '@/api/gen';
import { useCan } from '@/shared/permissions';
import { Kbd } from '@/shared/ui/kbd/kbd';
import { PHONE_MAX } from '@/theme/tokens';
import { ConflictList, isSafe } from '../../conflicts';
import type { Conflict, Slot } from '../../types';
import { dayText, spanText, timeText } from '../words';
import { Alternatives, slotWords } from './alternatives';
import { type Change, instantsOf } from './change';
import classes from './clash-panel.module.css';
import type { Scope } from './scope-question';

/** Other times and venues for the same event, asked once for each refusal. */
const alternativesOptions = (change: Change, scope: Scope) =>
  queryOptions({
    queryKey: ['schedule-alternatives', change.event.id, change.start, change.end, change.venue?.id, scope],
    queryFn: async ({ signal }) => {
      const { row } = change.event;
      const body = {
        event_id: row.id,
        scope,
        event_type: row.event_type,
        ...instantsOf(change),
        setup_minutes: row.setup_minutes,
        strike_minutes: row.strike_minutes,
        venue_id: change.venue?.id ?? null,
        performance_id: row.performance?.id ?? null,
      };
      return (await checkConflicts({ body, signal })).data.alternatives;
    },
    staleTime: 0,
    gcTime: 0,
  });

function Reason({
  busy,
  onSave,
  onBack,
}: {
  busy: boolean;
  onSave: (reason: string) => void;
  onBack: () => void;
}) {
  const { t } = useTranslation('schedule');
  const [error, setError] = useState<string | null>(null);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const reason = String(new FormData(event.currentTarget).get('reason') ?? '').trim();
    if (reason.length < 3) return setError(t('clash.reasonWanted'));
    onSave(reason);
  };
  return (
    <form className={classes.reason} onSubmit={submit} noValidate>
      <Textarea
        name="reason"
        label={t('clash.reason')}
        description={t('clash.reasonHint')}
        error={error}
        maxLength={1000}
        minRows={2}
        autosize
        data-autofocus
        autoFocus
      />
      <div className={classes.foot}>
        <Button type="submit" color="red" loading={busy} leftSection={<IconAlertTriangle size={14} />}>
          {t('clash.overrideNow')}
        </Button>
        <Button variant="default" onClick={onBack}>
          {t('clash.backToChoice')}
        </Button>
      </div>
    </form>
  );
}

const WIDTH = 412;
/** Between what clashes and the panel: a day of the board stays free. */
const AWAY = 96;

/** Beside the ghost of the refused move, on whichever side has room; null where there is no ghost. */
function usePlace() {
  const [place, setPlace] = useState<{ panel: CSSProperties; wire: CSSProperties } | null>(null);
  useLayoutEffect(() => {
    const ghost = document.querySelector('[data-ghost]')?.getBoundingClientRect();
    if (!ghost || innerWidth <= PHONE_MAX) return;
    const top = ghost.top + ghost.height - 14;
    const right = ghost.right + AWAY;
    const left = ghost.left - AWAY - WIDTH;
    if (right + WIDTH <= innerWidth - 8)
      setPlace({ panel: { left: right, right: 'auto' }, wire: { top, left: ghost.right, width: AWAY } });
    else if (left >= 8)
      setPlace({ panel: { left, right: 'auto' }, wire: { top, left: left + WIDTH, width: AWAY } });
  }, []);
  return place;
}

interface Props {
  readonly change: Change;
  readonly scope: Scope;
  readonly conflicts: readonly Conflict[];
  readonly busy: boolean;
  readonly onTake: (slot: Slot) => void;
  readonly onOverride: (reason: string) => void;
  readonly onClose: () => void;
}

/** Why a move was refused, and where it could go instead. Lies beside the board, so that the clash stays in sight. */
export function ClashPanel({ change, scope, conflicts, busy, onTake, onOverride, onClose }: Props) {
  const { t } = useTranslation(['schedule', 'common']);
  const can = useCan();
  const title = useId();
  const [reasoning, setReasoning] = useState(false);
  const [picked, setPicked] = useState<number | null>(null);
  const { data: slots, isPending, isError } = useQuery(alternativesOptions(change, scope));
  useFocusReturn({ opened: true });
  // Enter takes the safe one: once it is known, the focus is there.
  const first = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!isPending) first.current?.focus();
  }, [isPending]);
  const place = usePlace();
  const safe = slots?.findIndex(isSafe) ?? -1;
  const chosen = picked ?? safe;
  const slot = slots?.[chosen];
  const { event } = change;
  const stretched = change.end - change.start !== event.end - event.start;
  const clock = (at: { start: number; end: number }) =>
    stretched ? spanText(at.start, at.end) : timeText(at.start);
  const from = t('clash.place', { venue: event.row.venue?.name ?? t('noVenue'), time: clock(event) });
  const to = t('clash.place', { venue: change.venue?.name ?? t('noVenue'), time: clock(change) });
  // Wherever the focus is: what had it may have gone when the answer came.
  useWindowEvent('keydown', (pressed) => {
    if (pressed.key === 'Escape') onClose();
  });
  const onKeyDown = (pressed: KeyboardEvent) => {
    if (
      pressed.key === 'Enter' &&
      slot &&
      !busy &&
      !reasoning &&
      pressed.target instanceof HTMLInputElement
    ) {
      pressed.preventDefault();
      onTake(slot);
    }
  };
  return (
    <Portal>
      {place ? <i className={classes.wire} style={place.wire} aria-hidden="true" /> : null}
      <FocusTrap>
        <div
          role="dialog"
          aria-modal="true"
          aria-labelledby={title}
          className={classes.panel}
          style={place?.panel}
          onKeyDown={onKeyDown}
        >
          <div className={classes.head}>
            <span className={classes.lamp}>
              <IconX size={14} stroke={2} aria-hidden="true" />
            </span>
            <div>
              <h2 id={title}>{t('clash.head', { count: conflicts.length })}</h2>
              <p>
                {t('clash.change', {
                  title: event.row.title,
                  type: t(`type.${event.row.event_type}`).toLocaleLowerCase(),
                  from: `${dayText(event.start)}, ${from}`,
                  to: dayText(change.start) === dayText(event.start) ? to : `${dayText(change.start)}, ${to}`,
                })}
              </p>
            </div>
            <Kbd>Esc</Kbd>
            <ActionIcon aria-label={t('common:close')} onClick={onClose}>
              <IconX size={16} stroke={1.6} />
            </ActionIcon>
          </div>
          <div className={classes.body}>
            <ConflictList conflicts={conflicts} dated={scope !== 'this'} />
          </div>
          {reasoning ? (
            <Reason busy={busy} onSave={onOverride} onBack={() => setReasoning(false)} />
          ) : (
            <>
              {isPending ? (
                <p className={classes.wait} role="status">
                  <Loader size={14} /> {t('clash.searching')}
                </p>
              ) : slots && slots.length > 0 ? (
                <Alternatives slots={slots} chosen={chosen} onChoose={setPicked} />
              ) : isError ? null : (
                <p className={classes.wait}>{t('clash.none')}</p>
              )}
              <div className={classes.foot}>
                {slot ? (
                  <Button
                    ref={first}
                    loading={busy}
                    rightSection={<Kbd inherit>Enter</Kbd>}
                    onClick={() => onTake(slot)}
                  >
                    {t('clash.take', { time: slotWords(slot).time })}
                  </Button>
                ) : (
                  <Button ref={first} data-autofocus variant="default" onClick={onClose}>
                    {t('clash.stay')}
                  </Button>
                )}
                {can('schedule:force') ? (
                  <Button variant="default" onClick={() => setReasoning(true)}>
                    {t('clash.override')}
                  </Button>
                ) : null}
              </div>
            </>
          )}
        </div>
      </FocusTrap>
    </Portal>
  );
}
