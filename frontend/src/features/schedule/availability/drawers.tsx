import { Button, Skeleton } from '@mantine/core';
import { IconPencil, IconTrash } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ifMatch } from '@/api/etag';
import {
  type AbsenceOut,
  type ClosureOut,
  createAbsence,
  createClosure,
  deleteAbsence,
  deleteClosure,
} from '@/api/gen';
import { invalidate } from '@/api/invalidate';
import { useMe } from '@/app/use-me';
import { ToneBadge } from '@/shared/ui/badge/tone-badge';
import { confirm } from '@/shared/ui/confirm/confirm';
import { Section, SideDrawer } from '@/shared/ui/drawer';
import { notify } from '@/shared/ui/notify/notify';
import { ErrorState } from '@/shared/ui/state';
import { AbsenceForm } from './absence-form';
import classes from './availability.module.css';
import { ClosureForm } from './closure-form';
import { Crossings } from './crossings';
import { absenceOptions, closureOptions } from './queries';
import { kindLook } from './vocabulary';
import { lengthText, stretchText } from './words';

export const NEW = 'new';
export type Opened = number | typeof NEW;

interface Props {
  readonly opened: Opened;
  /** Shows another record, or none. */
  readonly onOpen: (id: number | undefined) => void;
}

/** Takes a record away after a question, and can bring it back as it was. */
function useRemove<T>(
  words: 'absence' | 'closure',
  remove: (record: T) => Promise<unknown>,
  again: (record: T) => Promise<unknown>,
  onGone: () => void,
) {
  const { t } = useTranslation(['scheduleDesk', 'common']);
  const client = useQueryClient();
  const back = useMutation({
    mutationFn: again,
    onSuccess: () => {
      notify.done(t(`${words}.restored`));
      return invalidate(client, 'absence');
    },
  });
  const removing = useMutation({
    mutationFn: remove,
    onSuccess: (_, record) => {
      onGone();
      notify.done(t(`${words}.removed`), { label: t('common:undo'), run: () => back.mutate(record) });
      return invalidate(client, 'absence');
    },
    onError: () => invalidate(client, 'absence'),
  });
  const ask = async (record: T, text: string) => {
    const agreed = await confirm({
      title: t(`${words}.removeTitle`),
      text,
      action: t(`${words}.remove`),
      danger: true,
    });
    if (agreed) removing.mutate(record);
  };
  // What is going must not be asked for again.
  return { ask, going: removing.isPending || removing.isSuccess };
}

/** A record as it is read, or the form that changes it. */
function Record({
  editing,
  form,
  head,
  crossings,
  acts,
}: {
  editing: boolean;
  form: ReactNode;
  head: ReactNode;
  crossings: ReactNode;
  acts: ReactNode;
}) {
  return (
    <Section>
      {editing ? (
        form
      ) : (
        <div className={classes.record}>
          {head}
          {crossings}
          {acts}
        </div>
      )}
    </Section>
  );
}

function Acts({ onEdit, onRemove }: { onEdit: () => void; onRemove: () => void }) {
  const { t } = useTranslation('common');
  return (
    <div className={classes.acts}>
      <Button variant="default" leftSection={<IconPencil size={16} stroke={1.6} />} onClick={onEdit}>
        {t('edit')}
      </Button>
      <Button
        variant="subtle"
        color="red"
        leftSection={<IconTrash size={16} stroke={1.6} />}
        onClick={onRemove}
      >
        {t('delete')}
      </Button>
    </div>
  );
}

/** An absence beside the list: what it comes across, and its form. */
export function AbsenceDrawer({ opened, onOpen, others }: Props & { others: boolean }) {
  const { t } = useTranslation('scheduleDesk');
  const me = useMe();
  const [editing, setEditing] = useState(opened === NEW);
  const body = ({ person, kind, starts_at, ends_at, comment }: AbsenceOut) => ({
    user_id: person.id,
    kind,
    starts_at,
    ends_at,
    comment,
  });
  const removal = useRemove<AbsenceOut>(
    'absence',
    ({ id, version }) => deleteAbsence({ path: { absence_id: id }, headers: ifMatch(version) }),
    (gone) => createAbsence({ body: body(gone) }),
    () => onOpen(undefined),
  );
  const query = useQuery({
    ...absenceOptions(Number(opened)),
    enabled: opened !== NEW && !removal.going,
  });
  const absence = query.data;
  const leave = () => (opened === NEW ? onOpen(undefined) : setEditing(false));
  const saved = (record: AbsenceOut) => {
    setEditing(false);
    onOpen(record.clashes.length > 0 || opened !== NEW ? record.id : undefined);
  };
  const look = absence ? kindLook[absence.kind] : kindLook.other;
  return (
    <SideDrawer label={t('absence.drawer')} onClose={() => onOpen(undefined)}>
      {query.isError && !absence ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : opened !== NEW && !absence ? (
        <Section>
          <Skeleton height={120} />
        </Section>
      ) : (
        <Record
          editing={editing}
          form={
            <>
              <h2 className={classes.heading}>{t(absence ? 'absence.edit' : 'absence.new')}</h2>
              <AbsenceForm
                key={absence?.version}
                absence={absence ?? null}
                others={absence ? others && absence.person.id !== me.id : others}
                onSaved={saved}
                onCancel={leave}
              />
            </>
          }
          head={
            absence ? (
              <>
                <h2>{absence.person.short_name}</h2>
                <p className={classes.stretch}>
                  <ToneBadge tone={look.tone} icon={look.icon}>
                    {t(`absence.kind.${absence.kind}`)}
                  </ToneBadge>
                  <b>{stretchText(absence)}</b> <span>{lengthText(absence)}</span>
                </p>
                {absence.comment ? <p className={classes.comment}>{absence.comment}</p> : null}
              </>
            ) : null
          }
          crossings={absence ? <Crossings events={absence.clashes} of="absence" /> : null}
          acts={
            absence ? (
              <Acts
                onEdit={() => setEditing(true)}
                onRemove={() =>
                  void removal.ask(
                    absence,
                    t('absence.removeText', {
                      name: absence.person.short_name,
                      time: stretchText(absence),
                    }),
                  )
                }
              />
            ) : null
          }
        />
      )}
    </SideDrawer>
  );
}

/** A closure beside the list; without the right to keep venues it is only read. */
export function ClosureDrawer({ opened, onOpen, writes }: Props & { writes: boolean }) {
  const { t } = useTranslation('scheduleDesk');
  const [editing, setEditing] = useState(opened === NEW);
  const removal = useRemove<ClosureOut>(
    'closure',
    ({ id, version }) => deleteClosure({ path: { closure_id: id }, headers: ifMatch(version) }),
    ({ venue, starts_at, ends_at, reason }) =>
      createClosure({ body: { venue_id: venue.id, starts_at, ends_at, reason } }),
    () => onOpen(undefined),
  );
  const query = useQuery({
    ...closureOptions(Number(opened)),
    enabled: opened !== NEW && !removal.going,
  });
  const closure = query.data;
  const leave = () => (opened === NEW ? onOpen(undefined) : setEditing(false));
  const saved = (record: ClosureOut) => {
    setEditing(false);
    onOpen(record.clashes.length > 0 || opened !== NEW ? record.id : undefined);
  };
  return (
    <SideDrawer label={t('closure.drawer')} onClose={() => onOpen(undefined)}>
      {query.isError && !closure ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : opened !== NEW && !closure ? (
        <Section>
          <Skeleton height={120} />
        </Section>
      ) : (
        <Record
          editing={editing && writes}
          form={
            <>
              <h2 className={classes.heading}>{t(closure ? 'closure.edit' : 'closure.new')}</h2>
              <ClosureForm
                key={closure?.version}
                closure={closure ?? null}
                onSaved={saved}
                onCancel={leave}
              />
            </>
          }
          head={
            closure ? (
              <>
                <h2>{closure.venue.name}</h2>
                <p className={classes.stretch}>
                  <b>{stretchText(closure)}</b> <span>{lengthText(closure)}</span>
                </p>
                {closure.reason ? <p className={classes.comment}>{closure.reason}</p> : null}
              </>
            ) : null
          }
          crossings={closure ? <Crossings events={closure.clashes} of="closure" /> : null}
          acts={
            closure && writes ? (
              <Acts
                onEdit={() => setEditing(true)}
                onRemove={() =>
                  void removal.ask(
                    closure,
                    t('closure.removeText', { name: closure.venue.name, time: stretchText(closure) }),
                  )
                }
              />
            ) : null
          }
        />
      )}
    </SideDrawer>
  );
}
