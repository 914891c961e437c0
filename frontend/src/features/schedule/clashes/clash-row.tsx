import {
  type Icon,
  IconAlertTriangle,
  IconBuildingArch,
  IconCircleX,
  IconPackage,
  IconShieldCheck,
  IconUser,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ToneBadge } from '@/shared/ui/badge/tone-badge';
import type { Clash, ConflictKind } from '../types';
import classes from './clashes.module.css';
import { EventLine } from './event-link';
import { clashFacts, clashTitle } from './words';

export const kindIcon: Readonly<Record<ConflictKind, Icon>> = {
  venue: IconBuildingArch,
  person: IconUser,
  item: IconPackage,
};

/** One clash ahead: how grave, what it is about, by how much, and between which events. */
export function ClashRow({ clash, day }: { clash: Clash; day: string }) {
  const { t } = useTranslation(['scheduleDesk', 'schedule']);
  const Glyph = kindIcon[clash.kind];
  const hard = clash.severity === 'hard';
  return (
    <li className={classes.row} data-overridden={clash.overridden || undefined}>
      <span className={classes.severity}>
        <ToneBadge tone={hard ? 'bad' : 'warn'} icon={hard ? IconCircleX : IconAlertTriangle}>
          {t(`clash.severity.${clash.severity}`)}
        </ToneBadge>
      </span>
      <span className={classes.what}>
        <Glyph size={16} stroke={1.6} aria-hidden="true" />
        <span>
          <b>{clashTitle(clash)}</b>
          <small>{clashFacts(clash)}</small>
        </span>
      </span>
      <span className={classes.events}>
        {clash.events.map((event) => (
          <EventLine key={event.id} event={event} day={day} />
        ))}
        {clash.overridden ? (
          <span className={classes.accepted}>
            <IconShieldCheck size={14} stroke={1.6} aria-hidden="true" />
            {t('clash.overridden')}
          </span>
        ) : null}
      </span>
    </li>
  );
}
