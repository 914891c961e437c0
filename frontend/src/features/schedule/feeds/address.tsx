import { Button, CopyButton, TextInput } from '@mantine/core';
import { IconCalendarPlus, IconCheck, IconCopy } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { FeedMade } from '@/api/gen';
import classes from './feeds.module.css';

const PROGRAMS = ['iphone', 'google', 'outlook'] as const;

/** A new address, told this once, and what to do with it. */
export function Address({ feed, onDone }: { feed: FeedMade; onDone: () => void }) {
  const { t } = useTranslation('scheduleDesk');
  return (
    <section className={classes.address} aria-label={t('feeds.address')}>
      <h3>{t('feeds.ready', { name: feed.name })}</h3>
      <div className={classes.url}>
        <TextInput
          aria-label={t('feeds.address')}
          readOnly
          value={feed.url}
          onFocus={(event) => event.currentTarget.select()}
        />
        <CopyButton value={feed.url}>
          {({ copied, copy }) => (
            <Button
              data-autofocus
              variant="default"
              leftSection={copied ? <IconCheck size={16} /> : <IconCopy size={16} />}
              onClick={copy}
            >
              {t(copied ? 'feeds.copied' : 'feeds.copy')}
            </Button>
          )}
        </CopyButton>
      </div>
      <p className={classes.once}>{t('feeds.once')}</p>
      <dl className={classes.how}>
        {PROGRAMS.map((program) => (
          <div key={program}>
            <dt>{t(`feeds.how.${program}.name`)}</dt>
            <dd>{t(`feeds.how.${program}.text`)}</dd>
          </div>
        ))}
      </dl>
      <div className={classes.acts}>
        <Button
          leftSection={<IconCalendarPlus size={16} stroke={1.8} />}
          renderRoot={(props) => (
            <a {...props} href={feed.webcal_url}>
              {props.children}
            </a>
          )}
        >
          {t('feeds.open')}
        </Button>
        <Button variant="default" onClick={onDone}>
          {t('feeds.done')}
        </Button>
      </div>
    </section>
  );
}
