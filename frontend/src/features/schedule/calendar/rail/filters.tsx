import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useCan } from '@/shared/permissions';
import { SearchMultiSelect, SearchSelect } from '@/shared/ui/search-select';
import { departmentsOptions, resourcesOptions, titlesOptions } from '../../queries';
import { type CalendarSearch, isFiltered, NO_FILTERS } from '../search';
import classes from './rail.module.css';

interface Choice {
  readonly id: number;
  readonly name: string;
}

const data = (choices: readonly Choice[]) =>
  choices.map(({ id, name }) => ({ value: String(id), label: name }));

/** One value of an address that could hold several. */
function One({
  label,
  choices,
  value,
  onChange,
}: {
  label: string;
  choices: readonly Choice[];
  value: readonly number[] | undefined;
  onChange: (value: number[] | undefined) => void;
}) {
  const { t } = useTranslation(['schedule', 'common']);
  return (
    <SearchSelect
      size="sm"
      label={label}
      placeholder={t('filter.any')}
      options={data(choices)}
      value={value?.[0] === undefined ? null : String(value[0])}
      onChange={(next) => onChange(next === null ? undefined : [Number(next)])}
      clearable
      nothing={t('filter.nothing')}
    />
  );
}

/** Venue, title, person, department. */
export function Filters({
  search,
  onChange,
}: {
  search: CalendarSearch;
  onChange: (change: Partial<CalendarSearch>) => void;
}) {
  const { t } = useTranslation(['schedule', 'common']);
  const venues = useQuery(resourcesOptions('venue')).data?.items ?? [];
  // Whoever sees only own calls filters by no one else.
  const all = useCan()('schedule:read', {});
  const people = useQuery({ ...resourcesOptions('staff'), enabled: all }).data?.items ?? [];
  const titles = useQuery(titlesOptions()).data?.items ?? [];
  const departments = useQuery({ ...departmentsOptions(), enabled: all }).data?.items ?? [];
  return (
    <section className={classes.fields} aria-label={t('filters')}>
      <SearchMultiSelect
        size="sm"
        label={t('filter.venue')}
        placeholder={search.venue ? undefined : t('filter.anyVenue')}
        data={data(venues)}
        value={(search.venue ?? []).map(String)}
        onChange={(chosen) => onChange({ venue: chosen.length > 0 ? chosen.map(Number) : undefined })}
        clearable
      />
      <One
        label={t('filter.title')}
        choices={titles.map(({ id, title }) => ({ id, name: title }))}
        value={search.title}
        onChange={(title) => onChange({ title })}
      />
      {all ? (
        <>
          <One
            label={t('filter.person')}
            choices={people}
            value={search.person}
            onChange={(person) => onChange({ person })}
          />
          <One
            label={t('filter.department')}
            choices={departments}
            value={search.department}
            onChange={(department) => onChange({ department })}
          />
        </>
      ) : null}
      {isFiltered(search) ? (
        <Button variant="subtle" size="sm" onClick={() => onChange(NO_FILTERS)}>
          {t('filter.reset')}
        </Button>
      ) : null}
    </section>
  );
}
