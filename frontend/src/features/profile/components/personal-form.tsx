import { Button, TextInput } from '@mantine/core';
import { schemaResolver, useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import * as z from 'zod/mini';
import { ifMatch } from '@/api/etag';
import { replaceMe } from '@/api/gen';
import { applyProblem } from '@/api/problem';
import { meKey } from '@/app/me';
import { useMe } from '@/app/use-me';
import { focusFirstError } from '@/shared/ui/form/focus-first-error';
import { useUnsavedGuard } from '@/shared/ui/form/unsaved-guard';
import { notify } from '@/shared/ui/notify/notify';
import classes from '../profile-page.module.css';
import { roleNames } from './role-names';

const schema = z.object({
  last_name: z.string().check(z.trim(), z.minLength(1), z.maxLength(100)),
  first_name: z.string().check(z.trim(), z.minLength(1), z.maxLength(100)),
  patronymic: z.string().check(z.trim(), z.maxLength(100)),
  phone: z.string().check(z.trim(), z.maxLength(20)),
});
type Values = z.infer<typeof schema>;

export function PersonalForm() {
  const { t } = useTranslation(['profile', 'common', 'shell']);
  const me = useMe();
  const client = useQueryClient();
  const [problem, setProblem] = useState<string | null>(null);
  const form = useForm<Values>({
    mode: 'uncontrolled',
    initialValues: {
      last_name: me.last_name,
      first_name: me.first_name,
      patronymic: me.patronymic ?? '',
      phone: me.phone ?? '',
    },
    validate: schemaResolver(schema, { sync: true }),
  });
  useUnsavedGuard(() => form.isDirty());
  const save = useMutation({
    mutationFn: (values: Values) =>
      replaceMe({
        headers: ifMatch(me.version),
        body: {
          last_name: values.last_name.trim(),
          first_name: values.first_name.trim(),
          patronymic: values.patronymic.trim() || null,
          phone: values.phone.trim() || null,
          preferences: me.preferences,
        },
      }),
    meta: { handlesError: true },
    onSuccess: ({ data }) => {
      setProblem(null);
      client.setQueryData(meKey, data);
      form.resetDirty();
      notify.done(t('saved'));
    },
    onError: (error) => setProblem(applyProblem(form, error)),
  });
  return (
    <section className={classes.section} aria-labelledby="profile-personal">
      <h2 id="profile-personal">{t('personal')}</h2>
      <form noValidate onSubmit={form.onSubmit((values) => save.mutate(values), focusFirstError(form))}>
        <div className={classes.grid}>
          <TextInput
            label={t('lastName')}
            autoComplete="family-name"
            withAsterisk
            key={form.key('last_name')}
            {...form.getInputProps('last_name')}
          />
          <TextInput
            label={t('firstName')}
            autoComplete="given-name"
            withAsterisk
            key={form.key('first_name')}
            {...form.getInputProps('first_name')}
          />
          <TextInput
            label={t('patronymic')}
            autoComplete="additional-name"
            key={form.key('patronymic')}
            {...form.getInputProps('patronymic')}
          />
          <TextInput
            label={t('phone')}
            type="tel"
            autoComplete="tel"
            key={form.key('phone')}
            {...form.getInputProps('phone')}
          />
        </div>
        <dl className={classes.facts}>
          <dt>{t('email')}</dt>
          <dd>
            {me.email}
            <p className={classes.hint}>{t('emailHint')}</p>
          </dd>
          <dt>{t('theater')}</dt>
          <dd>{me.theater.name}</dd>
          {me.department ? (
            <>
              <dt>{t('department')}</dt>
              <dd>{me.department.name}</dd>
            </>
          ) : null}
          <dt>{t('roles')}</dt>
          <dd>{roleNames(me.roles, (role) => t(`shell:roles.${role}`)).join(', ')}</dd>
        </dl>
        {problem ? (
          <p className={classes.error} role="alert">
            {problem}
          </p>
        ) : null}
        <div className={classes.actions}>
          <Button type="submit" loading={save.isPending}>
            {t('common:save')}
          </Button>
        </div>
      </form>
    </section>
  );
}
