import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { toApiError } from '@/api/problem';
import classes from './notice.module.css';

/** A few words in the flow of a step, with what can be done about them. */
export function Notice({
  tone,
  title,
  children,
  actions,
}: {
  tone: 'bad' | 'warn' | 'ink';
  title?: string;
  children?: ReactNode;
  actions?: ReactNode;
}) {
  const Glyph = tone === 'ink' ? IconInfoCircle : IconAlertTriangle;
  return (
    <div className={classes.notice} data-tone={tone} role={tone === 'bad' ? 'alert' : undefined}>
      <Glyph size={16} stroke={1.8} aria-hidden="true" />
      <div className={classes.body}>
        {title ? <b className={classes.title}>{title}</b> : null}
        {children}
        {actions ? <div className={classes.actions}>{actions}</div> : null}
      </div>
    </div>
  );
}

/** What the server answered, in its own words, and the code to quote when it was at fault. */
export function ProblemNotice({
  error,
  title,
  actions,
}: {
  error: unknown;
  title: string;
  actions?: ReactNode;
}) {
  const { t } = useTranslation('errors');
  const problem = toApiError(error);
  return (
    <Notice tone="bad" title={title} actions={actions}>
      {problem.message}
      {problem.requestId && (problem.status >= 500 || problem.status < 0) ? (
        <div>{t('requestId', { id: problem.requestId })}</div>
      ) : null}
    </Notice>
  );
}
