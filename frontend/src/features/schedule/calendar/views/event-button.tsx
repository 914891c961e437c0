import { UnstyledButton } from '@mantine/core';
import kind from '../kind.module.css';
import { eventLabel, placeText, spanText } from '../words';
import { moreOf, payloadOf, type RenderEvent, type RenderEventBody } from './library';
import { MoreOfDay } from './more-of-day';
import { Glyph, Short } from './short';
import classes from './views.module.css';

/** The library writes its own colours into the element; ours stand in their place. */
const COLOURS = {
  ['--event-bg' as string]: 'var(--kb)',
  ['--event-color' as string]: 'var(--k)',
  ['--event-hover' as string]: 'color-mix(in srgb, var(--k) 14%, var(--kb))',
};

/** The library's event in our colours, with a label that says all of it. */
export const renderEvent: RenderEvent = (data, props) => {
  const more = moreOf(data);
  if (more) return <MoreOfDay more={more} style={props.style} />;
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
  return <Short event={payload.event} clash={payload.clash !== undefined} />;
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
