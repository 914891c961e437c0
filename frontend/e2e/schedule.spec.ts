import { expect, expectAccessible, test } from './fixtures';
import { apart, api, carry, freeTuesday, later, typeDay } from './schedule-steps';

const stamp = () => Date.now().toString(36);

test('a show over midnight is made, dragged onto another, left there, then put there with a reason', async ({
  as,
  request,
  tolerance,
}) => {
  tolerance.statuses.push(409);
  const day = freeTuesday();
  const name = `Ночь ${stamp()}`;
  const director = await api(request, 'director');
  const [stage] = (await director.get('/venues?q=Основная')).items;
  const other = await director.post('/schedule', {
    title: `Ревизор ${stamp()}`,
    event_type: 'performance',
    starts_at: `${later(day, 1)}T19:00:00+03:00`,
    ends_at: `${later(day, 1)}T22:00:00+03:00`,
    venue_id: stage.id,
  });

  const page = await as('director');
  await page.goto(`/schedule/new?starts=${day}T19:00`);
  await page.getByRole('textbox', { name: 'Своё название' }).fill(name);
  await page.getByRole('combobox', { name: 'Вид' }).click();
  await page.getByRole('option', { name: 'Спектакль', exact: true }).click();
  await typeDay(page.getByRole('textbox', { name: 'День' }), day);
  await page.getByLabel('Начало').fill('19:00');
  await page.getByLabel('Окончание').fill('01:30');
  await page.getByLabel('Монтировка').fill('4:00');
  await page.getByLabel('Разбор').fill('2:30');
  await page.getByRole('combobox', { name: 'Площадка' }).click();
  await page.getByRole('option', { name: /Основная сцена/ }).click();
  await expect(page.getByText('Конфликтов нет')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Создать событие' }).click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  await expect(page.getByText('Монтировка 15:00–19:00').first()).toBeVisible();
  await expect(page.getByText(/Разбор до 04:00/).first()).toBeVisible();
  await expectAccessible(page);

  await page.goto(`/schedule?date=${day}&show=week&venue=[${stage.id}]`);
  const bar = page.getByRole('button', { name: new RegExp(name) });
  await expect(bar).toBeVisible();
  await expectAccessible(page);
  const [found] = (await director.get(`/schedule?q=${encodeURIComponent(name)}`)).items;
  const aDay = await apart(page, found.id, other.id);
  await carry(page, bar, { x: aDay, y: 0 });
  const panel = page.getByRole('dialog', { name: /конфликт/ });
  await expect(panel.getByText('Площадка занята')).toBeVisible();
  await expect(panel.getByText(new RegExp(other.title)).first()).toBeVisible();
  await expect(panel.getByText('Куда перенести')).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(panel).toBeHidden();
  expect((await director.get(`/schedule/${found.id}`)).starts_at).toBe(`${day}T16:00:00+00:00`);

  await carry(page, bar, { x: aDay, y: 0 });
  await panel.getByRole('button', { name: 'Сохранить с причиной…' }).click();
  await panel.getByRole('button', { name: 'Сохранить с конфликтом' }).click();
  await expect(panel.getByText('Напишите причину')).toBeVisible();
  await panel.getByRole('textbox', { name: 'Причина' }).fill('Один вечер на двоих, решение директора');
  await panel.getByRole('button', { name: 'Сохранить с конфликтом' }).click();
  await expect(panel).toBeHidden();
  await page.goto(`/schedule/${found.id}`);
  await expect(page.getByText(/Один вечер на двоих, решение директора/).first()).toBeVisible();
  await expect(page.getByText('Площадка занята')).toBeVisible();
  await page.goto('about:blank');
  await director.remove(`/schedule/${found.id}`);
  await director.remove(`/schedule/${other.id}`);
});

test('a series is edited from its third date on and keeps its exception', async ({ as, request }) => {
  const day = freeTuesday();
  const name = `Вокал ${stamp()}`;
  const page = await as('assistant');
  await page.goto('/schedule/new');
  await page.getByRole('textbox', { name: 'Своё название' }).fill(name);
  await typeDay(page.getByRole('textbox', { name: 'День' }), day);
  await page.getByLabel('Начало').fill('10:00');
  await page.getByLabel('Окончание').fill('11:30');
  await page.getByRole('switch', { name: /Повторяется/ }).click();
  await page.getByRole('textbox', { name: 'Сколько раз' }).fill('6');
  await expect(page.getByText(/6 дат/).first()).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Создать серию' }).click();
  await expect(page.getByText('Создано 6 событий')).toBeVisible();

  const assistant = await api(request, 'assistant');
  const events = async () =>
    (await assistant.get(`/schedule?q=${encodeURIComponent(name)}&page_size=50`)).items as {
      id: number;
      starts_at: string;
    }[];
  const made = await events();
  // The fifth date goes its own way.
  await page.goto(`/schedule/${made[4]?.id}`);
  await page.getByRole('button', { name: /^Перенести/ }).click();
  const move = page.getByRole('dialog', { name: /Перенести/ });
  await move.getByLabel('Начало').fill('15:00');
  await move.getByRole('button', { name: 'Перенести', exact: true }).click();
  const scope = page.getByRole('dialog', { name: /повторяется/ });
  await scope.getByRole('button', { name: /^Только эта/ }).click();
  await expect(move).toBeHidden();

  await page.goto(`/schedule/${made[2]?.id}/edit`);
  await page.getByLabel('Начало').fill('12:00');
  await page.getByLabel('Окончание').fill('13:00');
  await page.getByRole('button', { name: 'Сохранить' }).click();
  await scope.getByRole('button', { name: /^Эта и следующие/ }).click();
  await expect(page).toHaveURL(new RegExp(`/schedule/${made[2]?.id}$`));
  const hours = (await events()).map(({ starts_at }) => starts_at.slice(11, 16));
  expect(hours).toEqual(['07:00', '07:00', '09:00', '09:00', '12:00', '09:00']);
  // The page would look for what is going.
  await page.goto('about:blank');
  const director = await api(request, 'director');
  for (const { id } of await events()) await director.remove(`/schedule/${id}`);
});

test('an actor confirms, the show moves, the actor is asked again', async ({ as, request }) => {
  const planner = await api(request, 'assistant');
  const me = await (await api(request, 'actor')).get('/auth/me');
  const day = freeTuesday();
  const name = `Прогон ${stamp()}`;
  const event = await planner.post('/schedule', {
    title: name,
    event_type: 'run_through',
    starts_at: `${day}T18:00:00+03:00`,
    ends_at: `${day}T21:00:00+03:00`,
    participants: [{ user_id: me.id, role: 'Ольга' }],
  });
  const actor = await as('actor');
  await actor.goto(`/schedule/mine?date=${day}`);
  const card = actor.getByRole('listitem').filter({ hasText: name });
  await card.getByRole('button', { name: /Подтвердить/ }).click();
  await expect(card.getByText(/Вы подтвердили/)).toBeVisible();
  await expectAccessible(actor);

  const page = await as('assistant');
  await page.goto(`/schedule/${event.id}`);
  await expect(page.getByRole('row', { name: /Ольга/ })).toContainText('Подтверждено');
  await page.getByRole('button', { name: /^Перенести/ }).click();
  const move = page.getByRole('dialog', { name: /Перенести/ });
  await move.getByLabel('Начало').fill('16:30');
  await move.getByRole('button', { name: 'Перенести', exact: true }).click();
  await expect(move).toBeHidden();
  await expect(page.getByRole('row', { name: /Ольга/ })).toContainText('Ждём ответа');

  await actor.reload();
  await expect(card.getByText('Время изменено: было 18:00')).toBeVisible();
  await card.getByRole('button', { name: 'Подтвердить 16:30' }).click();
  await expect(card.getByText(/Вы подтвердили/)).toBeVisible();
  await page.reload();
  await expect(page.getByRole('row', { name: /Ольга/ })).toContainText('Подтверждено');
  for (const one of [page, actor]) await one.goto('about:blank');
  await planner.remove(`/schedule/${event.id}`);
});
