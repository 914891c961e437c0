import { Button, TextInput } from '@mantine/core';
import { schemaResolver, useForm } from '@mantine/form';
import { IconInfoCircle } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import * as z from 'zod/mini';
import { requestPasswordReset } from '@/api/gen';
import { applyProblem } from '@/api/problem';
import { usePageTitle } from '@/shared/lib/page-title';
import { focusFirstError } from '@/shared/ui/form/focus-first-error';
import { FormError } from '@/shared/ui/form/form-error';
import classes from './components/auth-form.module.css';
import { AuthLayout } from './components/auth-layout';
import { authOptions } from './queries';

const schema = z.object({ email: z.email() });

export function ForgotPasswordPage() {
  const { t } = useTranslation('auth');
  const options = useQuery(authOptions());
  usePageTitle(t('forgot.title'));
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { email: '' },
    validate: schemaResolver(schema, { sync: true }),
  });
  const request = useMutation({
    mutationFn: (email: string) => requestPasswordReset({ body: { email } }),
    meta: { handlesError: true },
    onError: (error) => {
      const rest = applyProblem(form, error);
      if (rest) form.setFieldError('email', rest);
    },
  });
  const sent = request.isSuccess ? request.variables : null;
  const off = options.data?.password_reset === false;

  return (
    <AuthLayout>
      <h1>{sent ? t('forgot.doneTitle') : t('forgot.title')}</h1>
      {sent ? (
        <p className={classes.notice} role="status">
          <IconInfoCircle size={16} aria-hidden="true" />
          <span>{t('forgot.done', { email: sent })}</span>
        </p>
      ) : (
        <>
          <p className={classes.subtitle}>{off ? t('forgot.off') : t('forgot.text')}</p>
          {off ? null : (
            <form
              className={classes.form}
              noValidate
              onSubmit={form.onSubmit(({ email }) => request.mutate(email.trim()), focusFirstError(form))}
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
              <Button type="submit" size="lg" fullWidth loading={request.isPending}>
                {t('forgot.submit')}
              </Button>
            </form>
          )}
        </>
      )}
      <p className={classes.help}>
        <Link to="/login" className={classes.link}>
          {t('forgot.back')}
        </Link>
      </p>
    </AuthLayout>
  );
}
