import { modals } from '@mantine/modals';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { i18next } from '@/i18n';
import classes from './confirm.module.css';

interface Question {
  title: string;
  /** What will happen, with counts. */
  text: ReactNode;
  /** A verb: «Списать 3 предмета», never «ОК». */
  action: string;
  cancel?: string;
  danger?: boolean;
}

/** Asks before something that cannot simply be taken back. Resolves to true when the verb was pressed. */
export function confirm({ title, text, action, cancel, danger = false }: Question): Promise<boolean> {
  return new Promise((resolve) => {
    let answer = false;
    modals.openConfirmModal({
      title,
      children: <div className={classes.text}>{text}</div>,
      labels: { confirm: action, cancel: cancel ?? i18next.t('common:cancel') },
      confirmProps: danger ? { color: 'red', leftSection: <IconAlertTriangle size={16} /> } : {},
      closeButtonProps: { 'aria-label': i18next.t('common:close') },
      onConfirm: () => {
        answer = true;
      },
      onClose: () => resolve(answer),
    });
  });
}

/** Says why something cannot be done, where there is nothing to decide; resolves to false. */
export function tell({ title, text }: Pick<Question, 'title' | 'text'>): Promise<false> {
  return new Promise((resolve) => {
    modals.open({
      title,
      children: <div className={classes.text}>{text}</div>,
      closeButtonProps: { 'aria-label': i18next.t('common:close') },
      onClose: () => resolve(false),
    });
  });
}
