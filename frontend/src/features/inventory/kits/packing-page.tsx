import { Button } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { formatDateTime } from '@/shared/lib/dates';
import { formatNumber } from '@/shared/lib/numbers';
import { PageHead } from '@/shared/ui/page-head/page-head';
import { EmptyState, ErrorState } from '@/shared/ui/state';
import { PlaceName } from '../components/cells';
import { StatusBadge } from '../components/status-badge';
import { itemOptions } from '../queries';
import classes from './packing.module.css';
import { contentsOptions, flatLines } from './queries';

const route = getRouteApi('/_app/inventory/$itemId/packing');

/** What belongs into a kit, to be ticked off with a pencil beside the case. */
export function PackingPage() {
  const { t } = useTranslation(['units', 'inventory', 'shell']);
  const { itemId } = route.useParams();
  const item = useQuery(itemOptions(itemId));
  const contents = useQuery(contentsOptions(itemId));
  const failed = item.isError ? item : contents.isError ? contents : null;
  const crumbs = [
    <Link key="list" to="/inventory">
      {t('shell:sections.inventory')}
    </Link>,
    <Link key="item" to="/inventory/$itemId" params={{ itemId }}>
      {item.data?.name ?? t('packing.back')}
    </Link>,
  ];
  const lines = flatLines(contents.data?.lines ?? []);
  return (
    <>
      <PageHead title={t('packing.title')} crumbs={crumbs}>
        <Button
          className={classes.button ?? ''}
          leftSection={<IconPrinter size={16} stroke={1.8} />}
          onClick={() => window.print()}
        >
          {t('packing.print')}
        </Button>
      </PageHead>
      {failed ? <ErrorState error={failed.error} onRetry={() => void failed.refetch()} /> : null}
      {item.data && contents.data ? (
        <div className={classes.page}>
          <header className={classes.head}>
            <h2>{item.data.name}</h2>
            <p>
              {item.data.inventory_number} · <PlaceName place={contents.data.place?.location ?? null} />{' '}
              <StatusBadge status={contents.data.place?.status ?? item.data.status} />
            </p>
            <p>{t('packing.printed', { date: formatDateTime(new Date()) })}</p>
          </header>
          {lines.length === 0 ? (
            <EmptyState title={t('packing.empty')} />
          ) : (
            <table className={classes.table}>
              <thead>
                <tr>
                  <th scope="col">{t('packing.item')}</th>
                  <th scope="col">{t('packing.number')}</th>
                  <th scope="col" className={classes.figure}>
                    {t('packing.quantity')}
                  </th>
                  <th scope="col" className={classes.figure}>
                    {t('packing.here')}
                  </th>
                  <th scope="col" className={classes.tick}>
                    {t('packing.checked')}
                  </th>
                </tr>
              </thead>
              <tbody>
                {lines.map(({ line, depth, key }) => (
                  <tr key={key} data-missing={line.missing > 0 || undefined}>
                    <td style={{ paddingInlineStart: 8 + depth * 20 }}>
                      {line.is_kit ? <b>{line.item.name}</b> : line.item.name}
                      {line.note ? <small>{line.note}</small> : null}
                    </td>
                    <td>{line.item.inventory_number}</td>
                    <td className={classes.figure}>
                      {formatNumber(line.expected)} {line.item.unit}
                    </td>
                    <td className={classes.figure}>{formatNumber(line.here)}</td>
                    <td className={classes.tick}>
                      <span className={classes.box} />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
          <footer className={classes.signs}>
            <p>{t('packing.packed')}</p>
            <p>{t('packing.received')}</p>
          </footer>
        </div>
      ) : null}
    </>
  );
}
