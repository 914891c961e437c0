import { ActionIcon, Button, Select, Switch, Textarea, TextInput } from '@mantine/core';
import { schemaResolver, useForm } from '@mantine/form';
import { IconPlus, IconTrash, IconX } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  type CustomFieldOut,
  checkField,
  checkNewField,
  createField,
  deleteField,
  replaceField,
} from '@/api/gen';
import { invalidate } from '@/api/invalidate';
import { applyProblem } from '@/api/problem';
import { randomId } from '@/shared/lib/random-id';
import { confirm } from '@/shared/ui/confirm/confirm';
import { Section, SideDrawer } from '@/shared/ui/drawer';
import { focusFirstError } from '@/shared/ui/form/focus-first-error';
import { FormError } from '@/shared/ui/form/form-error';
import { useUnsavedGuard } from '@/shared/ui/form/unsaved-guard';
import { notify } from '@/shared/ui/notify/notify';
import { NumberField } from '@/shared/ui/number-field/number-field';
import { TreeSelectField } from '@/shared/ui/tree-select/tree-select';
import drawer from '../components/item-form.module.css';
import { categoriesOptions } from '../queries';
import { bodyOf, draftOf, type FieldDraft, fieldSchema, isChoice, isNumber, TYPES } from './draft';
import classes from './fields-page.module.css';

/** A field's settings beside the list of fields; with `fromName` a free property becomes one. */
export function FieldDrawer({
  field,
  fromName,
  last,
  onClose,
}: {
  field: CustomFieldOut | null;
  fromName: string | null;
  last: number;
  onClose: () => void;
}) {
  const { t } = useTranslation(['fields', 'common']);
  const client = useQueryClient();
  const categories = useQuery(categoriesOptions()).data?.items;
  const [problem, setProblem] = useState<string | null>(null);
  const form = useForm<FieldDraft>({
    mode: 'controlled',
    initialValues: draftOf(field, fromName),
    validate: schemaResolver(fieldSchema, { sync: true }),
  });
  useUnsavedGuard(() => form.isDirty());
  const done = (text: string) => {
    form.resetDirty();
    notify.done(text);
    onClose();
    return invalidate(client, 'item');
  };
  const report = useMutation({
    mutationFn: async () => {
      const body = bodyOf(form.getValues(), field, last);
      if (field) return (await checkField({ path: { field_id: field.id }, body })).data;
      return (await checkNewField({ body: { ...body, from_name: fromName } })).data;
    },
  });
  const saving = useMutation({
    mutationFn: async (draft: FieldDraft) => {
      const body = bodyOf(draft, field, last);
      if (field) {
        const headers = { 'If-Match': `"v${field.version}"` };
        return (await replaceField({ path: { field_id: field.id }, headers, body })).data;
      }
      const headers = { 'Idempotency-Key': randomId() };
      return (await createField({ headers, body: { ...body, from_name: fromName } })).data;
    },
    meta: { handlesError: true },
    onSuccess: ({ name }) => done(t('saved', { name })),
    onError: (error) => setProblem(applyProblem(form, error)),
  });
  const removing = useMutation({
    mutationFn: (gone: CustomFieldOut) =>
      deleteField({ path: { field_id: gone.id }, headers: { 'If-Match': `"v${gone.version}"` } }),
    onSuccess: (_, gone) => done(t('removed', { name: gone.name })),
  });
  const remove = async (gone: CustomFieldOut) => {
    const { data } = await checkField({
      path: { field_id: gone.id },
      body: bodyOf(draftOf(gone, null), gone, last),
    });
    const agreed = await confirm({
      title: t('removeTitle', { name: gone.name }),
      text: t('removeText', { count: data.values }),
      action: t('remove'),
      danger: true,
    });
    if (agreed) removing.mutate(gone);
  };
  const bound = (end: 'minimum' | 'maximum') => ({
    value: form.values[end],
    onChange: (value: number | null) => form.setFieldValue(end, value),
    error: form.errors[end],
  });
  const { type, options } = form.values;
  const found = report.data;
  const fill = () =>
    form.setFieldValue(
      'options',
      (found?.distinct ?? []).map((label) => ({ value: null, label: label.slice(0, 80) })),
    );
  return (
    <SideDrawer label={t('editor')} onClose={onClose}>
      <Section>
        <h2>{field?.name ?? t('newField')}</h2>
        {field ? <p className={drawer.hint}>{t('key', { key: field.key })}</p> : null}
        <form
          className={classes.options}
          noValidate
          onSubmit={form.onSubmit((draft) => {
            setProblem(null);
            saving.mutate(draft);
          }, focusFirstError(form))}
        >
          <TextInput label={t('field.name')} withAsterisk maxLength={80} {...form.getInputProps('name')} />
          <Select
            label={t('field.type')}
            data={TYPES.map((value) => ({ value, label: t(`type.${value}`) }))}
            allowDeselect={false}
            {...form.getInputProps('type')}
          />
          <TreeSelectField
            label={t('field.category')}
            description={t('field.categoryHint')}
            placeholder={t('everything')}
            nodes={categories}
            value={form.values.category_id}
            onChange={(value) => form.setFieldValue('category_id', value)}
            error={form.errors.category_id}
          />
          {isNumber(type) ? (
            <>
              <TextInput label={t('field.unit')} maxLength={15} {...form.getInputProps('unit')} />
              <div className={classes.pair}>
                <NumberField label={t('field.minimum')} allowDecimal {...bound('minimum')} />
                <NumberField label={t('field.maximum')} allowDecimal {...bound('maximum')} />
              </div>
            </>
          ) : null}
          {isChoice(type) ? (
            <fieldset className={classes.options}>
              <legend>{t('field.options')}</legend>
              {options.map((option, index) => (
                <div key={option.value ?? `new-${index}`} className={classes.option}>
                  <TextInput
                    aria-label={t('field.option', { number: index + 1 })}
                    maxLength={80}
                    {...form.getInputProps(`options.${index}.label`)}
                  />
                  <ActionIcon
                    size="lg"
                    aria-label={t('field.removeOption', { name: option.label })}
                    onClick={() => form.removeListItem('options', index)}
                  >
                    <IconX size={16} stroke={1.6} />
                  </ActionIcon>
                </div>
              ))}
              {form.errors.options ? <FormError>{form.errors.options}</FormError> : null}
              <Button
                variant="default"
                size="sm"
                leftSection={<IconPlus size={14} />}
                onClick={() => form.insertListItem('options', { value: null, label: '' })}
              >
                {t('field.addOption')}
              </Button>
              {found && found.distinct.length > 0 && options.length === 0 ? (
                <Button variant="subtle" size="sm" onClick={fill}>
                  {t('fillOptions')}
                </Button>
              ) : null}
            </fieldset>
          ) : null}
          <Textarea
            label={t('field.help')}
            autosize
            maxRows={5}
            maxLength={500}
            {...form.getInputProps('help')}
          />
          <Switch label={t('field.required')} {...form.getInputProps('required', { type: 'checkbox' })} />
          <Switch
            label={t('field.show_in_list')}
            {...form.getInputProps('show_in_list', { type: 'checkbox' })}
          />
          <Switch label={t('field.is_active')} {...form.getInputProps('is_active', { type: 'checkbox' })} />
          {field || fromName ? (
            <Button variant="default" loading={report.isPending} onClick={() => report.mutate()}>
              {t('check')}
            </Button>
          ) : null}
          {found ? (
            <div className={classes.report} role="status">
              {found.values === 0 ? t('report.nothing') : t('report.fits', found)}{' '}
              {found.unfit > 0 ? t(field ? 'report.blocks' : 'report.stay') : null}{' '}
              {found.missing > 0 ? t('report.missing', { count: found.missing }) : null}
              <ul>
                {found.samples.map((sample) => (
                  <li key={`${sample.item_id}-${sample.value}`}>
                    «{sample.value}» ({sample.count}): {sample.reason}
                  </li>
                ))}
              </ul>
            </div>
          ) : null}
          {problem ? (
            <p role="alert">
              <FormError>{problem}</FormError>
            </p>
          ) : null}
          <div className={drawer.actions}>
            {field ? (
              <Button
                variant="subtle"
                color="red"
                leftSection={<IconTrash size={16} />}
                onClick={() => void remove(field)}
              >
                {t('remove')}
              </Button>
            ) : null}
            <Button variant="default" onClick={onClose}>
              {t('common:cancel')}
            </Button>
            <Button type="submit" loading={saving.isPending}>
              {t('common:save')}
            </Button>
          </div>
        </form>
      </Section>
    </SideDrawer>
  );
}
