import { describe, expect, it, vi } from 'vitest';
import { changeLanguage } from '@/i18n';
import { ApiError, applyProblem, errorFromResponse, errorMessage, toApiError } from './problem';

const problem = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), {
    status,
    headers: { 'Content-Type': 'application/problem+json', ...headers },
  });

const form = (values: Record<string, unknown>) => ({ getValues: () => values, setErrors: vi.fn() });

describe('errorFromResponse', () => {
  it('keeps the words, the code, the fields and the extras of a problem', async () => {
    const error = await errorFromResponse(
      problem(409, {
        type: 'urn:kulisa:problem:category.in_use',
        title: 'Занято',
        status: 409,
        detail: 'В категории 12 предметов.',
        code: 'category.in_use',
        errors: [{ field: 'name', message: 'Уже есть', code: 'unique' }],
        request_id: 'r-1',
        conflicts: [{ id: 7 }],
      }),
    );
    expect(error).toMatchObject({
      status: 409,
      code: 'category.in_use',
      message: 'В категории 12 предметов.',
      requestId: 'r-1',
      extras: { conflicts: [{ id: 7 }] },
    });
    expect(error.errors).toEqual([{ field: 'name', message: 'Уже есть', code: 'unique' }]);
  });

  it('speaks for a proxy that answers with a page of its own', async () => {
    const page = () => new Response('<html>Bad gateway</html>', { status: 502 });
    expect((await errorFromResponse(page())).message).toBe(
      'Сервер временно недоступен. Мы повторим попытку сами.',
    );
    await changeLanguage('en');
    expect((await errorFromResponse(page())).message).toMatch(/^The server is unavailable/);
  });

  it('reads how long to wait', async () => {
    const error = await errorFromResponse(
      problem(503, { title: 'x', code: 'unavailable' }, { 'Retry-After': '7' }),
    );
    expect(error.retryAfter).toBe(7);
    expect(error.isConnection).toBe(true);
  });

  it('does not take a lost file store for a lost server', async () => {
    const error = await errorFromResponse(
      problem(503, { title: 'x', detail: 'Хранилище файлов не отвечает.', code: 'storage.unavailable' }),
    );
    expect(error.isConnection).toBe(false);
    expect(error.message).toBe('Хранилище файлов не отвечает.');
  });
});

describe('applyProblem', () => {
  const error = (fields: [string, string][]) =>
    new ApiError({
      status: 422,
      code: 'invalid',
      message: 'Проверьте поля',
      errors: fields.map(([field, message]) => ({ field, message, code: 'x' })),
    });

  it('puts complaints on their fields and hands back the rest', () => {
    const target = form({ name: '', categoryId: null });
    const rest = applyProblem(
      target,
      error([
        ['name', 'Слишком длинно'],
        ['category_id', 'Нет такой категории'],
        ['stock', 'Остаток не сходится'],
      ]),
      { category_id: 'categoryId' },
    );
    expect(target.setErrors).toHaveBeenCalledWith({
      name: 'Слишком длинно',
      categoryId: 'Нет такой категории',
    });
    expect(rest).toBe('Остаток не сходится');
  });

  it('hands back the general message when no field is named, and nothing when all were placed', () => {
    expect(applyProblem(form({}), error([]))).toBe('Проверьте поля');
    expect(applyProblem(form({ name: '' }), error([['body.name', 'Занято']]))).toBeNull();
  });
});

it('has a readable text for a bug of our own', () => {
  expect(errorMessage(new TypeError('x is undefined'))).toBe(
    'Что-то пошло не так на сервере. Повторите позже.',
  );
});

describe('toApiError', () => {
  it('takes what never came for a lost connection, whatever the browser calls it', () => {
    const unfetched = [
      'Failed to fetch dynamically imported module: http://x/assets/titles.js',
      'error loading dynamically imported module: http://x/assets/titles.js',
      'Importing a module script failed.',
      'Failed to fetch',
      'NetworkError when attempting to fetch resource.',
      'Load failed',
      'network error',
    ];
    for (const message of unfetched)
      expect(toApiError(new TypeError(message)).isConnection, message).toBe(true);
    expect(toApiError(new TypeError('x is not a function')).isConnection).toBe(false);
  });
});
