import { Popover, UnstyledButton } from '@mantine/core';
import { type CSSProperties, useState } from 'react';
import { useTranslation } from 'react-i18next';
import kind from '../kind.module.css';
import { dayLong, dayMonth } from '../period';
import { eventLabel } from '../words';
import type { More } from './library';
import { Short } from './short';
import classes from './views.module.css';

/** «ещё 3»: opens what the day has no line for. */
export function MoreOfDay({ more, style }: { more: More; style: CSSProperties | undefined }) {
  const { t } = useTranslation('schedule');
  const [opened, setOpened] = useState(false);
  const { day, events, clashes, onOpen } = more;
  return (
    <Popover opened={opened} onChange={setOpened} position="right-start" width={280} withinPortal trapFocus>
      <Popover.Target>
        <UnstyledButton
          className={classes.more ?? ''}
          {...(style ? { style } : {})}
          aria-label={t('hiddenOf', { count: events.length, day: dayMonth(day) })}
          onClick={() => setOpened(!opened)}
        >
          {t('hidden', { count: events.length })}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown>
        <p className={classes.restHead}>{dayLong(day)}</p>
        <ul className={classes.rest}>
          {events.map((event) => (
            <li key={event.id}>
              <UnstyledButton
                className={`${kind.kind} ${classes.restEvent}`}
                data-kind={event.kind}
                data-cancelled={event.cancelled || undefined}
                data-event={event.id}
                onClick={() => {
                  setOpened(false);
                  onOpen(event.id);
                }}
              >
                <span className="visually-hidden">{eventLabel(event, clashes.has(event.id))}</span>
                <Short event={event} clash={clashes.has(event.id)} />
              </UnstyledButton>
            </li>
          ))}
        </ul>
      </Popover.Dropdown>
    </Popover>
  );
}
