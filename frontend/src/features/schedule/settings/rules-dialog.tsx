import { Modal, Skeleton } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ifMatch } from '@/api/etag';
import { type TheaterOut, updateTheater } from '@/api/gen';
import { getTheaterOptions } from '@/api/gen/@tanstack/react-query.gen';
import { invalidate } from '@/api/invalidate';
import { applyProblem } from '@/api/problem';
import { FormFoot } from '@/shared/ui/form/form-foot';
import { notify } from '@/shared/ui/notify/notify';
import { NumberField } from '@/shared/ui/number-field/number-field';
import { ErrorState } from '@/shared/ui/state';
import classes from './rules-dialog.module.css';
import { RULES, type Rules, rulesOf, withRules } from './values';

function RulesForm({ theater, onClose }: { theater: TheaterOut; onClose: () => void }) {
  const { t } = useTranslation('scheduleDesk');
  const client = useQueryClient();
  const [problem, setProblem] = useState<string | null>(null);
  const form = useForm<Rules>({ mode: 'controlled', initialValues: rulesOf(theater.settings) });
  const save = useMutation({
    mutationFn: (rules: Rules) =>
      updateTheater({
        headers: ifMatch(theater.version),
        body: { settings: withRules(theater.settings, rules) },
      }),
    meta: { handlesError: true },
    onSuccess: () => {
      notify.done(t('rules.saved'));
      onClose();
    },
    onError: (error) => setProblem(applyProblem(form, error)),
    // Somebody else's change is what the next try has to build upon.
    onSettled: () => invalidate(client, 'theater'),
  });
  return (
    <form
      className={classes.form}
      noValidate
      onSubmit={form.onSubmit((rules) => {
        setProblem(null);
        if (!save.isPending) save.mutate(rules);
      })}
    >
      <p className={classes.hint}>{t('rules.text')}</p>
      {RULES.map(({ name, usual, most }) => (
        <NumberField
          key={name}
          label={t(`rules.${name}`)}
          description={t(`rules.${name}_hint`, { usual })}
          suffix={name === 'night_rest_hours' ? t('rules.hours') : t('rules.minutes')}
          min={0}
          max={most}
          step={name === 'night_rest_hours' ? 1 : 5}
          value={form.values[name]}
          error={form.errors[name]}
          onChange={(value) => form.setFieldValue(name, value ?? 0)}
        />
      ))}
      <FormFoot problem={problem} busy={save.isPending} onCancel={onClose} />
    </form>
  );
}

/** How far apart calls must lie before the schedule speaks of a conflict. */
export function RulesDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['scheduleDesk', 'common']);
  const theater = useQuery(getTheaterOptions());
  return (
    <Modal
      opened
      onClose={onClose}
      size={480}
      title={t('rules.title')}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      {theater.data ? (
        <RulesForm key={theater.data.version} theater={theater.data} onClose={onClose} />
      ) : theater.isError ? (
        <ErrorState error={theater.error} onRetry={() => void theater.refetch()} />
      ) : (
        <Skeleton height={220} />
      )}
    </Modal>
  );
}
