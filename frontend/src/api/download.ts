import { apiFetch } from './client';

function fileName(response: Response, fallback: string): string {
  const header = response.headers.get('Content-Disposition') ?? '';
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(header)?.[1];
  if (encoded) return decodeURIComponent(encoded);
  return /filename="([^"]+)"/i.exec(header)?.[1] ?? fallback;
}

/** Hands bytes to the browser to save. */
export function save(content: Blob, name: string): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser has taken the blob when the click is handled; a minute is a safe margin for slow disks.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/**
 * Fetches a file with the session's rights and hands it to the browser to save.
 *
 * @throws ApiError like any other request.
 */
export async function download(url: string, fallbackName: string): Promise<void> {
  const response = await apiFetch(url, { credentials: 'same-origin' });
  save(await response.blob(), fileName(response, fallbackName));
}
