import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import classes from './catalogue-page.module.css';

/** The pages of the catalogue. */
export function Tabs() {
  const { t } = useTranslation('catalogue');
  return (
    <nav className={classes.tabs} aria-label={t('tabs')}>
      <Link to="/catalogue/categories">{t('title.category')}</Link>
      <Link to="/catalogue/locations">{t('title.location')}</Link>
      <Link to="/catalogue/fields">{t('title.fields')}</Link>
      <Link to="/catalogue/tags">{t('title.tags')}</Link>
    </nav>
  );
}
