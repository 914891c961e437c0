import { Button, Modal, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ifMatch } from '@/api/etag';
import { type EventItemOut, type EventRow, replaceReservation, reserveItem } from '@/api/gen';
import { getEventItemOptions } from '@/api/gen/@tanstack/react-query.gen';
import { formatNumber } from '@/shared/lib/numbers';
import { useCan } from '@/shared/permissions';
import { notify } from '@/shared/ui/notify/notify';
import { QuantityStepper } from '@/shared/ui/quantity-stepper/quantity-stepper';
import { RemoteSelect } from '@/shared/ui/remote-select/remote-select';
import { ConflictList } from '../../conflicts';
import { usePhone } from '../../use-phone';
import { useCheck } from '../form/use-check';
import classes from '../page/dialogs.module.css';
import { useForced } from '../page/use-forced';
import { useComingEvents } from './coming-events';
import { useUndoBooking } from './use-undo-booking';

export interface BookedItem {
  readonly id: number;
  readonly name: string;
  readonly unit: string;
}

/** What only this item's booking would clash with; told while it is written, by those who may ask. */
function useClashes(item: BookedItem, event: EventRow | null, quantity: number | null) {
  const can = useCan();
  const { check } = useCheck(
    event !== null && quantity !== null && quantity > 0 && can('schedule:create')
      ? {
          event_id: event.id,
          starts_at: event.starts_at,
          ends_at: event.ends_at,
          inventory: [{ inventory_item_id: item.id, quantity }],
        }
      : null,
  );
  const found = check.data?.conflicts ?? [];
  return found.filter((one) => one.kind === 'item' && one.item?.id === item.id);
}

/** What is known of the item at that time: how many are free, booked already, wanted by the title. */
function useWords(item: BookedItem, thing: EventItemOut | undefined): string | null {
  const { t } = useTranslation(['titles', 'scheduleEvent']);
  if (!thing) return null;
  const pieces = (n: number) => ({ n: formatNumber(n), unit: item.unit });
  return [
    t('scheduleEvent:things.freeNow', pieces(thing.available)),
    thing.quantity > 0 && t('titles:bookings.already', pieces(thing.quantity)),
    thing.needed > 0 && t('titles:bookings.wanted', pieces(thing.needed)),
  ]
    .filter(Boolean)
    .join(', ');
}

export function BookingDialog({ item, onClose }: { item: BookedItem; onClose: () => void }) {
  const { t } = useTranslation(['titles', 'scheduleEvent', 'common', 'validation']);
  const phone = usePhone();
  const forced = useForced();
  const undo = useUndoBooking(item);
  const [event, setEvent] = useState<EventRow | null>(null);
  const [typed, setTyped] = useState<number | null | undefined>(undefined);
  const [notes, setNotes] = useState<string | undefined>(undefined);
  const [wanted, setWanted] = useState(false);
  const { data: thing } = useQuery({
    ...getEventItemOptions({ path: { event_id: event?.id ?? 0, item_id: item.id } }),
    enabled: event !== null,
  });
  const quantity = typed === undefined ? Math.max(1, thing?.quantity || thing?.needed || 1) : typed;
  const note = notes ?? thing?.notes ?? '';
  const clashes = useClashes(item, event, quantity);
  const words = useWords(item, thing);

  const submit = (pressed: FormEvent) => {
    pressed.preventDefault();
    if (event === null || !thing || quantity === null || quantity < 1) return setWanted(true);
    const body = { quantity, notes: note.trim() || null };
    let version = 0;
    forced.run({
      title: t('scheduleEvent:things.refused', { name: item.name }),
      run: async (override) => {
        const { data } =
          thing.status === null
            ? await reserveItem({
                path: { event_id: event.id },
                body: { ...body, inventory_item_id: item.id, override },
              })
            : await replaceReservation({
                path: { event_id: event.id, item_id: item.id },
                headers: ifMatch(thing.version),
                body: { ...body, override },
              });
        version = data.version;
      },
      done: () => {
        notify.done(t('scheduleEvent:things.reserved', { name: item.name, n: formatNumber(quantity) }), {
          label: t('common:undo'),
          run: () => undo.mutate({ eventId: event.id, before: thing, version }),
        });
        onClose();
      },
    });
  };
  return (
    <>
      <Modal
        opened
        onClose={onClose}
        fullScreen={phone}
        title={t('bookings.book', { name: item.name })}
        closeButtonProps={{ 'aria-label': t('common:close') }}
      >
        <form className={classes.form} onSubmit={submit} noValidate>
          <RemoteSelect
            label={t('bookings.event')}
            placeholder={t('bookings.hint')}
            nothing={t('bookings.noEvents')}
            data-autofocus
            value={event?.id ?? null}
            chosen={event ? { id: event.id, label: event.title } : null}
            onChange={(_, found) => {
              setEvent(found?.event ?? null);
              setTyped(undefined);
              setNotes(undefined);
            }}
            useOptions={useComingEvents}
            error={wanted && event === null ? t('bookings.choose') : null}
          />
          <QuantityStepper
            label={t('scheduleEvent:things.quantity')}
            value={quantity}
            onChange={setTyped}
            description={words}
            error={wanted && !quantity ? t('validation:moreThan', { value: '0' }) : null}
          />
          <div aria-live="polite">{clashes.length > 0 ? <ConflictList conflicts={clashes} /> : null}</div>
          <TextInput
            label={t('scheduleEvent:things.notes')}
            maxLength={255}
            value={note}
            onChange={(changed) => setNotes(changed.currentTarget.value)}
          />
          <div className={classes.actions}>
            <Button variant="default" onClick={onClose}>
              {t('common:cancel')}
            </Button>
            <Button type="submit" loading={forced.busy}>
              {t('scheduleEvent:things.reserve')}
            </Button>
          </div>
        </form>
      </Modal>
      {forced.dialog}
    </>
  );
}
