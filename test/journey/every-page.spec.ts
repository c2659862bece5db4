import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { phone, type Window, Windows } from '../support/browser.js';
import { goLive, timetabledEvent } from '../support/live-event.js';
import { type Product, startProduct } from '../support/product.js';

const webDir = fileURLToPath(new URL('../../dist/web', import.meta.url));

/** Some thirty pages on a busy machine. */
const patience = 120_000;

let product: Product;
let windows: Windows;
let ticket: string;
let readers: { window: Window; pages: string[] }[];

beforeAll(async () => {
  if (!existsSync(webDir)) throw new Error('dist/web is missing: npm run build:web makes it.');
  product = await startProduct({ worker: true, config: { webDir } });
  const event = await timetabledEvent(product, { plan: { tables: 4 } });
  await goLive(event);
  windows = await Windows.open(product);
  const day = `/events/${event.id}`;
  ticket = `${day}/ticket`;
  const enterprise = event.enterprises[0]!.agent;
  readers = [
    {
      window: await windows.of('anybody', phone),
      pages: ['/', '/catalogue', '/sign-in', '/sign-up', '/events', day, '/intents', '/thesis', '/nowhere'],
    },
    {
      window: await windows.of('enterprise', phone, enterprise.cookie),
      pages: [
        ...[
          '/account',
          '/my/listings',
          '/my/listings/new?kind=need',
          '/my/import',
          '/my/searches',
          '/intents',
        ],
        ...[ticket, `${day}/counterparts`, `${day}/now`],
      ],
    },
    {
      window: await windows.of('bureau', phone, event.bureau.agent.cookie),
      pages: [
        ...['/bureau', '/bureau/search-index', '/bureau/rows?figure=events', '/review', '/events/new'],
        ...['/matching', '/matching/synonyms', '/matching/models', `${day}/coverage`, `${day}/weights`],
        ...[day, `${day}/registrations`, `${day}/desk`, `${day}/timetable`, `${day}/console`],
      ],
    },
  ];
}, patience);
afterAll(async () => {
  await windows?.close();
  await product?.stop();
});

it(
  'every page stands within the width of a phone in English, whose words are longer, and none reports an error',
  async () => {
    for (const { window, pages } of readers) {
      const { page } = window;
      await page.addInitScript(() => localStorage.setItem('chanyanhui.locale', 'en'));
      for (const path of pages) {
        await window.go(path);
        await page.locator('main h1, main h2').first().waitFor();
        await page.locator('[data-loading]').first().waitFor({ state: 'detached' });
        const width = await page.evaluate(() => document.documentElement.scrollWidth);
        expect({ path, width }).toEqual({ path, width: phone.width });
      }
    }
    expect(windows.complaints).toEqual([]);
  },
  patience,
);

it(
  'the ticket that was once seen is shown where the network is gone',
  async () => {
    const { window } = readers[1]!;
    await window.go(ticket);
    const code = await window.text('ticket-code');
    await window.go('/account');
    await window.at('my-organisation').waitFor();
    await window.wifi(false);
    await window.page.evaluate((path) => {
      history.pushState({}, '', path);
      dispatchEvent(new PopStateEvent('popstate'));
    }, ticket);
    await window.shows('ticket-code', code);
    await window.wifi(true);
  },
  patience,
);
