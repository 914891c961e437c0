import { Button, Select, Textarea, TextInput } from '@mantine/core';
import { schemaResolver, useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useId, useState } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import type { PerformanceOut } from '@/api/gen';
import { applyProblem, toApiError } from '@/api/problem';
import { parsePlainDate } from '@/shared/lib/dates';
import { mergeDrafts } from '@/shared/lib/merge-drafts';
import { DateInput } from '@/shared/ui/date-inputs';
import { focusFirstError } from '@/shared/ui/form/focus-first-error';
import { FormError } from '@/shared/ui/form/form-error';
import { useUnsavedGuard } from '@/shared/ui/form/unsaved-guard';
import { useHotkeys } from '@/shared/ui/hotkeys';
import { draftOf, PEOPLE, type TitleDraft, titleSchema } from '../title-draft';
import { AGES, LIVE_STATUSES } from '../vocabulary';
import classes from './title-form.module.css';

function Group({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <section className={classes.group} aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <div className={classes.grid}>{children}</div>
    </section>
  );
}

interface Props {
  /** The saved record; null when a new one is made. */
  readonly title: PerformanceOut | null;
  /** Sends the draft, and the version that it was written on; what the server refuses lands on the fields. */
  readonly save: (draft: TitleDraft, version: number | null) => Promise<PerformanceOut>;
  /** Fetches what somebody else has saved meanwhile. */
  readonly reload?: () => Promise<PerformanceOut>;
  /** Called once the record is saved: leaving is no loss any more. */
  readonly onSaved: (title: PerformanceOut) => void;
  readonly onCancel: () => void;
}

/** All fields of a title; the page around it decides how they are saved. */
export function TitleForm({ title, save, reload, onSaved, onCancel }: Props) {
  const { t } = useTranslation(['titles', 'common', 'shell']);
  const form = useForm<TitleDraft>({
    mode: 'controlled',
    initialValues: draftOf(title),
    validate: schemaResolver(titleSchema, { sync: true }),
  });
  const [problem, setProblem] = useState<string | null>(null);
  /** The record that the fields began with, and whether somebody else has saved another since. */
  const [base, setBase] = useState(title);
  const [passed, setPassed] = useState(false);
  const saving = useMutation({
    mutationFn: (draft: TitleDraft) => save(draft, base?.version ?? null),
    meta: { handlesError: true },
    onSuccess: (fresh) => {
      // The guard must know before the navigation asks it.
      flushSync(() => form.resetDirty());
      onSaved(fresh);
    },
    onError: (error) => {
      setPassed(toApiError(error).status === 412);
      setProblem(applyProblem(form, error));
    },
  });
  const taking = useMutation({
    mutationFn: async () => reload?.(),
    onSuccess: (fresh) => {
      if (!fresh) return;
      const theirs = draftOf(fresh);
      const merged = mergeDrafts(draftOf(base), theirs, form.values);
      form.setInitialValues(theirs);
      form.setValues(merged);
      form.resetDirty(theirs);
      setBase(fresh);
      setPassed(false);
      setProblem(null);
    },
  });
  useUnsavedGuard(() => !saving.isSuccess && form.isDirty());
  const submit = form.onSubmit((values) => {
    setProblem(null);
    if (!saving.isPending) saving.mutate(values);
  }, focusFirstError(form));
  useHotkeys([
    { keys: 'Mod+Enter', label: t('shell:keys.submit'), group: 'act', inInputs: true, run: () => submit() },
  ]);
  const text = (name: 'subtitle' | 'genre' | 'video_url' | (typeof PEOPLE)[number]) => (
    <TextInput key={name} label={t(`field.${name}`)} maxLength={500} {...form.getInputProps(name)} />
  );
  return (
    <form className={classes.form} noValidate onSubmit={submit} aria-label={t('one')}>
      <div className={classes.groups}>
        <Group title={t('section.main')}>
          <TextInput
            className={classes.wide ?? ''}
            label={t('field.title')}
            required
            data-autofocus={title === null || undefined}
            maxLength={255}
            {...form.getInputProps('title')}
          />
          {text('subtitle')}
          <Select
            label={t('field.status')}
            data={LIVE_STATUSES.map((value) => ({ value, label: t(`status.${value}`) }))}
            allowDeselect={false}
            {...form.getInputProps('status')}
          />
        </Group>
        <Group title={t('section.people')}>{PEOPLE.map(text)}</Group>
        <Group title={t('section.facts')}>
          {text('genre')}
          <Select
            label={t('field.age_rating')}
            data={AGES.map((value) => ({ value, label: value }))}
            clearable
            clearButtonProps={{ 'aria-label': t('common:clear') }}
            {...form.getInputProps('age_rating')}
          />
          <TextInput
            label={t('field.duration_minutes')}
            inputMode="numeric"
            {...form.getInputProps('duration_minutes')}
          />
          <TextInput
            label={t('field.intermissions')}
            inputMode="numeric"
            {...form.getInputProps('intermissions')}
          />
          <DateInput
            label={t('field.premiere_date')}
            valueFormat="DD.MM.YYYY"
            dateParser={parsePlainDate}
            clearable
            clearButtonProps={{ 'aria-label': t('common:clear') }}
            {...form.getInputProps('premiere_date')}
          />
          {text('video_url')}
        </Group>
        <Group title={t('section.description')}>
          <Textarea
            className={classes.wide ?? ''}
            label={t('field.description')}
            autosize
            minRows={4}
            maxRows={14}
            maxLength={10_000}
            {...form.getInputProps('description')}
          />
        </Group>
      </div>
      <div className={classes.actions}>
        {problem ? (
          <p className={classes.problem} role="alert">
            <FormError>{passed ? t('passed') : problem}</FormError>
          </p>
        ) : null}
        {problem && passed && reload ? (
          <Button
            className={classes.take ?? ''}
            variant="default"
            loading={taking.isPending}
            onClick={() => taking.mutate()}
          >
            {t('takeNew')}
          </Button>
        ) : null}
        <Button variant="default" onClick={onCancel}>
          {t('common:cancel')}
        </Button>
        <Button type="submit" loading={saving.isPending}>
          {t('common:save')}
        </Button>
      </div>
    </form>
  );
}
