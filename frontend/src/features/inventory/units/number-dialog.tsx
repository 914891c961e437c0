import { Button, Select, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Balance, ItemOut, UnitOut } from '@/api/gen';
import { numberUnits } from '@/api/gen';
import { invalidate } from '@/api/invalidate';
import { toApiError } from '@/api/problem';
import { formatNumber } from '@/shared/lib/numbers';
import { randomId } from '@/shared/lib/random-id';
import { FormError } from '@/shared/ui/form/form-error';
import { notify } from '@/shared/ui/notify/notify';
import { QuantityStepper } from '@/shared/ui/quantity-stepper/quantity-stepper';
import { Sheet, usePhone } from '../movements/sheet';
import { usePathOf } from '../movements/use-path-of';
import { balanceKey } from '../stock';
import { nextNumbers } from './queries';
import classes from './units.module.css';

/** As many as the server numbers at once. */
const MOST = 500;

type Field = 'number' | 'serial_number' | 'count' | 'rest';

/** Gives numbers to pieces that lie somewhere without any. */
export function NumberDialog({
  item,
  units,
  unnumbered,
  onClose,
}: {
  item: ItemOut;
  units: readonly UnitOut[];
  unnumbered: readonly Balance[];
  onClose: () => void;
}) {
  const { t } = useTranslation(['units', 'inventory', 'common', 'validation']);
  const client = useQueryClient();
  const phone = usePhone();
  const pathOf = usePathOf();
  const most = unnumbered.toSorted((one, other) => other.quantity - one.quantity)[0];
  const [place, setPlace] = useState(most ? balanceKey(most) : null);
  const held = unnumbered.find((one) => balanceKey(one) === place);
  const [count, setCount] = useState<number | null>(Math.min(most?.quantity ?? 1, MOST));
  const [number, setNumber] = useState('');
  const [serial, setSerial] = useState('');
  const [errors, setErrors] = useState<Partial<Record<Field, string>>>({});
  const [key, setKey] = useState(randomId);
  const changed =
    <T,>(set: (value: T) => void) =>
    (value: T) => {
      set(value);
      setErrors({});
      setKey(randomId());
    };
  const save = useMutation({
    mutationFn: () =>
      numberUnits({
        path: { item_id: item.id },
        headers: { 'Idempotency-Key': key },
        body: {
          count: count ?? 1,
          location_id: held?.location_id ?? null,
          status: held?.status ?? null,
          number: count === 1 ? number.trim() || null : null,
          serial_number: count === 1 ? serial.trim() || null : null,
        },
      }),
    meta: { handlesError: true },
    onSuccess: ({ data }) => {
      notify.done(t('number.done', { count: data.items.length }));
      onClose();
      return invalidate(client, 'item');
    },
    onError: (error) => {
      const problem = toApiError(error);
      const found: Partial<Record<Field, string>> = {};
      for (const entry of problem.errors) {
        const name = entry.field.replace(/^body\./, '');
        const field = name === 'number' || name === 'serial_number' || name === 'count' ? name : 'rest';
        found[field] ??= entry.message;
      }
      setErrors(Object.keys(found).length > 0 ? found : { rest: problem.message });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (save.isPending) return;
    if (!count) return setErrors({ count: t('validation:moreThan', { value: '0' }) });
    save.mutate();
  };
  const { first, last } = nextNumbers(item.inventory_number, units, count ?? 1);
  const error = (field: Field) => (errors[field] ? <FormError>{errors[field]}</FormError> : null);
  return (
    <Sheet title={t('number.title')} onClose={onClose}>
      <form className={classes.form} noValidate onSubmit={submit}>
        <p className={classes.quiet}>{t('number.keeps')}</p>
        <Select
          label={t('number.where')}
          data={unnumbered.map((one) => ({
            value: balanceKey(one),
            label: [
              one.location ? pathOf(one.location) : t('inventory:noPlace'),
              t(`inventory:status.${one.status}`),
              `${formatNumber(one.quantity)} ${item.unit}`,
            ].join(' · '),
          }))}
          value={place}
          onChange={(next) => {
            changed(setPlace)(next);
            const quantity = unnumbered.find((one) => balanceKey(one) === next)?.quantity ?? 1;
            setCount(Math.min(quantity, MOST));
          }}
          allowDeselect={false}
        />
        <QuantityStepper
          label={t('number.count')}
          value={count}
          onChange={changed(setCount)}
          max={Math.min(held?.quantity ?? 1, MOST)}
          unit={item.unit}
          focused={!phone}
          description={count && count > 1 && !number ? t('number.from', { first, last }) : undefined}
          error={error('count')}
        />
        {count === 1 ? (
          <div className={classes.pair}>
            <TextInput
              label={t('number.own')}
              description={t('number.ownHint', { next: first })}
              maxLength={60}
              value={number}
              onChange={(event) => changed(setNumber)(event.currentTarget.value)}
              error={error('number')}
            />
            <TextInput
              label={t('number.serial')}
              description={' '}
              maxLength={100}
              value={serial}
              onChange={(event) => changed(setSerial)(event.currentTarget.value)}
              error={error('serial_number')}
            />
          </div>
        ) : null}
        {errors.rest ? (
          <p className={classes.problem} role="alert">
            <FormError>{errors.rest}</FormError>
          </p>
        ) : null}
        <div className={classes.actions}>
          <Button variant="default" onClick={onClose}>
            {t('common:cancel')}
          </Button>
          <Button type="submit" loading={save.isPending}>
            {count ? t('number.submit', { count }) : t('number.open')}
          </Button>
        </div>
      </form>
    </Sheet>
  );
}
