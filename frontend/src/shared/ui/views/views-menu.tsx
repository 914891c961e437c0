import { ActionIcon, Button, Indicator, Popover, Switch, TextInput, Tooltip } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconBookmark } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ViewIn } from '@/api/gen';
import { toApiError } from '@/api/problem';
import { notify } from '../notify/notify';
import { type SavedView, sameSearch, useSavedViews, viewSearch } from './saved-views';
import { ViewRow } from './view-row';
import classes from './views-menu.module.css';

/**
 * Keeps the list as it stands under a name, and brings kept ones back: one's own and those that others share.
 *
 * @param search the list's current search parameters.
 * @param columns the visible columns in order.
 * @param opened the id of the view that the address names.
 * @param onApply navigates to the view's search parameters (plus `view: id`).
 */
export function ViewsMenu({
  table,
  search,
  columns,
  opened,
  onApply,
}: {
  table: ViewIn['table'];
  search: Record<string, unknown>;
  columns: readonly string[];
  opened: number | undefined;
  onApply: (view: SavedView) => void;
}) {
  const { t } = useTranslation(['table', 'common', 'validation']);
  const { views, add, change, remove } = useSavedViews(table);
  const [shown, control] = useDisclosure(false);
  const [error, setError] = useState<string | null>(null);
  const [shared, setShared] = useState(false);
  const current = views.find((view) => view.id === opened);
  const state = { search: viewSearch(search), columns: [...columns] };
  const differs = current !== undefined && !sameSearch(search, current.search);
  const own = views.filter((view) => view.mine);

  const save = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const name = String(new FormData(form).get('name') ?? '').trim();
    if (name === '') return setError(t('validation:required'));
    if (own.some((view) => view.name.toLowerCase() === name.toLowerCase()))
      return setError(t('views.exists'));
    add.mutate(
      { name, shared, state },
      {
        onSuccess: (view) => {
          setError(null);
          setShared(false);
          form.reset();
          control.close();
          onApply(view);
          notify.done(t('views.saved', { name }));
        },
        onError: (problem) => setError(toApiError(problem).message),
      },
    );
  };
  const drop = (view: SavedView) =>
    remove.mutate(view, {
      onError: notify.error,
      onSuccess: () =>
        notify.done(t('views.removed', { name: view.name }), {
          label: t('common:undo'),
          run: () =>
            add.mutate(
              {
                name: view.name,
                shared: view.shared,
                state: { search: view.search, columns: view.columns && [...view.columns] },
              },
              { onError: notify.error },
            ),
        }),
    });
  /** Swaps places with a neighbour; the whole order is written, for it may never have been. */
  const move = (view: SavedView, step: 1 | -1) => {
    const from = own.indexOf(view);
    const next = [...own];
    next.splice(from, 1);
    next.splice(from + step, 0, view);
    next.forEach((one, sort_order) => {
      if (own[sort_order] !== one) change.mutate({ view: one, patch: { sort_order } });
    });
  };

  return (
    <Popover opened={shown} onChange={control.set} position="bottom-end" width={320} trapFocus>
      <Popover.Target>
        <Tooltip label={differs ? t('views.differs', { name: current.name }) : t('views.title')}>
          <Indicator disabled={!differs} size={8} offset={4}>
            <ActionIcon
              aria-label={t('views.title')}
              aria-haspopup="dialog"
              aria-expanded={shown}
              onClick={control.toggle}
            >
              <IconBookmark size={16} stroke={1.6} />
            </ActionIcon>
          </Indicator>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown className={classes.dropdown ?? ''} aria-label={t('views.title')}>
        <h3>{t('views.title')}</h3>
        {current && differs && current.canEdit ? (
          <Button
            fullWidth
            variant="default"
            size="sm"
            className={classes.update ?? ''}
            onClick={() =>
              change.mutate(
                { view: current, patch: { state } },
                {
                  onError: notify.error,
                  onSuccess: () => notify.done(t('views.saved', { name: current.name })),
                },
              )
            }
          >
            {t('views.update', { name: current.name })}
          </Button>
        ) : null}
        {views.length === 0 ? <p className={classes.hint}>{t('views.none')}</p> : null}
        <ul>
          {views.map((view) => (
            <ViewRow
              key={view.id}
              view={view}
              first={own[0] === view}
              last={own.at(-1) === view}
              onOpen={() => {
                control.close();
                onApply(view);
              }}
              onChange={(patch) => change.mutateAsync({ view, patch })}
              onMove={(step) => move(view, step)}
              onRemove={() => drop(view)}
            />
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
          <Switch
            label={t('views.share')}
            checked={shared}
            onChange={(event) => setShared(event.currentTarget.checked)}
          />
          <Button type="submit" loading={add.isPending}>
            {t('common:save')}
          </Button>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}
