import { Select } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconCircleCheck, IconPencil, IconVersions } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { formatDateTime } from '@/shared/lib/dates';
import { OVERLAY_MAX } from '@/theme/tokens';
import classes from './plan-page.module.css';
import { DRAFT } from './queries';
import type { MonthPlan } from './types';

const NOTHING = 'none';

interface Props {
  readonly plan: MonthPlan;
  /** What is shown; 0 the draft. */
  readonly shown: number;
  readonly onShow: (version: number) => void;
  /** What it is compared with; null with nothing. */
  readonly against: number | null;
  readonly onCompare: (version: number | null) => void;
}

/** With what a state can be compared: the draft with every version, a version with those before it. */
function Compare({ plan, shown, against, onCompare }: Omit<Props, 'onShow'>) {
  const { t } = useTranslation('schedulePlan');
  const last = plan.published?.version;
  const choices = plan.versions
    .filter(({ version }) => shown === DRAFT || version < shown)
    .map(({ version }) => ({
      value: String(version),
      label:
        shown === DRAFT && version === last ? t('versions.lastPublished') : t('versions.with', { version }),
    }));
  if (choices.length === 0) return null;
  return (
    <Select
      label={t('versions.compare')}
      data={[{ value: NOTHING, label: t('versions.nothing') }, ...choices]}
      value={against === null ? NOTHING : String(against)}
      allowDeselect={false}
      onChange={(value) => onCompare(value === null || value === NOTHING ? null : Number(value))}
    />
  );
}

/** The draft and every publication: who, when, with what note; one of them is on screen. */
export function Versions({ plan, shown, onShow, against, onCompare }: Props) {
  const { t } = useTranslation('schedulePlan');
  const wide = useMediaQuery(`(min-width: ${OVERLAY_MAX + 1}px)`, true, { getInitialValueInEffect: false });
  const last = plan.published?.version;
  return (
    <details className={classes.versions} open={wide}>
      <summary>
        <IconVersions size={16} stroke={1.6} aria-hidden="true" />
        {t('versions.title')} <span>{plan.versions.length}</span>
      </summary>
      <ul>
        <li>
          <button type="button" aria-pressed={shown === DRAFT} onClick={() => onShow(DRAFT)}>
            <IconPencil size={16} stroke={1.6} aria-hidden="true" />
            <span>
              <b>{t('versions.draft')}</b>
              <small>{t('versions.draftHint')}</small>
            </span>
          </button>
        </li>
        {plan.versions.map(({ version, published_at, published_by, note }) => (
          <li key={version}>
            <button type="button" aria-pressed={shown === version} onClick={() => onShow(version)}>
              <IconCircleCheck size={16} stroke={1.6} aria-hidden="true" />
              <span>
                <b>{t('versions.name', { version })}</b>
                {version === last ? <i>{t('versions.last')}</i> : null}
                <small>
                  {[formatDateTime(published_at), published_by?.name].filter(Boolean).join(' · ')}
                </small>
                {note ? <small className={classes.note}>{note}</small> : null}
              </span>
            </button>
          </li>
        ))}
      </ul>
      {plan.versions.length === 0 ? <p className={classes.hint}>{t('versions.none')}</p> : null}
      <Compare plan={plan} shown={shown} against={against} onCompare={onCompare} />
    </details>
  );
}
