import { SegmentedControl, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ifMatch } from '@/api/etag';
import {
  type AbsenceKind,
  type AbsenceOut,
  createAbsence,
  type ListUsersData,
  replaceAbsence,
} from '@/api/gen';
import { listUsersOptions } from '@/api/gen/@tanstack/react-query.gen';
import { invalidate } from '@/api/invalidate';
import { applyProblem } from '@/api/problem';
import { useMe } from '@/app/use-me';
import { theatreToday } from '@/shared/lib/dates';
import { nearestFirst } from '@/shared/lib/match';
import { randomId } from '@/shared/lib/random-id';
import { useCan } from '@/shared/permissions';
import { FormFoot } from '@/shared/ui/form/form-foot';
import { useUnsavedGuard } from '@/shared/ui/form/unsaved-guard';
import { notify } from '@/shared/ui/notify/notify';
import { RemoteSelect } from '@/shared/ui/remote-select/remote-select';
import classes from './availability.module.css';
import { faultOf, instantsOf, newStretch, type Stretch, stretchOf } from './stretch';
import { StretchFields } from './stretch-fields';
import { KINDS } from './vocabulary';

type Draft = Stretch &
  Record<string, unknown> & {
    user_id: number | null;
    kind: AbsenceKind;
    comment: string;
  };

/** The people whose absences one plans: everybody, or those of the own department. */
function usePlanned(q: string) {
  const me = useMe();
  const can = useCan();
  const only = can('schedule:update', {}) ? undefined : me.department?.id;
  const query: NonNullable<ListUsersData['query']> = {
    active: true,
    page_size: 25,
    ...(q === '' ? {} : { q }),
    ...(only === undefined ? {} : { department: [only] }),
  };
  const { data, isPending, isPlaceholderData } = useQuery({
    ...listUsersOptions({ query }),
    placeholderData: (previous) => previous,
  });
  const options = nearestFirst(data?.items ?? [], q, (person) => person.short_name).map((person) => ({
    id: person.id,
    label: person.short_name,
    about: person.department?.name,
  }));
  return { options, isPending: isPending || isPlaceholderData };
}

/** When somebody is away, and why; one's own, or that of the people one plans. */
export function AbsenceForm({
  absence,
  others,
  onSaved,
  onCancel,
}: {
  absence: AbsenceOut | null;
  /** Whether it may be somebody else's. */
  others: boolean;
  onSaved: (absence: AbsenceOut) => void;
  onCancel: () => void;
}) {
  const { t } = useTranslation(['scheduleDesk', 'common']);
  const client = useQueryClient();
  const me = useMe();
  const [key] = useState(randomId);
  const [problem, setProblem] = useState<string | null>(null);
  const form = useForm<Draft>({
    mode: 'controlled',
    initialValues: {
      user_id: absence?.person.id ?? (others ? null : me.id),
      kind: absence?.kind ?? 'vacation',
      comment: absence?.comment ?? '',
      ...(absence ? stretchOf(absence) : newStretch(theatreToday())),
    },
    validate: {
      user_id: (value) => (value === null ? t('absence.fault.person') : null),
      toDay: (_, values) => {
        const fault = faultOf(values);
        return fault ? t(`absence.fault.${fault}`) : null;
      },
    },
  });
  useUnsavedGuard(() => form.isDirty());
  const save = useMutation({
    mutationFn: async ({ user_id, kind, comment, ...stretch }: Draft) => {
      const body = {
        user_id: user_id ?? me.id,
        kind,
        comment: comment.trim() || null,
        ...instantsOf(stretch),
      };
      const answer = absence
        ? await replaceAbsence({ path: { absence_id: absence.id }, headers: ifMatch(absence.version), body })
        : await createAbsence({ headers: { 'Idempotency-Key': key }, body });
      return answer.data;
    },
    meta: { handlesError: true },
    onSuccess: (saved) => {
      form.resetDirty();
      notify.done(t('absence.saved'));
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
      {others ? (
        <RemoteSelect
          label={t('absence.field.person')}
          placeholder={t('absence.field.personHint')}
          chosen={absence && { id: absence.person.id, label: absence.person.short_name }}
          value={form.values.user_id}
          onChange={(user_id) => form.setFieldValue('user_id', user_id)}
          useOptions={usePlanned}
          required
          error={form.errors.user_id}
        />
      ) : null}
      <div>
        <span className={classes.label} id="absence-kind">
          {t('absence.field.kind')}
        </span>
        <SegmentedControl
          fullWidth
          aria-labelledby="absence-kind"
          value={form.values.kind}
          data={KINDS.map((value) => ({ value, label: t(`absence.kind.${value}`) }))}
          onChange={(next) => form.setFieldValue('kind', KINDS.find((kind) => kind === next) ?? 'other')}
        />
      </div>
      <StretchFields
        value={form.values}
        onChange={(patch) => form.setValues(patch)}
        errors={{
          from: form.errors.fromDay ? String(form.errors.fromDay) : undefined,
          to: form.errors.toDay ? String(form.errors.toDay) : undefined,
        }}
      />
      <Textarea
        label={t('absence.field.comment')}
        description={t('absence.field.commentHint')}
        autosize
        maxRows={6}
        maxLength={1000}
        {...form.getInputProps('comment')}
      />
      <FormFoot problem={problem} busy={save.isPending} onCancel={onCancel} />
    </form>
  );
}
