import { Select, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ItemOut } from '@/api/gen';
import { parsePlainDate } from '@/shared/lib/dates';
import { inherited, treeIndex } from '@/shared/lib/tree';
import { useCan } from '@/shared/permissions';
import { DateInput } from '@/shared/ui/date-inputs';
import { QuantityStepper } from '@/shared/ui/quantity-stepper/quantity-stepper';
import { TreeSelectField } from '@/shared/ui/tree-select/tree-select';
import { categoriesOptions, departmentsOptions, locationsOptions } from '../queries';
import type { ItemForm } from '../use-item-form';
import { CONDITIONS, STATUSES } from '../vocabulary';
import classes from './item-form.module.css';
import { PersonSelect } from './person-select';
import { TagField } from './tag-field';

interface Part {
  readonly form: ItemForm;
}

export function MainFields({ form, item }: Part & { item: ItemOut | null }) {
  const { t } = useTranslation(['inventory', 'common']);
  const can = useCan();
  const categories = useQuery(categoriesOptions()).data?.items;
  const departments = useQuery(departmentsOptions()).data?.items ?? [];
  const right = item ? 'inventory:update' : 'inventory:create';
  const allowed = departments.filter(
    ({ id }) => id === form.values.department_id || can(right, { department: { id } }),
  );
  const chooseCategory = (category_id: number | null) => {
    form.setFieldValue('category_id', category_id);
    if (item || form.values.department_id !== null) return;
    const department = inherited(treeIndex(categories ?? []), category_id, (node) => node.department_id);
    if (department !== null && allowed.some(({ id }) => id === department)) {
      form.setFieldValue('department_id', department);
    }
  };
  return (
    <>
      <TextInput
        className={classes.wide ?? ''}
        label={t('field.name')}
        withAsterisk
        maxLength={255}
        data-autofocus
        {...form.getInputProps('name')}
      />
      <TextInput
        label={t('field.inventory_number')}
        placeholder={item ? '' : t('form.numberAuto')}
        maxLength={50}
        autoComplete="off"
        {...form.getInputProps('inventory_number')}
      />
      <TreeSelectField
        label={t('field.category')}
        placeholder={t('form.choose')}
        nodes={categories}
        value={form.values.category_id}
        onChange={chooseCategory}
        error={form.errors.category_id}
      />
      <Select
        label={t('field.department')}
        placeholder={t('form.choose')}
        data={allowed.map(({ id, name }) => ({ value: String(id), label: name }))}
        value={form.values.department_id === null ? null : String(form.values.department_id)}
        onChange={(value) => form.setFieldValue('department_id', value === null ? null : Number(value))}
        clearable={can(right, { department: null })}
        clearButtonProps={{ 'aria-label': t('common:clear') }}
        error={form.errors.department_id}
      />
      <Select
        label={t('field.condition')}
        data={CONDITIONS.map((value) => ({ value, label: t(`condition.${value}`) }))}
        allowDeselect={false}
        {...form.getInputProps('condition')}
      />
      <PersonSelect
        label={t('field.responsible')}
        chosen={item?.responsible ?? null}
        value={form.values.responsible_id}
        onChange={(value) => form.setFieldValue('responsible_id', value)}
        error={form.errors.responsible_id}
      />
      <div className={classes.wide}>
        <TagField
          value={form.values.tag_ids}
          onChange={(value) => form.setFieldValue('tag_ids', value)}
          error={form.errors.tag_ids}
        />
      </div>
    </>
  );
}

export function StockFields({ form, isNew }: Part & { isNew: boolean }) {
  const { t } = useTranslation('inventory');
  const locations = useQuery(locationsOptions()).data?.items;
  return (
    <>
      {isNew ? (
        <>
          <QuantityStepper
            label={t('field.quantity')}
            min={0}
            value={form.values.quantity}
            onChange={(value) => form.setFieldValue('quantity', value)}
            error={form.errors.quantity}
          />
          <TextInput label={t('field.unit')} maxLength={50} {...form.getInputProps('unit')} />
          <TreeSelectField
            label={t('field.location')}
            placeholder={t('noPlace')}
            nodes={locations}
            value={form.values.location_id}
            onChange={(value) => form.setFieldValue('location_id', value)}
            error={form.errors.location_id}
          />
          <Select
            label={t('field.status')}
            data={STATUSES.map((value) => ({ value, label: t(`status.${value}`) }))}
            allowDeselect={false}
            {...form.getInputProps('status')}
          />
        </>
      ) : (
        <TextInput label={t('field.unit')} maxLength={50} {...form.getInputProps('unit')} />
      )}
      <TextInput
        label={t('field.min_quantity')}
        description={t('form.minHint')}
        inputMode="numeric"
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        {...form.getInputProps('min_quantity')}
      />
    </>
  );
}

export function DescriptionFields({ form }: Part) {
  const { t } = useTranslation('inventory');
  return (
    <>
      <Textarea
        className={classes.wide ?? ''}
        label={t('field.description')}
        autosize
        minRows={2}
        maxRows={12}
        {...form.getInputProps('description')}
      />
      <Textarea
        className={classes.wide ?? ''}
        label={t('field.technical_description')}
        autosize
        minRows={2}
        maxRows={12}
        {...form.getInputProps('technical_description')}
      />
    </>
  );
}

export function MakerFields({ form }: Part) {
  const { t } = useTranslation('inventory');
  const amount = (name: 'width' | 'height' | 'depth' | 'weight') => (
    <TextInput
      label={t(`field.${name}`)}
      inputMode="decimal"
      rightSection={
        <span className={classes.unit}>{t(name === 'weight' ? 'measure.kg' : 'measure.cm')}</span>
      }
      {...form.getInputProps(name)}
    />
  );
  return (
    <>
      <TextInput label={t('field.manufacturer')} {...form.getInputProps('manufacturer')} />
      <TextInput label={t('field.model')} {...form.getInputProps('model')} />
      <TextInput
        label={t('field.serial_number')}
        autoComplete="off"
        {...form.getInputProps('serial_number')}
      />
      <div className={classes.measures}>
        {amount('width')}
        {amount('height')}
        {amount('depth')}
        {amount('weight')}
      </div>
    </>
  );
}

export function ValueFields({ form }: Part) {
  const { t } = useTranslation(['inventory', 'common']);
  const money = (name: 'purchase_price' | 'current_value') => (
    <TextInput
      label={t(`field.${name}`)}
      inputMode="decimal"
      rightSection={<span className={classes.unit}>₽</span>}
      {...form.getInputProps(name)}
    />
  );
  const date = (name: 'purchase_date' | 'warranty_until') => (
    <DateInput
      label={t(`field.${name}`)}
      placeholder={t('form.datePlaceholder')}
      valueFormat="DD.MM.YYYY"
      dateParser={parsePlainDate}
      clearable
      clearButtonProps={{ 'aria-label': t('common:clear') }}
      {...form.getInputProps(name)}
    />
  );
  return (
    <>
      {money('purchase_price')}
      {money('current_value')}
      {date('purchase_date')}
      {date('warranty_until')}
    </>
  );
}
