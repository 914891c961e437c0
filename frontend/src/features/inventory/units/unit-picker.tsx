import { Button, Checkbox, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Balance, ItemOut } from '@/api/gen';
import { FormError } from '@/shared/ui/form/form-error';
import { balanceKey } from '../stock';
import { placeKey, unitsOptions } from './queries';
import classes from './units.module.css';

const NONE: readonly never[] = [];

/** The numbered pieces of one balance, and how many there have no number. */
export function useUnitsAt(item: ItemOut, held: Balance | undefined) {
  const { data } = useQuery({ ...unitsOptions(item.id), enabled: item.unit_count > 0 });
  const here = held && data ? data.items.filter((unit) => placeKey(unit) === balanceKey(held)) : NONE;
  return { here, free: (held?.quantity ?? 0) - here.length };
}

/** The numbered pieces that a movement of one balance takes along. */
export function useUnitChoice(item: ItemOut, held: Balance | undefined, initial: readonly number[]) {
  const { t } = useTranslation('units');
  const { here, free } = useUnitsAt(item, held);
  const [ids, setIds] = useState(initial);
  const picked = ids.filter((id) => here.some((unit) => unit.id === id));
  return {
    picked,
    choose: setIds,
    /** Why so many pieces cannot go; null when they can. */
    wrong: (quantity: number): string | null => {
      if (here.length === 0) return null;
      if (picked.length > 0) {
        return picked.length === quantity ? null : t('picker.exact', { n: picked.length });
      }
      return quantity > free ? t('picker.needed', { n: free }) : null;
    },
  };
}

/** Which numbered pieces a movement takes: ticked in a list, or typed and scanned one after another. */
export function UnitPicker({
  item,
  held,
  value,
  onChange,
  error,
}: {
  item: ItemOut;
  held: Balance | undefined;
  value: readonly number[];
  onChange: (ids: readonly number[]) => void;
  error: ReactNode;
}) {
  const { t } = useTranslation('units');
  const { here, free } = useUnitsAt(item, held);
  const [text, setText] = useState('');
  const [unknown, setUnknown] = useState<string | null>(null);
  if (here.length === 0) return null;
  const key = text.trim().toLowerCase();
  const fits = here.filter(
    (unit) =>
      key === '' ||
      unit.number.toLowerCase().includes(key) ||
      (unit.serial_number ?? '').toLowerCase().includes(key),
  );
  const toggle = (id: number) =>
    onChange(value.includes(id) ? value.filter((one) => one !== id) : [...value, id]);
  const take = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.ctrlKey || event.metaKey || key === '') return;
    event.preventDefault();
    const exact = here.find(
      (unit) => unit.number.toLowerCase() === key || unit.serial_number?.toLowerCase() === key,
    );
    const found = exact ?? (fits.length === 1 ? fits[0] : undefined);
    if (!found) return setUnknown(text.trim());
    if (!value.includes(found.id)) onChange([...value, found.id]);
    setText('');
  };
  return (
    <fieldset className={classes.picker}>
      <legend className="visually-hidden">{t('picker.title')}</legend>
      <div className={classes.pickerHead}>
        <span>{t('picker.free', { numbered: here.length, free })}</span>
        {value.length < here.length ? (
          <Button size="xs" variant="subtle" onClick={() => onChange(here.map((unit) => unit.id))}>
            {t('picker.all')}
          </Button>
        ) : (
          <Button size="xs" variant="subtle" onClick={() => onChange([])}>
            {t('clear')}
          </Button>
        )}
      </div>
      <TextInput
        aria-label={t('picker.find')}
        placeholder={t('picker.findHint')}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setUnknown(null);
        }}
        onKeyDown={take}
        error={unknown ? <FormError>{t('picker.unknown', { text: unknown })}</FormError> : null}
      />
      <ul className={classes.list}>
        {fits.map((unit) => (
          <li key={unit.id}>
            <Checkbox
              label={unit.serial_number ? `${unit.number} · ${unit.serial_number}` : unit.number}
              checked={value.includes(unit.id)}
              onChange={() => toggle(unit.id)}
            />
          </li>
        ))}
      </ul>
      {value.length > 0 ? <p className={classes.quiet}>{t('selected', { n: value.length })}</p> : null}
      {error}
    </fieldset>
  );
}
