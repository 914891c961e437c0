import { Pill } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { createTag } from '@/api/gen';
import { invalidate } from '@/api/invalidate';
import { useCan } from '@/shared/permissions';
import { TagMark } from '@/shared/ui/badge/tone-badge';
import { SearchMultiSelect } from '@/shared/ui/search-select';
import { tagsOptions } from '../queries';
import classes from './quick-tags.module.css';

const CREATE = 'new:';

interface TagName {
  readonly id: number;
  readonly name: string;
  readonly color: string | null;
}

/** The tags of an item; those who may, make a new one by typing it. */
export function TagField({
  value,
  onChange,
  error,
}: {
  value: readonly number[];
  onChange: (value: number[]) => void;
  error?: ReactNode;
}) {
  const { t } = useTranslation(['inventory', 'common', 'table']);
  const can = useCan();
  const client = useQueryClient();
  const { data } = useQuery(tagsOptions());
  const [typed, setTyped] = useState('');
  const [made, setMade] = useState<readonly TagName[]>([]);
  const create = useMutation({
    mutationFn: (name: string) => createTag({ body: { name } }),
    onSuccess: ({ data: tag }) => {
      setMade((before) => [...before, tag]);
      onChange([...value, tag.id]);
      return invalidate(client, 'tag');
    },
  });
  const known = new Map([...made, ...(data?.items ?? [])].map((tag) => [String(tag.id), tag]));
  const options = [...known].map(([value, tag]) => ({ value, label: tag.name }));
  const wanted = typed.trim();
  const exists = options.some((option) => option.label.toLowerCase() === wanted.toLowerCase());
  const offer =
    can('tag:manage') && wanted !== '' && !exists
      ? [{ value: `${CREATE}${wanted}`, label: t('form.createTag', { name: wanted }) }]
      : [];
  return (
    <SearchMultiSelect
      label={t('field.tags')}
      placeholder={value.length === 0 ? t('form.chooseTags') : undefined}
      data={[...options, ...offer]}
      value={value.map(String)}
      onChange={(chosen) => {
        const fresh = chosen.find((entry) => entry.startsWith(CREATE));
        if (fresh) create.mutate(fresh.slice(CREATE.length));
        else onChange(chosen.map(Number));
      }}
      onSearch={setTyped}
      hidePickedOptions
      classNames={{ inputField: classes.typed ?? '' }}
      renderOption={({ option }) => (
        <span className={classes.option}>
          <TagMark color={known.get(option.value)?.color} />
          <span>{option.label}</span>
        </span>
      )}
      renderPill={({ value: id, onRemove, disabled }) => (
        <Pill
          className={classes.chip ?? ''}
          withRemoveButton={!disabled}
          onRemove={() => onRemove?.()}
          removeButtonProps={{ 'aria-hidden': true, tabIndex: -1 }}
        >
          <span className={classes.pill}>
            <TagMark color={known.get(String(id))?.color} />
            {known.get(String(id))?.name}
          </span>
        </Pill>
      )}
      maxValues={50}
      maxDropdownHeight={280}
      nothingFoundMessage={data ? t('table:filters.nothing') : t('common:loading')}
      error={error}
    />
  );
}
