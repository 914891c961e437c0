import { ActionIcon, Menu, TextInput } from '@mantine/core';
import { IconDots, IconUsers } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toApiError } from '@/api/problem';
import { notify } from '../notify/notify';
import type { SavedView, ViewChange } from './saved-views';
import classes from './views-menu.module.css';

/** One view in the menu: opened by its name, changed by what lies behind the dots. */
export function ViewRow({
  view,
  first,
  last,
  onOpen,
  onChange,
  onMove,
  onRemove,
}: {
  view: SavedView;
  first: boolean;
  last: boolean;
  onOpen: () => void;
  onChange: (patch: ViewChange) => Promise<unknown>;
  onMove: (step: 1 | -1) => void;
  onRemove: () => void;
}) {
  const { t } = useTranslation(['table', 'common']);
  const [renaming, setRenaming] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const rename = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const name = String(new FormData(event.currentTarget).get('rename') ?? '').trim();
    if (name === '' || name === view.name) return setRenaming(false);
    void onChange({ name }).then(
      () => setRenaming(false),
      (problem: unknown) => setError(toApiError(problem).message),
    );
  };
  if (renaming) {
    return (
      <li>
        <form onSubmit={rename}>
          <TextInput
            name="rename"
            size="sm"
            aria-label={t('views.rename')}
            defaultValue={view.name}
            maxLength={60}
            error={error}
            autoFocus
            onBlur={() => setRenaming(false)}
            onKeyDown={(event) => {
              if (event.key !== 'Escape') return;
              event.stopPropagation();
              setRenaming(false);
            }}
          />
        </form>
      </li>
    );
  }
  return (
    <li className={classes.view}>
      <button type="button" onClick={onOpen} title={view.mine ? undefined : view.owner}>
        {view.name}
      </button>
      {view.shared ? (
        <IconUsers
          size={14}
          stroke={1.6}
          role="img"
          aria-label={view.mine ? t('views.isShared') : t('views.of', { name: view.owner })}
        />
      ) : null}
      {view.canEdit ? (
        <Menu position="bottom-end" withinPortal={false} width={220}>
          <Menu.Target>
            <ActionIcon size="sm" aria-label={t('views.actions', { name: view.name })}>
              <IconDots size={14} stroke={1.6} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={() => setRenaming(true)}>{t('views.rename')}</Menu.Item>
            <Menu.Item onClick={() => void onChange({ shared: !view.shared }).catch(notify.error)}>
              {t(view.shared ? 'views.unshare' : 'views.share')}
            </Menu.Item>
            {view.mine && !first ? <Menu.Item onClick={() => onMove(-1)}>{t('views.up')}</Menu.Item> : null}
            {view.mine && !last ? <Menu.Item onClick={() => onMove(1)}>{t('views.down')}</Menu.Item> : null}
            <Menu.Divider />
            <Menu.Item onClick={onRemove}>{t('common:delete')}</Menu.Item>
          </Menu.Dropdown>
        </Menu>
      ) : null}
    </li>
  );
}
