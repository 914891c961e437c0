import { Button, Menu, Popover, SegmentedControl, Skeleton } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './filter-chips.module.css';
import { OptionList } from './option-list';
import { NumberRange, WordsInput } from './plain-inputs';
import { type ChoosableFilter, isSet, useSummary } from './summary';
import type { Filter, ToggleFilter } from './types';

// The calendar is large, and most lists have no dates.
const DateRange = lazy(() => import('./date-range'));

function unset(filter: Filter): void {
  if (filter.kind === 'toggle') filter.onChange(false);
  else if (filter.kind === 'flag') filter.onChange(undefined);
  else if (filter.kind === 'words') filter.onChange('');
  else if (filter.kind === 'dates' || filter.kind === 'numbers')
    filter.onChange({ from: undefined, to: undefined });
  else filter.onChange([]);
}

function FilterBody({ filter }: { filter: ChoosableFilter }) {
  const { t } = useTranslation('table');
  if (filter.kind === 'flag') {
    return (
      <div className={classes.flag}>
        <SegmentedControl
          aria-label={filter.label}
          value={filter.value === undefined ? '' : String(filter.value)}
          data={[
            { value: 'true', label: t('filters.yes') },
            { value: 'false', label: t('filters.no') },
          ]}
          onChange={(value) => filter.onChange(value === 'true')}
        />
      </div>
    );
  }
  if (filter.kind === 'dates') {
    return (
      <Suspense fallback={<Skeleton height={96} m={12} />}>
        <DateRange filter={filter} />
      </Suspense>
    );
  }
  if (filter.kind === 'numbers') return <NumberRange filter={filter} />;
  if (filter.kind === 'words') return <WordsInput filter={filter} />;
  return filter.kind === 'enum' ? <OptionList filter={filter} /> : <OptionList filter={filter} />;
}

function ToggleChip({ filter }: { filter: ToggleFilter }) {
  const { t } = useTranslation('table');
  const { label, value: on, onChange } = filter;
  return (
    <span className={classes.chip} data-on={on || undefined}>
      <button type="button" className={classes.open} aria-pressed={on} onClick={() => onChange(!on)}>
        {on ? null : <IconPlus size={14} stroke={1.8} aria-hidden="true" />}
        {label}
      </button>
      {on ? (
        <button
          type="button"
          className={classes.remove}
          aria-label={t('filters.remove', { name: label })}
          onClick={() => onChange(false)}
        >
          <IconX size={14} stroke={1.8} aria-hidden="true" />
        </button>
      ) : null}
    </span>
  );
}

function Chip({ filter, opened }: { filter: ChoosableFilter; opened: boolean }) {
  const { t } = useTranslation('table');
  const summary = useSummary();
  const on = isSet(filter);
  return (
    <Popover position="bottom-start" width={280} defaultOpened={opened} trapFocus returnFocus>
      <span className={classes.chip} data-on={on || undefined}>
        <Popover.Target>
          <button
            type="button"
            className={classes.open}
            aria-haspopup="dialog"
            aria-label={on ? undefined : t('filters.add', { name: filter.label })}
          >
            {on ? null : <IconPlus size={14} stroke={1.8} aria-hidden="true" />}
            {filter.label}
            {on ? <span className={classes.value}>{summary(filter)}</span> : null}
          </button>
        </Popover.Target>
        {on ? (
          <button
            type="button"
            className={classes.remove}
            aria-label={t('filters.remove', { name: filter.label })}
            onClick={() => unset(filter)}
          >
            <IconX size={14} stroke={1.8} aria-hidden="true" />
          </button>
        ) : null}
      </span>
      <Popover.Dropdown className={classes.dropdown ?? ''} aria-label={filter.label}>
        <FilterBody filter={filter} />
        {on && filter.kind !== 'flag' ? (
          <Button className={classes.clear ?? ''} size="sm" variant="subtle" onClick={() => unset(filter)}>
            {t('filters.clear')}
          </Button>
        ) : null}
      </Popover.Dropdown>
    </Popover>
  );
}

/** The filters over a list: dashed with a plus when unset, ink with a cross when set; «Сбросить» only when it helps. */
export function FilterChips({ filters, onReset }: { filters: readonly Filter[]; onReset: () => void }) {
  const { t } = useTranslation('table');
  const [added, setAdded] = useState<readonly string[]>([]);
  const further = filters.filter((one) => one.further && !isSet(one) && !added.includes(one.id));
  const shown = filters.filter((one) => !further.includes(one));
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be a scrolling flex row in every browser
    <div className={classes.chips} role="group" aria-label={t('filters.label')}>
      {shown.map((filter) =>
        filter.kind === 'toggle' ? (
          <ToggleChip key={filter.id} filter={filter} />
        ) : (
          <Chip key={filter.id} filter={filter} opened={added.includes(filter.id) && !isSet(filter)} />
        ),
      )}
      {further.length > 0 ? (
        <Menu position="bottom-start" width={260} returnFocus={false}>
          <span className={classes.chip}>
            <Menu.Target>
              <button type="button" className={classes.open}>
                <IconPlus size={14} stroke={1.8} aria-hidden="true" />
                {t('filters.further')}
              </button>
            </Menu.Target>
          </span>
          <Menu.Dropdown mah={360} style={{ overflowY: 'auto' }}>
            {further.map((filter) => (
              <Menu.Item key={filter.id} onClick={() => setAdded([...added, filter.id])}>
                {filter.label}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      ) : null}
      {filters.some(isSet) ? (
        <Button className={classes.reset ?? ''} size="sm" variant="subtle" onClick={onReset}>
          {t('filters.reset')}
        </Button>
      ) : null}
    </div>
  );
}
