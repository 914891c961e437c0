import { listSessionsOptions } from '@/api/gen/@tanstack/react-query.gen';

export const sessionsOptions = () => listSessionsOptions();
