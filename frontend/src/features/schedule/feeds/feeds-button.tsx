import { Button } from '@mantine/core';
import { IconCalendarShare } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { loadTexts } from '@/i18n';

/** Brought with its words when it is first opened: few visits of a calendar need it. */
export const LazyFeedsDialog = lazy(async () => {
  const [{ FeedsDialog }] = await Promise.all([import('./feeds-dialog'), loadTexts('scheduleDesk')]);
  return { default: FeedsDialog };
});

/** «В календарь»: the schedule in the reader's own calendar program. */
export function FeedsButton() {
  const { t } = useTranslation('schedule');
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconCalendarShare size={16} stroke={1.6} />}
        onClick={() => setOpen(true)}
      >
        {t('menu.feeds')}
      </Button>
      {open ? (
        <Suspense>
          <LazyFeedsDialog onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </>
  );
}
