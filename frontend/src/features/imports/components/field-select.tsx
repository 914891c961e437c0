import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ColumnOut } from '@/api/gen';
import { SearchSelect } from '@/shared/ui/search-select';
import { customCode, customName, FIELD_GROUPS, isCustom, ownCode, ownKey } from '../mapping';
import { useFieldNames, useOwnFields } from '../use-field-names';
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
  const own = useOwnFields();
  const nameOf = useFieldNames();
  const custom = isCustom(value) && value ? value : customCode(column.heading);
  const gone = ownKey(value) !== undefined && !own.some((field) => ownCode(field.key) === value);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the words change with the language and the own fields
  const data = useMemo(
    () => [
      { group: t('mapping.groups.what'), value: SKIP, label: t('mapping.skip') },
      { group: t('mapping.groups.what'), value: custom, label: t('mapping.custom') },
      ...FIELD_GROUPS.flatMap((group) =>
        group.fields.map((field) => ({
          group: t(`mapping.groups.${group.id}`),
          value: field,
          label: t(`fields.${field}`),
        })),
      ),
      ...[
        ...own.map((field) => ownCode(field.key)),
        // A mapping of last time may name a field that has been hidden or deleted since.
        ...(gone && value ? [value] : []),
      ].map((code) => ({ group: t('mapping.groups.own'), value: code, label: nameOf(code) })),
    ],
    [custom, i18n.language, own, gone, value],
  );
  const hint = (option: { value: string }) => {
    if (option.value === custom) return t('mapping.customHint', { name: customName(column.heading) });
    if (option.value === value) return null;
    const heading = takenBy(option.value);
    if (heading !== undefined) return t('mapping.takenBy', { heading });
    const key = ownKey(option.value);
    const required = option.value === 'name' || own.some((field) => field.key === key && field.required);
    return required ? t('mapping.required') : null;
  };
  return (
    <SearchSelect
      className={classes.select}
      aria-label={t('mapping.fieldOf', { heading: column.heading })}
      options={data.map((option) => ({ ...option, about: hint(option) }))}
      value={value ?? SKIP}
      onChange={(next) => onChange(next === null || next === SKIP ? null : next)}
      nothing={t('mapping.nothing')}
      dropdownWidth={340}
    />
  );
}
