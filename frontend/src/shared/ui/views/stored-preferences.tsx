import { createContext, type ReactNode, useContext } from 'react';
import type { Density } from '@/theme/tokens';

export interface StoredPreferences {
  /** Per table: `{ columns: [visible ids in order] }`. */
  readonly tables: unknown;
  readonly density: Density;
  /** Replaces what is kept of the lists named in the patch; other lists stay. */
  readonly save: (patch: { tables: Record<string, unknown> }) => void;
}

const NOTHING: StoredPreferences = { tables: {}, density: 'normal', save: () => undefined };
const Context = createContext<StoredPreferences>(NOTHING);

/** Hands the account's memory to tables and views, which know nothing of accounts. */
export function StoredPreferencesProvider({
  value,
  children,
}: {
  value: StoredPreferences;
  children: ReactNode;
}) {
  return <Context value={value}>{children}</Context>;
}

export function useStoredPreferences(): StoredPreferences {
  return useContext(Context);
}
