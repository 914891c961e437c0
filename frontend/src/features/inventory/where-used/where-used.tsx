import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ItemOut } from '@/api/gen';
import { listItemPerformancesOptions } from '@/api/gen/@tanstack/react-query.gen';
import { formatNumber } from '@/shared/lib/numbers';
import { useCan } from '@/shared/permissions';
import { Section } from '@/shared/ui/drawer';
import classes from './where-used.module.css';

/** The titles that need an item, or would take it instead of another one. */
export function WhereUsed({ item }: { item: ItemOut }) {
  const { t } = useTranslation('titles');
  const can = useCan();
  const { data } = useQuery({
    ...listItemPerformancesOptions({ path: { item_id: item.id } }),
    enabled: item.deleted_at === null,
  });
  const uses = data?.items ?? [];
  if (uses.length === 0) return null;
  return (
    <Section title={t('where.title')} aside={formatNumber(uses.length)}>
      <ul className={classes.uses}>
        {uses.map((use) => {
          const about = [
            use.act === null ? null : t('needs.actN', { n: use.act }),
            use.scene,
            use.character,
            use.is_alternative ? t('where.instead') : null,
          ];
          return (
            <li key={use.id}>
              <span className={classes.title}>
                {can('performance:read') ? (
                  <Link to="/performances/$titleId" params={{ titleId: use.performance_id }}>
                    {use.title}
                  </Link>
                ) : (
                  use.title
                )}
                <span className={classes.about}>{about.filter(Boolean).join(' · ')}</span>
              </span>
              <strong>
                {formatNumber(use.quantity)} {item.unit}
              </strong>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
