import { expect, expectAccessible, test } from './fixtures';
import { api, freeDay, shown } from './schedule-steps';

const MONTH = 30;

test('a plan is published, changed and compared, and an actor reads only what is published', async ({
  as,
  request,
}) => {
  const day = freeDay();
  const month = day.slice(0, 7);
  const title = `Показ ${Date.now().toString(36)}`;
  const director = await api(request, 'director');
  const show = await director.post('/schedule', {
    title,
    event_type: 'performance',
    starts_at: `${day}T19:00:00+03:00`,
    ends_at: `${day}T22:00:00+03:00`,
  });
  const actor = await as('actor');
  await actor.goto(`/schedule/plan?month=${month}`);
  await expect(actor.getByText('План ещё не опубликован')).toBeVisible();
  await expectAccessible(actor);

  const page = await as('director');
  await page.goto(`/schedule/plan?month=${month}`);
  await expect(page.getByRole('row', { name: new RegExp(title) })).toContainText('19:00–22:00');
  await expect(page.getByText('Черновик · не публиковался')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Опубликовать…' }).click();
  const dialog = page.getByRole('dialog', { name: /Опубликовать план/ });
  await dialog.getByRole('textbox', { name: 'Что изменилось' }).fill('Первая версия');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Опубликовать версию 1' }).click();
  await expect(page.getByText('Опубликована версия 1')).toBeVisible();

  await actor.goto(`/schedule/plan?month=${month}`);
  await expect(actor.getByRole('row', { name: new RegExp(title) })).toBeVisible();
  await expect(actor.getByText('Первая версия')).toBeVisible();
  await expect(actor.getByRole('button', { name: 'Опубликовать…' })).toBeHidden();

  await director.remove(`/schedule/${show.id}`);
  await page.reload();
  await expect(page.getByText('Черновик · есть изменения: 1')).toBeVisible();
  await expect(page.getByRole('row', { name: new RegExp(`${title}.*убрано`) })).toBeVisible();
  await page.getByRole('button', { name: /Версия 1/ }).click();
  await expect(page.getByRole('row', { name: new RegExp(title) })).not.toContainText('убрано');
  const file = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Скачать план' }).click();
  await page.getByRole('menuitem', { name: 'Таблица XLSX' }).click();
  expect((await file).suggestedFilename()).toMatch(/\.xlsx$/);
});

test('a call sheet is read by department and by time, and taken as a PDF', async ({ as, request }) => {
  const director = await api(request, 'director');
  const me = await (await api(request, 'actor')).get('/auth/me');
  const day = freeDay();
  const event = await director.post('/schedule', {
    title: `Репетиция ${Date.now().toString(36)}`,
    event_type: 'rehearsal',
    starts_at: `${day}T11:00:00+03:00`,
    ends_at: `${day}T14:00:00+03:00`,
    participants: [{ user_id: me.id, role: 'Гамлет', call_at: `${day}T10:30:00+03:00` }, { role: 'Призрак' }],
  });
  const page = await as('director');
  await page.goto(`/schedule/call-sheet?day=${day}`);
  await expect(page.getByRole('row', { name: /Гамлет/ })).toContainText('Ждём ответа');
  await expect(page.getByRole('row', { name: /Призрак/ })).toContainText('Роль открыта');
  await expectAccessible(page);
  await page.getByText('По времени').click();
  await expect(page.getByRole('rowheader', { name: /10:30/ })).toBeVisible();
  const file = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Скачать PDF' }).click();
  expect((await file).suggestedFilename()).toMatch(/\.pdf$/);

  const actor = await as('actor');
  await actor.goto(`/schedule/${event.id}/call-sheet`);
  await expect(actor.getByRole('row', { name: /Гамлет/ })).toContainText('10:30');
  await expectAccessible(actor);
  await director.remove(`/schedule/${event.id}`);
});

test('an open role is given to a free person and taken back', async ({ as, request }) => {
  const director = await api(request, 'director');
  const [department] = (await director.get('/departments')).items;
  const day = new Date(Date.now() + MONTH * 86_400_000).toISOString().slice(0, 10);
  const role = `Роль ${Date.now().toString(36)}`;
  const event = await director.post('/schedule', {
    title: 'Ввод',
    event_type: 'other',
    starts_at: `${day}T04:00:00+03:00`,
    ends_at: `${day}T04:30:00+03:00`,
    participants: [{ role, department_id: department.id }],
  });
  const page = await as('director');
  await page.goto('/schedule/conflicts?range=season');
  await page.getByText(/^Незакрытые роли/).click();
  const row = page.getByRole('listitem').filter({ hasText: role });
  await row.getByRole('button', { name: 'Кто свободен' }).click();
  const free = row.getByRole('list', { name: 'Свободны в это время' });
  await free.getByRole('button').first().click();
  await expect(page.getByText(/^Вызван: /)).toBeVisible();
  await expect(row).toBeHidden();
  await page.getByRole('button', { name: 'Отменить', exact: true }).click();
  await expect(row).toBeVisible();
  await expectAccessible(page);
  await director.remove(`/schedule/${event.id}`);
});

test('an actor tells of an absence, sees the calls it crosses, and takes it back', async ({
  as,
  request,
}) => {
  const director = await api(request, 'director');
  const me = await (await api(request, 'actor')).get('/auth/me');
  const day = freeDay();
  const title = `Прогон ${Date.now().toString(36)}`;
  const event = await director.post('/schedule', {
    title,
    event_type: 'run_through',
    starts_at: `${day}T11:00:00+03:00`,
    ends_at: `${day}T14:00:00+03:00`,
    participants: [{ user_id: me.id }],
  });
  const page = await as('actor');
  await page.goto('/schedule/absences');
  await page.getByRole('button', { name: 'Отсутствие' }).first().click();
  const drawer = page.getByRole('complementary', { name: 'Отсутствие' });
  await expect(drawer).toBeVisible();
  await page.goBack();
  await expect(drawer).toBeHidden();
  await expect(page).toHaveURL(/\/schedule\/absences$/);
  await page.getByRole('button', { name: 'Отсутствие' }).first().click();
  await drawer.getByText('Болезнь').click();
  await drawer.getByRole('textbox', { name: 'С какого дня' }).fill(shown(day));
  await drawer.getByRole('textbox', { name: 'С какого дня' }).press('Tab');
  await expect(drawer.getByRole('textbox', { name: 'По какой день' })).toHaveValue(shown(day));
  await expectAccessible(page);
  // The calendar of the second date closes when the focus goes on.
  await drawer.getByRole('textbox', { name: 'Комментарий' }).focus();
  await drawer.getByRole('button', { name: 'Сохранить' }).click();
  await expect(drawer.getByText('Пересекается с 1 вызовом')).toBeVisible();
  await expect(drawer.getByRole('link', { name: title })).toBeVisible();
  await expectAccessible(page);
  await drawer.getByRole('button', { name: 'Удалить' }).click();
  await page.getByRole('button', { name: 'Удалить отсутствие' }).click();
  await expect(page.getByText('Отсутствие удалено')).toBeVisible();
  await page.getByRole('button', { name: 'Вернуть', exact: true }).click();
  const line = page.getByRole('link', { name: new RegExp(shown(day)) });
  await expect(line).toBeVisible();
  await line.click();
  await drawer.getByRole('button', { name: 'Удалить' }).click();
  await page.getByRole('button', { name: 'Удалить отсутствие' }).click();
  await expect(line).toBeHidden();
  await director.remove(`/schedule/${event.id}`);
});

test('a private address is made, shown once and revoked', async ({ as }) => {
  const page = await as('actor');
  await page.goto('/schedule');
  await page.getByRole('button', { name: 'Ещё о расписании' }).click();
  await expect(page.getByRole('menuitem', { name: /Правила/ })).toBeHidden();
  await page.getByRole('menuitem', { name: 'В календарь…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Расписание в вашем календаре' });
  const name = `Телефон ${Date.now().toString(36)}`;
  await dialog.getByRole('textbox', { name: 'Название' }).fill(name);
  await dialog.getByRole('button', { name: 'Получить адрес' }).click();
  await expect(dialog.getByRole('textbox', { name: 'Адрес календаря' })).toHaveValue(/\/ics\/\d+\/.+\.ics$/);
  await expect(dialog.getByRole('link', { name: 'Открыть в календаре' })).toHaveAttribute('href', /^webcal/);
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Готово' }).click();
  await expect(dialog.getByRole('textbox', { name: 'Адрес календаря' })).toBeHidden();
  await dialog.getByRole('button', { name: `Отозвать адрес «${name}»` }).click();
  await page.getByRole('button', { name: 'Отозвать', exact: true }).last().click();
  await expect(page.getByText(`Адрес «${name}» отозван`)).toBeVisible();
  await expect(dialog.getByText(name, { exact: true })).toBeHidden();
});

test('a calendar file is looked at first and loaded whole', async ({ as, request }) => {
  const day = freeDay(300).replaceAll('-', '');
  const uid = Date.now().toString(36);
  const title = `Встреча ${uid}`;
  const event = (number: number, from: string, to: string) => [
    'BEGIN:VEVENT',
    `UID:${uid}-${number}@e2e`,
    'DTSTAMP:20261101T000000Z',
    `DTSTART;TZID=Europe/Moscow:${day}T${from}`,
    `DTEND;TZID=Europe/Moscow:${day}T${to}`,
    `SUMMARY:${title}`,
    'END:VEVENT',
  ];
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//e2e//RU',
    ...event(1, '110000', '120000'),
    ...event(2, '140000', '130000'),
    'END:VCALENDAR',
  ];
  const file = { name: 'e2e.ics', mimeType: 'text/calendar', buffer: Buffer.from(lines.join('\r\n')) };
  const page = await as('assistant');
  await page.goto('/schedule/import');
  await expectAccessible(page);
  await page.locator('input[type=file]').setInputFiles(file);
  await expect(page.getByText('1 событие с ошибкой не загрузится.')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Загрузить 1 событие' }).click();
  await expect(page.getByText('Календарь загружен')).toBeVisible();
  await page.getByRole('button', { name: 'Загрузить ещё файл' }).click();
  await page.locator('input[type=file]').setInputFiles(file);
  await expect(page.getByRole('heading', { name: 'Без изменений 1' })).toBeVisible();
  const director = await api(request, 'director');
  const found = await director.get(`/schedule?q=${encodeURIComponent(title)}`);
  for (const { id } of found.items) await director.remove(`/schedule/${id}`);
});

test('the rules of the schedule are kept beside the other settings of the theatre', async ({
  as,
  request,
}) => {
  const admin = await api(request, 'admin');
  const before = await admin.get('/theater');
  const page = await as('admin');
  await page.goto('/schedule');
  await page.getByRole('button', { name: 'Ещё о расписании' }).click();
  await page.getByRole('menuitem', { name: /Правила/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Правила расписания' });
  const travel = dialog.getByRole('textbox', { name: 'Дорога между площадками' });
  const usual = await travel.inputValue();
  await travel.fill('35');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Сохранить' }).click();
  await expect(page.getByText('Правила расписания сохранены')).toBeVisible();
  const after = await admin.get('/theater');
  expect(after.settings).toMatchObject({ ...before.settings, 'schedule.travel_minutes': 35 });
  await page.getByRole('button', { name: 'Ещё о расписании' }).click();
  await page.getByRole('menuitem', { name: /Правила/ }).click();
  await travel.fill(usual.replace(/\D/g, ''));
  await dialog.getByRole('button', { name: 'Сохранить' }).click();
  await expect(dialog).toBeHidden();
});
