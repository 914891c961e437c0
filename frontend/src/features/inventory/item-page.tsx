import { Skeleton } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { PageHead } from '@/shared/ui/page-head/page-head';
import { ReasonButton } from '@/shared/ui/reason-button/reason-button';
import { ErrorState } from '@/shared/ui/state';
import { PHONE_MAX } from '@/theme/tokens';
import { ActionMenu } from './components/action-menu';
import { ArchivedNote } from './components/archived-note';
import { CardBody } from './components/card-body';
import { StatusBadge } from './components/status-badge';
import classes from './item-page.module.css';
import { PhoneKeys } from './movements/phone-keys';
import { PhoneHeader } from './photos/phone-header';
import { PhotoStrip } from './photos/photo-strip';
import { itemOptions } from './queries';
import { type OpenAction, useItemActions } from './use-item-actions';

const route = getRouteApi('/_app/inventory/$itemId/');
const IN_HEAD = new Set(['book', 'transfer', 'edit', 'restore']);

function HeadActions({ actions }: { actions: readonly OpenAction[] }) {
  const shown = actions.filter((action) => IN_HEAD.has(action.id)).toReversed();
  const main = actions.some((action) => action.id === 'book') ? 'book' : 'transfer';
  return (
    <>
      <span className={classes.headButtons}>
        {shown.map((action) => (
          <ReasonButton
            key={action.id}
            reason={action.why}
            variant={action.id === main || action.id === 'restore' ? 'filled' : 'default'}
            leftSection={<action.icon size={16} stroke={1.8} />}
            onClick={action.run}
          >
            {action.label}
          </ReasonButton>
        ))}
      </span>
      <span className={classes.headMenu}>
        <ActionMenu size="lg" actions={actions.filter((action) => !IN_HEAD.has(action.id))} />
      </span>
    </>
  );
}

/** What an archived item can do on a phone lies under the thumb. */
function Dock({ actions }: { actions: readonly OpenAction[] }) {
  const shown = actions.filter((action) => action.id === 'restore');
  if (shown.length === 0) return null;
  return (
    <div className={classes.dock}>
      {shown.map((action, index) => (
        <ReasonButton
          key={action.id}
          size="xl"
          reason={action.why}
          variant={index === 0 ? 'filled' : 'default'}
          leftSection={<action.icon size={20} stroke={1.6} />}
          onClick={action.run}
        >
          {action.label}
        </ReasonButton>
      ))}
    </div>
  );
}

/** An item on a page of its own. */
export function ItemPage() {
  const { t } = useTranslation(['inventory', 'shell']);
  const { itemId } = route.useParams();
  const { tab } = route.useSearch();
  const navigate = route.useNavigate();
  const phone = useMediaQuery(`(max-width: ${PHONE_MAX}px)`, false, { getInitialValueInEffect: false });
  const onTab = (next: string | undefined) =>
    void navigate({ search: { tab: next }, replace: true, resetScroll: false });
  const query = useQuery(itemOptions(itemId));
  const item = query.data;
  const { actions, move, dialog } = useItemActions(item);
  const crumbs = [
    <Link key="list" to="/inventory">
      {t('shell:sections.inventory')}
    </Link>,
  ];
  if (!item) {
    return (
      <>
        <PageHead title={t('item')} crumbs={crumbs} />
        {query.isError ? (
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        ) : (
          <div className={classes.waiting} aria-busy="true">
            <Skeleton height={8} />
            <Skeleton height={14} width="60%" mt={20} />
            <Skeleton height={14} width="40%" mt={12} />
          </div>
        )}
      </>
    );
  }
  return (
    <div className={classes.page} data-immersive={phone || undefined}>
      {phone ? <PhoneHeader item={item} actions={actions} /> : null}
      <PageHead
        title={item.name}
        crumbs={phone ? [] : crumbs}
        count={
          <span className={classes.under}>
            {item.inventory_number}
            {item.category ? ` · ${item.category.name}` : ''}
            <StatusBadge status={item.status} />
          </span>
        }
      >
        <HeadActions actions={actions} />
      </PageHead>
      <ArchivedNote item={item} />
      {phone ? null : <PhotoStrip page item={item} />}
      <CardBody page item={item} move={move} tab={tab} onTab={onTab} />
      <PhoneKeys item={item} actions={actions} />
      <Dock actions={actions} />
      {dialog}
    </div>
  );
}
