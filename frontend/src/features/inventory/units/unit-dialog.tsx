import { Button, Select, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { removeUnitNumber, replaceUnit, type UnitOut } from '@/api/gen';
import { invalidate } from '@/api/invalidate';
import { applyProblem, toApiError } from '@/api/problem';
import { parsePlainDate } from '@/shared/lib/dates';
import { confirm } from '@/shared/ui/confirm/confirm';
import { DateInput } from '@/shared/ui/date-inputs';
import { FormError } from '@/shared/ui/form/form-error';
import { notify } from '@/shared/ui/notify/notify';
import { Moment, PlaceName } from '../components/cells';
import { StatusBadge } from '../components/status-badge';
import { movementRoute, movementSentence } from '../movements/movement-text';
import { Sheet } from '../movements/sheet';
import { usePathOf } from '../movements/use-path-of';
import { CONDITIONS } from '../vocabulary';
import { unitHistoryOptions } from './queries';
import classes from './units.module.css';

interface Draft extends Record<string, unknown> {
  number: string;
  serial_number: string;
  condition: UnitOut['condition'];
  note: string;
  purchase_date: string | null;
  warranty_until: string | null;
}

function UnitHistory({ unit, measure }: { unit: UnitOut; measure: string }) {
  const { t } = useTranslation('units');
  const { data } = useQuery(unitHistoryOptions(unit));
  const pathOf = usePathOf();
  const movements = data?.items ?? [];
  return (
    <section>
      <h3 className={classes.heading}>{t('form.history')}</h3>
      {data && movements.length === 0 ? <p className={classes.none}>{t('form.noHistory')}</p> : null}
      <ul className={classes.history}>
        {movements.map((movement) => (
          <li key={movement.id}>
            {movementSentence({ ...movement, quantity: 1 }, measure)} {movementRoute(movement, pathOf)}
            <br />
            <span className={classes.quiet}>
              <Moment at={movement.created_at} withTime />
              {movement.created_by ? ` · ${movement.created_by.short_name}` : ''}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** One numbered piece: what is said about it, and where it has been. */
export function UnitDialog({
  unit,
  editable,
  measure,
  onClose,
}: {
  unit: UnitOut;
  editable: boolean;
  /** The item's unit of measure. */
  measure: string;
  onClose: () => void;
}) {
  const { t } = useTranslation(['units', 'inventory', 'common', 'validation']);
  const client = useQueryClient();
  const [problem, setProblem] = useState<string | null>(null);
  const form = useForm<Draft>({
    mode: 'controlled',
    initialValues: {
      number: unit.number,
      serial_number: unit.serial_number ?? '',
      condition: unit.condition,
      note: unit.note ?? '',
      purchase_date: unit.purchase_date,
      warranty_until: unit.warranty_until,
    },
    validate: { number: (value) => (value.trim() ? null : t('validation:required')) },
  });
  const address = {
    path: { item_id: unit.item_id, unit_id: unit.id },
    headers: { 'If-Match': `"v${unit.version}"` },
  };
  const fail = (error: unknown) =>
    setProblem(toApiError(error).status === 412 ? t('form.conflict') : applyProblem(form, error));
  const done = (message: string) => {
    notify.done(message);
    onClose();
    return invalidate(client, 'item');
  };
  const save = useMutation({
    mutationFn: (draft: Draft) =>
      replaceUnit({
        ...address,
        body: {
          ...draft,
          number: draft.number.trim(),
          serial_number: draft.serial_number.trim() || null,
          note: draft.note.trim() || null,
        },
      }),
    meta: { handlesError: true },
    onSuccess: ({ data }) => done(t('form.saved', { number: data.number })),
    onError: fail,
  });
  const remove = useMutation({
    mutationFn: () => removeUnitNumber(address),
    meta: { handlesError: true },
    onSuccess: () => done(t('form.removed', { number: unit.number })),
    onError: fail,
  });
  const askRemove = async () => {
    const sure = await confirm({
      title: t('form.removeTitle', { number: unit.number }),
      text: t('form.removeText'),
      action: t('form.remove'),
      danger: true,
    });
    if (sure) remove.mutate();
  };
  const date = (name: 'purchase_date' | 'warranty_until', label: string) => (
    <DateInput
      label={label}
      valueFormat="DD.MM.YYYY"
      dateParser={parsePlainDate}
      placeholder={t('inventory:form.datePlaceholder')}
      clearable
      clearButtonProps={{ 'aria-label': t('common:clear') }}
      readOnly={!editable}
      {...form.getInputProps(name)}
    />
  );
  const submit = form.onSubmit((draft) => {
    setProblem(null);
    if (!save.isPending) save.mutate(draft);
  });
  return (
    <Sheet title={t('form.title', { number: unit.number })} onClose={onClose}>
      <form className={classes.form} noValidate onSubmit={submit}>
        <p className={classes.pickerHead}>
          <PlaceName place={unit.location} /> <StatusBadge status={unit.status} />
        </p>
        <div className={classes.pair}>
          <TextInput
            label={t('form.number')}
            required
            maxLength={60}
            readOnly={!editable}
            {...form.getInputProps('number')}
          />
          <TextInput
            label={t('form.serial')}
            maxLength={100}
            readOnly={!editable}
            {...form.getInputProps('serial_number')}
          />
        </div>
        <Select
          label={t('form.condition')}
          data={CONDITIONS.map((value) => ({ value, label: t(`inventory:condition.${value}`) }))}
          allowDeselect={false}
          readOnly={!editable}
          {...form.getInputProps('condition')}
        />
        <div className={classes.pair}>
          {date('purchase_date', t('form.purchase'))}
          {date('warranty_until', t('form.warranty'))}
        </div>
        <Textarea
          label={t('form.note')}
          autosize
          minRows={2}
          maxRows={6}
          maxLength={10_000}
          readOnly={!editable}
          {...form.getInputProps('note')}
        />
        {problem ? (
          <p className={classes.problem} role="alert">
            <FormError>{problem}</FormError>
          </p>
        ) : null}
        {editable ? (
          <div className={classes.actions}>
            <Button variant="subtle" color="red" loading={remove.isPending} onClick={() => void askRemove()}>
              {t('form.remove')}
            </Button>
            <Button variant="default" onClick={onClose}>
              {t('common:cancel')}
            </Button>
            <Button type="submit" loading={save.isPending}>
              {t('common:save')}
            </Button>
          </div>
        ) : null}
        <UnitHistory unit={unit} measure={measure} />
      </form>
    </Sheet>
  );
}
