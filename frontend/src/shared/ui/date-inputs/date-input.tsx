import '@/shared/lib/dayjs-locale';
import { type DateInputProps, DateInput as MantineDateInput } from '@mantine/dates';
import { useTranslation } from 'react-i18next';

/** A day, typed or picked; the arrows of its calendar have names. */
export function DateInput(props: DateInputProps) {
  const { t } = useTranslation('common');
  return <MantineDateInput previousLabel={t('previousMonth')} nextLabel={t('nextMonth')} {...props} />;
}
