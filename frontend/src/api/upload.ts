import { lineNow, reportReachable, reportUnreachable } from './connection';
import { connectionError, errorFromResponse } from './problem';
import { getSession, renewToken } from './session-token';

interface Watch {
  /** Bytes on their way so far; told a few times a second. */
  readonly onProgress: (sent: number) => void;
  readonly signal: AbortSignal;
}

function headersOf(request: XMLHttpRequest): [string, string][] {
  return request
    .getAllResponseHeaders()
    .split('\r\n')
    .filter((line) => line.includes(':'))
    .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]);
}

function send(url: string, body: FormData, token: string | undefined, watch: Watch): Promise<Response> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const stop = () => request.abort();
    watch.signal.addEventListener('abort', stop, { once: true });
    request.open('POST', url);
    request.setRequestHeader('Accept-Language', document.documentElement.lang || 'ru');
    request.setRequestHeader('X-Requested-With', 'kulisa');
    if (token !== undefined) request.setRequestHeader('Authorization', `Bearer ${token}`);
    request.upload.onprogress = (event) => watch.onProgress(event.loaded);
    request.onload = () =>
      resolve(new Response(request.responseText, { status: request.status, headers: headersOf(request) }));
    request.onerror = () => {
      reportUnreachable(navigator.onLine ? 'unavailable' : 'offline', null);
      reject(connectionError());
    };
    request.onabort = () => reject(new DOMException('The upload was stopped', 'AbortError'));
    request.onloadend = () => watch.signal.removeEventListener('abort', stop);
    request.send(body);
  });
}

/** A form with one file in the field `file`, as most operations take it. */
export function fileForm(file: File): FormData {
  const form = new FormData();
  form.append('file', file);
  return form;
}

/**
 * Sends a form and tells how much of it has left: `fetch` cannot.
 *
 * @returns the body of the answer.
 * @throws ApiError like any other request; an AbortError when `signal` stopped it.
 */
export async function upload(url: string, body: FormData, watch: Watch): Promise<unknown> {
  const session = getSession();
  let line = lineNow();
  let response = await send(url, body, session?.token, watch);
  if (response.status === 401) {
    const renewed = await renewToken(session);
    if (renewed !== null) {
      line = lineNow();
      response = await send(url, body, renewed, watch);
    }
  }
  if (response.ok) {
    reportReachable(true, line);
    return response.json();
  }
  const error = await errorFromResponse(response);
  if (error.isConnection) reportUnreachable('unavailable', error.retryAfter);
  else reportReachable(false, line);
  throw error;
}
