import { ActionIcon, Tooltip } from '@mantine/core';
import { IconArrowsDiagonal, IconChevronDown, IconChevronUp, IconLink, IconX } from '@tabler/icons-react';
import { Link, type LinkProps } from '@tanstack/react-router';
import { type CSSProperties, type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { OVERLAY_MAX } from '@/theme/tokens';
import { useHotkeys } from '../hotkeys';
import { notify } from '../notify/notify';
import classes from './side-drawer.module.css';

interface Props {
  /** What is shown, for screen readers: «Карточка предмета». */
  readonly label: string;
  readonly onClose: () => void;
  /** Place in the list behind, from 1; the arrows and J/K walk it. */
  readonly position?: { index: number; total: number } | undefined;
  readonly onPrevious?: (() => void) | undefined;
  readonly onNext?: (() => void) | undefined;
  /** The same record on a page of its own. */
  readonly pageLink?: LinkProps;
  /** Where it hovers over the page instead of standing beside it, on a wide screen. */
  readonly hover?: CSSProperties | undefined;
  /** More acts of the head, before the cross. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/**
 * A record beside its list, 480 px. Takes its width from the list; below 1200 px it lies over it, on a phone it is the
 * whole screen. Not modal: the list behind stays usable with the keyboard.
 */
export function SideDrawer({
  label,
  onClose,
  position,
  onPrevious,
  onNext,
  pageLink,
  hover,
  actions,
  children,
}: Props) {
  const { t } = useTranslation(['table', 'common', 'shell']);
  useHotkeys([{ keys: 'Escape', label: t('shell:keys.close'), group: 'list', run: onClose }]);
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    // Lying over the page it takes the focus; beside the list the focus stays on the row, for J and K.
    if (matchMedia(`(max-width: ${OVERLAY_MAX}px)`).matches) panel.current?.focus();
  }, []);
  const copy = async () => {
    await navigator.clipboard?.writeText(location.href);
    notify.done(t('common:copied'));
  };
  return (
    <>
      <button
        type="button"
        className={classes.backdrop}
        tabIndex={-1}
        aria-label={t('drawer.close')}
        onClick={onClose}
      />
      <aside
        ref={panel}
        className={classes.drawer}
        data-hover={hover !== undefined || undefined}
        style={hover}
        aria-label={label}
        tabIndex={-1}
        data-gives-back
      >
        <div className={classes.head}>
          {position ? (
            <>
              <ActionIcon aria-label={t('drawer.previous')} disabled={!onPrevious} onClick={onPrevious}>
                <IconChevronUp size={16} />
              </ActionIcon>
              <ActionIcon aria-label={t('drawer.next')} disabled={!onNext} onClick={onNext}>
                <IconChevronDown size={16} />
              </ActionIcon>
              <span>{t('drawer.position', position)}</span>
            </>
          ) : null}
          <span className={classes.grow} />
          {pageLink ? (
            <Tooltip label={t('drawer.asPage')}>
              <ActionIcon
                renderRoot={(props) => <Link {...props} {...pageLink} />}
                aria-label={t('drawer.asPage')}
              >
                <IconArrowsDiagonal size={16} stroke={1.6} />
              </ActionIcon>
            </Tooltip>
          ) : null}
          {navigator.clipboard ? (
            <Tooltip label={t('common:copyLink')}>
              <ActionIcon aria-label={t('common:copyLink')} onClick={() => void copy()}>
                <IconLink size={16} stroke={1.6} />
              </ActionIcon>
            </Tooltip>
          ) : null}
          {actions}
          <Tooltip label={t('drawer.close')}>
            <ActionIcon aria-label={t('common:close')} onClick={onClose}>
              <IconX size={16} stroke={1.6} />
            </ActionIcon>
          </Tooltip>
        </div>
        <div className={classes.body}>{children}</div>
      </aside>
    </>
  );
}

/** Holds a list and, beside it, its drawer. */
export function SplitView({ children, drawer }: { children: ReactNode; drawer: ReactNode }) {
  return (
    <div className={classes.split}>
      <div className={classes.main}>{children}</div>
      {drawer}
    </div>
  );
}

/** One part of a drawer or a page, between hairlines. */
export function Section({
  title,
  aside,
  children,
}: {
  title?: string;
  /** Stands at the right end of the heading: a figure or one link. */
  aside?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section className={classes.section}>
      {title ? (
        <header>
          <h3>{title}</h3>
          {aside ? <span className={classes.aside}>{aside}</span> : null}
        </header>
      ) : null}
      {children}
    </section>
  );
}
