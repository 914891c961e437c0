import { Popover, UnstyledButton } from '@mantine/core';
import { type Icon, IconBuildingArch, IconPackage, IconUser } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '@/shared/permissions';
import type { Conflict, ConflictKind, Ref } from '../types';
import classes from './conflict-list.module.css';
import { conflictWords, orderConflicts } from './words';

const icons: Readonly<Record<ConflictKind, Icon>> = {
  venue: IconBuildingArch,
  person: IconUser,
  item: IconPackage,
};

interface Props {
  readonly conflicts: readonly Conflict[];
  /** Names the day of each, for a series. */
  readonly dated?: boolean;
  /** Where somebody else can be called instead: makes the free people choices. */
  readonly onSubstitute?: (conflict: Conflict, person: Ref) => void;
  /** Where another item can be taken instead. */
  readonly onAlternative?: (conflict: Conflict) => void;
}

function Substitutes({
  conflict,
  onSubstitute,
}: {
  conflict: Conflict;
  onSubstitute: Props['onSubstitute'];
}) {
  const { t } = useTranslation('schedule');
  return (
    <Popover position="bottom-start" trapFocus withinPortal>
      <Popover.Target>
        <UnstyledButton className={classes.link ?? ''}>
          {t('conflict.substitutes', { count: conflict.substitutes.length })}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown
        className={classes.people ?? ''}
        aria-label={t('conflict.substitutesOf', { name: conflict.person?.name ?? '' })}
      >
        <ul>
          {conflict.substitutes.map((person) => (
            <li key={person.id}>
              {onSubstitute ? (
                <UnstyledButton className={classes.link ?? ''} onClick={() => onSubstitute(conflict, person)}>
                  {person.name}
                </UnstyledButton>
              ) : (
                person.name
              )}
            </li>
          ))}
        </ul>
      </Popover.Dropdown>
    </Popover>
  );
}

function Remedy({
  conflict,
  onSubstitute,
  onAlternative,
}: Omit<Props, 'conflicts'> & { conflict: Conflict }) {
  const { t } = useTranslation('schedule');
  const plans = useCan()('schedule:update');
  const { alternative, ask, event } = conflict;
  return (
    <>
      {event ? (
        <Link
          className={classes.link}
          to="/schedule/$eventId"
          params={{ eventId: event.id }}
          target="_blank"
          aria-label={t('conflict.openOf', { title: event.title })}
        >
          {t('conflict.open')}
        </Link>
      ) : null}
      {plans && conflict.substitutes.length > 0 ? (
        <Substitutes conflict={conflict} onSubstitute={onSubstitute} />
      ) : null}
      {alternative && onAlternative ? (
        <UnstyledButton className={classes.link ?? ''} onClick={() => onAlternative(conflict)}>
          {t('conflict.take', { number: alternative.inventory_number })}
        </UnstyledButton>
      ) : alternative && plans ? (
        <Link
          className={classes.link}
          to="/inventory/$itemId"
          params={{ itemId: alternative.id }}
          target="_blank"
        >
          {t('conflict.take', { number: alternative.inventory_number })}
        </Link>
      ) : null}
      {ask ? <span>{t('conflict.ask', { name: ask.name })}</span> : null}
    </>
  );
}

/** Why an event does not fit: a line each, in the order venue, person, item, with the way out beside it. */
export function ConflictList({ conflicts, dated = false, ...acts }: Props) {
  const { t } = useTranslation('schedule');
  const ordered = useMemo(() => orderConflicts(conflicts), [conflicts]);
  return (
    <ul className={classes.list} aria-label={t('conflict.list')}>
      {ordered.map((conflict, index) => {
        const Glyph = icons[conflict.kind];
        const words = conflictWords(conflict, dated);
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: conflicts have no id; the list is replaced as a whole
          <li key={index} data-severity={conflict.severity}>
            <Glyph size={16} stroke={1.6} aria-hidden="true" />
            <div>
              <b>{words.title}</b>
              <span className="visually-hidden">, {t(`conflict.${conflict.severity}`)}</span>
              <p>
                {words.text} <Remedy conflict={conflict} {...acts} />
              </p>
            </div>
          </li>
        );
      })}
    </ul>
  );
}
