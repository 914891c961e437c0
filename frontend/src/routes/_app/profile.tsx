import { createFileRoute } from '@tanstack/react-router';
import { ProfilePage } from '@/features/profile';
import { loadTexts } from '@/i18n';

export const Route = createFileRoute('/_app/profile')({
  beforeLoad: () => loadTexts('profile'),
  component: ProfilePage,
});
