import { ActionIcon, Button, SegmentedControl, Tooltip } from '@mantine/core';
import {
  IconBuildingArch,
  IconCalendarMonth,
  IconChevronLeft,
  IconChevronRight,
  IconPrinter,
  IconUsers,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useHotkeys } from '@/shared/ui/hotkeys';
import { Kbd } from '@/shared/ui/kbd/kbd';
import { type Rows, SHOWS, type Show } from './period';
import type { Look } from './search';
import classes from './toolbar.module.css';

const rowIcons = { none: IconCalendarMonth, venue: IconBuildingArch, person: IconUsers } as const;

interface Props {
  readonly look: Look;
  readonly phone: boolean;
  /** Rows that this reader may have. */
  readonly rows: readonly Rows[];
  readonly onToday: () => void;
  readonly onStep: (step: 1 | -1) => void;
  readonly onShow: (show: Show) => void;
  readonly onRows: (rows: Rows) => void;
}

/** Where in time one is, how much of it is shown, and by what rows. */
export function Toolbar({ look, phone, rows, onToday, onStep, onShow, onRows }: Props) {
  const { t } = useTranslation('schedule');
  const { show } = look;
  const shows: readonly Show[] = phone ? ['list', 'month'] : SHOWS;
  useHotkeys([
    { keys: 'KeyT', label: t('keys.today'), group: 'list', run: onToday },
    { keys: 'BracketLeft', label: t('keys.previous'), group: 'list', run: () => onStep(-1) },
    { keys: 'BracketRight', label: t('keys.next'), group: 'list', run: () => onStep(1) },
    ...shows.map((one, index) => ({
      keys: `Digit${index + 1}`,
      label: t(`show.${one}`),
      group: 'list' as const,
      run: () => onShow(one),
    })),
  ]);
  return (
    <>
      <Button size="sm" variant="default" rightSection={phone ? null : <Kbd>T</Kbd>} onClick={onToday}>
        {t('today')}
      </Button>
      {phone ? null : (
        <span className={classes.steps}>
          <ActionIcon aria-label={t(`previous.${show}`)} onClick={() => onStep(-1)}>
            <IconChevronLeft size={18} stroke={1.6} />
          </ActionIcon>
          <ActionIcon aria-label={t(`next.${show}`)} onClick={() => onStep(1)}>
            <IconChevronRight size={18} stroke={1.6} />
          </ActionIcon>
        </span>
      )}
      <SegmentedControl
        aria-label={t('showLabel')}
        data={shows.map((value) => ({ value, label: t(`show.${value}`) }))}
        value={show}
        onChange={(value) => onShow(value as Show)}
      />
      {phone || show === 'list' ? null : (
        <SegmentedControl
          aria-label={t('rowsLabel')}
          data={rows.map((value) => {
            const Glyph = rowIcons[value];
            return {
              value,
              label: (
                <span className={classes.rows}>
                  <Glyph size={16} stroke={1.6} aria-hidden="true" />
                  {t(`rows.${value}`)}
                </span>
              ),
            };
          })}
          value={look.rows}
          onChange={(value) => onRows(value as Rows)}
        />
      )}
      {phone ? null : (
        <Tooltip label={t('print')}>
          <ActionIcon aria-label={t('print')} onClick={() => window.print()}>
            <IconPrinter size={16} stroke={1.6} />
          </ActionIcon>
        </Tooltip>
      )}
    </>
  );
}
