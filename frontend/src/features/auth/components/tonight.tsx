import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { authFront } from '../queries';
import classes from './tonight.module.css';

/** The caption of the stage: what plays tonight, by the clock where it plays. Without a show there is none. */
export function Tonight() {
  const { t } = useTranslation('auth');
  const { data } = useQuery(authFront());
  const show = data?.tonight;
  if (!show) return null;
  const clock = new Intl.DateTimeFormat('en-GB', {
    timeZone: show.timezone,
    hour: '2-digit',
    minute: '2-digit',
  });
  return (
    <p className={classes.caption}>
      {t('tonight.today')}
      <b>
        {t('tonight.show', {
          title: show.title.replace(/^«(.*)»$/, '$1'),
          time: clock.format(new Date(show.starts_at)),
        })}
      </b>
    </p>
  );
}
