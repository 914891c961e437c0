import { ActionIcon, Button, Menu, Skeleton } from '@mantine/core';
import {
  IconDots,
  IconLock,
  IconPencil,
  IconPlayerPause,
  IconPlayerPlay,
  IconPlus,
  IconTrash,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CertificateOut, ItemOut, PlanOut } from '@/api/gen';
import { formatPlainDate, theatreToday } from '@/shared/lib/dates';
import { useCan } from '@/shared/permissions';
import { Section } from '@/shared/ui/drawer';
import { ErrorState } from '@/shared/ui/state';
import { useCareActs, useRecording } from './care-acts';
import { CareHistory } from './care-history';
import classes from './care-section.module.css';
import { certificatesOptions, plansOptions } from './queries';
import { StateBadge } from './state-badge';
import { certificateName, distanceText, intervalText } from './texts';
import { kindIcon } from './vocabulary';

function Line({
  icon: Glyph,
  name,
  badge,
  facts,
  blocks,
  act,
  menu,
}: {
  icon: (typeof kindIcon)[keyof typeof kindIcon];
  name: string;
  badge: ReactNode;
  facts: readonly (string | null)[];
  blocks: boolean;
  act?: ReactNode;
  menu: ReactNode;
}) {
  const { t } = useTranslation('care');
  return (
    <li>
      <Glyph className={classes.glyph} size={16} stroke={1.7} aria-hidden="true" />
      <div className={classes.text}>
        <span className={classes.name}>{name}</span> {badge}
        <span className={classes.facts}>
          {facts.filter((fact) => fact !== null).join(' · ')}
          {blocks ? (
            <span className={classes.blocks}>
              <IconLock size={12} stroke={1.8} aria-hidden="true" />
              {t('blocks')}
            </span>
          ) : null}
        </span>
      </div>
      {act}
      {menu}
    </li>
  );
}

function planFacts(t: Parameters<typeof intervalText>[0], plan: PlanOut): (string | null)[] {
  const today = theatreToday();
  const due = plan.next_due_on;
  return [
    intervalText(t, plan.every_months, plan.every_shows),
    due === null
      ? null
      : `${t(due < today ? 'wasDue' : 'next', { date: formatPlainDate(due) })}${plan.state === null || plan.state === 'ok' ? '' : ` (${distanceText(t, today, due)})`}`,
    plan.shows_since === null || plan.every_shows === null
      ? null
      : t('showsSince', { shows: plan.shows_since, every: plan.every_shows }),
    plan.last_done_on === null ? t('never') : t('last', { date: formatPlainDate(plan.last_done_on) }),
    plan.responsible?.short_name ?? null,
  ];
}

function paperFacts(t: Parameters<typeof intervalText>[0], paper: CertificateOut): (string | null)[] {
  const last = paper.valid_until;
  return [
    last === null
      ? t('forever')
      : `${t('until', { date: formatPlainDate(last) })}${paper.state === 'ok' ? '' : ` (${distanceText(t, theatreToday(), last)})`}`,
    paper.issuer,
    paper.issued_on === null ? null : t('issued', { date: formatPlainDate(paper.issued_on) }),
    paper.note,
  ];
}

/** What an item needs again and again, its certificates, and what has been done. */
export function CareSection({ item }: { item: ItemOut }) {
  const { t } = useTranslation('care');
  const can = useCan();
  const plans = useQuery(plansOptions(item.id));
  const papers = useQuery(certificatesOptions(item.id));
  const acts = useCareActs(item.id);
  const recording = useRecording(can('inventory:move', item));
  const [history, setHistory] = useState(false);
  const live = item.deleted_at === null;
  const mayChange = live && can('inventory:update', item);
  const mayRemove = live && can('inventory:delete', item);
  const failed = plans.isError ? plans : papers.isError ? papers : null;
  const none = plans.data?.items.length === 0 && papers.data?.items.length === 0;
  const menu = (name: string, edit: () => void, remove: () => void, rest?: ReactNode) =>
    mayChange ? (
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon size="sm" aria-label={t('more', { name })}>
            <IconDots size={16} stroke={1.6} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconPencil size={16} stroke={1.6} />} onClick={edit}>
            {t('edit')}
          </Menu.Item>
          {rest}
          {mayRemove ? (
            <Menu.Item color="red" leftSection={<IconTrash size={16} stroke={1.6} />} onClick={remove}>
              {t('remove')}
            </Menu.Item>
          ) : null}
        </Menu.Dropdown>
      </Menu>
    ) : null;
  return (
    <Section
      title={t('title')}
      aside={
        none ? null : (
          <Link to="/inventory/care" search={{ item: item.id }}>
            {t('page')}
          </Link>
        )
      }
    >
      {failed ? <ErrorState error={failed.error} onRetry={() => void failed.refetch()} /> : null}
      {plans.isPending || papers.isPending ? <Skeleton height={40} aria-busy="true" /> : null}
      {none ? <p className={classes.none}>{t('empty')}</p> : null}
      <ul className={classes.lines}>
        {plans.data?.items.map((plan) => (
          <Line
            key={`plan${plan.id}`}
            icon={kindIcon[plan.kind]}
            name={plan.name}
            badge={<StateBadge state={plan.state} />}
            facts={planFacts(t, plan)}
            blocks={plan.blocks_issue}
            act={
              mayChange && plan.is_active ? (
                <Button
                  size="xs"
                  variant={plan.state === 'overdue' ? 'filled' : 'default'}
                  aria-label={`${t('doneShort')}: ${plan.name}`}
                  onClick={() =>
                    recording.record({
                      itemId: item.id,
                      planId: plan.id,
                      name: plan.name,
                      everyMonths: plan.every_months,
                      everyShows: plan.every_shows,
                      instructions: plan.instructions,
                    })
                  }
                >
                  {t('doneShort')}
                </Button>
              ) : null
            }
            menu={menu(
              plan.name,
              () => acts.editPlan(plan),
              () => acts.remove({ plan }),
              <Menu.Item
                leftSection={
                  plan.is_active ? (
                    <IconPlayerPause size={16} stroke={1.6} />
                  ) : (
                    <IconPlayerPlay size={16} stroke={1.6} />
                  )
                }
                onClick={() => acts.pause(plan)}
              >
                {t(plan.is_active ? 'pause' : 'resume')}
              </Menu.Item>,
            )}
          />
        ))}
        {papers.data?.items.map((paper) => {
          const name = certificateName(t, paper.kind, paper.number);
          return (
            <Line
              key={`paper${paper.id}`}
              icon={kindIcon[paper.kind]}
              name={name}
              badge={<StateBadge paper state={paper.state} />}
              facts={paperFacts(t, paper)}
              blocks={paper.blocks_issue}
              menu={menu(
                name,
                () => acts.editPaper(paper),
                () => acts.remove({ paper }),
              )}
            />
          );
        })}
      </ul>
      <div className={classes.foot}>
        {mayChange ? (
          <>
            <Button
              size="xs"
              variant="default"
              leftSection={<IconPlus size={14} stroke={1.8} />}
              onClick={() => acts.editPlan(null)}
            >
              {t('addPlan')}
            </Button>
            <Button
              size="xs"
              variant="default"
              leftSection={<IconPlus size={14} stroke={1.8} />}
              onClick={() => acts.editPaper(null)}
            >
              {t('addCertificate')}
            </Button>
          </>
        ) : null}
        <Button size="xs" variant="subtle" aria-expanded={history} onClick={() => setHistory(!history)}>
          {t('history')}
        </Button>
      </div>
      {history ? <CareHistory itemId={item.id} /> : null}
      {acts.dialog}
      {recording.dialog}
    </Section>
  );
}
