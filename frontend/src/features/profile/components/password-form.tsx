import { Button } from '@mantine/core';
import { schemaResolver, useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import * as z from 'zod/mini';
import { changePassword } from '@/api/gen';
import { invalidate } from '@/api/invalidate';
import { applyProblem } from '@/api/problem';
import { useMe } from '@/app/use-me';
import { i18next } from '@/i18n';
import { PASSWORD_MAX, PASSWORD_MIN } from '@/shared/lib/new-password';
import { focusFirstError } from '@/shared/ui/form/focus-first-error';
import { PasswordField } from '@/shared/ui/form/password-field';
import { useUnsavedGuard } from '@/shared/ui/form/unsaved-guard';
import { notify } from '@/shared/ui/notify/notify';
import classes from '../profile-page.module.css';

const schema = z
  .object({
    current_password: z.string().check(z.minLength(1)),
    new_password: z.string().check(z.minLength(PASSWORD_MIN), z.maxLength(PASSWORD_MAX)),
    repeat: z.string(),
  })
  .check(
    z.refine((values) => values.new_password === values.repeat, {
      path: ['repeat'],
      error: () => i18next.t('validation:passwordsDiffer'),
    }),
  );
type Values = z.infer<typeof schema>;
const EMPTY: Values = { current_password: '', new_password: '', repeat: '' };

export function PasswordForm() {
  const { t } = useTranslation('profile');
  const me = useMe();
  const client = useQueryClient();
  const [problem, setProblem] = useState<string | null>(null);
  const form = useForm<Values>({
    mode: 'uncontrolled',
    initialValues: EMPTY,
    validate: schemaResolver(schema, { sync: true }),
  });
  useUnsavedGuard(() => form.isDirty());
  const change = useMutation({
    mutationFn: ({ current_password, new_password }: Values) =>
      changePassword({ body: { current_password, new_password } }),
    meta: { handlesError: true },
    onSuccess: async () => {
      setProblem(null);
      form.reset();
      notify.done(t('password.done'));
      await invalidate(client, 'session');
    },
    onError: (error) => setProblem(applyProblem(form, error)),
  });
  return (
    <section className={classes.section} aria-labelledby="profile-password">
      <h2 id="profile-password">{t('password.title')}</h2>
      <p className={classes.hint}>{t('password.newHint', { min: PASSWORD_MIN })}</p>
      <form noValidate onSubmit={form.onSubmit((values) => change.mutate(values), focusFirstError(form))}>
        {/* Password managers need to know whose password this is. */}
        <input type="email" autoComplete="username" value={me.email} readOnly hidden />
        <div className={classes.grid}>
          <PasswordField
            label={t('password.current')}
            autoComplete="current-password"
            key={form.key('current_password')}
            {...form.getInputProps('current_password')}
          />
          <PasswordField
            label={t('password.new')}
            autoComplete="new-password"
            key={form.key('new_password')}
            {...form.getInputProps('new_password')}
          />
          <PasswordField
            label={t('password.repeat')}
            autoComplete="new-password"
            key={form.key('repeat')}
            {...form.getInputProps('repeat')}
          />
        </div>
        {problem ? (
          <p className={classes.error} role="alert">
            {problem}
          </p>
        ) : null}
        <div className={classes.actions}>
          <Button type="submit" variant="default" loading={change.isPending}>
            {t('password.submit')}
          </Button>
        </div>
      </form>
    </section>
  );
}
