import { ActionIcon, Combobox, Tooltip, useCombobox } from '@mantine/core';
import { IconCheck, IconPlus } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { createTag, type ItemOut, replaceItemTags } from '@/api/gen';
import { invalidate } from '@/api/invalidate';
import { randomId } from '@/shared/lib/random-id';
import { useCan } from '@/shared/permissions';
import { Tag, TagMark } from '@/shared/ui/badge/tone-badge';
import { itemOptions, tagsOptions } from '../queries';
import classes from './quick-tags.module.css';

const CREATE = 'new';
const MOST = 50;

const fold = (text: string) => text.toLowerCase().replaceAll('ё', 'е');

/** «+» beside the tags of a card: puts tags on and takes them off without the form. */
function TagPicker({ item }: { item: ItemOut }) {
  const { t } = useTranslation(['fields', 'inventory', 'common']);
  const can = useCan();
  const client = useQueryClient();
  const { data } = useQuery(tagsOptions());
  const [typed, setTyped] = useState('');
  const button = useRef<HTMLButtonElement>(null);
  const box = useCombobox({
    onDropdownClose: () => {
      box.resetSelectedOption();
      box.focusTarget();
      setTyped('');
    },
    onDropdownOpen: () => {
      // Clear of the keys that lie over the foot of a phone's page.
      button.current?.scrollIntoView({ block: 'nearest' });
      box.focusSearchInput();
    },
  });
  const held = item.tags.map((tag) => tag.id);
  const save = useMutation({
    mutationFn: async (chosen: string) => {
      const id =
        chosen === CREATE
          ? (await createTag({ headers: { 'Idempotency-Key': randomId() }, body: { name: wanted } })).data.id
          : Number(chosen);
      const tag_ids = held.includes(id) ? held.filter((one) => one !== id) : [...held, id];
      const headers = { 'If-Match': `"v${item.version}"` };
      return (await replaceItemTags({ path: { item_id: item.id }, headers, body: { tag_ids } })).data;
    },
    onSuccess: (saved) => {
      client.setQueryData(itemOptions(item.id).queryKey, saved);
      setTyped('');
    },
    // Somebody else may have saved first: then the card shows what they did.
    onSettled: () => invalidate(client, 'tag'),
  });
  const wanted = typed.trim();
  const tags = data?.items ?? [];
  const shown = tags.filter((tag) => fold(tag.name).includes(fold(wanted)));
  const fresh = can('tag:manage') && wanted !== '' && !tags.some((tag) => fold(tag.name) === fold(wanted));
  const full = held.length >= MOST;
  return (
    <Combobox
      store={box}
      width={260}
      position="bottom-start"
      onOptionSubmit={(chosen) => {
        if (!save.isPending) save.mutate(chosen);
      }}
    >
      <Combobox.Target targetType="button">
        <Tooltip label={t('tags.quick')}>
          <ActionIcon
            ref={button}
            size="sm"
            className={classes.add ?? ''}
            aria-label={t('tags.quick')}
            loading={save.isPending && !box.dropdownOpened}
            onClick={() => box.toggleDropdown()}
          >
            <IconPlus size={14} stroke={1.8} />
          </ActionIcon>
        </Tooltip>
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Search
          classNames={{ input: classes.search ?? '' }}
          aria-label={t('tags.search')}
          placeholder={t('tags.search')}
          maxLength={100}
          value={typed}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            box.selectFirstOption();
          }}
        />
        <Combobox.Options className={classes.options ?? ''} aria-label={t('inventory:field.tags')}>
          {shown.map((tag) => (
            <Combobox.Option
              key={tag.id}
              value={String(tag.id)}
              active={held.includes(tag.id)}
              disabled={full && !held.includes(tag.id)}
            >
              <span className={classes.option}>
                <TagMark color={tag.color} />
                <span>{tag.name}</span>
                {held.includes(tag.id) ? (
                  <IconCheck size={14} stroke={1.8} aria-label={t('tags.isOn')} />
                ) : null}
              </span>
            </Combobox.Option>
          ))}
          {fresh && !full ? (
            <Combobox.Option value={CREATE}>
              <span className={classes.option}>
                <IconPlus size={14} stroke={1.8} aria-hidden="true" />
                <span>{t('inventory:form.createTag', { name: wanted })}</span>
              </span>
            </Combobox.Option>
          ) : null}
          {shown.length === 0 && !fresh ? (
            <Combobox.Empty>{data ? t('tags.nothing') : t('common:loading')}</Combobox.Empty>
          ) : null}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}

/** The tags of a card and, for those who may change the item, the way to more of them. */
export function QuickTags({ item }: { item: ItemOut }) {
  const can = useCan();
  return (
    <>
      {item.tags.map((tag) => (
        <Tag key={tag.id} color={tag.color}>
          {tag.name}
        </Tag>
      ))}
      {canTag(item, can) ? <TagPicker item={item} /> : null}
    </>
  );
}

/** Whether somebody may change the tags of an item. */
export function canTag(item: ItemOut, can: ReturnType<typeof useCan>): boolean {
  return item.deleted_at === null && can('inventory:update', item);
}
