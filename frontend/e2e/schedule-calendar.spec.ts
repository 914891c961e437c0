import { expect, expectAccessible, test } from './fixtures';
import { api, freeTuesday, later } from './schedule-steps';

const stamp = () => Date.now().toString(36);

test('the calendar shows a day, a week, a month and a list, by the clock, venue and person', async ({
  as,
}) => {
  const page = await as('director');
  await page.goto('/schedule');
  await expect(page.getByRole('region', { name: /Расписание по строкам/ })).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('3');
  await expect(page).toHaveURL(/show=month/);
  await expect(page.getByRole('button', { name: /^(\S+, )?1 \S+ \d{4}/ }).first()).toBeVisible();
  await expectAccessible(page);
  await page
    .locator('label')
    .filter({ hasText: /^Люди$/ })
    .click();
  await expect(page).toHaveURL(/rows=person/);
  await expect(page.getByText('Сотрудник', { exact: true })).toBeVisible();
  await page.keyboard.press('4');
  await expect(page).toHaveURL(/show=list/);
  await page.keyboard.press('1');
  await page
    .locator('label')
    .filter({ hasText: /^Календарь$/ })
    .click();
  await expectAccessible(page);
  await page.keyboard.press('BracketRight');
  await expect(page).toHaveURL(/date=\d{4}-\d\d-\d\d/);
  await page.keyboard.press('t');
  await expect(page).not.toHaveURL(/date=/);
});

test('a month names tonight’s show however full the day is, and opens the rest of it', async ({
  as,
  request,
}) => {
  const day = freeTuesday();
  const name = `Чайка ${stamp()}`;
  const planner = await api(request, 'assistant');
  const ids: number[] = [];
  for (const hour of [8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18])
    ids.push(
      (
        await planner.post('/schedule', {
          title: `Читка ${hour}`,
          event_type: 'rehearsal',
          starts_at: `${day}T${String(hour).padStart(2, '0')}:00:00+03:00`,
          ends_at: `${day}T${String(hour).padStart(2, '0')}:45:00+03:00`,
        })
      ).id,
    );
  const show = await planner.post('/schedule', {
    title: name,
    event_type: 'performance',
    starts_at: `${day}T19:00:00+03:00`,
    ends_at: `${day}T22:00:00+03:00`,
  });
  const page = await as('assistant');
  await page.setViewportSize({ width: 1440, height: 700 });
  await page.goto(`/schedule?show=month&date=${day}`);
  await expect(page.getByRole('button', { name: new RegExp(name) })).toBeVisible();
  await page.getByRole('button', { name: /^Ещё \d+ событи/ }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /Читка 18/ })
    .click();
  const card = page.getByRole('complementary', { name: 'Карточка события' });
  await expect(card.getByRole('heading', { name: 'Читка 18' })).toBeVisible();
  await expectAccessible(page);
  await page.goto('about:blank');
  const director = await api(request, 'director');
  for (const id of [...ids, show.id]) await director.remove(`/schedule/${id}`);
});

test('an event without a venue is moved with the keyboard, and back', async ({ as, request }) => {
  const day = freeTuesday();
  const name = `Вечер ${stamp()}`;
  const planner = await api(request, 'assistant');
  const [stage] = (await planner.get('/venues?q=Основная')).items;
  const event = await planner.post('/schedule', {
    title: name,
    event_type: 'meeting',
    starts_at: `${day}T12:00:00+03:00`,
    ends_at: `${day}T13:30:00+03:00`,
  });
  const page = await as('assistant');
  await page.goto(`/schedule?date=${day}`);
  await page.getByRole('button', { name: new RegExp(name) }).focus();
  await page.keyboard.press('m');
  const move = page.getByRole('dialog', { name: /Перенести/ });
  await expectAccessible(page);
  await move.getByLabel('Начало').fill('14:00');
  await move.getByRole('combobox', { name: 'Площадка' }).click();
  await page.getByRole('option', { name: stage.name }).click();
  await move.getByRole('button', { name: 'Перенести', exact: true }).click();
  await expect(page.getByRole('group', { name: new RegExp(stage.name) })).toContainText(name);
  const moved = await planner.get(`/schedule/${event.id}`);
  expect([moved.starts_at, moved.ends_at, moved.venue.id]).toEqual([
    `${day}T11:00:00+00:00`,
    `${day}T12:30:00+00:00`,
    stage.id,
  ]);
  await page.getByRole('button', { name: 'Вернуть', exact: true }).click();
  await expect(page.getByRole('list', { name: 'События без места' })).toContainText(name);
  await planner.remove(`/schedule/${event.id}`);
});

test('an event is peeked at, cancelled with a reason and taken back', async ({ as, request }) => {
  const day = later(freeTuesday(), 2);
  const name = `Встреча ${stamp()}`;
  const planner = await api(request, 'director');
  const event = await planner.post('/schedule', {
    title: name,
    event_type: 'meeting',
    starts_at: `${day}T12:00:00+03:00`,
    ends_at: `${day}T13:00:00+03:00`,
  });
  const page = await as('director');
  await page.goto(`/schedule?date=${day}&event=${event.id}`);
  const card = page.getByRole('complementary', { name: 'Карточка события' });
  await expect(card.getByRole('heading', { name })).toBeVisible();
  await expectAccessible(page);
  await card.getByRole('button', { name: 'Ещё' }).click();
  await page.getByRole('menuitem', { name: 'Отменить событие' }).click();
  await page.getByRole('textbox', { name: 'Причина отмены' }).fill('Болезнь');
  await page.getByRole('button', { name: 'Отменить событие' }).click();
  await expect(card.getByText('Причина отмены: Болезнь')).toBeVisible();
  await page.getByRole('button', { name: 'Вернуть', exact: true }).click();
  await expect(card.getByText('Запланировано')).toBeVisible();
  await planner.remove(`/schedule/${event.id}`);
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test('an actor leafs through days and opens a show', async ({ as, request }) => {
    const day = freeTuesday();
    const name = `Чайка ${stamp()}`;
    const planner = await api(request, 'director');
    const event = await planner.post('/schedule', {
      title: name,
      event_type: 'performance',
      starts_at: `${later(day, 1)}T19:00:00+03:00`,
      ends_at: `${later(day, 1)}T22:00:00+03:00`,
      is_public: true,
    });
    const page = await as('actor');
    await page.goto(`/schedule?date=${day}`);
    await expect(page.getByRole('region', { name: /Расписание по строкам/ })).toHaveCount(0);
    await expectAccessible(page);
    await page
      .getByRole('navigation', { name: 'Дни недели' })
      .getByRole('button', { name: new RegExp(`, ${Number(later(day, 1).slice(8))} `) })
      .click();
    await page.getByRole('button', { name: new RegExp(name) }).click();
    await expect(page.getByRole('heading', { name })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Перенести' })).toHaveCount(0);
    await planner.remove(`/schedule/${event.id}`);
  });
});
