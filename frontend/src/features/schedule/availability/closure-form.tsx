import { TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ifMatch } from '@/api/etag';
import { type ClosureOut, createClosure, replaceClosure } from '@/api/gen';
import { invalidate } from '@/api/invalidate';
import { applyProblem } from '@/api/problem';
import { theatreToday } from '@/shared/lib/dates';
import { randomId } from '@/shared/lib/random-id';
import { FormFoot } from '@/shared/ui/form/form-foot';
import { useUnsavedGuard } from '@/shared/ui/form/unsaved-guard';
import { notify } from '@/shared/ui/notify/notify';
import { SearchSelect } from '@/shared/ui/search-select';
import classes from './availability.module.css';
import { venuesOptions } from './queries';
import { faultOf, instantsOf, newStretch, type Stretch, stretchOf } from './stretch';
import { StretchFields } from './stretch-fields';

type Draft = Stretch & Record<string, unknown> & { venue_id: string | null; reason: string };

/** When nothing can take place on a venue: repairs, a holiday, a rented house. */
export function ClosureForm({
  closure,
  onSaved,
  onCancel,
}: {
  closure: ClosureOut | null;
  onSaved: (closure: ClosureOut) => void;
  onCancel: () => void;
}) {
  const { t } = useTranslation(['scheduleDesk', 'schedule']);
  const client = useQueryClient();
  const venues = useQuery(venuesOptions()).data?.items ?? [];
  const [key] = useState(randomId);
  const [problem, setProblem] = useState<string | null>(null);
  const form = useForm<Draft>({
    mode: 'controlled',
    initialValues: {
      venue_id: closure ? String(closure.venue.id) : null,
      reason: closure?.reason ?? '',
      ...(closure ? stretchOf(closure) : newStretch(theatreToday())),
    },
    validate: {
      venue_id: (value) => (value === null ? t('closure.fault.venue') : null),
      toDay: (_, values) => {
        const fault = faultOf(values);
        return fault ? t(`absence.fault.${fault}`) : null;
      },
    },
  });
  useUnsavedGuard(() => form.isDirty());
  const save = useMutation({
    mutationFn: async ({ venue_id, reason, ...stretch }: Draft) => {
      const body = { venue_id: Number(venue_id), reason: reason.trim() || null, ...instantsOf(stretch) };
      const answer = closure
        ? await replaceClosure({ path: { closure_id: closure.id }, headers: ifMatch(closure.version), body })
        : await createClosure({ headers: { 'Idempotency-Key': key }, body });
      return answer.data;
    },
    meta: { handlesError: true },
    onSuccess: (saved) => {
      form.resetDirty();
      notify.done(t('closure.saved'));
      onSaved(saved);
      return invalidate(client, 'absence');
    },
    onError: (error) => {
      setProblem(applyProblem(form, error, { starts_at: 'fromDay', ends_at: 'toDay' }));
      if (error.status !== 412) return;
      // Somebody else was faster: the form begins anew from what they have written.
      notify.error(error);
      return invalidate(client, 'absence');
    },
  });
  return (
    <form
      className={classes.form}
      noValidate
      onSubmit={form.onSubmit((draft) => {
        setProblem(null);
        if (!save.isPending) save.mutate(draft);
      })}
    >
      <SearchSelect
        label={t('schedule:field.venue')}
        options={venues.map(({ id, name, city }) => ({
          value: String(id),
          label: city ? `${name}, ${city}` : name,
        }))}
        withAsterisk
        value={form.values.venue_id}
        onChange={(value) => form.setFieldValue('venue_id', value)}
        error={form.errors.venue_id}
      />
      <StretchFields
        value={form.values}
        onChange={(patch) => form.setValues(patch)}
        errors={{
          from: form.errors.fromDay ? String(form.errors.fromDay) : undefined,
          to: form.errors.toDay ? String(form.errors.toDay) : undefined,
        }}
      />
      <TextInput
        label={t('closure.field.reason')}
        placeholder={t('closure.field.reasonHint')}
        maxLength={255}
        {...form.getInputProps('reason')}
      />
      <FormFoot problem={problem} busy={save.isPending} onCancel={onCancel} />
    </form>
  );
}
