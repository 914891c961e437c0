import { Tabs } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ItemOut } from '@/api/gen';
import { formatNumber } from '@/shared/lib/numbers';
import classes from './card-body.module.css';
import {
  CARD_SECTIONS,
  CARD_TABS,
  type CardPartProps,
  type CardSection,
  type CardTab,
} from './card-sections';

interface Props extends CardPartProps {
  /** The open tab as the address says; anything unknown is the first one. */
  readonly tab: string | undefined;
  readonly onTab: (tab: string | undefined) => void;
  /** On a page of its own facts stand in a column beside. */
  readonly page?: boolean;
}

const noCount = () => undefined;

function Tab({ tab, item, open }: { tab: CardTab; item: ItemOut; open: boolean }) {
  const { t } = useTranslation('photos');
  const useCount = tab.useCount ?? noCount;
  const count = useCount(item);
  if (tab.useCount && !count && !open) return null;
  return (
    <Tabs.Tab value={tab.id} className={classes.tab ?? ''}>
      {t(tab.label)}
      {count === undefined ? null : <span className={classes.count}>{formatNumber(count)}</span>}
    </Tabs.Tab>
  );
}

/** The tabs of an item and what stands under them; the same in the drawer and on the page. */
export function CardBody({ item, move, tab, onTab, page = false }: Props) {
  const { t } = useTranslation('photos');
  const open = CARD_TABS.find(({ id }) => id === tab)?.id ?? 'overview';
  const draw = (wanted: (section: CardSection) => boolean): ReactNode =>
    CARD_SECTIONS.filter(wanted).map(({ id, Part }) => <Part key={id} item={item} move={move} />);
  const sections = (id: string) => draw((section) => section.tab === id && !(page && section.aside));
  const tabs = (
    <Tabs
      value={open}
      keepMounted={false}
      onChange={(next) => onTab(next === null || next === 'overview' ? undefined : next)}
    >
      <Tabs.List className={classes.tabs ?? ''} aria-label={t('tab.label')}>
        {CARD_TABS.map((entry) => (
          <Tab key={entry.id} tab={entry} item={item} open={entry.id === open} />
        ))}
      </Tabs.List>
      {CARD_TABS.map(({ id }) => (
        <Tabs.Panel key={id} value={id}>
          {sections(id)}
        </Tabs.Panel>
      ))}
    </Tabs>
  );
  if (!page) return tabs;
  return (
    <div className={classes.columns}>
      <div className={classes.main}>{tabs}</div>
      <div className={classes.side}>{draw((section) => section.aside === true)}</div>
    </div>
  );
}
