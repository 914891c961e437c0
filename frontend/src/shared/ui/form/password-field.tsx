import { ActionIcon, Input, type PasswordInputProps, TextInput } from '@mantine/core';
import { IconArrowBigUpLine, IconEye, IconEyeOff } from '@tabler/icons-react';
import { type KeyboardEvent, type ReactNode, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FormError } from './form-error';
import classes from './password-field.module.css';

type Props = Pick<
  PasswordInputProps,
  'defaultValue' | 'value' | 'onChange' | 'onBlur' | 'onFocus' | 'error'
> & {
  label: string;
  autoComplete: 'current-password' | 'new-password';
  size?: 'md' | 'lg';
  /** Stands at the right end of the label, for «Забыли пароль?». */
  aside?: ReactNode;
};

/** A password with a switch to see it and a word about Caps Lock. */
export function PasswordField({ label, aside, error, autoComplete, size = 'md', ...input }: Props) {
  const { t } = useTranslation('auth');
  const id = useId();
  const [visible, setVisible] = useState(false);
  const [caps, setCaps] = useState(false);
  const watchCaps = (event: KeyboardEvent) => setCaps(event.getModifierState('CapsLock'));
  return (
    <div>
      <div className={classes.labelRow}>
        <label htmlFor={id}>{label}</label>
        {aside}
      </div>
      <TextInput
        {...input}
        id={id}
        size={size}
        type={visible ? 'text' : 'password'}
        autoComplete={autoComplete}
        autoCapitalize="none"
        spellCheck={false}
        error={error ? <FormError>{error}</FormError> : null}
        onKeyDown={watchCaps}
        onKeyUp={watchCaps}
        rightSection={
          <ActionIcon
            size="sm"
            aria-label={visible ? t('login.hidePassword') : t('login.showPassword')}
            aria-pressed={visible}
            onClick={() => setVisible((shown) => !shown)}
          >
            {visible ? <IconEyeOff size={16} /> : <IconEye size={16} />}
          </ActionIcon>
        }
      />
      {caps ? (
        <Input.Description component="p" className={classes.caps ?? ''} role="status">
          <IconArrowBigUpLine size={14} aria-hidden="true" />
          {t('login.capsLock')}
        </Input.Description>
      ) : null}
    </div>
  );
}
