import i18next from 'i18next';
import * as z from 'zod/mini';

type Issue = Parameters<z.core.$ZodErrorMap>[0];

function message(issue: Issue): string {
  const t = i18next.getFixedT(null, 'validation');
  switch (issue.code) {
    case 'invalid_type':
      if (issue.input === undefined || issue.input === null || issue.input === '') return t('required');
      if (issue.expected === 'int') return t('integer');
      return issue.expected === 'number' ? t('number') : t('invalid');
    case 'too_small':
      if (issue.origin === 'string') {
        return Number(issue.minimum) <= 1 ? t('required') : t('tooShort', { count: Number(issue.minimum) });
      }
      if (issue.origin === 'array') return t('chooseAtLeast', { count: Number(issue.minimum) });
      return issue.inclusive === false
        ? t('moreThan', { value: String(issue.minimum) })
        : t('atLeast', { value: String(issue.minimum) });
    case 'too_big':
      if (issue.origin === 'string') return t('tooLong', { count: Number(issue.maximum) });
      return t('atMost', { value: String(issue.maximum) });
    case 'invalid_format':
      return issue.format === 'email' ? t('email') : t('format');
    case 'invalid_value':
      return t('choose');
    default:
      return t('invalid');
  }
}

/** Own words for validation: Zod's Russian speaks of types and formats. No code generation: CSP forbids eval. */
export function installZodErrors(): void {
  z.config({ jitless: true, customError: message });
}
