import { Checkbox, Modal, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMediaQuery } from '@mantine/hooks';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type LineOut, updatePerformanceItem } from '@/api/gen';
import { invalidate } from '@/api/invalidate';
import { applyProblem } from '@/api/problem';
import { FormFoot } from '@/shared/ui/form/form-foot';
import { notify } from '@/shared/ui/notify/notify';
import { NumberField } from '@/shared/ui/number-field/number-field';
import { QuantityStepper } from '@/shared/ui/quantity-stepper/quantity-stepper';
import { PHONE_MAX } from '@/theme/tokens';
import { ItemSelect } from './item-select';
import classes from './need-dialog.module.css';

interface Draft extends Record<string, unknown> {
  alternative: { readonly id: number; readonly name: string } | null;
  quantity: number | null;
  act: number | null;
  scene: string;
  character: string;
  is_consumable: boolean;
  notes: string;
}

const MOST_ACTS = 20;

function draftOf(line: LineOut): Draft {
  return {
    alternative: line.alternative,
    quantity: line.quantity,
    act: line.act,
    scene: line.scene ?? '',
    character: line.character ?? '',
    is_consumable: line.is_consumable,
    notes: line.notes ?? '',
  };
}

/** How a title uses one thing. */
export function NeedDialog({
  titleId,
  line,
  onClose,
}: {
  titleId: number;
  line: LineOut;
  onClose: () => void;
}) {
  const { t } = useTranslation(['titles', 'common', 'validation']);
  const client = useQueryClient();
  const phone = useMediaQuery(`(max-width: ${PHONE_MAX}px)`, false, { getInitialValueInEffect: false });
  const [problem, setProblem] = useState<string | null>(null);
  const form = useForm<Draft>({
    mode: 'controlled',
    initialValues: draftOf(line),
    validate: {
      quantity: (value) => (value ? null : t('validation:moreThan', { value: '0' })),
      alternative: (value) => (value?.id === line.item.id ? t('needs.alternativeSame') : null),
    },
  });
  const save = useMutation({
    mutationFn: async (draft: Draft) => {
      const use = {
        quantity: draft.quantity ?? 1,
        act: draft.act,
        scene: draft.scene.trim() || null,
        character: draft.character.trim() || null,
        alternative_item_id: draft.alternative?.id ?? null,
        is_consumable: draft.is_consumable,
        notes: draft.notes.trim() || null,
      };
      const answer = await updatePerformanceItem({
        path: { performance_id: titleId, line_id: line.id },
        headers: { 'If-Match': `"v${line.version}"` },
        body: use,
      });
      return answer.data;
    },
    meta: { handlesError: true },
    onSuccess: (saved) => {
      notify.done(t('needs.changed', { name: saved.item.name }));
      onClose();
      return invalidate(client, 'performance');
    },
    onError: (error) => setProblem(applyProblem(form, error, { alternative_item_id: 'alternative' })),
  });
  const submit = form.onSubmit((draft) => {
    setProblem(null);
    if (!save.isPending) save.mutate(draft);
  });
  return (
    <Modal
      opened
      onClose={onClose}
      fullScreen={phone}
      size={480}
      title={t('needs.editTitle')}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      <form className={classes.form} noValidate onSubmit={submit}>
        <p className={classes.item}>
          {line.item.name} <span>{line.item.inventory_number}</span>
        </p>
        <QuantityStepper
          label={t('needs.quantity')}
          focused
          value={form.values.quantity}
          onChange={(quantity) => form.setFieldValue('quantity', quantity)}
          error={form.errors.quantity}
        />
        <div className={classes.pair}>
          <NumberField
            label={t('needs.act')}
            min={1}
            max={MOST_ACTS}
            value={form.values.act}
            onChange={(value) => form.setFieldValue('act', value)}
            error={form.errors.act}
          />
          <TextInput label={t('needs.scene')} maxLength={100} {...form.getInputProps('scene')} />
        </div>
        <TextInput label={t('needs.character')} maxLength={100} {...form.getInputProps('character')} />
        <ItemSelect
          label={t('needs.alternative')}
          chosen={form.values.alternative}
          onChange={(item) => form.setFieldValue('alternative', item && { id: item.id, name: item.name })}
          error={form.errors.alternative}
        />
        <Checkbox
          label={t('needs.consumable')}
          {...form.getInputProps('is_consumable', { type: 'checkbox' })}
        />
        <Textarea
          label={t('needs.notes')}
          autosize
          minRows={2}
          maxRows={6}
          maxLength={10_000}
          {...form.getInputProps('notes')}
        />
        <FormFoot problem={problem} busy={save.isPending} onCancel={onClose} />
      </form>
    </Modal>
  );
}
