import { Radio } from '@mantine/core';
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { unfitText } from '../../conflicts';
import { dayOf, timeOf, toWall } from '../../time';
import type { Slot } from '../../types';
import { dayShort } from '../period';
import classes from './clash-panel.module.css';

export function slotWords(slot: Slot) {
  const wall = toWall(slot.starts_at);
  return { time: timeOf(wall), day: dayShort(dayOf(wall)) };
}

/** Where the event could go instead; one of them is chosen. */
export function Alternatives({
  slots,
  chosen,
  onChoose,
}: {
  slots: readonly Slot[];
  chosen: number;
  onChoose: (index: number) => void;
}) {
  const { t } = useTranslation('schedule');
  return (
    <Radio.Group
      value={String(chosen)}
      onChange={(value) => onChoose(Number(value))}
      label={t('clash.where')}
      classNames={{ label: classes.where ?? '' }}
    >
      <div className={classes.slots}>
        {slots.map((slot, index) => {
          const { time, day } = slotWords(slot);
          return (
            <Radio
              key={`${slot.starts_at}-${slot.venue?.id}`}
              value={String(index)}
              className={classes.slot ?? ''}
              classNames={{ body: classes.slotBody ?? '', labelWrapper: classes.slotLabel ?? '' }}
              size="xs"
              data-on={index === chosen || undefined}
              label={
                <span className={classes.slotText}>
                  <b>{time}</b>
                  <span>
                    {day}, {slot.venue?.name ?? t('noVenue')}
                  </span>
                  {slot.unfit ? <em data-tone="warn">{unfitText(slot)}</em> : null}
                  {slot.conflicts === 0 ? (
                    <em data-tone="ok">
                      <IconCheck size={14} aria-hidden="true" />
                      {t('clash.free')}
                    </em>
                  ) : (
                    <em data-tone="warn">
                      <IconAlertTriangle size={14} aria-hidden="true" />
                      {t('conflictCount', { count: slot.conflicts })}
                    </em>
                  )}
                </span>
              }
            />
          );
        })}
      </div>
    </Radio.Group>
  );
}
