import { Button } from '@mantine/core';
import { IconAlertTriangle, IconUserQuestion, IconUserX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { declinesOptions } from '@/app/declines';
import { useCan } from '@/shared/permissions';
import { AHEAD, chosen } from '../clashes/filters';
import { openRolesOptions, useClashes } from '../clashes/queries';
import type { Day } from '../time';
import classes from './toolbar.module.css';

/** What will go wrong in the weeks ahead if nobody acts; each number opens the list of what it counts. */
export function Ahead({ today }: { today: Day }) {
  const { t } = useTranslation('schedule');
  const plans = useCan()('schedule:update');
  const clashes = chosen(useClashes(today, AHEAD.range).items ?? [], AHEAD).length;
  const roles = useQuery({ ...openRolesOptions(today, AHEAD.range), enabled: plans }).data?.items.length ?? 0;
  const declines = useQuery({ ...declinesOptions(), enabled: plans }).data?.items ?? [];
  const news = declines.filter(({ is_new }) => is_new).length;
  const { range, severity, fresh } = AHEAD;
  return (
    <>
      {clashes > 0 ? (
        <Button
          size="sm"
          variant="light"
          color="red"
          className={classes.ahead ?? ''}
          leftSection={<IconAlertTriangle size={16} stroke={1.8} />}
          renderRoot={(props) => (
            <Link {...props} to="/schedule/conflicts" search={{ range, severity: [...severity], fresh }} />
          )}
        >
          {t('ahead', { count: clashes })}
        </Button>
      ) : null}
      {news > 0 ? (
        <Button
          size="sm"
          variant="light"
          color="red"
          className={classes.ahead ?? ''}
          leftSection={<IconUserX size={16} stroke={1.8} />}
          renderRoot={(props) => <Link {...props} to="/schedule/conflicts" search={{ tab: 'declines' }} />}
        >
          {t('newDeclines', { count: news })}
        </Button>
      ) : null}
      {roles > 0 ? (
        <Button
          size="sm"
          variant="default"
          className={classes.ahead ?? ''}
          leftSection={<IconUserQuestion size={16} stroke={1.8} />}
          renderRoot={(props) => (
            <Link {...props} to="/schedule/conflicts" search={{ tab: 'roles', range }} />
          )}
        >
          {t('openRoles', { count: roles })}
        </Button>
      ) : null}
    </>
  );
}
