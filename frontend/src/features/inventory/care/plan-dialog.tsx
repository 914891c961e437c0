import { Checkbox, Select, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type CareKind, createCarePlan, type PlanOut, replaceCarePlan } from '@/api/gen';
import { invalidate } from '@/api/invalidate';
import { applyProblem } from '@/api/problem';
import { formatPlainDate, parsePlainDate, theatreToday } from '@/shared/lib/dates';
import { randomId } from '@/shared/lib/random-id';
import { DateInput } from '@/shared/ui/date-inputs';
import { FormFoot } from '@/shared/ui/form/form-foot';
import { notify } from '@/shared/ui/notify/notify';
import { NumberField } from '@/shared/ui/number-field/number-field';
import { PersonSelect } from '../components/person-select';
import { Sheet } from '../movements/sheet';
import classes from './dialogs.module.css';
import { addMonths } from './due';
import { PLAN_KINDS } from './vocabulary';

interface Draft extends Record<string, unknown> {
  name: string;
  kind: CareKind;
  every_months: number | null;
  every_shows: number | null;
  lead_days: number | null;
  starts_on: string | null;
  last_done_on: string | null;
  blocks_issue: boolean;
  instructions: string;
  responsible_id: number | null;
}

function draftOf(plan: PlanOut | null): Draft {
  return {
    name: plan?.name ?? '',
    kind: plan?.kind ?? 'inspection',
    every_months: plan ? plan.every_months : 12,
    every_shows: plan?.every_shows ?? null,
    lead_days: plan?.lead_days ?? 14,
    starts_on: plan?.starts_on ?? null,
    last_done_on: plan?.last_done_on ?? null,
    blocks_issue: plan?.blocks_issue ?? false,
    instructions: plan?.instructions ?? '',
    responsible_id: plan?.responsible?.id ?? null,
  };
}

/** When the plan as it stands in the form would fall due. */
function Preview({ draft }: { draft: Draft }) {
  const { t } = useTranslation('care');
  const today = theatreToday();
  const start = draft.last_done_on ?? draft.starts_on ?? today;
  const due = draft.every_months ? addMonths(start, draft.every_months) : null;
  const shows = draft.every_shows ? t('planForm.previewShows', { count: draft.every_shows }) : null;
  if (!due && !shows) return null;
  const date =
    due && t(due < today ? 'planForm.previewPast' : 'planForm.preview', { date: formatPlainDate(due) });
  return (
    <p className={classes.preview} data-past={(due !== null && due < today) || undefined} aria-live="polite">
      {date && shows
        ? t('planForm.previewBoth', { date, shows: shows.toLocaleLowerCase() })
        : (date ?? shows)}
    </p>
  );
}

/** A plan of care: new, or the present one changed. */
export function PlanDialog({
  itemId,
  plan,
  onClose,
}: {
  itemId: number;
  plan: PlanOut | null;
  onClose: () => void;
}) {
  const { t } = useTranslation(['care', 'common', 'inventory']);
  const client = useQueryClient();
  const [key] = useState(randomId);
  const [problem, setProblem] = useState<string | null>(null);
  const form = useForm<Draft>({
    mode: 'controlled',
    initialValues: draftOf(plan),
    validate: {
      name: (value) => (value.trim() ? null : t('planForm.nameWanted')),
      every_months: (value, all) => (value || all.every_shows ? null : t('planForm.interval')),
    },
  });
  const save = useMutation({
    mutationFn: async (draft: Draft) => {
      const body = {
        ...draft,
        name: draft.name.trim(),
        instructions: draft.instructions.trim() || null,
        lead_days: draft.lead_days ?? 0,
        is_active: plan?.is_active ?? true,
      };
      const path = { item_id: itemId };
      const answer = plan
        ? await replaceCarePlan({
            path: { ...path, plan_id: plan.id },
            headers: { 'If-Match': `"v${plan.version}"` },
            body,
          })
        : await createCarePlan({ path, headers: { 'Idempotency-Key': key }, body });
      return answer.data;
    },
    meta: { handlesError: true },
    onSuccess: (saved) => {
      notify.done(t('saved', { name: saved.name }));
      onClose();
      return invalidate(client, 'care');
    },
    onError: (error) => setProblem(applyProblem(form, error)),
  });
  const submit = form.onSubmit((draft) => {
    setProblem(null);
    if (!save.isPending) save.mutate(draft);
  });
  const count = (name: 'every_months' | 'every_shows' | 'lead_days', label: string, max: number) => (
    <NumberField
      label={label}
      min={name === 'lead_days' ? 0 : 1}
      max={max}
      value={form.values[name]}
      onChange={(value) => form.setFieldValue(name, value)}
      error={form.errors[name]}
    />
  );
  const date = (name: 'starts_on' | 'last_done_on', label: string) => (
    <DateInput
      label={label}
      placeholder={t('inventory:form.datePlaceholder')}
      valueFormat="DD.MM.YYYY"
      dateParser={parsePlainDate}
      clearable
      clearButtonProps={{ 'aria-label': t('common:clear') }}
      {...(name === 'last_done_on' ? { maxDate: theatreToday() } : {})}
      {...form.getInputProps(name)}
    />
  );
  return (
    <Sheet title={t(plan ? 'planForm.edit' : 'planForm.add')} onClose={onClose}>
      <form className={classes.form} noValidate onSubmit={submit}>
        <TextInput
          label={t('planForm.name')}
          placeholder={t('planForm.namePlaceholder')}
          maxLength={100}
          required
          data-autofocus
          {...form.getInputProps('name')}
        />
        <Select
          label={t('planForm.kind')}
          data={PLAN_KINDS.map((value) => ({ value, label: t(`kind.${value}`) }))}
          allowDeselect={false}
          {...form.getInputProps('kind')}
        />
        <div className={classes.three}>
          {count('every_months', t('planForm.months'), 240)}
          {count('every_shows', t('planForm.shows'), 1000)}
          {count('lead_days', t('planForm.lead'), 365)}
        </div>
        <div className={classes.pair}>
          {date('last_done_on', t('planForm.last'))}
          {form.values.last_done_on === null ? date('starts_on', t('planForm.start')) : null}
        </div>
        <Preview draft={form.values} />
        <PersonSelect
          label={t('planForm.responsible')}
          chosen={plan?.responsible ?? null}
          value={form.values.responsible_id}
          onChange={(value) => form.setFieldValue('responsible_id', value)}
          error={form.errors.responsible_id}
        />
        <Textarea
          label={t('planForm.instructions')}
          autosize
          minRows={2}
          maxRows={6}
          maxLength={10_000}
          {...form.getInputProps('instructions')}
        />
        <Checkbox
          label={t('planForm.blocks')}
          {...form.getInputProps('blocks_issue', { type: 'checkbox' })}
        />
        <FormFoot problem={problem} busy={save.isPending} onCancel={onClose} />
      </form>
    </Sheet>
  );
}
