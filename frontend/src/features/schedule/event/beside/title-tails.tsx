import { Button, Skeleton } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '@/shared/permissions';
import { Section } from '@/shared/ui/drawer';
import { ErrorState } from '@/shared/ui/state';
import { lengthText } from '../../conflicts';
import { tailsOptions } from '../queries';
import classes from './beside.module.css';
import { TailsDialog } from './tails-dialog';

/** How long a title usually needs on each venue before and after it is played. */
export function TitleTails({ titleId, archived }: { titleId: number; archived: boolean }) {
  const { t } = useTranslation(['scheduleEvent', 'schedulePage']);
  const can = useCan();
  const query = useQuery(tailsOptions(titleId));
  const [editing, setEditing] = useState(false);
  const may = can('performance:update') && !archived && query.data !== undefined;
  const items = query.data?.items ?? [];
  if (!may && query.data && items.length === 0) return null;
  return (
    <Section
      title={t('schedulePage:tails.title')}
      aside={
        may ? (
          <Button
            size="sm"
            variant="default"
            leftSection={<IconPencil size={16} stroke={1.6} />}
            onClick={() => setEditing(true)}
          >
            {t(items.length === 0 ? 'schedulePage:tails.set' : 'schedulePage:tails.edit')}
          </Button>
        ) : undefined
      }
    >
      {query.isError ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : query.isPending ? (
        <Skeleton height={48} aria-busy="true" />
      ) : items.length === 0 ? (
        <p className={classes.none}>{t('schedulePage:tails.none')}</p>
      ) : (
        <ul className={classes.list}>
          {items.map(({ venue, setup_minutes, strike_minutes, ready_minutes }) => (
            <li key={venue.id}>
              <b>{venue.name}</b>
              <span>
                {[
                  t('schedulePage:tails.setup', { length: lengthText(setup_minutes) }),
                  t('schedulePage:tails.strike', { length: lengthText(strike_minutes) }),
                  ready_minutes === null
                    ? null
                    : t('schedulePage:tails.ready', { length: lengthText(ready_minutes) }),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </li>
          ))}
        </ul>
      )}
      {editing && query.data ? (
        <TailsDialog titleId={titleId} saved={query.data} onClose={() => setEditing(false)} />
      ) : null}
    </Section>
  );
}
