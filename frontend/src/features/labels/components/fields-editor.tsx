import { ActionIcon, Button, Checkbox, Select, TextInput } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { NumberField } from '@/shared/ui/number-field/number-field';
import { FIELD_KINDS, type Field, MOST_FIELDS } from '../layouts';
import classes from './layout-fields.module.css';

/** The lines of a label, in their order. */
export function FieldsEditor({
  fields,
  onChange,
}: {
  fields: readonly Field[];
  onChange: (fields: Field[]) => void;
}) {
  const { t } = useTranslation('labels');
  const change = (index: number, patch: Partial<Field>) =>
    onChange(fields.map((field, place) => (place === index ? { ...field, ...patch } : field)));
  const move = (index: number, step: 1 | -1) => {
    const moved = [...fields];
    const [field] = moved.splice(index, 1);
    if (field) moved.splice(index + step, 0, field);
    onChange(moved);
  };
  const unused = FIELD_KINDS.find((kind) => fields.every((field) => field.kind !== kind)) ?? 'text';
  return (
    <fieldset className={classes.set}>
      <legend>{t('editor.fields')}</legend>
      {fields.map((field, index) => {
        const name = t(`editor.kinds.${field.kind}`);
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line has no identity of its own
          <div key={index} className={classes.field}>
            <Select
              label={t('editor.kind')}
              data={FIELD_KINDS.map((value) => ({ value, label: t(`editor.kinds.${value}`) }))}
              value={field.kind}
              allowDeselect={false}
              onChange={(value) => {
                const kind = FIELD_KINDS.find((one) => one === value);
                if (kind) change(index, { kind, text: kind === 'text' ? (field.text ?? '') : null });
              }}
            />
            <NumberField
              label={t('editor.fontSize')}
              min={4}
              max={72}
              allowDecimal
              decimalScale={1}
              value={field.size}
              onChange={(size) => size !== null && change(index, { size })}
            />
            <NumberField
              label={t('editor.lines')}
              min={1}
              max={10}
              value={field.lines}
              onChange={(lines) => lines !== null && change(index, { lines })}
            />
            <Checkbox
              className={classes.bold ?? ''}
              label={t('editor.bold')}
              checked={field.bold}
              onChange={(event) => change(index, { bold: event.currentTarget.checked })}
            />
            <span className={classes.keys}>
              <ActionIcon
                aria-label={t('editor.up', { name })}
                disabled={index === 0}
                onClick={() => move(index, -1)}
              >
                <IconArrowUp size={16} stroke={1.6} />
              </ActionIcon>
              <ActionIcon
                aria-label={t('editor.down', { name })}
                disabled={index === fields.length - 1}
                onClick={() => move(index, 1)}
              >
                <IconArrowDown size={16} stroke={1.6} />
              </ActionIcon>
              <ActionIcon
                aria-label={t('editor.remove', { name })}
                onClick={() => onChange(fields.filter((_, place) => place !== index))}
              >
                <IconTrash size={16} stroke={1.6} />
              </ActionIcon>
            </span>
            {field.kind === 'text' ? (
              <TextInput
                className={classes.wide ?? ''}
                label={t('editor.text')}
                maxLength={255}
                value={field.text ?? ''}
                onChange={(event) => change(index, { text: event.currentTarget.value })}
              />
            ) : null}
          </div>
        );
      })}
      {fields.length < MOST_FIELDS ? (
        <span>
          <Button
            variant="default"
            leftSection={<IconPlus size={16} stroke={1.8} />}
            onClick={() =>
              onChange([
                ...fields,
                { kind: unused, text: unused === 'text' ? '' : null, size: 8, bold: false, lines: 1 },
              ])
            }
          >
            {t('editor.add')}
          </Button>
        </span>
      ) : null}
    </fieldset>
  );
}
