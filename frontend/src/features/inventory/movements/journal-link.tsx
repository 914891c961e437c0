import { ActionIcon, Tooltip } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

/** From the head of the list to what has happened. */
export function JournalLink() {
  const { t } = useTranslation('movements');
  return (
    <Tooltip label={t('journal')}>
      <ActionIcon
        aria-label={t('journal')}
        renderRoot={(props) => <Link {...props} to="/inventory/movements" />}
      >
        <IconHistory size={16} stroke={1.6} />
      </ActionIcon>
    </Tooltip>
  );
}
