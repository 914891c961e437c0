import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './code-field.module.css';

/** The way without a camera; a hand scanner may type here, too. */
export function CodeField({
  onCode,
  onClose,
}: {
  onCode: (readings: string[]) => void;
  onClose: (() => void) | null;
}) {
  const { t } = useTranslation('scan');
  const [code, setCode] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (code.trim() === '') return;
    onCode([code]);
    setCode('');
  };
  return (
    <form className={classes.form} onSubmit={submit}>
      <TextInput
        className={classes.input}
        size="xl"
        aria-label={t('code')}
        placeholder={t('codeHint')}
        maxLength={500}
        autoComplete="off"
        autoCapitalize="off"
        autoCorrect="off"
        spellCheck={false}
        enterKeyHint="search"
        // Whoever asked for the field wants to type; where there is no camera nobody asked.
        data-autofocus={onClose ? true : undefined}
        autoFocus={onClose !== null}
        value={code}
        onChange={(event) => setCode(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onClose?.();
        }}
      />
      <Button type="submit" size="xl" variant="default">
        {t('find')}
      </Button>
      {onClose ? (
        <ActionIcon size={52} aria-label={t('hideField')} onClick={onClose}>
          <IconX size={20} stroke={1.6} />
        </ActionIcon>
      ) : null}
    </form>
  );
}
