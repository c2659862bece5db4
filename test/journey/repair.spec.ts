import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { commandBoard, readBoard } from '#contracts';
import { desktop, phone, wall, type Window, Windows } from '../support/browser.js';
import { eventually } from '../support/eventually.js';
import { goLive, type LiveEvent, timetabledEvent } from '../support/live-event.js';
import { type Product, startProduct } from '../support/product.js';

const webDir = fileURLToPath(new URL('../../dist/web', import.meta.url));

/** A browser on a busy machine takes its time. */
const patience = 90_000;

let product: Product;
let windows: Windows;
let event: LiveEvent;
let desk: Window;
let screen: Window;
let institute: string;

beforeAll(async () => {
  if (!existsSync(webDir)) throw new Error('dist/web is missing: npm run build:web makes it.');
  product = await startProduct({ worker: true, config: { webDir } });
  event = await timetabledEvent(product, { plan: { tables: 4 } });
  await goLive(event);
  institute = event.institutes[0]!.organisation.name;
  windows = await Windows.open(product);
  desk = await windows.of('console', desktop, event.bureau.agent.cookie);
  screen = await windows.of('repaired-screen', wall);
  const params = { id: event.id };
  const { version } = await product.visitor().get(readBoard, { params });
  await event.bureau.agent.get(commandBoard, { params, body: { command: 'start_round', version } });
  const running = await product.visitor().get(readBoard, { params });
  await event.bureau.agent.get(commandBoard, {
    params,
    body: { command: 'end_round', version: running.version },
  });
}, patience);
afterAll(async () => {
  await windows?.close();
  await product?.stop();
});

it(
  'a no-show is told by keyboard, the screen follows, and it is taken back',
  async () => {
    await screen.go(`/events/${event.id}/screen?page=1`);
    await screen.page.getByText(institute).waitFor();
    await desk.go(`/events/${event.id}/console`);
    await desk.at('open-repair').waitFor();
    await desk.page.keyboard.press('i');
    await desk.at('repair-absent').focus();
    await desk.page.keyboard.press('Enter');
    await desk.at('repair-party').waitFor();
    await desk.page.keyboard.type(institute);
    await desk.page.locator('.ant-select-dropdown:visible').getByText(institute).first().waitFor();
    await desk.page.keyboard.press('Enter');
    await desk.shows('way-sum', '2 场改动，影响 2 家');
    await desk.at('take-way').first().focus();
    await desk.page.keyboard.press('Enter');
    await desk.shows('repair-taken', '已公布第 2 版');
    await screen.page.getByText(institute).waitFor({ state: 'detached' });
    await desk.click('repair-undo');
    await desk.shows('way-sum', '2 场改动');
    await desk.click('take-way');
    await desk.shows('repair-taken', '已公布第 3 版');
    await screen.page.getByText(institute).waitFor();
  },
  patience,
);

it(
  'fits a phone, and says so when nobody walks in',
  async () => {
    const long = '渤川制氢装备与综合能源系统集成制造有限公司';
    const { id } = event.enterprises[0]!.organisation;
    await product.database.query('UPDATE organisations SET name = $1 WHERE id = $2', [long, id]);
    const window = await windows.of('console-phone', phone, event.bureau.agent.cookie);
    await window.go(`/events/${event.id}/console`);
    await window.click('open-repair');
    await window.click('repair-walk_in');
    await window.page.getByText('没有找到').waitFor();
    const width = await window.page.evaluate('document.documentElement.scrollWidth');
    expect(width).toBeLessThanOrEqual(phone.width);
    await window.page.keyboard.press('Escape');
    await window.click('repair-back');
    await window.click('repair-absent');
    await window.choose('repair-party', long);
    await window.at('way-sum').first().waitFor();
    const drawer = window.page.locator('.ant-drawer-body');
    expect(await drawer.evaluate((body) => body.scrollWidth - body.clientWidth)).toBe(0);
    // The first closes the list, the next the drawer; one that comes while the list is closing counts for the list.
    await eventually('the drawer closed', async () => {
      await window.page.keyboard.press('Escape');
      return (await window.at('repair-title').count()) === 0;
    });
    expect(windows.complaints).toEqual([]);
  },
  patience,
);
