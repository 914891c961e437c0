import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { CustomFieldOut } from '@/api/gen';
import { fieldHeading, fieldsOptions } from '@/features/inventory';
import { isField, ownKey } from './mapping';

const NONE: readonly CustomFieldOut[] = [];

/** The theatre's own fields that a column may feed. */
export function useOwnFields(): readonly CustomFieldOut[] {
  const { data } = useQuery(fieldsOptions());
  return data?.items.filter((field) => field.is_active) ?? NONE;
}

/** What people call a field that a column feeds, «Мощность, Вт»; its code when nobody knows it. */
export function useFieldNames(): (code: string) => string {
  const { t } = useTranslation('imports');
  const { data } = useQuery(fieldsOptions());
  return (code) => {
    if (isField(code)) return t(`fields.${code}`);
    const key = ownKey(code);
    const field = data?.items.find((one) => one.key === key);
    return field ? fieldHeading(field) : (key ?? code);
  };
}
