import { Select, Textarea, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CustomFieldOut } from '@/api/gen';
import { parsePlainDate } from '@/shared/lib/dates';
import { DateInput } from '@/shared/ui/date-inputs';
import { NumberField } from '@/shared/ui/number-field/number-field';
import { SearchMultiSelect, SearchSelect } from '@/shared/ui/search-select';
import type { FieldValue } from './values';

const FIFTEEN_DIGITS = 999_999_999_999_999;

/** The input of one field, by its type. An empty value is null. */
export function FieldInput({
  field,
  value,
  error,
  wide,
  onChange,
}: {
  field: CustomFieldOut;
  value: FieldValue | null;
  error: ReactNode;
  wide: string | undefined;
  onChange: (value: FieldValue | null) => void;
}) {
  const { t } = useTranslation(['fields', 'common']);
  const text = typeof value === 'string' ? value : '';
  const common = {
    label: field.unit ? `${field.name}, ${field.unit}` : field.name,
    description: field.help,
    withAsterisk: field.required,
    error,
    'data-path': `custom_fields.${field.key}`,
  };
  const clear = { 'aria-label': t('common:clear') };
  const options = field.options.map((option) => ({ value: option.value, label: option.label }));
  switch (field.type) {
    case 'integer':
    case 'decimal':
      return (
        <NumberField
          {...common}
          value={typeof value === 'number' ? value : null}
          allowDecimal={field.type === 'decimal'}
          decimalScale={6}
          min={-FIFTEEN_DIGITS}
          max={FIFTEEN_DIGITS}
          onChange={onChange}
        />
      );
    case 'date':
      return (
        <DateInput
          {...common}
          value={text || null}
          placeholder={t('datePlaceholder')}
          valueFormat="DD.MM.YYYY"
          dateParser={parsePlainDate}
          clearable
          clearButtonProps={clear}
          onChange={onChange}
        />
      );
    case 'boolean':
      return (
        <Select
          {...common}
          value={typeof value === 'boolean' ? String(value) : null}
          data={[
            { value: 'true', label: t('yes') },
            { value: 'false', label: t('no') },
          ]}
          clearable
          clearButtonProps={clear}
          onChange={(next) => onChange(next === null ? null : next === 'true')}
        />
      );
    case 'choice':
      return (
        <SearchSelect {...common} value={text || null} options={options} clearable onChange={onChange} />
      );
    case 'multi_choice':
      return (
        <SearchMultiSelect
          {...common}
          value={Array.isArray(value) ? value : []}
          data={options}
          clearable
          onChange={(next) => onChange(next.length === 0 ? null : next)}
        />
      );
    case 'long_text':
      return (
        <Textarea
          {...common}
          className={wide ?? ''}
          autosize
          minRows={2}
          maxRows={10}
          maxLength={10_000}
          value={text}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
    default:
      return (
        <TextInput
          {...common}
          type={field.type === 'url' ? 'url' : 'text'}
          maxLength={field.type === 'url' ? 2000 : 500}
          value={text}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
  }
}
