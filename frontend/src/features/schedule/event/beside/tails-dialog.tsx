import { ActionIcon, Modal, Select } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ifMatch } from '@/api/etag';
import { replacePerformanceTails, type TailsIn, type TitleTails } from '@/api/gen';
import { invalidate } from '@/api/invalidate';
import { toApiError } from '@/api/problem';
import { FormFoot } from '@/shared/ui/form/form-foot';
import { notify } from '@/shared/ui/notify/notify';
import { usePhone } from '../../use-phone';
import { MAX_TAIL_MINUTES } from '../draft';
import { LengthInput } from '../fields/length-input';
import { tailsOptions, venuesOptions } from '../queries';
import classes from './beside.module.css';

type Row = Required<TailsIn> & { readonly name: string };
const MOST_READY = 1440;

/** The whole list of a title's tails, a row for each venue. */
export function TailsDialog({
  titleId,
  saved,
  onClose,
}: {
  titleId: number;
  saved: TitleTails;
  onClose: () => void;
}) {
  const { t } = useTranslation(['scheduleEvent', 'schedulePage', 'schedule', 'common']);
  const phone = usePhone();
  const client = useQueryClient();
  const venues = useQuery(venuesOptions()).data?.items ?? [];
  const [rows, setRows] = useState<readonly Row[]>(() =>
    saved.items.map(({ venue, ...minutes }) => ({ ...minutes, venue_id: venue.id, name: venue.name })),
  );
  const [problem, setProblem] = useState<string | null>(null);
  const left = venues.filter(({ id, is_active }) => is_active && !rows.some((row) => row.venue_id === id));
  const change = (venueId: number, part: Partial<Row>) =>
    setRows(rows.map((row) => (row.venue_id === venueId ? { ...row, ...part } : row)));
  const save = useMutation({
    meta: { handlesError: true },
    mutationFn: () =>
      replacePerformanceTails({
        path: { performance_id: titleId },
        headers: ifMatch(saved.version),
        body: { items: rows.map(({ name: _, ...row }) => row) },
      }),
    onSuccess: ({ data }) => {
      client.setQueryData(tailsOptions(titleId).queryKey, data);
      notify.done(t('schedulePage:tails.saved'));
      onClose();
      return Promise.all([invalidate(client, 'performance'), invalidate(client, 'event')]);
    },
    onError: (error) => {
      const { status, errors, message } = toApiError(error);
      setProblem(errors[0]?.message ?? message);
      if (status === 412) void invalidate(client, 'event');
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setProblem(null);
    if (!save.isPending) save.mutate();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      fullScreen={phone}
      size={640}
      title={t('schedulePage:tails.title')}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      <form className={classes.form} onSubmit={submit} noValidate>
        <p className={classes.none}>{t('schedulePage:tails.about')}</p>
        {rows.map((row) => (
          <fieldset key={row.venue_id} className={classes.tails}>
            <legend>{row.name}</legend>
            <LengthInput
              label={t('schedule:field.setup')}
              value={row.setup_minutes}
              max={MAX_TAIL_MINUTES}
              onChange={(setup_minutes) => change(row.venue_id, { setup_minutes })}
            />
            <LengthInput
              label={t('schedulePage:tails.readyBefore')}
              value={row.ready_minutes ?? 0}
              max={MOST_READY}
              onChange={(minutes) => change(row.venue_id, { ready_minutes: minutes === 0 ? null : minutes })}
            />
            <LengthInput
              label={t('schedule:field.strike')}
              value={row.strike_minutes}
              max={MAX_TAIL_MINUTES}
              onChange={(strike_minutes) => change(row.venue_id, { strike_minutes })}
            />
            <ActionIcon
              aria-label={t('schedulePage:tails.remove', { name: row.name })}
              onClick={() => setRows(rows.filter(({ venue_id }) => venue_id !== row.venue_id))}
            >
              <IconX size={16} stroke={1.6} />
            </ActionIcon>
          </fieldset>
        ))}
        {left.length > 0 ? (
          <Select
            label={t('schedulePage:tails.add')}
            placeholder={t('schedulePage:tails.choose')}
            data={left.map(({ id, name }) => ({ value: String(id), label: name }))}
            value={null}
            onChange={(value) => {
              const venue = left.find(({ id }) => String(id) === value);
              if (venue)
                setRows([
                  ...rows,
                  {
                    venue_id: venue.id,
                    name: venue.name,
                    setup_minutes: 0,
                    strike_minutes: 0,
                    ready_minutes: null,
                  },
                ]);
            }}
          />
        ) : null}
        <FormFoot problem={problem} busy={save.isPending} onCancel={onClose} />
      </form>
    </Modal>
  );
}
