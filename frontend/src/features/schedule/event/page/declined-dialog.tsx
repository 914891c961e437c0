import { Button, Modal, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePhone } from '../../use-phone';
import classes from './dialogs.module.css';

/** A refusal by word of mouth, with what was said. */
export function DeclinedDialog({
  name,
  busy,
  onSend,
  onClose,
}: {
  name: string;
  busy: boolean;
  onSend: (comment: string | null) => void;
  onClose: () => void;
}) {
  const { t } = useTranslation(['scheduleEvent', 'schedulePage', 'common']);
  const phone = usePhone();
  const [comment, setComment] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSend(comment.trim() || null);
  };
  return (
    <Modal
      opened
      onClose={onClose}
      fullScreen={phone}
      title={t('schedulePage:sheet.declinedTitle', { name })}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      <form className={classes.form} onSubmit={submit} noValidate>
        <TextInput
          label={t('schedulePage:sheet.declinedWhy')}
          maxLength={1000}
          value={comment}
          onChange={(event) => setComment(event.currentTarget.value)}
          data-autofocus
        />
        <div className={classes.actions}>
          <Button variant="default" onClick={onClose}>
            {t('common:cancel')}
          </Button>
          <Button type="submit" loading={busy}>
            {t('schedulePage:sheet.declinedSave')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
