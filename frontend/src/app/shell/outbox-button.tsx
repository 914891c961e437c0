import { Button } from '@mantine/core';
import { IconAlertTriangle, IconCloudUp } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { countsOf, useOutbox } from '../outbox';

/** «1 ждёт отправки», «1 не принято»: opens the list of them; nothing while everything has reached the server. */
export function OutboxButton() {
  const { t } = useTranslation('shell');
  const rows = useOutbox((outbox) => outbox.rows);
  const { waiting, refused } = countsOf(rows);
  if (waiting + refused === 0) return null;
  const words = [
    refused > 0 ? t('outbox.refused', { count: refused }) : null,
    waiting > 0 ? t('outbox.waiting', { count: waiting }) : null,
  ];
  return (
    <Button
      size="xs"
      variant="light"
      color={refused > 0 ? 'red' : 'ink'}
      leftSection={refused > 0 ? <IconAlertTriangle size={16} /> : <IconCloudUp size={16} />}
      aria-haspopup="dialog"
      onClick={() => useOutbox.setState({ opened: true })}
    >
      {words.filter(Boolean).join(', ')}
    </Button>
  );
}
