import { useTranslation } from 'react-i18next';
import { PageHead } from '@/shared/ui/page-head/page-head';

export function CataloguePage() {
  const { t } = useTranslation('shell');
  return <PageHead title={t('sections.catalogue')} />;
}
