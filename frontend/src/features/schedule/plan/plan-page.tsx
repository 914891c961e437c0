import { ActionIcon, Button, Skeleton, Switch, Tooltip } from '@mantine/core';
import {
  IconCalendarOff,
  IconChevronLeft,
  IconChevronRight,
  IconCircleCheck,
  IconPencil,
  IconPrinter,
  IconSend,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { theatreToday } from '@/shared/lib/dates';
import { useCan } from '@/shared/permissions';
import { ToneBadge } from '@/shared/ui/badge/tone-badge';
import { useHotkeys } from '@/shared/ui/hotkeys';
import { PageHead } from '@/shared/ui/page-head/page-head';
import { ReasonButton } from '@/shared/ui/reason-button/reason-button';
import { EmptyState, ErrorState } from '@/shared/ui/state';
import { monthInText, monthLong } from '../calendar/period';
import { ScheduleTabs } from '../tabs';
import { Counts } from './counts';
import { PlanFiles } from './file-menu';
import { monthAfter, planDays, totalMarks } from './lines';
import classes from './plan-page.module.css';
import { PlanTable } from './plan-table';
import { PublishDialog } from './publish-dialog';
import { DRAFT } from './queries';
import { usePlan } from './use-plan';
import { Versions } from './versions';
import { publishedBy } from './words';

function MonthSwitch({ month, onGo }: { month: string; onGo: (month: string) => void }) {
  const { t } = useTranslation(['schedulePlan', 'schedule']);
  const now = theatreToday().slice(0, 7);
  const previous = () => onGo(monthAfter(month, -1));
  const next = () => onGo(monthAfter(month, 1));
  useHotkeys([
    { keys: 'BracketLeft', label: t('month.previous'), group: 'act', run: previous },
    { keys: 'BracketRight', label: t('month.next'), group: 'act', run: next },
    { keys: 'KeyT', label: t('month.now'), group: 'act', run: () => onGo(now) },
  ]);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be a flex row in every browser
    <div className={classes.month} role="group" aria-label={t('month.label')}>
      <ActionIcon aria-label={t('month.previous')} onClick={previous}>
        <IconChevronLeft size={16} stroke={1.8} />
      </ActionIcon>
      <h2 aria-live="polite">{monthLong(`${month}-01`)}</h2>
      <ActionIcon aria-label={t('month.next')} onClick={next}>
        <IconChevronRight size={16} stroke={1.8} />
      </ActionIcon>
      {month === now ? null : (
        <Button size="sm" variant="default" onClick={() => onGo(now)}>
          {t('month.now')}
        </Button>
      )}
    </div>
  );
}

/** Draft or published, by whom, and what a reader should know of it. */
function State({ state }: { state: ReturnType<typeof usePlan> }) {
  const { t } = useTranslation('schedulePlan');
  const { plan, shown, sees, publication } = state;
  if (!plan) return null;
  const last = plan.published;
  const changes = totalMarks(plan.difference);
  const draft = shown === DRAFT && sees;
  if (draft) {
    const word = !last ? t('state.never') : changes > 0 ? t('state.changes', { count: changes }) : null;
    return (
      <p className={classes.state}>
        {word ? (
          <ToneBadge tone={changes > 0 ? 'warn' : 'neutral'} icon={IconPencil}>
            {[t('state.draft'), word].join(' · ')}
          </ToneBadge>
        ) : null}
        {last ? (
          <ToneBadge tone="ok" icon={IconCircleCheck} quiet={changes > 0}>
            {t('state.published', { version: last.version })}
          </ToneBadge>
        ) : null}
        {last ? <span>{publishedBy(last)}</span> : null}
      </p>
    );
  }
  if (!publication) return null;
  return (
    <>
      <p className={classes.state}>
        <ToneBadge tone="ok" icon={IconCircleCheck}>
          {t('state.published', { version: publication.version })}
        </ToneBadge>
        <span>{publishedBy(publication)}</span>
        {last && publication.version < last.version ? (
          <ToneBadge tone="warn" icon={IconPencil}>
            {t('state.stale', { version: publication.version, last: last.version })}
          </ToneBadge>
        ) : null}
      </p>
      {publication.note ? <blockquote className={classes.quote}>{publication.note}</blockquote> : null}
    </>
  );
}

function Nothing({ state }: { state: ReturnType<typeof usePlan> }) {
  const { t } = useTranslation('schedulePlan');
  const icon = <IconCalendarOff size={28} stroke={1.6} />;
  if (state.only) {
    return (
      <EmptyState
        icon={icon}
        title={t('empty.unchanged')}
        text={t('empty.unchangedText')}
        actions={
          <Button variant="default" onClick={() => state.change({ only: undefined })}>
            {t('empty.showAll')}
          </Button>
        }
      />
    );
  }
  if (!state.sees && !state.plan?.published)
    return <EmptyState icon={icon} title={t('empty.unpublished')} text={t('empty.unpublishedText')} />;
  return (
    <EmptyState
      icon={icon}
      title={t('empty.draft')}
      text={t('empty.draftText')}
      actions={
        <Button
          variant="default"
          renderRoot={(props) => (
            <Link {...props} to="/schedule" search={{ show: 'month', date: `${state.month}-01` }} />
          )}
        >
          {t('empty.toCalendar')}
        </Button>
      }
    />
  );
}

/** The repertoire plan of a month: drafted by the schedule itself, published in versions. */
export function PlanPage() {
  const { t } = useTranslation(['schedulePlan', 'schedule', 'shell']);
  const can = useCan();
  const state = usePlan();
  const { plan, rows, difference, month, sees, shown } = state;
  const [publishing, setPublishing] = useState(false);
  const days = planDays(rows ?? [], difference, state.only && difference !== null);
  const written = days.length > 0;
  const unchanged =
    plan?.published && totalMarks(plan.difference) === 0
      ? t('publish.same', { version: plan.published.version })
      : null;
  const reason = unchanged ?? (plan && plan.rows.length === 0 && !plan.published ? t('publish.empty') : null);
  return (
    <div className={classes.page}>
      <PageHead title={t('title')} count={rows ? t('shows', { count: rows.length }) : undefined}>
        {written ? (
          <Tooltip label={t('print')}>
            <ActionIcon aria-label={t('print')} onClick={() => window.print()}>
              <IconPrinter size={16} stroke={1.6} />
            </ActionIcon>
          </Tooltip>
        ) : null}
        {plan && (sees || plan.published) ? <PlanFiles month={month} version={shown} draft={sees} /> : null}
        {plan && can('schedule:update', {}) ? (
          <ReasonButton
            leftSection={<IconSend size={16} stroke={1.8} />}
            reason={reason}
            onClick={() => setPublishing(true)}
          >
            {t('publish.action')}
          </ReasonButton>
        ) : null}
      </PageHead>
      <ScheduleTabs />
      <div className={classes.tools}>
        <MonthSwitch month={month} onGo={state.go} />
        <State state={state} />
      </div>
      {state.failed ? (
        <ErrorState error={state.failed.error} onRetry={() => void state.failed?.refetch()} />
      ) : (
        <div className={classes.body} data-stale={state.isStale || undefined}>
          <div className={classes.sheet}>
            {state.isPending ? (
              <div className={classes.waiting} aria-busy="true">
                {Array.from({ length: 8 }, (_, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: blank lines
                  <Skeleton key={index} height={36} />
                ))}
              </div>
            ) : (
              <>
                {difference ? (
                  <div className={classes.compared}>
                    <span>
                      {t('state.compared', {
                        from: t('state.versionName', { version: state.against ?? DRAFT }),
                        to:
                          shown === DRAFT ? t('state.draftName') : t('state.versionName', { version: shown }),
                      })}
                    </span>
                    <Counts difference={difference} />
                    <Switch
                      label={t('difference.only')}
                      checked={state.only}
                      onChange={(event) => state.change({ only: event.currentTarget.checked || undefined })}
                    />
                  </div>
                ) : null}
                {written ? (
                  <PlanTable
                    days={days}
                    caption={t('caption', { month: monthInText(`${month}-01`) })}
                    marked={difference !== null && totalMarks(difference) > 0}
                  />
                ) : (
                  <Nothing state={state} />
                )}
              </>
            )}
          </div>
          {plan && sees ? (
            <Versions
              plan={plan}
              shown={shown}
              onShow={(version) =>
                state.change({
                  version: version === DRAFT ? undefined : version,
                  with: undefined,
                  only: undefined,
                })
              }
              against={state.against}
              onCompare={(version) => state.change({ with: version ?? 'none', only: undefined })}
            />
          ) : null}
        </div>
      )}
      {publishing && plan ? <PublishDialog plan={plan} onClose={() => setPublishing(false)} /> : null}
    </div>
  );
}
