import { Button } from '@mantine/core';
import { IconNumbers, IconPackages } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ItemOut } from '@/api/gen';
import { useCan } from '@/shared/permissions';
import { Section } from '@/shared/ui/drawer';
import { unitsOptions } from '../units/queries';
import classes from './kits.module.css';

const ContentsDialog = lazy(() => import('./contents-dialog').then((m) => ({ default: m.ContentsDialog })));
const NumberDialog = lazy(() => import('../units/number-dialog').then((m) => ({ default: m.NumberDialog })));

function FirstNumbers({ item, onClose }: { item: ItemOut; onClose: () => void }) {
  const { data } = useQuery(unitsOptions(item.id));
  if (!data) return null;
  return <NumberDialog item={item} units={data.items} unnumbered={data.unnumbered} onClose={onClose} />;
}

/** What a plain item may become: pieces with numbers, a kit with contents. Out of the way of those who need neither. */
export function CardOffers({ item }: { item: ItemOut }) {
  const { t } = useTranslation('units');
  const may = useCan()('inventory:update', item) && item.deleted_at === null;
  const [open, setOpen] = useState<'number' | 'kit' | null>(null);
  const close = () => setOpen(null);
  const numbers = item.unit_count === 0 && item.stock.length > 0;
  if (!may || (!numbers && item.is_kit)) return null;
  return (
    <Section>
      <div className={classes.offers}>
        {numbers ? (
          <Button
            size="sm"
            variant="default"
            leftSection={<IconNumbers size={16} stroke={1.8} />}
            onClick={() => setOpen('number')}
          >
            {t('number.title')}
          </Button>
        ) : null}
        {item.is_kit ? null : (
          <Button
            size="sm"
            variant="default"
            leftSection={<IconPackages size={16} stroke={1.8} />}
            onClick={() => setOpen('kit')}
          >
            {t('kit.make')}
          </Button>
        )}
      </div>
      <Suspense>
        {open === 'number' ? <FirstNumbers item={item} onClose={close} /> : null}
        {open === 'kit' ? (
          <ContentsDialog item={item} lines={[]} version={item.version} onClose={close} />
        ) : null}
      </Suspense>
    </Section>
  );
}
