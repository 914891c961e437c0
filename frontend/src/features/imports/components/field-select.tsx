import { type ComboboxItem, Select } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ColumnOut } from '@/api/gen';
import { customCode, customName, FIELD_GROUPS, isCustom } from '../mapping';
import classes from './mapping-step.module.css';

const SKIP = 'skip';

/**
 * What a column becomes. A field in use elsewhere can still be chosen: it moves here.
 *
 * @param takenBy heading of the column that feeds a field now, if any.
 */
export function FieldSelect({
  column,
  value,
  takenBy,
  onChange,
}: {
  column: ColumnOut;
  value: string | undefined;
  takenBy: (field: string) => string | undefined;
  onChange: (field: string | null) => void;
}) {
  const { t, i18n } = useTranslation('imports');
  const custom = isCustom(value) && value ? value : customCode(column.heading);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the words change with the language
  const data = useMemo(
    () => [
      {
        group: t('mapping.groups.what'),
        items: [
          { value: SKIP, label: t('mapping.skip') },
          { value: custom, label: t('mapping.custom') },
        ],
      },
      ...FIELD_GROUPS.map((group) => ({
        group: t(`mapping.groups.${group.id}`),
        items: group.fields.map((field) => ({ value: field, label: t(`fields.${field}`) })),
      })),
    ],
    [custom, i18n.language],
  );
  const hint = (option: ComboboxItem) => {
    if (option.value === custom) return t('mapping.customHint', { name: customName(column.heading) });
    if (option.value === value) return null;
    const heading = takenBy(option.value);
    if (heading !== undefined) return t('mapping.takenBy', { heading });
    return option.value === 'name' ? t('mapping.required') : null;
  };
  return (
    <Select
      className={classes.select ?? ''}
      aria-label={t('mapping.fieldOf', { heading: column.heading })}
      data={data}
      value={value ?? SKIP}
      onChange={(next) => onChange(next === null || next === SKIP ? null : next)}
      allowDeselect={false}
      searchable
      nothingFoundMessage={t('mapping.nothing')}
      withScrollArea={false}
      classNames={{ options: classes.options ?? '' }}
      comboboxProps={{ width: 340, position: 'bottom-end' }}
      renderOption={({ option }) => (
        <span className={classes.option}>
          {option.label}
          {hint(option) ? <small>{hint(option)}</small> : null}
        </span>
      )}
    />
  );
}
