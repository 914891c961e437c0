import { createFileRoute } from '@tanstack/react-router';
import * as z from 'zod/mini';
import { ResetPasswordPage } from '@/features/auth';

export const Route = createFileRoute('/reset-password')({
  validateSearch: z.object({
    token: z.catch(z.optional(z.pipe(z.union([z.string(), z.number()]), z.transform(String))), undefined),
  }),
  component: ResetPasswordPage,
});
