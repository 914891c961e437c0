import { Button, Popover, SegmentedControl, Skeleton } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { formatPlainDate } from '@/shared/lib/dates';
import classes from './filter-chips.module.css';
import { OptionList } from './option-list';
import type { DatesFilter, EnumFilter, Filter, RefFilter, ToggleFilter } from './types';

// The calendar is large, and most lists have no dates.
const DateRange = lazy(() => import('./date-range'));

type ChoosableFilter = Exclude<Filter, ToggleFilter>;

function isSet(filter: Filter): boolean {
  if (filter.kind === 'toggle') return filter.value;
  if (filter.kind === 'dates') return filter.value.from !== undefined || filter.value.to !== undefined;
  return filter.kind === 'flag' ? filter.value !== undefined : filter.value.length > 0;
}

function unset(filter: Filter): void {
  if (filter.kind === 'toggle') filter.onChange(false);
  else if (filter.kind === 'flag') filter.onChange(undefined);
  else if (filter.kind === 'dates') filter.onChange({ from: undefined, to: undefined });
  else filter.onChange([]);
}

function firstLabel(filter: EnumFilter | RefFilter): string {
  const first: string | number | undefined = filter.value[0];
  return filter.options?.find((option) => option.value === first)?.label ?? '…';
}

/** «Мебель» or «Мебель, ещё 2». */
function useSummary() {
  const { t } = useTranslation('table');
  const period = ({ value: { from, to } }: DatesFilter): string => {
    if (from !== undefined && from === to) return formatPlainDate(from);
    if (from === undefined) return t('filters.until', { date: formatPlainDate(to ?? '') });
    if (to === undefined) return t('filters.since', { date: formatPlainDate(from) });
    return `${formatPlainDate(from)} – ${formatPlainDate(to)}`;
  };
  return (filter: ChoosableFilter): string => {
    if (filter.kind === 'dates') return period(filter);
    if (filter.kind === 'flag') return filter.value ? t('filters.yes') : t('filters.no');
    const rest = filter.value.length - 1;
    return rest > 0 ? `${firstLabel(filter)}, ${t('filters.more', { count: rest })}` : firstLabel(filter);
  };
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

function Chip({ filter }: { filter: ChoosableFilter }) {
  const { t } = useTranslation('table');
  const summary = useSummary();
  const on = isSet(filter);
  return (
    <Popover position="bottom-start" width={280} trapFocus returnFocus>
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
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be a scrolling flex row in every browser
    <div className={classes.chips} role="group" aria-label={t('filters.label')}>
      {filters.map((filter) =>
        filter.kind === 'toggle' ? (
          <ToggleChip key={filter.id} filter={filter} />
        ) : (
          <Chip key={filter.id} filter={filter} />
        ),
      )}
      {filters.some(isSet) ? (
        <Button className={classes.reset ?? ''} size="sm" variant="subtle" onClick={onReset}>
          {t('filters.reset')}
        </Button>
      ) : null}
    </div>
  );
}
