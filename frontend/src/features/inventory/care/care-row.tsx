import { Button } from '@mantine/core';
import { IconLock, IconShieldCheck, IconStackPop } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { CareKind, CertificateKind, CareRow as Row } from '@/api/gen';
import { formatPlainDate } from '@/shared/lib/dates';
import { formatNumber } from '@/shared/lib/numbers';
import { useCan } from '@/shared/permissions';
import { ToneBadge } from '@/shared/ui/badge/tone-badge';
import classes from './care-page.module.css';
import { StateBadge } from './state-badge';
import { certificateName, distanceText } from './texts';
import { kindIcon, stateLook } from './vocabulary';

function Badge({ row }: { row: Row }) {
  const { t } = useTranslation('care');
  if (row.what === 'low_stock')
    return (
      <ToneBadge tone="warn" icon={stateLook.overdue.icon}>
        {t('row.low_stock')}
      </ToneBadge>
    );
  return <StateBadge state={row.state} paper={row.what !== 'plan'} />;
}

function useWhat(row: Row): string {
  const { t } = useTranslation('care');
  switch (row.what) {
    case 'plan':
      return row.name ?? '';
    case 'certificate':
      return certificateName(t, row.kind ?? 'other', row.name);
    case 'warranty':
      return t('warranty');
    case 'low_stock':
      return t('stockLow', {
        n: formatNumber(row.item.quantity),
        min: formatNumber(row.item.min_quantity ?? 0),
        unit: row.item.unit,
      });
  }
}

/** One thing that falls due: when, what, of which item, and the act that settles it. */
export function CareRow({ row, today, onRecord }: { row: Row; today: string; onRecord: (row: Row) => void }) {
  const { t } = useTranslation('care');
  const can = useCan();
  const what = useWhat(row);
  const Glyph =
    row.what === 'warranty'
      ? IconShieldCheck
      : row.what === 'low_stock'
        ? IconStackPop
        : kindIcon[(row.kind ?? 'other') as CareKind | CertificateKind];
  const facts = [
    row.item.inventory_number,
    row.department?.name,
    row.responsible?.short_name.replaceAll(' ', '\u00a0'),
  ];
  return (
    <li className={classes.row}>
      <span className={classes.when}>
        {row.due_on ? (
          <>
            <b>{formatPlainDate(row.due_on)}</b>
            <span>{distanceText(t, today, row.due_on)}</span>
          </>
        ) : row.every_shows !== null && row.shows_since !== null ? (
          <b>{t('showsSince', { shows: row.shows_since, every: row.every_shows })}</b>
        ) : null}
      </span>
      <Glyph className={classes.glyph} size={18} stroke={1.6} aria-hidden="true" />
      <span className={classes.text}>
        <Link className={classes.item} to="/inventory/$itemId" params={{ itemId: row.item.id }}>
          {row.item.name}
        </Link>
        <span className={classes.what}>{what}</span>
        <span className={classes.facts}>
          {facts.filter(Boolean).join(' · ')}
          {row.due_on && row.every_shows !== null && row.shows_since !== null
            ? ` · ${t('showsSince', { shows: row.shows_since, every: row.every_shows })}`
            : null}
        </span>
      </span>
      <span className={classes.state}>
        <Badge row={row} />
        {row.blocks_issue ? (
          <span className={classes.blocks}>
            <IconLock size={12} stroke={1.8} aria-hidden="true" />
            {t('blocks')}
          </span>
        ) : null}
      </span>
      <span className={classes.act}>
        {row.what === 'plan' && can('inventory:update', row) ? (
          <Button
            size="xs"
            variant="default"
            aria-label={`${t('doneShort')}: ${what}, ${row.item.name}`}
            onClick={() => onRecord(row)}
          >
            {t('doneShort')}
          </Button>
        ) : null}
      </span>
    </li>
  );
}
