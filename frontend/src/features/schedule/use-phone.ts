import { useMediaQuery } from '@mantine/hooks';
import { PHONE_MAX } from '@/theme/tokens';

/** Whether the reader holds a phone. */
export function usePhone(): boolean {
  return useMediaQuery(`(max-width: ${PHONE_MAX}px)`, false, { getInitialValueInEffect: false });
}
