import { useTranslation } from 'react-i18next';
import { PageHead } from '@/shared/ui/page-head/page-head';
import { WidgetBoundary } from '@/shared/ui/state';
import { PasswordForm } from './components/password-form';
import { PersonalForm } from './components/personal-form';
import { SessionList } from './components/session-list';
import classes from './profile-page.module.css';

export function ProfilePage() {
  const { t } = useTranslation('profile');
  return (
    <>
      <PageHead title={t('title')} />
      <div className={classes.body}>
        <PersonalForm />
        <PasswordForm />
        <WidgetBoundary>
          <SessionList />
        </WidgetBoundary>
      </div>
    </>
  );
}
