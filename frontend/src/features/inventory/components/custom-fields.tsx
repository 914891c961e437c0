import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { FormError } from '@/shared/ui/form/form-error';
import { useFields, useFieldsOf } from '../fields/queries';
import { fieldText } from '../fields/values';
import type { ItemForm } from '../use-item-form';
import classes from './item-form.module.css';

/** Facts of the theatre's own: a name and a value each. */
export function CustomFields({ form }: { form: ItemForm }) {
  const { t } = useTranslation('inventory');
  const declared = new Set(useFieldsOf(form.values.category_id).map((field) => field.key));
  const all = useFields();
  const rows = form.values.custom_fields;
  return (
    <div className={classes.custom}>
      {rows.map((row, index) =>
        declared.has(row.key) ? null : all.some((one) => one.key === row.key) ? (
          <div key={row.key} className={classes.customRow}>
            <TextInput
              readOnly
              aria-label={t('form.customName')}
              value={all.find((one) => one.key === row.key)?.name ?? row.key}
            />
            <TextInput
              readOnly
              aria-label={t('form.customValue')}
              value={fieldText(
                row.value,
                all.find((one) => one.key === row.key),
              )}
            />
            <ActionIcon
              size="lg"
              aria-label={t('form.customRemove')}
              onClick={() => form.removeListItem('custom_fields', index)}
            >
              <IconTrash size={16} stroke={1.6} />
            </ActionIcon>
          </div>
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows are only added at the end and have no identity of their own
          <div key={index} className={classes.customRow}>
            <TextInput
              aria-label={t('form.customName')}
              placeholder={t('form.customName')}
              {...form.getInputProps(`custom_fields.${index}.key`)}
            />
            <TextInput
              aria-label={t('form.customValue')}
              placeholder={t('form.customValue')}
              {...form.getInputProps(`custom_fields.${index}.value`)}
            />
            <ActionIcon
              size="lg"
              aria-label={t('form.customRemove')}
              onClick={() => form.removeListItem('custom_fields', index)}
            >
              <IconTrash size={16} stroke={1.6} />
            </ActionIcon>
          </div>
        ),
      )}
      {form.errors.custom_fields ? (
        <p role="alert">
          <FormError>{form.errors.custom_fields}</FormError>
        </p>
      ) : null}
      {rows.length < 100 ? (
        <Button
          variant="default"
          size="sm"
          className={classes.customAdd ?? ''}
          leftSection={<IconPlus size={14} />}
          onClick={() => form.insertListItem('custom_fields', { key: '', value: '' })}
        >
          {t('form.customAdd')}
        </Button>
      ) : null}
    </div>
  );
}
