import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { NumberField } from '../number-field/number-field';
import classes from './filter-chips.module.css';
import type { NumbersFilter, WordsFilter } from './types';

/** The inside of a filter by a number: from and to, both included. */
export function NumberRange({ filter }: { filter: NumbersFilter }) {
  const { t } = useTranslation('table');
  const { value, onChange } = filter;
  const field = (end: 'from' | 'to') => (
    <NumberField
      label={t(`filters.${end}`)}
      allowDecimal
      value={value[end] === undefined ? null : Number(value[end])}
      data-autofocus={end === 'from' || undefined}
      onChange={(next) => onChange({ ...value, [end]: next === null ? undefined : String(next) })}
    />
  );
  return (
    <div className={classes.dates}>
      {field('from')}
      {field('to')}
    </div>
  );
}

/** The inside of a filter by a part of a text. */
export function WordsInput({ filter }: { filter: WordsFilter }) {
  const { t } = useTranslation('table');
  return (
    <div className={classes.dates}>
      <TextInput
        label={t('filters.contains')}
        value={filter.value}
        maxLength={200}
        data-autofocus
        onChange={(event) => filter.onChange(event.currentTarget.value)}
      />
    </div>
  );
}
