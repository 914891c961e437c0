import { Button, UnstyledButton } from '@mantine/core';
import { IconCircleCheck, IconHelpCircle, IconUserX } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type OpenRole, type Substitute, updateCall } from '@/api/gen';
import { listSubstitutesOptions } from '@/api/gen/@tanstack/react-query.gen';
import { invalidate } from '@/api/invalidate';
import { errorMessage, toApiError } from '@/api/problem';
import { formatDateTime } from '@/shared/lib/dates';
import { ToneBadge } from '@/shared/ui/badge/tone-badge';
import { FormError } from '@/shared/ui/form/form-error';
import { notify } from '@/shared/ui/notify/notify';
import { EmptyState, ErrorState } from '@/shared/ui/state';
import { dayLong } from '../calendar/period';
import { dayOf, timeOf, toWall } from '../time';
import { Waiting } from './clash-list';
import classes from './clashes.module.css';
import { EventLine } from './event-link';
import { groupByDay } from './range';

/** Calls somebody to the role; the toast takes it back, though the row is gone by then. */
function useAssign(role: OpenRole) {
  const { t } = useTranslation('scheduleDesk');
  const client = useQueryClient();
  const path = { event_id: role.event.id, call_id: role.call_id };
  const refresh = () => invalidate(client, 'event');
  const undo = useMutation({
    mutationFn: () => updateCall({ path, body: { user_id: role.person?.id ?? null } }),
    onSuccess: () => notify.done(t('roles.undone')),
    onSettled: refresh,
  });
  return useMutation({
    mutationFn: (person: Substitute) => updateCall({ path, body: { user_id: person.id } }),
    meta: { handlesError: true },
    onSuccess: (_, person) =>
      notify.done(t('roles.assigned', { name: person.short_name }), {
        label: t('roles.undo'),
        run: () => undo.mutate(),
      }),
    onSettled: refresh,
  });
}

/** Who is free at that hour; a click calls them. */
function Free({ role }: { role: OpenRole }) {
  const { t } = useTranslation('scheduleDesk');
  const free = useQuery(listSubstitutesOptions({ path: { event_id: role.event.id, call_id: role.call_id } }));
  const { mutate: assign, isPending, error } = useAssign(role);
  if (free.isPending) return <p className={classes.free}>{t('roles.looking')}</p>;
  if (free.isError) return <p className={classes.free}>{errorMessage(free.error)}</p>;
  const people = free.data.items;
  return (
    <div className={classes.free}>
      {people.length === 0 ? (
        <p>{t('roles.nobodyFree')}</p>
      ) : (
        <ul aria-label={t('roles.free')}>
          {people.map((person) => (
            <li key={person.id}>
              <Button
                size="sm"
                variant="default"
                disabled={isPending}
                aria-label={t('roles.assign', { name: person.short_name })}
                onClick={() => assign(person)}
              >
                {person.short_name}
              </Button>
              {person.played ? <small>{t('roles.played')}</small> : null}
              {!person.played && person.department ? <small>{person.department.name}</small> : null}
            </li>
          ))}
        </ul>
      )}
      {error ? (
        <p role="alert">
          <FormError>
            {toApiError(error).code === 'event.conflict' ? t('roles.clashes') : errorMessage(error)}
          </FormError>
        </p>
      ) : null}
    </div>
  );
}

/** A role that wants somebody; `opened` looks at once for who is free. */
export function Row({ role, day, opened = false }: { role: OpenRole; day: string; opened?: boolean }) {
  const { t } = useTranslation(['scheduleDesk', 'schedule']);
  const [open, setOpen] = useState(opened);
  const { person, decline_reason: reason, comment, responded_at: at } = role;
  const said = [reason ? t(`roles.reason.${reason}`) : null, comment, at ? formatDateTime(at) : null].filter(
    Boolean,
  );
  return (
    <li className={classes.role}>
      <b className={classes.time}>{timeOf(toWall(role.call_at))}</b>
      <span className={classes.who}>
        <b>{role.role ?? t('roles.unnamed')}</b>
        <small>{role.department?.name ?? t('sheet.noDepartment')}</small>
      </span>
      <span className={classes.answer}>
        {person ? (
          <>
            <ToneBadge tone="bad" icon={IconUserX}>
              {t('roles.declined')}
            </ToneBadge>
            <span>
              {person.short_name}
              {said.length > 0 ? <small className="screen-only">{said.join(' · ')}</small> : null}
            </span>
          </>
        ) : (
          <ToneBadge tone="warn" icon={IconHelpCircle}>
            {t('answer.open')}
          </ToneBadge>
        )}
      </span>
      <EventLine event={role.event} day={day} />
      <UnstyledButton className={classes.link ?? ''} aria-expanded={open} onClick={() => setOpen(!open)}>
        {t('roles.whoIsFree')}
      </UnstyledButton>
      {open ? <Free role={role} /> : null}
    </li>
  );
}

/** Roles ahead that nobody fills, or whose people have declined. */
export function OpenRoles({
  query,
}: {
  query: {
    readonly data: { readonly items: readonly OpenRole[] } | undefined;
    readonly isError: boolean;
    readonly error: unknown;
    readonly refetch: () => unknown;
  };
}) {
  const { t } = useTranslation('scheduleDesk');
  if (query.isError && !query.data)
    return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <Waiting />;
  if (query.data.items.length === 0) {
    return (
      <EmptyState
        icon={<IconCircleCheck size={28} stroke={1.6} />}
        title={t('roles.none')}
        text={t('roles.noneText')}
      />
    );
  }
  const ordered = query.data.items.toSorted((a, b) => Date.parse(a.call_at) - Date.parse(b.call_at));
  return groupByDay(ordered, ({ call_at }) => dayOf(toWall(call_at))).map(([day, roles]) => (
    <section key={day} className={classes.group}>
      <h2>
        {dayLong(day)} <span>{t('roles.count', { count: roles.length })}</span>
      </h2>
      <ul>
        {roles.map((role) => (
          <Row key={role.call_id} role={role} day={day} />
        ))}
      </ul>
    </section>
  ));
}
