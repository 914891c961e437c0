import { create } from 'zustand';

/** Whether a newer version of the client waits to be opened. */
export const useNewVersion = create<{ ready: boolean }>(() => ({ ready: false }));
