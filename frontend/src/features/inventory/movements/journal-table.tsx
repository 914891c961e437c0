import { Button, Skeleton } from '@mantine/core';
import { useIntersection } from '@mantine/hooks';
import { Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { JournalLine } from '@/api/gen';
import { formatDate, formatTime } from '@/shared/lib/dates';
import { actOf } from './acts';
import classes from './journal-table.module.css';
import { movementQuantity, movementRoute, type PathOf } from './movement-text';
import { usePhone } from './sheet';
import { TitleLink } from './title-link';
import { usePathOf } from './use-path-of';

function ItemLink({ line }: { line: JournalLine }) {
  const { t } = useTranslation('movements');
  return (
    <>
      <Link to="/inventory/$itemId" params={{ itemId: line.item.id }} className={classes.item ?? ''}>
        {line.item.name}
      </Link>
      <small>
        {line.item.inventory_number}
        {line.item.archived ? ` · ${t('archived')}` : ''}
      </small>
    </>
  );
}

function Kind({ line }: { line: JournalLine }) {
  const { t } = useTranslation('movements');
  const Glyph = actOf(line.movement_type).icon;
  const name = t(`kind.${line.movement_type}`);
  return (
    <span className={classes.kind}>
      <Glyph size={16} stroke={1.7} aria-hidden="true" />
      <span>
        {line.undoes_id === null ? name : t('takesBack', { what: name.toLowerCase() })}
        {line.undone_by_id === null ? null : <small>{t('taken')}</small>}
      </span>
    </span>
  );
}

function Row({ line, pathOf }: { line: JournalLine; pathOf: PathOf }) {
  return (
    <tr data-undone={line.undone_by_id !== null || undefined}>
      <td className={classes.when}>
        <time dateTime={line.created_at}>
          {formatDate(line.created_at)} <span>{formatTime(line.created_at)}</span>
        </time>
      </td>
      <td className={classes.name}>
        <ItemLink line={line} />
      </td>
      <td>
        <Kind line={line} />
      </td>
      <td className={classes.count}>{movementQuantity(line, line.item.unit)}</td>
      <td>{movementRoute(line, pathOf)}</td>
      <td>
        <TitleLink title={line.performance} />
      </td>
      <td className={classes.who}>{line.created_by?.short_name}</td>
      <td className={classes.comment}>{line.comment}</td>
    </tr>
  );
}

function Card({ line, pathOf }: { line: JournalLine; pathOf: PathOf }) {
  return (
    <li className={classes.card} data-undone={line.undone_by_id !== null || undefined}>
      <span className={classes.top}>
        <Kind line={line} />
        <b>{movementQuantity(line, line.item.unit)}</b>
      </span>
      <span className={classes.cardItem}>
        <ItemLink line={line} />
      </span>
      <span>{movementRoute(line, pathOf)}</span>
      <span className={classes.facts}>
        <time dateTime={line.created_at}>
          {formatDate(line.created_at)} {formatTime(line.created_at)}
        </time>
        {line.created_by ? <span>{line.created_by.short_name}</span> : null}
        {line.performance ? (
          <span>
            <TitleLink title={line.performance} />
          </span>
        ) : null}
        {line.comment ? <span>{line.comment}</span> : null}
      </span>
    </li>
  );
}

const COLUMNS = ['at', 'item', 'kind', 'quantity', 'route', 'performance', 'author', 'comment'] as const;

function Table({ lines, pending }: { lines: readonly JournalLine[]; pending: boolean }) {
  const { t } = useTranslation('movements');
  const pathOf = usePathOf();
  return (
    <table className={classes.table} aria-busy={pending || undefined} aria-label={t('journal')}>
      <thead>
        <tr>
          {COLUMNS.map((column) => (
            <th key={column} scope="col" data-column={column}>
              {t(`column.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <Row key={line.id} line={line} pathOf={pathOf} />
        ))}
        {pending
          ? [60, 45, 70, 50, 65].map((width) => (
              <tr key={width}>
                <td colSpan={COLUMNS.length}>
                  <Skeleton height={12} width={`${width}%`} my={6} />
                </td>
              </tr>
            ))
          : null}
      </tbody>
    </table>
  );
}

function Cards({ lines, pending }: { lines: readonly JournalLine[]; pending: boolean }) {
  const { t } = useTranslation('movements');
  const pathOf = usePathOf();
  return (
    <ul className={classes.cards} aria-busy={pending || undefined} aria-label={t('journal')}>
      {lines.map((line) => (
        <Card key={line.id} line={line} pathOf={pathOf} />
      ))}
      {pending ? <Skeleton height={72} m={16} /> : null}
    </ul>
  );
}

/** The lines of the journal; the next stretch comes when its end is in sight. */
export function JournalTable({
  lines,
  pending,
  stale,
  more,
}: {
  lines: readonly JournalLine[];
  pending: boolean;
  /** The lines of the previous filters, until the new ones are there. */
  stale: boolean;
  more: { loading: boolean; load: () => unknown } | null;
}) {
  const { t } = useTranslation('movements');
  const phone = usePhone();
  const { ref, entry } = useIntersection({ rootMargin: '400px' });
  const inSight = entry?.isIntersecting === true;
  const load = more && !more.loading && inSight ? more.load : null;
  useEffect(() => void load?.(), [load]);
  return (
    <div className={classes.scroll} data-stale={stale || undefined}>
      {phone ? <Cards lines={lines} pending={pending} /> : <Table lines={lines} pending={pending} />}
      <div ref={ref} className={classes.foot}>
        {more ? (
          <Button variant="subtle" size="sm" loading={more.loading} onClick={() => more.load()}>
            {t('more')}
          </Button>
        ) : pending ? null : (
          <p>{t('end')}</p>
        )}
      </div>
    </div>
  );
}
