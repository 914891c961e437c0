import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import { toApiError } from '@/api/problem';
import { i18next } from '@/i18n';
import { ChangesLink } from '@/shared/ui/changes-link/changes-link';
import classes from './notify.module.css';

interface Action {
  label: string;
  run: () => void;
  /** The change stands in the recent changes too, for when the toast is gone. */
  listed?: boolean;
}

function show(options: {
  message: string;
  tone: 'ok' | 'bad';
  detail?: string | undefined;
  action?: Action | undefined;
}) {
  const id = notifications.show({
    classNames: { root: classes.toast ?? '', icon: classes.icon ?? '', closeButton: classes.close ?? '' },
    'data-tone': options.tone,
    color: options.tone === 'ok' ? 'gray' : 'red',
    icon: options.tone === 'ok' ? <IconCheck size={16} /> : <IconAlertTriangle size={16} />,
    role: options.tone === 'ok' ? 'status' : 'alert',
    autoClose: options.action || options.tone === 'bad' ? 10_000 : 4000,
    closeButtonProps: { 'aria-label': i18next.t('common:close') },
    message: (
      <span className={classes.body}>
        <span className={classes.text} title={options.message}>
          {options.message}
          {options.action?.listed ? (
            <ChangesLink className={classes.listed} onFollow={() => notifications.hide(id)} />
          ) : null}
          {options.detail ? <small className={classes.detail}>{options.detail}</small> : null}
        </span>
        {options.action ? (
          <Button
            size="xs"
            variant="default"
            className={classes.act ?? ''}
            onClick={() => {
              notifications.hide(id);
              options.action?.run();
            }}
          >
            {options.action.label}
          </Button>
        ) : null}
      </span>
    ),
  });
}

/** Toasts. Successes may offer one act (usually undo); errors name the request's code for the administrator. */
export const notify = {
  done(message: string, action?: Action): void {
    show({ message, tone: 'ok', action });
  },
  error(error: unknown): void {
    const problem = toApiError(error);
    show({
      message: problem.message,
      tone: 'bad',
      detail:
        problem.requestId && problem.status >= 500
          ? i18next.t('errors:requestId', { id: problem.requestId })
          : undefined,
    });
  },
  warn(message: string): void {
    show({ message, tone: 'bad' });
  },
};
