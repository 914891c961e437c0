import { TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useNavigate, useRouterState } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '@/shared/permissions';
import { useHotkeys } from '@/shared/ui/hotkeys';
import { Kbd } from '@/shared/ui/kbd/kbd';
import classes from './top-bar.module.css';

const LIST = '/inventory';
const TYPING_PAUSE_MS = 250;

/** Searches the inventory. On its list the rows follow while one types; elsewhere Enter goes there. */
export function SearchBox({ phone }: { phone: boolean }) {
  const { t } = useTranslation('shell');
  const can = useCan();
  const navigate = useNavigate();
  const input = useRef<HTMLInputElement>(null);
  const onList = useRouterState({ select: (state) => state.location.pathname === LIST });
  const inAddress = useRouterState({
    select: ({ location }) => (location.pathname === LIST ? String(location.search.q ?? '') : ''),
  });
  const search = (text: string, replace: boolean) => {
    const q = text.trim() === '' ? undefined : text.trim();
    if (onList) {
      void navigate({
        from: '/inventory/',
        to: LIST,
        search: (previous) => ({ ...previous, q, page: undefined }),
        replace,
      });
    } else void navigate({ to: LIST, search: { q }, replace });
  };
  const searchSoon = useDebouncedCallback((text: string) => search(text, true), TYPING_PAUSE_MS);

  useEffect(() => {
    // Back, a saved view or «Сбросить» changed the address: the field follows, unless it is being typed in.
    if (input.current && document.activeElement !== input.current) input.current.value = inAddress;
  }, [inAddress]);

  useHotkeys(
    can('inventory:read')
      ? [{ keys: 'Slash', label: t('keys.search'), group: 'act', run: () => input.current?.select() }]
      : [],
  );
  if (!can('inventory:read')) return null;
  return (
    <search className={classes.search}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          searchSoon.cancel();
          search(input.current?.value ?? '', false);
          // The keys belong to the list now, and going back may rewrite the field.
          input.current?.blur();
        }}
      >
        <TextInput
          ref={input}
          type="search"
          aria-label={t('searchLabel')}
          placeholder={phone ? t('searchShort') : t('searchPlaceholder')}
          defaultValue={inAddress}
          autoComplete="off"
          spellCheck={false}
          leftSection={<IconSearch size={16} aria-hidden="true" />}
          rightSection={phone ? null : <Kbd>/</Kbd>}
          rightSectionPointerEvents="none"
          onChange={(event) => {
            if (onList) searchSoon(event.currentTarget.value);
          }}
          onKeyDown={(event) => {
            if (event.key === 'Escape') event.currentTarget.blur();
          }}
        />
      </form>
    </search>
  );
}
