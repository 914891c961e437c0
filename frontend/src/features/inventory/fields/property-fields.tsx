import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { treeIndex } from '@/shared/lib/tree';
import { FormSection } from '../components/form-section';
import classes from '../components/item-form.module.css';
import { categoriesOptions } from '../queries';
import type { ItemForm } from '../use-item-form';
import { FieldInput } from './field-input';
import { useFieldsOf } from './queries';
import type { FieldValue } from './values';

/** The theatre's own fields of an item's category. */
export function PropertyFields({ form }: { form: ItemForm }) {
  const { t } = useTranslation('fields');
  const fields = useFieldsOf(form.values.category_id);
  const tree = treeIndex(useQuery(categoriesOptions()).data?.items ?? []);
  if (fields.length === 0) return null;
  const rows = form.values.custom_fields;
  const set = (key: string, value: FieldValue | null) => {
    const others = rows.filter((row) => row.key !== key);
    form.setFieldValue('custom_fields', value === null ? others : [...others, { key, value }]);
    form.clearFieldError(`custom_fields.${key}`);
  };
  const category =
    form.values.category_id === null ? undefined : tree.get(form.values.category_id)?.node.name;
  return (
    <FormSection
      title={category ? t('propertiesOf', { category }) : t('properties')}
      form={form}
      startsOpen
      fields={[]}
    >
      {fields.map((field) => (
        <FieldInput
          key={field.key}
          field={field}
          value={rows.find((row) => row.key === field.key)?.value ?? null}
          error={form.errors[`custom_fields.${field.key}`]}
          wide={classes.wide}
          onChange={(value) => set(field.key, value)}
        />
      ))}
    </FormSection>
  );
}
