import { useTranslation } from 'react-i18next';
import kind from '../kind.module.css';
import { Pieces } from '../timeline/bar';
import classes from './rail.module.css';

const SAMPLE = { before: 72, body: 50, after: 36, ready: 60 };

/** What the parts of a bar say. */
export function HowToRead() {
  const { t } = useTranslation('schedule');
  return (
    <section className={classes.how}>
      <h2 className={classes.title}>{t('how.title')}</h2>
      <div className={`${classes.sample} ${kind.kind}`} data-kind="performance" aria-hidden="true">
        <Pieces item={SAMPLE} />
      </div>
      <p className={classes.parts} aria-hidden="true">
        <span>{t('how.setup')}</span>
        <span>{t('how.show')}</span>
        <span>{t('how.strike')}</span>
      </p>
      <p>{t('how.text')}</p>
    </section>
  );
}
