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

/**
 * A file that the server makes from what is sent.
 *
 * @throws ApiError like any other request.
 */
export async function fetchFile(
  url: string,
  body: unknown,
  fallbackName: string,
  signal?: AbortSignal,
): Promise<{ content: Blob; name: string }> {
  const response = await apiFetch(url, {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
    ...(signal ? { signal } : {}),
  });
  return { content: await response.blob(), name: fileName(response, fallbackName) };
}
