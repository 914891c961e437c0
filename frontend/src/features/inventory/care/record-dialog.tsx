import { SegmentedControl, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type CareResult, createCareRecord } from '@/api/gen';
import { invalidate } from '@/api/invalidate';
import { applyProblem } from '@/api/problem';
import { formatPlainDate, parsePlainDate, theatreToday } from '@/shared/lib/dates';
import { randomId } from '@/shared/lib/random-id';
import { DateInput } from '@/shared/ui/date-inputs';
import { FormFoot } from '@/shared/ui/form/form-foot';
import { notify } from '@/shared/ui/notify/notify';
import { PersonSelect } from '../components/person-select';
import { Sheet } from '../movements/sheet';
import classes from './dialogs.module.css';
import { addMonths } from './due';
import { RESULTS } from './vocabulary';

interface Draft extends Record<string, unknown> {
  done_on: string | null;
  done_by_id: number | null;
  result: CareResult;
  note: string;
  cost: string;
}

/** What is recorded: the plan as the card or the list of due dates knows it. */
export interface Recorded {
  readonly itemId: number;
  readonly planId: number;
  readonly name: string;
  readonly everyMonths: number | null;
  readonly everyShows: number | null;
  readonly instructions: string | null;
}

/** Care was taken: when, by whom, and how it ended. `onRepair` opens the act of repair for what did not pass. */
export function RecordDialog({
  plan,
  onClose,
  onRepair,
}: {
  plan: Recorded;
  onClose: () => void;
  onRepair: (() => void) | null;
}) {
  const { t } = useTranslation(['care', 'common', 'inventory']);
  const client = useQueryClient();
  const [key] = useState(randomId);
  const [problem, setProblem] = useState<string | null>(null);
  const form = useForm<Draft>({
    mode: 'controlled',
    initialValues: { done_on: theatreToday(), done_by_id: null, result: 'ok', note: '', cost: '' },
  });
  const save = useMutation({
    mutationFn: async (draft: Draft) =>
      (
        await createCareRecord({
          path: { item_id: plan.itemId, plan_id: plan.planId },
          headers: { 'Idempotency-Key': key },
          body: {
            ...draft,
            note: draft.note.trim() || null,
            cost: draft.cost.trim() ? draft.cost.replaceAll(/\s/g, '').replace(',', '.') : null,
          },
        })
      ).data,
    meta: { handlesError: true },
    onSuccess: (made) => {
      if (made.result === 'failed')
        notify.done(
          t('recordForm.failed', { name: plan.name }),
          onRepair ? { label: t('recordForm.repair'), run: onRepair } : undefined,
        );
      else notify.done(t('recordForm.saved', { name: plan.name }));
      onClose();
      return invalidate(client, 'care');
    },
    onError: (error) => setProblem(applyProblem(form, error)),
  });
  const submit = form.onSubmit((draft) => {
    setProblem(null);
    if (!save.isPending) save.mutate(draft);
  });
  const { result, done_on: day } = form.values;
  const next = day && plan.everyMonths ? addMonths(day, plan.everyMonths) : null;
  const preview = [
    next ? t('recordForm.preview', { date: formatPlainDate(next) }) : null,
    plan.everyShows ? t('recordForm.previewShows') : null,
  ].filter(Boolean);
  return (
    <Sheet title={plan.name} onClose={onClose}>
      <form className={classes.form} noValidate onSubmit={submit}>
        {plan.instructions ? <p className={classes.how}>{plan.instructions}</p> : null}
        <SegmentedControl
          fullWidth
          aria-label={t('recordForm.result')}
          data={RESULTS.map((value) => ({ value, label: t(`result.${value}`) }))}
          value={result}
          onChange={(value) => {
            const chosen = RESULTS.find((one) => one === value);
            if (chosen) form.setFieldValue('result', chosen);
          }}
        />
        <div className={classes.pair}>
          <DateInput
            label={t('recordForm.when')}
            placeholder={t('inventory:form.datePlaceholder')}
            valueFormat="DD.MM.YYYY"
            dateParser={parsePlainDate}
            maxDate={theatreToday()}
            {...form.getInputProps('done_on')}
          />
          <TextInput
            label={t('recordForm.cost')}
            inputMode="decimal"
            maxLength={20}
            {...form.getInputProps('cost')}
          />
        </div>
        <PersonSelect
          label={t('recordForm.who')}
          placeholder={t('recordForm.me')}
          chosen={null}
          value={form.values.done_by_id}
          onChange={(value) => form.setFieldValue('done_by_id', value)}
          error={form.errors.done_by_id}
        />
        <Textarea
          label={t('recordForm.note')}
          autosize
          minRows={2}
          maxRows={6}
          maxLength={10_000}
          {...form.getInputProps('note')}
        />
        <p className={classes.preview} data-past={result === 'failed' || undefined} aria-live="polite">
          {result === 'failed' ? t('recordForm.previewFailed') : preview.join('. ')}
        </p>
        <FormFoot problem={problem} busy={save.isPending} action={t('recordForm.save')} onCancel={onClose} />
      </form>
    </Sheet>
  );
}
