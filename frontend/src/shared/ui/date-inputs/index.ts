export { TimeInput } from '@mantine/dates';
export { DateInput } from './date-input';
