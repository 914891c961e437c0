import { ActionIcon } from '@mantine/core';
import { IconAlertTriangle, IconX } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EventItemOut } from '@/api/gen';
import { formatNumber } from '@/shared/lib/numbers';
import { NumberField } from '@/shared/ui/number-field/number-field';
import type { Conflict } from '../../types';
import type { ThingDraft } from '../draft';
import { ItemFinder } from '../fields/item-finder';
import classes from './things-editor.module.css';
import type { EventForm } from './use-event-form';

/** How many there are to have: too few by the last check, else what is known of the item. */
function Available({ conflict, known }: { conflict: Conflict | undefined; known: string | undefined }) {
  const { t } = useTranslation('scheduleEvent');
  if (!conflict || conflict.available === null)
    return known === undefined ? null : <span className={classes.known}>{known}</span>;
  return (
    <span className={classes.short} data-severity={conflict.severity}>
      <IconAlertTriangle size={14} stroke={1.8} aria-hidden="true" />
      {t('things.free', { n: formatNumber(Math.max(0, conflict.available)) })}
    </span>
  );
}

/** What is set aside for the event, piece by piece. */
export function ThingsEditor({
  form,
  conflicts,
  saved,
}: {
  form: EventForm;
  conflicts: readonly Conflict[];
  /** What the saved event has, with what is free for it. */
  saved: readonly EventItemOut[];
}) {
  const { t } = useTranslation('scheduleEvent');
  const [found, setFound] = useState<ReadonlyMap<number, number>>(new Map());
  const free = new Map(saved.map(({ item, available }) => [item.id, available]));
  const known = (id: number): string | undefined => {
    const available = free.get(id);
    if (available !== undefined) return t('things.free', { n: formatNumber(available) });
    const total = found.get(id);
    return total === undefined ? undefined : t('things.total', { n: formatNumber(total) });
  };
  const { inventory } = form.values;
  const set = (things: ThingDraft[]) => form.setFieldValue('inventory', things);
  const add = (thing: ThingDraft) => {
    const there = inventory.some(({ inventory_item_id: id }) => id === thing.inventory_item_id);
    set(
      there
        ? inventory.map((one) =>
            one.inventory_item_id === thing.inventory_item_id ? { ...one, quantity: one.quantity + 1 } : one,
          )
        : [...inventory, thing],
    );
  };
  const change = (id: number, quantity: number) =>
    set(inventory.map((one) => (one.inventory_item_id === id ? { ...one, quantity } : one)));
  return (
    <>
      {inventory.length > 0 ? (
        <ul className={classes.rows}>
          {inventory.map((thing, index) => (
            <li key={thing.inventory_item_id} className={classes.row}>
              <span className={classes.name}>
                <Link
                  to="/inventory/$itemId"
                  params={{ itemId: thing.inventory_item_id }}
                  target="_blank"
                  rel="noreferrer"
                >
                  {thing.name}
                </Link>
                <small>{thing.number}</small>
              </span>
              <Available
                known={known(thing.inventory_item_id)}
                conflict={conflicts.find(
                  ({ kind, item }) => kind === 'item' && item?.id === thing.inventory_item_id,
                )}
              />
              <NumberField
                className={classes.quantity ?? ''}
                aria-label={t('things.quantityOf', { name: thing.name })}
                min={1}
                value={thing.quantity === 0 ? null : thing.quantity}
                onChange={(value) => change(thing.inventory_item_id, value ?? 0)}
                unit={<small>{thing.unit}</small>}
                rightSectionWidth={40}
                error={
                  form.errors[`inventory.${index}.quantity`] ??
                  form.errors[`inventory.${index}.inventory_item_id`]
                }
              />
              <ActionIcon
                aria-label={t('things.remove', { name: thing.name })}
                onClick={() =>
                  set(inventory.filter(({ inventory_item_id: id }) => id !== thing.inventory_item_id))
                }
              >
                <IconX size={16} stroke={1.6} />
              </ActionIcon>
            </li>
          ))}
        </ul>
      ) : null}
      <ItemFinder
        label={t('things.add')}
        onFound={(item) => {
          setFound(new Map(found).set(item.id, item.quantity));
          add({
            inventory_item_id: item.id,
            name: item.name,
            number: item.inventory_number,
            unit: item.unit,
            quantity: 1,
            notes: null,
          });
        }}
      />
    </>
  );
}
