import { Checkbox } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { EVENT_KINDS, EVENT_TYPES, type EventKind, type EventType, typesOfKind } from '../../vocabulary';
import kind from '../kind.module.css';
import classes from './rail.module.css';

/** The colours, what they mean, how many there are; ticking one off takes it out of sight. */
export function Legend({
  chosen,
  counts,
  onChange,
}: {
  /** Types on screen; undefined is all of them. */
  chosen: readonly EventType[] | undefined;
  counts: ReadonlyMap<EventKind, number> | undefined;
  onChange: (types: readonly EventType[] | undefined) => void;
}) {
  const { t } = useTranslation('schedule');
  const shown = new Set<EventType>(chosen ?? EVENT_TYPES);
  const toggle = (one: EventKind, on: boolean) => {
    const own = typesOfKind(one);
    const next = EVENT_TYPES.filter((type) => (own.includes(type) ? on : shown.has(type)));
    // With nothing ticked there would be nothing to see: the last one off means all again.
    onChange(next.length === 0 || next.length === EVENT_TYPES.length ? undefined : next);
  };
  return (
    <fieldset className={classes.group}>
      <legend>{t('kinds')}</legend>
      <ul className={classes.kinds}>
        {EVENT_KINDS.map((one) => {
          const own = typesOfKind(one);
          const on = own.filter((type) => shown.has(type)).length;
          return (
            <li key={one}>
              <Checkbox
                checked={on === own.length}
                indeterminate={on > 0 && on < own.length}
                onChange={(event) => toggle(one, event.currentTarget.checked)}
                label={
                  <span className={classes.kind}>
                    <i className={`${kind.kind} ${kind.swatch}`} data-kind={one} />
                    {t(`kind.${one}`)}
                  </span>
                }
              />
              <span className={classes.number}>{counts ? (counts.get(one) ?? 0) : null}</span>
            </li>
          );
        })}
      </ul>
    </fieldset>
  );
}
