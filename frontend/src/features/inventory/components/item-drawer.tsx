import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ItemOut } from '@/api/gen';
import { SideDrawer } from '@/shared/ui/drawer';
import { ReasonButton } from '@/shared/ui/reason-button/reason-button';
import { ErrorState } from '@/shared/ui/state';
import { PhotoStrip } from '../photos/photo-strip';
import { itemOptions } from '../queries';
import { type OpenAction, useItemActions } from '../use-item-actions';
import { ActionMenu } from './action-menu';
import { ArchivedNote } from './archived-note';
import { CardBody } from './card-body';
import classes from './item-drawer.module.css';

function Head({ item, actions }: { item: ItemOut; actions: readonly OpenAction[] }) {
  const edit = actions.find((action) => action.id === 'edit');
  const transfer = actions.find((action) => action.id === 'transfer');
  const book = actions.find((action) => action.id === 'book');
  return (
    <div className={classes.head}>
      <div className={classes.names}>
        <p className={classes.over}>
          {[item.inventory_number, item.category?.name].filter(Boolean).join(' · ')}
        </p>
        <h2>{item.name}</h2>
      </div>
      <div className={classes.buttons}>
        {edit ? (
          <ReasonButton
            variant="default"
            size="sm"
            reason={edit.why}
            leftSection={<edit.icon size={14} stroke={1.8} />}
            onClick={edit.run}
          >
            {edit.label}
          </ReasonButton>
        ) : null}
        {transfer ? (
          <ReasonButton
            variant={book ? 'default' : 'filled'}
            size="sm"
            reason={transfer.why}
            leftSection={<transfer.icon size={14} stroke={1.8} />}
            onClick={transfer.run}
          >
            {transfer.label}
          </ReasonButton>
        ) : null}
        {book ? (
          <ReasonButton
            size="sm"
            reason={book.why}
            leftSection={<book.icon size={14} stroke={1.8} />}
            onClick={book.run}
          >
            {book.label}
          </ReasonButton>
        ) : null}
      </div>
    </div>
  );
}

function Waiting() {
  return (
    <div aria-busy="true" className={classes.waiting}>
      <Skeleton height={12} width="40%" />
      <Skeleton height={24} width="70%" mt={8} />
      <Skeleton height={8} mt={32} />
      <Skeleton height={14} width="80%" mt={16} />
      <Skeleton height={14} width="60%" mt={12} />
    </div>
  );
}

interface Props {
  readonly itemId: number;
  readonly onClose: () => void;
  readonly position?: { index: number; total: number } | undefined;
  readonly onPrevious?: (() => void) | undefined;
  readonly onNext?: (() => void) | undefined;
  /** The open tab of the card. */
  readonly tab: string | undefined;
  readonly onTab: (tab: string | undefined) => void;
}

/** An item beside its list: the same as its page, narrower. */
export function ItemDrawer({ itemId, tab, onTab, ...place }: Props) {
  const { t } = useTranslation('inventory');
  const query = useQuery(itemOptions(itemId));
  const item = query.data;
  const { actions, move, dialog } = useItemActions(item);
  const rest = actions.filter(({ id }) => id !== 'edit' && id !== 'transfer' && id !== 'book');
  return (
    <SideDrawer
      {...place}
      label={t('drawer')}
      pageLink={{ to: '/inventory/$itemId', params: { itemId } }}
      actions={<ActionMenu actions={rest} />}
    >
      {item ? (
        <>
          <Head item={item} actions={actions} />
          <ArchivedNote item={item} />
          <PhotoStrip item={item} />
          <CardBody item={item} move={move} tab={tab} onTab={onTab} />
          {dialog}
        </>
      ) : query.isError ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <Waiting />
      )}
    </SideDrawer>
  );
}
