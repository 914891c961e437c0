import { Skeleton } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Balance, ItemOut, MovementType } from '@/api/gen';
import { historyOptions, locationsOptions } from '../queries';
import { ActPicker } from './act-picker';
import { actOf } from './acts';
import classes from './movement-dialog.module.css';
import { MovementForm } from './movement-form';
import { Sheet } from './sheet';

const NO_UNITS: readonly number[] = [];

interface Props {
  readonly item: ItemOut;
  readonly kind: MovementType;
  /** Opens with all acts to choose from, instead of one that somebody has already chosen. */
  readonly picking?: boolean;
  /** The balance the movement starts from, when somebody pressed it. */
  readonly from?: Balance | undefined;
  /** Numbered pieces of it that somebody has already chosen. */
  readonly unitIds?: readonly number[];
  readonly onClose: () => void;
}

/** The button that showed the acts is gone; the focus goes on to the chosen one. */
const focusChosen = (picker: HTMLElement | null) =>
  picker?.querySelector<HTMLElement>('[aria-checked="true"]')?.focus();

/** One movement of an item: first what happens, then how many, from where and for which title. */
export function MovementDialog({ item, kind, picking = false, from, unitIds, onClose }: Props) {
  const { t } = useTranslation(['movements', 'common']);
  const [chosen, setChosen] = useState(kind);
  const [open, setOpen] = useState(picking);
  const places = useQuery(locationsOptions());
  const history = useInfiniteQuery(historyOptions(item.id));
  const act = actOf(chosen);
  // What is prefilled comes from them; without them the form still works.
  const ready = !(places.isPending || history.isPending);
  return (
    <Sheet title={t(open ? 'pick' : `act.${chosen}`)} onClose={onClose}>
      <div className={classes.dialog}>
        <p className={classes.item}>
          {item.name} <span>{item.inventory_number}</span>
        </p>
        {open ? (
          <div ref={picking ? undefined : focusChosen}>
            <ActPicker item={item} value={chosen} onPick={setChosen} />
          </div>
        ) : (
          <button type="button" className={classes.other} onClick={() => setOpen(true)}>
            {t('other')}
          </button>
        )}
        {ready ? (
          <MovementForm
            key={chosen}
            item={item}
            act={act}
            places={places.data?.items ?? []}
            history={history.data?.pages.flatMap((page) => page.items) ?? []}
            from={from}
            unitIds={unitIds ?? NO_UNITS}
            onClose={onClose}
          />
        ) : (
          <div aria-busy="true" className={classes.waiting}>
            <Skeleton height={32} />
            <Skeleton height={32} />
            <Skeleton height={56} />
          </div>
        )}
      </div>
    </Sheet>
  );
}
