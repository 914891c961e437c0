import { ActionIcon, Button, Popover, TextInput, Tooltip } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconBookmark, IconTrash } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { notify } from '../notify/notify';
import { type SavedView, useSavedViews } from './saved-views';
import classes from './views-menu.module.css';

/**
 * Keeps the list as it stands under a name, and brings kept ones back.
 *
 * @param search the list's current search parameters.
 * @param columns the visible columns in order.
 * @param onApply navigates to the view's search parameters (plus `view: id`).
 */
export function ViewsMenu({
  table,
  search,
  columns,
  onApply,
}: {
  table: string;
  search: Record<string, unknown>;
  columns: readonly string[];
  onApply: (view: SavedView) => void;
}) {
  const { t } = useTranslation(['table', 'common', 'validation']);
  const { views, add, remove, restore } = useSavedViews(table);
  const [opened, control] = useDisclosure(false);
  const [error, setError] = useState<string | null>(null);

  const save = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const name = String(new FormData(form).get('name') ?? '').trim();
    if (name === '') return setError(t('validation:required'));
    if (views.some((view) => view.name.toLowerCase() === name.toLowerCase()))
      return setError(t('views.exists'));
    setError(null);
    form.reset();
    control.close();
    onApply(add(name, search, columns));
    notify.done(t('views.saved', { name }));
  };

  return (
    <Popover opened={opened} onChange={control.set} position="bottom-end" width={300} trapFocus>
      <Popover.Target>
        <Tooltip label={t('views.title')}>
          <ActionIcon
            aria-label={t('views.title')}
            aria-haspopup="dialog"
            aria-expanded={opened}
            onClick={control.toggle}
          >
            <IconBookmark size={16} stroke={1.6} />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown className={classes.dropdown ?? ''} aria-label={t('views.title')}>
        <h3>{t('views.title')}</h3>
        {views.length === 0 ? <p className={classes.hint}>{t('views.none')}</p> : null}
        <ul>
          {views.map((view) => (
            <li key={view.id} className={classes.view}>
              <button
                type="button"
                onClick={() => {
                  control.close();
                  onApply(view);
                }}
              >
                {view.name}
              </button>
              <ActionIcon
                size="sm"
                aria-label={t('views.remove', { name: view.name })}
                onClick={() => {
                  remove(view.id);
                  notify.done(t('views.removed', { name: view.name }), {
                    label: t('common:undo'),
                    run: restore,
                  });
                }}
              >
                <IconTrash size={14} stroke={1.6} />
              </ActionIcon>
            </li>
          ))}
        </ul>
        <form className={classes.form} onSubmit={save}>
          <TextInput
            name="name"
            label={t('views.save')}
            description={t('views.saveHint')}
            placeholder={t('views.placeholder')}
            maxLength={60}
            autoComplete="off"
            error={error}
            data-autofocus
          />
          <Button type="submit">{t('common:save')}</Button>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}
