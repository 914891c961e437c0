import { Button } from '@mantine/core';
import {
  IconAlertTriangle,
  IconArrowsExchange,
  IconCheck,
  IconPackages,
  IconPencil,
  IconPrinter,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ItemOut, KitLineOut } from '@/api/gen';
import { formatNumber } from '@/shared/lib/numbers';
import { useCan } from '@/shared/permissions';
import { Section } from '@/shared/ui/drawer';
import { PlaceName } from '../components/cells';
import { StatusBadge } from '../components/status-badge';
import classes from './kits.module.css';
import { contentsOptions } from './queries';

const ContentsDialog = lazy(() => import('./contents-dialog').then((m) => ({ default: m.ContentsDialog })));
const KitMoveDialog = lazy(() => import('./kit-move-dialog').then((m) => ({ default: m.KitMoveDialog })));

/** Where pieces lie that a kit lacks, or that there are none. */
export function Elsewhere({ line }: { line: Pick<KitLineOut, 'elsewhere' | 'item'> }) {
  const { t } = useTranslation('units');
  if (line.elsewhere.length === 0) return <span className={classes.quiet}>{t('kit.lost')}</span>;
  return (
    <ul className={classes.elsewhere}>
      {line.elsewhere.map((held) => (
        <li key={`${held.location_id}:${held.status}`}>
          <PlaceName place={held.location} />
          <StatusBadge status={held.status} />
          <b>
            {formatNumber(held.quantity)} {line.item.unit}
          </b>
        </li>
      ))}
    </ul>
  );
}

function Lines({ lines }: { lines: readonly KitLineOut[] }) {
  const { t } = useTranslation('units');
  return (
    <ul className={classes.lines}>
      {lines.map((line) => {
        const whole = line.missing === 0;
        const Glyph = whole ? IconCheck : IconAlertTriangle;
        return (
          <li key={line.item.id}>
            <div className={classes.line} data-missing={!whole || undefined}>
              <Glyph className={classes.glyph} size={16} stroke={1.9} aria-hidden="true" />
              <div className={classes.text}>
                <Link to="/inventory/$itemId" params={{ itemId: line.item.id }} className={classes.name}>
                  {line.item.name}
                </Link>
                <span className={classes.quiet}>
                  {[line.item.inventory_number, line.note, line.item.archived ? t('kit.archived') : null]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
                {whole ? null : (
                  <div className={classes.lack}>
                    <span>{t('kit.elsewhere', { n: line.missing })}</span>
                    <Elsewhere line={line} />
                  </div>
                )}
              </div>
              <span className={classes.count}>
                {t('kit.expected', { here: line.here, expected: line.expected, unit: line.item.unit })}
              </span>
            </div>
            {line.contents.length > 0 ? <Lines lines={line.contents} /> : null}
          </li>
        );
      })}
    </ul>
  );
}

function Kit({ item }: { item: ItemOut }) {
  const { t } = useTranslation('units');
  const can = useCan();
  const { data } = useQuery(contentsOptions(item.id));
  const [open, setOpen] = useState<'edit' | 'move' | null>(null);
  const live = item.deleted_at === null;
  if (!data) return null;
  return (
    <Section
      title={t('kit.title')}
      aside={
        <span className={classes.progress} data-whole={data.complete === data.total || undefined}>
          {t('kit.progress', { here: data.complete, total: data.total })}
        </span>
      }
    >
      <div className={classes.bar} aria-hidden="true">
        <i style={{ flexGrow: data.complete }} />
        <i data-missing style={{ flexGrow: data.total - data.complete }} />
      </div>
      {data.kits > 1 ? <p className={classes.quiet}>{t('kit.times', { n: data.kits })}</p> : null}
      <Lines lines={data.lines} />
      <div className={classes.foot}>
        {live && can('inventory:move', item) ? (
          <Button
            size="sm"
            leftSection={<IconArrowsExchange size={16} stroke={1.8} />}
            onClick={() => setOpen('move')}
          >
            {t('kit.move')}
          </Button>
        ) : null}
        {live && can('inventory:update', item) ? (
          <Button
            size="sm"
            variant="default"
            leftSection={<IconPencil size={14} stroke={1.8} />}
            onClick={() => setOpen('edit')}
          >
            {t('kit.edit')}
          </Button>
        ) : null}
        <Button
          size="sm"
          variant="default"
          leftSection={<IconPrinter size={16} stroke={1.8} />}
          renderRoot={(props) => (
            <Link {...props} to="/inventory/$itemId/packing" params={{ itemId: item.id }} />
          )}
        >
          {t('kit.packing')}
        </Button>
      </div>
      <Suspense>
        {open === 'edit' ? (
          <ContentsDialog
            item={item}
            lines={data.lines}
            version={data.version}
            onClose={() => setOpen(null)}
          />
        ) : null}
        {open === 'move' ? <KitMoveDialog item={item} onClose={() => setOpen(null)} /> : null}
      </Suspense>
    </Section>
  );
}

/** The kits that an item belongs into. */
function Inside({ item }: { item: ItemOut }) {
  const { t } = useTranslation('units');
  if (item.kits.length === 0) return null;
  return (
    <Section title={t('kit.inside')} aside={formatNumber(item.kits.length)}>
      <ul className={classes.lines}>
        {item.kits.map((kit) => (
          <li key={kit.id} className={classes.line}>
            <IconPackages className={classes.quiet} size={16} stroke={1.7} aria-hidden="true" />
            <div className={classes.text}>
              <Link to="/inventory/$itemId" params={{ itemId: kit.id }} className={classes.name}>
                {kit.name}
              </Link>
              <span className={classes.quiet}>{kit.inventory_number}</span>
            </div>
            <span className={classes.count}>
              {formatNumber(kit.quantity)} {item.unit}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** What lies in an item, and which kits it lies in. */
export function KitSection({ item }: { item: ItemOut }) {
  return (
    <>
      {item.is_kit ? <Kit item={item} /> : null}
      <Inside item={item} />
    </>
  );
}
