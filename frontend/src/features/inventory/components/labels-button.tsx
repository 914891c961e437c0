import { Button } from '@mantine/core';
import { IconQrcode } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

/** From chosen rows to their labels. */
export function LabelsButton({ ids }: { ids: number[] }) {
  const { t } = useTranslation('labels');
  return (
    <Button
      variant="subtle"
      size="sm"
      leftSection={<IconQrcode size={16} stroke={1.6} />}
      renderRoot={(props) => <Link {...props} to="/inventory/labels" search={{ ids }} />}
    >
      {t('bulk')}
    </Button>
  );
}
