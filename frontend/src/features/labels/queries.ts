import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { fetchFile } from '@/api/download';
import type { LayoutOut, SheetIn } from '@/api/gen';
import { listItemsOptions, listLabelTemplatesOptions } from '@/api/gen/@tanstack/react-query.gen';
import { toApiError } from '@/api/problem';

export const templatesOptions = () => listLabelTemplatesOptions();

/** As many as one page of the list holds; the names of more would fill the screen anyway. */
export const NAMED = 200;

export const chosenItemsOptions = (ids: readonly number[]) =>
  queryOptions({
    ...listItemsOptions({ query: { id: ids.slice(0, NAMED), page_size: NAMED } }),
    enabled: ids.length > 0,
    placeholderData: keepPreviousData,
  });

/** Any item, to show a label with while nothing is chosen. */
export const sampleOptions = () => listItemsOptions({ query: { page_size: 25 } });

export type Sheet = SheetIn & { layout?: LayoutOut };

/** The first sheet as a picture. A busy printer is asked again. */
export const previewOptions = (sheet: Sheet | null) =>
  queryOptions({
    queryKey: ['label-preview', sheet],
    queryFn: async ({ signal }) =>
      (await fetchFile('/api/v1/inventory/qr-sheet/preview', sheet, 'preview.png', signal)).content,
    enabled: sheet !== null,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    gcTime: 60_000,
    retry: (count, error) => count < 4 && [429, 503].includes(toApiError(error).status),
    retryDelay: 1500,
  });

export function printSheet(sheet: Sheet): Promise<{ content: Blob; name: string }> {
  return fetchFile('/api/v1/inventory/qr-sheet', sheet, 'labels.pdf');
}
