import * as z from 'zod/mini';
import { i18next } from '@/i18n';

/** Lengths the server accepts. */
export const PASSWORD_MIN = 12;
export const PASSWORD_MAX = 128;

export const newPasswordSchema = z
  .object({
    new_password: z.string().check(z.minLength(PASSWORD_MIN), z.maxLength(PASSWORD_MAX)),
    repeat: z.string(),
  })
  .check(
    z.refine((values) => values.new_password === values.repeat, {
      path: ['repeat'],
      error: () => i18next.t('validation:passwordsDiffer'),
    }),
  );
