import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import { IconCalendarShare, IconDots, IconFileImport, IconSettings } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { loadTexts } from '@/i18n';
import { useCan } from '@/shared/permissions';
import { LazyFeedsDialog } from '../feeds/feeds-button';

const LazyRulesDialog = lazy(async () => {
  const [{ RulesDialog }] = await Promise.all([import('./rules-dialog'), loadTexts('scheduleDesk')]);
  return { default: RulesDialog };
});

/** What one rarely does with a schedule: follow it elsewhere, load it from elsewhere, set its rules. */
export function ScheduleMenu() {
  const { t } = useTranslation('schedule');
  const can = useCan();
  const [open, setOpen] = useState<'feeds' | 'rules' | null>(null);
  const close = () => setOpen(null);
  return (
    <>
      <Menu position="bottom-end" width={240}>
        <Menu.Target>
          <Tooltip label={t('menu.label')}>
            <ActionIcon aria-label={t('menu.label')}>
              <IconDots size={16} stroke={1.6} />
            </ActionIcon>
          </Tooltip>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<IconCalendarShare size={16} stroke={1.6} />}
            onClick={() => setOpen('feeds')}
          >
            {t('menu.feeds')}
          </Menu.Item>
          {can('schedule:create') ? (
            <Menu.Item
              leftSection={<IconFileImport size={16} stroke={1.6} />}
              renderRoot={(props) => <Link {...props} to="/schedule/import" />}
            >
              {t('menu.import')}
            </Menu.Item>
          ) : null}
          {can('theater:settings') ? (
            <Menu.Item leftSection={<IconSettings size={16} stroke={1.6} />} onClick={() => setOpen('rules')}>
              {t('menu.settings')}
            </Menu.Item>
          ) : null}
        </Menu.Dropdown>
      </Menu>
      <Suspense>
        {open === 'feeds' ? <LazyFeedsDialog onClose={close} /> : null}
        {open === 'rules' ? <LazyRulesDialog onClose={close} /> : null}
      </Suspense>
    </>
  );
}
