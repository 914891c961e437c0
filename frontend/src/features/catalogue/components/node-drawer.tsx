import { Button, ColorInput, Select, Switch, Textarea, TextInput } from '@mantine/core';
import { schemaResolver, useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import * as z from 'zod/mini';
import { updateCategory, updateLocation } from '@/api/gen';
import { invalidate } from '@/api/invalidate';
import { applyProblem } from '@/api/problem';
import { CATEGORY_ICON_NAMES, CategoryIcon } from '@/shared/ui/category-icon/category-icon';
import { Section, SideDrawer } from '@/shared/ui/drawer';
import { focusFirstError } from '@/shared/ui/form/focus-first-error';
import { FormError } from '@/shared/ui/form/form-error';
import { useUnsavedGuard } from '@/shared/ui/form/unsaved-guard';
import { notify } from '@/shared/ui/notify/notify';
import { lightTokens } from '@/theme/tokens';
import { LOCATION_TYPES, locationIcon, type TreeNode } from '../kinds';
import { useDepartments } from '../use-nodes';
import classes from './node-drawer.module.css';

const schema = z.object({
  name: z.string().check(z.trim(), z.minLength(1), z.maxLength(100)),
  code: z.string().check(z.trim(), z.maxLength(50), z.regex(/^[\p{L}\p{N}_.-]*$/u)),
  description: z.string().check(z.maxLength(10_000)),
  is_active: z.boolean(),
  color: z.string().check(z.regex(/^(#[0-9A-Fa-f]{6})?$/)),
  icon: z.nullable(z.string()),
  department_id: z.nullable(z.int()),
  type: z.enum(LOCATION_TYPES),
  address: z.string().check(z.maxLength(255)),
  city: z.string().check(z.maxLength(100)),
});
type Values = z.infer<typeof schema>;

const SWATCHES = [
  lightTokens['ev-performance'],
  lightTokens['ev-rehearsal'],
  lightTokens['ev-setup'],
  lightTokens['ev-strike'],
  lightTokens['ev-technical'],
  lightTokens.ok,
  lightTokens.ink,
  lightTokens['ev-other'],
];

function start(node: TreeNode): Values {
  const place = 'type' in node ? node : null;
  const category = 'type' in node ? null : node;
  return {
    name: node.name,
    code: node.code,
    description: node.description ?? '',
    is_active: node.is_active,
    color: category?.color ?? '',
    icon: category?.icon ?? null,
    department_id: category?.department_id ?? null,
    type: place?.type ?? 'warehouse',
    address: place?.address ?? '',
    city: place?.city ?? '',
  };
}

async function save(node: TreeNode, values: Values): Promise<{ readonly name: string }> {
  const headers = { 'If-Match': `"v${node.version}"` };
  const common = {
    name: values.name.trim(),
    code: values.code.trim() || null,
    description: values.description.trim() || null,
    is_active: values.is_active,
  };
  if ('type' in node) {
    const { type, address, city } = values;
    const body = { ...common, type, address: address.trim() || null, city: city.trim() || null };
    return (await updateLocation({ path: { location_id: node.id }, headers, body })).data;
  }
  const { icon, department_id } = values;
  const body = { ...common, icon, department_id, color: values.color || null };
  return (await updateCategory({ path: { category_id: node.id }, headers, body })).data;
}

/** All fields of a category or a location beside its tree. */
export function NodeDrawer({ node, onClose }: { node: TreeNode; onClose: () => void }) {
  const { t } = useTranslation(['catalogue', 'common']);
  const client = useQueryClient();
  const departments = useDepartments();
  const [problem, setProblem] = useState<string | null>(null);
  const kind = 'type' in node ? 'location' : 'category';
  const form = useForm<Values>({
    mode: 'controlled',
    initialValues: start(node),
    validate: schemaResolver(schema, { sync: true }),
  });
  useUnsavedGuard(() => form.isDirty());
  const saving = useMutation({
    mutationFn: (values: Values) => save(node, values),
    meta: { handlesError: true },
    onSuccess: ({ name }) => {
      form.resetDirty();
      notify.done(t('saved', { name }));
      onClose();
      return invalidate(client, kind);
    },
    onError: (error) => setProblem(applyProblem(form, error)),
  });
  return (
    <SideDrawer label={t(`drawer.${kind}`)} onClose={onClose}>
      <Section>
        <h2 className={classes.title}>{node.name}</h2>
        <form
          className={classes.form}
          noValidate
          onSubmit={form.onSubmit((values) => {
            setProblem(null);
            saving.mutate(values);
          }, focusFirstError(form))}
        >
          <TextInput label={t('field.name')} withAsterisk maxLength={100} {...form.getInputProps('name')} />
          <TextInput
            label={t('field.code')}
            description={t('field.codeHint')}
            maxLength={50}
            {...form.getInputProps('code')}
          />
          {kind === 'category' ? (
            <>
              <Select
                label={t('field.department')}
                description={t('field.departmentHint')}
                data={departments.map(({ id, name }) => ({ value: String(id), label: name }))}
                value={form.values.department_id === null ? null : String(form.values.department_id)}
                onChange={(value) =>
                  form.setFieldValue('department_id', value === null ? null : Number(value))
                }
                placeholder={t('none')}
                clearable
                clearButtonProps={{ 'aria-label': t('common:clear') }}
                error={form.errors.department_id}
              />
              <div>
                <span className={classes.label} id="node-icon">
                  {t('field.icon')}
                </span>
                <div className={classes.icons} role="radiogroup" aria-labelledby="node-icon">
                  {CATEGORY_ICON_NAMES.map((name) => (
                    <label key={name} className={classes.icon} title={t(`icon.${name}`)}>
                      <input
                        type="radio"
                        name="icon"
                        className="visually-hidden"
                        aria-label={t(`icon.${name}`)}
                        checked={(form.values.icon ?? CATEGORY_ICON_NAMES[0]) === name}
                        onChange={() => form.setFieldValue('icon', name)}
                      />
                      <CategoryIcon name={name} />
                    </label>
                  ))}
                </div>
              </div>
              <ColorInput
                label={t('field.color')}
                placeholder={t('none')}
                format="hex"
                swatches={SWATCHES}
                withPicker={false}
                withEyeDropper={false}
                withPreview={form.values.color !== ''}
                closeOnColorSwatchClick
                {...form.getInputProps('color')}
              />
            </>
          ) : (
            <>
              <Select
                label={t('field.type')}
                data={LOCATION_TYPES.map((value) => ({ value, label: t(`type.${value}`) }))}
                allowDeselect={false}
                renderOption={({ option }) => {
                  const found = LOCATION_TYPES.find((type) => type === option.value) ?? 'other';
                  const Glyph = locationIcon[found];
                  return (
                    <span className={classes.option}>
                      <Glyph size={16} stroke={1.6} aria-hidden="true" />
                      {option.label}
                    </span>
                  );
                }}
                {...form.getInputProps('type')}
              />
              <TextInput label={t('field.city')} maxLength={100} {...form.getInputProps('city')} />
              <TextInput label={t('field.address')} maxLength={255} {...form.getInputProps('address')} />
            </>
          )}
          <Textarea
            label={t('field.description')}
            autosize
            minRows={2}
            maxRows={8}
            {...form.getInputProps('description')}
          />
          <Switch
            label={t('field.is_active')}
            description={t('field.activeHint')}
            {...form.getInputProps('is_active', { type: 'checkbox' })}
          />
          {problem ? (
            <p role="alert" className={classes.problem}>
              <FormError>{problem}</FormError>
            </p>
          ) : null}
          <div className={classes.actions}>
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
