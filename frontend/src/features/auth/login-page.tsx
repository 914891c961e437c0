import { Button, TextInput } from '@mantine/core';
import { schemaResolver, useForm } from '@mantine/form';
import { IconInfoCircle } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link, useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import * as z from 'zod/mini';
import { applyProblem } from '@/api/problem';
import { safeReturnPath, signIn, useSessionNotice } from '@/app/session';
import { formatTime } from '@/shared/lib/dates';
import { usePageTitle } from '@/shared/lib/page-title';
import { focusFirstError } from '@/shared/ui/form/focus-first-error';
import { FormError } from '@/shared/ui/form/form-error';
import { PasswordField } from '@/shared/ui/form/password-field';
import { Kbd } from '@/shared/ui/kbd/kbd';
import classes from './components/auth-form.module.css';
import { AuthLayout } from './components/auth-layout';
import { authFront, authOptions } from './queries';

const route = getRouteApi('/login');
const schema = z.object({ email: z.email(), password: z.string().check(z.minLength(1)) });

/** The neutral line above the form: why the reader is here. */
function useNotice(next: string | undefined): string | null {
  const { t } = useTranslation('auth');
  const notice = useSessionNotice((state) => state.notice);
  if (notice?.kind === 'ended') return t('login.ended', { time: formatTime(new Date(notice.at)) });
  if (notice?.kind === 'signed-out') return t('login.signedOut');
  if (notice?.kind === 'password-changed') return t('login.passwordChanged');
  return next ? t('login.required') : null;
}

export function LoginPage() {
  const { t } = useTranslation('auth');
  const { next } = route.useSearch();
  const router = useRouter();
  const client = useQueryClient();
  const options = useQuery(authOptions());
  const front = useQuery(authFront());
  const notice = useNotice(next);
  usePageTitle(t('login.title'));

  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { email: '', password: '' },
    validate: schemaResolver(schema, { sync: true }),
  });
  const login = useMutation({
    mutationFn: (values: { email: string; password: string }) =>
      signIn(client, values.email.trim(), values.password),
    meta: { handlesError: true },
    onSuccess: () => router.history.replace(safeReturnPath(next)),
    onError: (error) => {
      // The text never says which of the two is wrong, so it stands under the last one.
      const rest = applyProblem(form, error);
      if (rest) form.setFieldError('password', rest);
      document.querySelector<HTMLInputElement>('input[autocomplete="current-password"]')?.focus();
    },
  });

  return (
    <AuthLayout>
      <h1>{t('login.title')}</h1>
      <p className={classes.subtitle}>{front.data?.theater ?? t('login.subtitle')}</p>
      {notice ? (
        <p className={classes.notice} role="status">
          <IconInfoCircle size={16} aria-hidden="true" />
          <span>{notice}</span>
        </p>
      ) : null}
      <form
        className={classes.form}
        noValidate
        onSubmit={form.onSubmit((values) => login.mutate(values), focusFirstError(form))}
      >
        <TextInput
          size="lg"
          type="email"
          inputMode="email"
          autoComplete="username"
          autoFocus
          label={t('login.email')}
          key={form.key('email')}
          {...form.getInputProps('email')}
          error={form.errors.email ? <FormError>{form.errors.email}</FormError> : null}
        />
        <PasswordField
          size="lg"
          label={t('login.password')}
          autoComplete="current-password"
          aside={
            options.data?.password_reset ? (
              <Link to="/forgot-password" className={classes.link}>
                {t('login.forgot')}
              </Link>
            ) : null
          }
          key={form.key('password')}
          {...form.getInputProps('password')}
        />
        <Button
          className={classes.submit ?? ''}
          type="submit"
          size="lg"
          fullWidth
          loading={login.isPending}
          rightSection={<Kbd inherit>Enter</Kbd>}
        >
          {t('login.submit')}
        </Button>
        <p className={classes.help}>{t('login.help')}</p>
      </form>
    </AuthLayout>
  );
}
