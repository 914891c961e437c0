export { CalendarPage } from './calendar/calendar-page';
