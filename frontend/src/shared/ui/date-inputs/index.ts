import '@/shared/lib/dayjs-locale';

export { DateInput, TimeInput } from '@mantine/dates';
