import { Button, TextInput } from '@mantine/core';
import { modals } from '@mantine/modals';
import { IconBan } from '@tabler/icons-react';
import type { FormEvent } from 'react';
import { i18next } from '@/i18n';
import classes from './peek.module.css';

/** Asks whether an event is off, and why; null when it is not. */
export function askCancelReason(title: string): Promise<{ reason: string | null } | null> {
  return new Promise((resolve) => {
    let answer: { reason: string | null } | null = null;
    const id = modals.open({
      title: i18next.t('schedule:cancel.title', { title }),
      closeButtonProps: { 'aria-label': i18next.t('common:close') },
      onClose: () => resolve(answer),
      children: (
        <form
          className={classes.question}
          onSubmit={(event: FormEvent<HTMLFormElement>) => {
            event.preventDefault();
            const reason = String(new FormData(event.currentTarget).get('reason') ?? '').trim();
            answer = { reason: reason === '' ? null : reason };
            modals.close(id);
          }}
        >
          <p>{i18next.t('schedule:cancel.text')}</p>
          <TextInput
            name="reason"
            label={i18next.t('schedule:cancel.reason')}
            maxLength={255}
            data-autofocus
          />
          <footer>
            <Button type="submit" color="red" leftSection={<IconBan size={16} />}>
              {i18next.t('schedule:cancel.action')}
            </Button>
            <Button variant="default" onClick={() => modals.close(id)}>
              {i18next.t('schedule:cancel.keep')}
            </Button>
          </footer>
        </form>
      ),
    });
  });
}
