import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ItemOut } from '@/api/gen';
import { focusFirstError } from '@/shared/ui/form/focus-first-error';
import { FormError } from '@/shared/ui/form/form-error';
import { useUnsavedGuard } from '@/shared/ui/form/unsaved-guard';
import { useHotkeys } from '@/shared/ui/hotkeys';
import { PropertyFields } from '../fields/property-fields';
import type { ItemDraft } from '../item-draft';
import type { ItemForm } from '../use-item-form';
import { CustomFields } from './custom-fields';
import { FormSection } from './form-section';
import classes from './item-form.module.css';
import { DescriptionFields, MainFields, MakerFields, StockFields, ValueFields } from './item-form-fields';

interface Props {
  readonly form: ItemForm;
  /** The saved record; null when a new one is made. */
  readonly item: ItemOut | null;
  readonly busy: boolean;
  /** True once the record is saved: leaving is no loss any more. */
  readonly saved: boolean;
  /** What went wrong and belongs to no field. */
  readonly problem: string | null;
  readonly onSave: (draft: ItemDraft) => void;
  readonly onCancel: () => void;
  /** More than the fields would be lost by leaving. */
  readonly unsent?: boolean;
  /** Below the fields that are always needed. */
  readonly children?: ReactNode;
}

/** All fields of an item, in groups. The page around it decides how they are saved. */
export function ItemFormView({
  form,
  item,
  busy,
  saved,
  problem,
  onSave,
  onCancel,
  unsent,
  children,
}: Props) {
  const { t } = useTranslation(['inventory', 'common', 'shell']);
  useUnsavedGuard(() => !saved && (unsent === true || form.isDirty()));
  const submit = form.onSubmit((values) => {
    if (!busy) onSave(values);
  }, focusFirstError(form));
  useHotkeys([
    { keys: 'Mod+Enter', label: t('shell:keys.submit'), group: 'act', inInputs: true, run: () => submit() },
  ]);
  return (
    <form className={classes.form} noValidate onSubmit={submit} aria-label={t('form.label')}>
      <div className={classes.sections}>
        <FormSection
          title={t('form.main')}
          form={form}
          startsOpen
          fields={[
            'name',
            'inventory_number',
            'category_id',
            'department_id',
            'condition',
            'responsible_id',
            'tag_ids',
          ]}
        >
          <MainFields form={form} item={item} />
        </FormSection>
        {children}
        <FormSection
          title={t('form.stock')}
          form={form}
          startsOpen={item === null}
          fields={['quantity', 'unit', 'location_id', 'status', 'min_quantity']}
          {...(item ? { hint: t('form.stockHint') } : {})}
        >
          <StockFields form={form} isNew={item === null} />
        </FormSection>
        <FormSection
          title={t('form.description')}
          form={form}
          fields={['description', 'technical_description']}
        >
          <DescriptionFields form={form} />
        </FormSection>
        <FormSection
          title={t('form.maker')}
          form={form}
          fields={['manufacturer', 'model', 'serial_number', 'width', 'height', 'depth', 'weight']}
        >
          <MakerFields form={form} />
        </FormSection>
        <FormSection
          title={t('form.value')}
          form={form}
          fields={['purchase_price', 'current_value', 'purchase_date', 'warranty_until']}
        >
          <ValueFields form={form} />
        </FormSection>
        <PropertyFields form={form} />
        <FormSection title={t('form.custom')} form={form} fields={['custom_fields']}>
          <CustomFields form={form} />
        </FormSection>
      </div>
      <div className={classes.actions}>
        {problem ? (
          <p className={classes.problem} role="alert">
            <FormError>{problem}</FormError>
          </p>
        ) : null}
        <Button variant="default" onClick={onCancel}>
          {t('common:cancel')}
        </Button>
        <Button type="submit" loading={busy}>
          {t(item ? 'common:save' : 'form.create')}
        </Button>
      </div>
    </form>
  );
}
