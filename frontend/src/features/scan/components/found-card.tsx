import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Resolved } from '@/api/gen';
import { Balances, ItemThumb, itemOptions, StatusBadge, useItemActions } from '@/features/inventory';
import { formatTime } from '@/shared/lib/dates';
import { ReasonButton } from '@/shared/ui/reason-button/reason-button';
import classes from './found-card.module.css';

/** What one does with a thing in one's hand. */
const AT_HAND = ['issue', 'return', 'transfer', 'repair_out'] as const;
/** Under a thumb there is room for one word. */
const SHORT = {
  issue: 'movements:key.issue',
  return: 'movements:key.returnNone',
  transfer: 'movements:key.transfer',
  repair_out: 'movements:key.repair_out',
} as const satisfies Record<(typeof AT_HAND)[number], string>;

/** The thing of a single scan: what it is, how many there are where, and the acts. */
export function FoundCard({ thing, at }: { thing: Resolved; at: number }) {
  const { t } = useTranslation(['scan', 'movements']);
  const { item: row, unit } = thing;
  const { data: item } = useQuery(itemOptions(row.id));
  const { actions, move, dialog } = useItemActions(item);
  const acts = AT_HAND.flatMap((id) =>
    actions.filter((action) => action.id === id).map((action) => ({ ...action, short: t(SHORT[id]) })),
  );
  // The act that is possible now: what lies in the store is issued, what is out comes back.
  const main = acts.find(({ id, why }) => (id === 'issue' || id === 'return') && !why)?.id;
  return (
    <article className={classes.card} aria-label={row.name}>
      <div className={classes.head}>
        <span className={classes.thumb}>
          <ItemThumb categoryId={row.category?.id ?? null} size={28} />
        </span>
        <div className={classes.names}>
          <p className={classes.when} role="status">
            {t('accepted', { time: formatTime(new Date(at)) })}
          </p>
          <h2>{row.name}</h2>
          <p className={classes.facts}>
            <span>{unit ? unit.number : row.inventory_number}</span>
            <StatusBadge status={unit ? unit.status : row.status} />
          </p>
        </div>
      </div>
      {item ? <Balances item={item} onMove={move} /> : null}
      <div className={classes.acts}>
        {acts.map((action) => (
          <ReasonButton
            key={action.id}
            size="xl"
            variant={action.id === main ? 'filled' : 'default'}
            reason={action.why}
            leftSection={<action.icon size={20} stroke={1.6} />}
            onClick={action.run}
          >
            {action.short}
          </ReasonButton>
        ))}
        <Button
          size="xl"
          variant="default"
          renderRoot={(props) => <Link {...props} to="/inventory/$itemId" params={{ itemId: row.id }} />}
        >
          {t('openCard')}
        </Button>
      </div>
      {dialog}
    </article>
  );
}
