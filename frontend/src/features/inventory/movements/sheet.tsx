import { Drawer, Modal } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { PHONE_MAX } from '@/theme/tokens';
import classes from './sheet.module.css';

export function usePhone(): boolean {
  return useMediaQuery(`(max-width: ${PHONE_MAX}px)`, false, { getInitialValueInEffect: false });
}

/** A dialog that on a phone rises from the lower edge, under the thumb. */
export function Sheet({
  title,
  onClose,
  children,
}: {
  title: string;
  onClose: () => void;
  children: ReactNode;
}) {
  const { t } = useTranslation('common');
  const close = { 'aria-label': t('close') };
  if (usePhone()) {
    return (
      <Drawer
        opened
        onClose={onClose}
        position="bottom"
        title={title}
        closeButtonProps={close}
        classNames={{
          content: classes.content ?? '',
          header: classes.header ?? '',
          title: classes.title ?? '',
          body: classes.body ?? '',
        }}
      >
        {children}
      </Drawer>
    );
  }
  return (
    <Modal opened onClose={onClose} size={520} title={title} closeButtonProps={close}>
      {children}
    </Modal>
  );
}
