import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import * as z from 'zod/mini';
import { dryRunImport, type ImportOut, listImports } from '@/api/gen';
import { getImportOptions, listImportsQueryKey } from '@/api/gen/@tanstack/react-query.gen';
import { fileForm, upload } from '@/api/upload';

const IMPORTS = '/api/v1/inventory/imports';
const PAGE = 50;

/** Largest file the server takes, in bytes. */
export const MAX_FILE = 50 * 1024 * 1024;

/** A running import is looked at every second at first, less often the longer it takes. */
function pollingPause(looks: number): number {
  if (looks < 60) return 1000;
  return looks < 200 ? 2000 : 5000;
}

export function importOptions(importId: number) {
  return queryOptions({
    ...getImportOptions({ path: { import_id: importId } }),
    refetchInterval: ({ state }) =>
      state.data?.status === 'running' ? pollingPause(state.dataUpdateCount) : false,
  });
}

/**
 * What a run would do now. The key carries no tag: a dry run takes the server a while, so it is repeated only when the
 * mapping or an option has changed.
 */
export function dryRunOptions(importId: number) {
  return queryOptions({
    queryKey: ['import-dry-run', importId] as const,
    queryFn: async ({ signal }) =>
      (await dryRunImport({ path: { import_id: importId }, body: {}, signal })).data,
    staleTime: 5 * 60_000,
    gcTime: 60_000,
    refetchOnWindowFocus: false,
  });
}

/** All imports, newest first, page by page. */
export const importsOptions = infiniteQueryOptions({
  queryKey: [{ ...listImportsQueryKey()[0], _infinite: true }],
  queryFn: async ({ pageParam, signal }) =>
    (await listImports({ query: { before: pageParam, limit: PAGE }, signal })).data,
  initialPageParam: null as number | null,
  getNextPageParam: (page) => page.next,
  refetchInterval: ({ state }) =>
    state.data?.pages.some((page) => page.items.some((row) => row.status === 'running'))
      ? pollingPause(60 + state.dataUpdateCount)
      : false,
});

const uploaded = z.object({ id: z.int() });

/** Sends a file and answers with the new import's id. */
export async function uploadFile(
  file: File,
  watch: { onProgress: (sent: number) => void; signal: AbortSignal },
): Promise<number> {
  return uploaded.parse(await upload(IMPORTS, fileForm(file), watch)).id;
}

/** Address of the refused rows as a file. */
export function errorsUrl(importId: number, format: 'csv' | 'xlsx'): string {
  return `${IMPORTS}/${importId}/errors?format=${format}`;
}

/** Where an import can still be changed and run. */
export function isOpen(status: ImportOut['status']): boolean {
  return status === 'uploaded' || status === 'failed';
}
