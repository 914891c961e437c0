import { Button, TextInput } from '@mantine/core';
import { IconPlus, IconSearch, IconTags } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type KeyboardEvent, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TagOut } from '@/api/gen';
import { listTagsOptions } from '@/api/gen/@tanstack/react-query.gen';
import { formatNumber } from '@/shared/lib/numbers';
import { useCan } from '@/shared/permissions';
import { Tag } from '@/shared/ui/badge/tone-badge';
import { SplitView } from '@/shared/ui/drawer';
import { PageHead } from '@/shared/ui/page-head/page-head';
import { EmptyState, ErrorState, NothingFound } from '@/shared/ui/state';
import { TagDrawer } from './tag-drawer';
import { tagLines } from './tag-tree';
import classes from './tags.module.css';

const AT_ONCE = 200;

function walk(event: KeyboardEvent<HTMLElement>) {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  const stops = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-stop]')];
  const index = stops.indexOf(document.activeElement as HTMLElement);
  if (index < 0) return;
  event.preventDefault();
  stops[index + (event.key === 'ArrowDown' ? 1 : -1)]?.focus();
}

/** All tags under their parents; how many items carry each leads to those items. */
export function TagsPage({ tabs }: { tabs: ReactNode }) {
  const { t } = useTranslation('fields');
  const manageable = useCan()('tag:manage');
  const query = useQuery(listTagsOptions({ query: { page_size: AT_ONCE } }));
  const [search, setSearch] = useState('');
  const [opened, setOpened] = useState<TagOut | 'new' | null>(null);
  const tags = query.data?.items ?? [];
  const lines = tagLines(tags, search);
  const current = opened === 'new' ? null : tags.find((tag) => tag.id === opened?.id);
  const add = (
    <Button size="sm" leftSection={<IconPlus size={14} />} onClick={() => setOpened('new')}>
      {t('tags.add')}
    </Button>
  );
  return (
    <SplitView
      drawer={
        opened === 'new' || current ? (
          <TagDrawer
            key={current?.id ?? 'new'}
            tag={current ?? null}
            tags={tags}
            onClose={() => setOpened(null)}
          />
        ) : null
      }
    >
      <PageHead
        title={t('tagsTitle')}
        count={query.data ? t('tags.count', { count: query.data.total }) : undefined}
      >
        {manageable ? add : null}
      </PageHead>
      {tabs}
      {query.isError ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : query.data && tags.length === 0 ? (
        <EmptyState
          icon={<IconTags size={24} stroke={1.6} />}
          title={t('tags.empty')}
          text={t('tags.emptyText')}
        />
      ) : (
        <>
          <TextInput
            className={classes.search ?? ''}
            size="sm"
            type="search"
            aria-label={t('tags.search')}
            placeholder={t('tags.search')}
            leftSection={<IconSearch size={14} aria-hidden="true" />}
            value={search}
            onChange={(event) => setSearch(event.currentTarget.value)}
          />
          {lines.length === 0 && query.data ? (
            <NothingFound q={search.trim()} onClear={() => setSearch('')} />
          ) : null}
          <ul className={classes.list} onKeyDown={walk}>
            {lines.map(({ tag, depth }) => (
              <li
                key={tag.id}
                className={classes.row}
                data-opened={current?.id === tag.id || undefined}
                style={{ paddingInlineStart: 16 + depth * 24 }}
              >
                {manageable ? (
                  <button type="button" data-stop className={classes.name} onClick={() => setOpened(tag)}>
                    <Tag color={tag.color}>{tag.name}</Tag>
                  </button>
                ) : (
                  <span className={classes.name}>
                    <Tag color={tag.color}>{tag.name}</Tag>
                  </span>
                )}
                <Link
                  className={classes.figure}
                  to="/inventory"
                  search={{ tag: [tag.id] }}
                  aria-label={`${formatNumber(tag.item_count)}: ${t('tags.items', { name: tag.name })}`}
                >
                  {formatNumber(tag.item_count)}
                </Link>
              </li>
            ))}
          </ul>
        </>
      )}
    </SplitView>
  );
}
