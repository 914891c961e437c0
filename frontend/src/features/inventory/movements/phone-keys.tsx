import { useTranslation } from 'react-i18next';
import type { ItemOut } from '@/api/gen';
import { useCan } from '@/shared/permissions';
import { ReasonButton } from '@/shared/ui/reason-button/reason-button';
import type { OpenAction } from '../use-item-actions';
import { actOf } from './acts';
import classes from './phone-keys.module.css';

const KEYS = ['issue', 'return', 'transfer', 'repair_out'] as const;

/** The four acts of an evening under the thumb. One that cannot be stays in its place and says why when pressed. */
export function PhoneKeys({ item, actions }: { item: ItemOut; actions: readonly OpenAction[] }) {
  const { t } = useTranslation('movements');
  const can = useCan();
  // A note above says whose item it is; four keys that only repeat it help nobody.
  if (!can('inventory:move', item) || item.deleted_at !== null) return null;
  const onStage = item.stock.reduce(
    (sum, held) => (held.status === 'on_stage' ? sum + held.quantity : sum),
    0,
  );
  return (
    <div className={classes.keys}>
      {KEYS.map((kind) => {
        const action = actions.find(({ id }) => id === kind);
        if (!action) return null;
        const { icon: Glyph } = actOf(kind);
        return (
          <ReasonButton
            key={kind}
            className={classes.key ?? ''}
            reason={action.why}
            variant={kind === 'issue' ? 'filled' : 'default'}
            leftSection={<Glyph size={22} stroke={1.6} />}
            onClick={action.run}
          >
            {kind === 'return' && onStage === 0 ? t('key.returnNone') : t(`key.${kind}`, { n: onStage })}
          </ReasonButton>
        );
      })}
    </div>
  );
}
