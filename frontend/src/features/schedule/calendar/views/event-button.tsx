import { UnstyledButton } from '@mantine/core';
import { IconAlertTriangle, IconBan } from '@tabler/icons-react';
import { typeLook } from '../../vocabulary';
import type { CalendarEvent } from '../event';
import kind from '../kind.module.css';
import { eventLabel, placeText, spanText, timeText } from '../words';
import { payloadOf, type RenderEvent, type RenderEventBody } from './library';
import classes from './views.module.css';

function Glyph({ event, clash }: { event: CalendarEvent; clash: boolean }) {
  const Sign = event.cancelled ? IconBan : clash ? IconAlertTriangle : typeLook[event.row.event_type].icon;
  return (
    <Sign size={13} stroke={1.8} aria-hidden="true" data-alert={(clash && !event.cancelled) || undefined} />
  );
}

/** The library writes its own colours into the element; ours stand in their place. */
const COLOURS = {
  ['--event-bg' as string]: 'var(--kb)',
  ['--event-color' as string]: 'var(--k)',
  ['--event-hover' as string]: 'color-mix(in srgb, var(--k) 14%, var(--kb))',
};

/** The library's event in our colours, with a label that says all of it. */
export const renderEvent: RenderEvent = (data, props) => {
  const payload = payloadOf(data);
  if (!payload) return <UnstyledButton {...props} />;
  const { event, clash } = payload;
  const label = eventLabel(event, clash !== undefined);
  return (
    <UnstyledButton
      {...props}
      className={`${props.className ?? ''} ${kind.kind} ${classes.event}`}
      style={{ ...props.style, ...COLOURS }}
      data-event={event.id}
      data-kind={event.kind}
      data-cancelled={event.cancelled || undefined}
      data-clash={event.cancelled ? undefined : clash}
      title={label}
    >
      <span className="visually-hidden">{label}</span>
      {props.children}
    </UnstyledButton>
  );
};

/** One line: sign, time, title. */
export const renderShort: RenderEventBody = (data) => {
  const payload = payloadOf(data);
  if (!payload) return data.title;
  const { event, clash } = payload;
  return (
    <span className={classes.short} aria-hidden="true">
      <Glyph event={event} clash={clash !== undefined} />
      <b>{timeText(event.start)}</b>
      <span>{event.row.title}</span>
    </span>
  );
};

/** As much as the height allows: time, title, place. */
export const renderTall: RenderEventBody = (data) => {
  const payload = payloadOf(data);
  if (!payload) return data.title;
  const { event, clash } = payload;
  return (
    <span className={classes.tall} aria-hidden="true">
      <span className={classes.short}>
        <Glyph event={event} clash={clash !== undefined} />
        <b>{spanText(event.start, event.end)}</b>
      </span>
      <span className={classes.title}>{event.row.title}</span>
      <small>{placeText(event)}</small>
    </span>
  );
};
