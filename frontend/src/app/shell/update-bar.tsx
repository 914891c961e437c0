import { Button } from '@mantine/core';
import { IconSparkles } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './connection-bar.module.css';

/** A newer version waits. It is opened when the reader says so, never in the middle of their work. */
export function UpdateBar() {
  const { t } = useTranslation('shell');
  const [opening, setOpening] = useState(false);
  const open = async () => {
    setOpening(true);
    const { openNewVersion } = await import('../worker/register');
    await openNewVersion();
  };
  return (
    <div className={classes.bar} data-tone="note" role="status">
      <IconSparkles size={16} aria-hidden="true" />
      <span>{t('update.text')}</span>
      <Button size="xs" variant="default" loading={opening} onClick={() => void open()}>
        {t('update.open')}
      </Button>
    </div>
  );
}
