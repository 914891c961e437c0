import { IconCheck } from '@tabler/icons-react';
import { type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ItemOut, MovementType } from '@/api/gen';
import classes from './act-picker.module.css';
import { ACTS, itemObstacle, type Obstacle } from './acts';

function moveFocus(event: KeyboardEvent<HTMLElement>) {
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const stops = [...event.currentTarget.querySelectorAll<HTMLElement>('[role=radio]')];
  const index = stops.indexOf(document.activeElement as HTMLElement);
  stops[(index + step + stops.length) % stops.length]?.focus();
}

/** All acts in words. What the balances forbid now stays in its place and says why when pressed or focused. */
export function ActPicker({
  item,
  value,
  onPick,
}: {
  item: ItemOut;
  value: MovementType;
  onPick: (kind: MovementType) => void;
}) {
  const { t } = useTranslation('movements');
  const [asked, setAsked] = useState<Obstacle | null>(null);
  return (
    <div>
      <div className={classes.grid} role="radiogroup" aria-label={t('pick')} onKeyDown={moveFocus}>
        {ACTS.map((act) => {
          const reason = itemObstacle(item, act);
          const chosen = act.kind === value;
          return (
            // biome-ignore lint/a11y/useSemanticElements: a native radio would choose on every arrow
            <button
              key={act.kind}
              type="button"
              role="radio"
              className={classes.act}
              aria-checked={chosen}
              aria-disabled={reason !== null || undefined}
              aria-describedby={reason !== null && asked === reason ? 'act-reason' : undefined}
              title={reason ? t(`reason.${reason}`) : undefined}
              tabIndex={chosen ? 0 : -1}
              onFocus={() => setAsked(reason)}
              onClick={() => {
                setAsked(reason);
                if (reason === null) onPick(act.kind);
              }}
            >
              <act.icon size={16} stroke={1.7} aria-hidden="true" />
              <span>{t(`act.${act.kind}`)}</span>
              {chosen ? <IconCheck size={14} stroke={2} aria-hidden="true" /> : null}
            </button>
          );
        })}
      </div>
      <p id="act-reason" className={classes.reason} role="status">
        {asked ? t(`reason.${asked}`) : null}
      </p>
    </div>
  );
}
