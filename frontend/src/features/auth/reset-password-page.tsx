import { Button } from '@mantine/core';
import { schemaResolver, useForm } from '@mantine/form';
import { IconInfoCircle } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { confirmPasswordReset } from '@/api/gen';
import { applyProblem } from '@/api/problem';
import { useSessionNotice } from '@/app/session';
import { newPasswordSchema, PASSWORD_MIN } from '@/shared/lib/new-password';
import { usePageTitle } from '@/shared/lib/page-title';
import { focusFirstError } from '@/shared/ui/form/focus-first-error';
import { PasswordField } from '@/shared/ui/form/password-field';
import classes from './components/auth-form.module.css';
import { AuthLayout } from './components/auth-layout';

const route = getRouteApi('/reset-password');

function ResetForm({ token }: { token: string }) {
  const { t } = useTranslation('auth');
  const navigate = useNavigate();
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { new_password: '', repeat: '' },
    validate: schemaResolver(newPasswordSchema, { sync: true }),
  });
  const confirm = useMutation({
    mutationFn: (password: string) => confirmPasswordReset({ body: { token, new_password: password } }),
    meta: { handlesError: true },
    onSuccess: async () => {
      useSessionNotice.setState({ notice: { kind: 'password-changed' } });
      await navigate({ to: '/login' });
    },
    onError: (error) => {
      const rest = applyProblem(form, error);
      if (rest) form.setFieldError('new_password', rest);
    },
  });
  return (
    <form
      className={classes.form}
      noValidate
      onSubmit={form.onSubmit((values) => confirm.mutate(values.new_password), focusFirstError(form))}
    >
      <PasswordField
        size="lg"
        label={t('reset.password')}
        autoComplete="new-password"
        key={form.key('new_password')}
        {...form.getInputProps('new_password')}
      />
      <PasswordField
        size="lg"
        label={t('reset.repeat')}
        autoComplete="new-password"
        key={form.key('repeat')}
        {...form.getInputProps('repeat')}
      />
      <Button type="submit" size="lg" fullWidth loading={confirm.isPending}>
        {t('reset.submit')}
      </Button>
    </form>
  );
}

export function ResetPasswordPage() {
  const { t } = useTranslation('auth');
  const { token } = route.useSearch();
  usePageTitle(t('reset.title'));
  return (
    <AuthLayout>
      <h1>{t('reset.title')}</h1>
      {token ? (
        <>
          <p className={classes.subtitle}>{t('reset.text', { min: PASSWORD_MIN })}</p>
          <ResetForm token={token} />
        </>
      ) : (
        <p className={classes.notice} role="status">
          <IconInfoCircle size={16} aria-hidden="true" />
          <span>{t('reset.invalid')}</span>
        </p>
      )}
      <p className={classes.help}>
        <Link to={token ? '/login' : '/forgot-password'} className={classes.link}>
          {token ? t('forgot.back') : t('reset.again')}
        </Link>
      </p>
    </AuthLayout>
  );
}
