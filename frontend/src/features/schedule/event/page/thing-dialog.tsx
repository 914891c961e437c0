import { Button, Modal, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ifMatch } from '@/api/etag';
import { type EventItemOut, type EventOut, replaceReservation, reserveItem } from '@/api/gen';
import { formatNumber } from '@/shared/lib/numbers';
import { notify } from '@/shared/ui/notify/notify';
import { QuantityStepper } from '@/shared/ui/quantity-stepper/quantity-stepper';
import { usePhone } from '../../use-phone';
import { ItemFinder } from '../fields/item-finder';
import classes from './dialogs.module.css';
import type { useForced } from './use-forced';

interface Chosen {
  readonly id: number;
  readonly name: string;
  readonly inventory_number: string;
}

/** A reservation: a new one for an item that is looked up, or the present one changed. */
export function ThingDialog({
  event,
  thing,
  forced,
  onClose,
}: {
  event: EventOut;
  thing: EventItemOut | null;
  forced: ReturnType<typeof useForced>;
  onClose: () => void;
}) {
  const { t } = useTranslation(['scheduleEvent', 'common', 'validation']);
  const phone = usePhone();
  const [item, setItem] = useState<Chosen | null>(thing?.item ?? null);
  const [quantity, setQuantity] = useState<number | null>(thing?.quantity ?? 1);
  const [notes, setNotes] = useState(thing?.notes ?? '');
  const [wanted, setWanted] = useState(false);
  const submit = (pressed: FormEvent) => {
    pressed.preventDefault();
    if (item === null || quantity === null || quantity < 1) return setWanted(true);
    const body = { quantity, notes: notes.trim() || null };
    onClose();
    forced.run({
      title: t('things.refused', { name: item.name }),
      run: (override) =>
        thing === null
          ? reserveItem({
              path: { event_id: event.id },
              body: { ...body, inventory_item_id: item.id, override },
            })
          : replaceReservation({
              path: { event_id: event.id, item_id: item.id },
              headers: ifMatch(thing.version),
              body: { ...body, override },
            }),
      done: () => notify.done(t('things.reserved', { name: item.name, n: formatNumber(quantity) })),
    });
  };
  return (
    <Modal
      opened
      onClose={onClose}
      fullScreen={phone}
      title={thing?.item.name ?? t('things.add')}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      <form className={classes.form} onSubmit={submit} noValidate>
        {thing ? null : <ItemFinder label={t('things.item')} onFound={setItem} />}
        {item && !thing ? (
          <p className={classes.chosen} role="status">
            <b>{item.name}</b> {item.inventory_number}
          </p>
        ) : wanted && item === null ? (
          <p className={classes.chosen} role="alert">
            {t('things.choose')}
          </p>
        ) : null}
        <QuantityStepper
          label={t('things.quantity')}
          value={quantity}
          onChange={setQuantity}
          focused={thing !== null}
          description={
            thing ? t('things.freeNow', { n: formatNumber(thing.available), unit: thing.unit }) : null
          }
          error={wanted && !quantity ? t('validation:moreThan', { value: '0' }) : null}
        />
        <TextInput
          label={t('things.notes')}
          maxLength={255}
          value={notes}
          onChange={(changed) => setNotes(changed.currentTarget.value)}
        />
        <div className={classes.actions}>
          <Button variant="default" onClick={onClose}>
            {t('common:cancel')}
          </Button>
          <Button type="submit">{t(thing ? 'common:save' : 'things.reserve')}</Button>
        </div>
      </form>
    </Modal>
  );
}
