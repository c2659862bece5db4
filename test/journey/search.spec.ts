import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { OwnIndex, TellNewHits } from '#catalogue';
import { desktop, phone, type Window, Windows } from '../support/browser.js';
import { officer, participant } from '../support/people.js';
import { type Product, startProduct } from '../support/product.js';
import { publish, technology } from '../support/samples.js';

const webDir = fileURLToPath(new URL('../../dist/web', import.meta.url));

let product: Product;
let windows: Windows;
let reader: Window;
let visitor: Window;
let bureau: Window;

beforeAll(async () => {
  if (!existsSync(webDir)) throw new Error('dist/web is missing: npm run build:web makes it.');
  product = await startProduct({ config: { webDir } });
  const reviewer = await officer(product);
  const institute = await participant(product, 'institute', { name: '沽澜储能产业技术研究院' });
  const titles = ['固态电池电解质薄膜制备技术', '固态电池模组热管理', '反渗透膜抗污染改性'];
  for (const [i, title] of titles.entries()) {
    const content = technology({
      title,
      summary: `${title}，已完成中试。`,
      field: i === 1 ? 'energy' : 'materials',
    });
    await publish(institute, reviewer, { kind: 'technology', content });
  }
  const enterprise = await participant(product, 'enterprise');
  windows = await Windows.open(product);
  reader = await windows.of('search-reader', desktop, enterprise.agent.cookie);
  visitor = await windows.of('search-visitor', phone);
  bureau = await windows.of('search-bureau', desktop, reviewer.agent.cookie);
});
afterAll(async () => {
  await windows?.close();
  await product?.stop();
});

const titlesOf = (window: Window) => window.page.locator('[data-testid=listing-card] h2').allInnerTexts();
const marks = (window: Window) => window.at('listing-cards').locator('h2 mark');
const settled = (window: Window) => window.page.locator('[data-testid=results][aria-busy=false]').waitFor();

const mailsWanted = async () =>
  (await product.database.query<{ mail: boolean }>('SELECT mail FROM saved_searches')).rows.some(
    ({ mail }) => mail,
  );

describe('searching the catalogue', () => {
  it('completes pinyin, marks what was found, narrows, and goes back', async () => {
    await reader.go('/catalogue');
    await reader.at('listing-card').first().waitFor();
    await reader.page.keyboard.press('/');
    await reader.page.keyboard.type('gutai');
    await reader.shows('suggestion', '固态电池');
    await reader.page.keyboard.press('ArrowDown');
    const chosen = await reader.at('suggestions').locator('[aria-selected=true]').innerText();
    await reader.page.keyboard.press('Enter');
    await marks(reader).first().waitFor();
    expect(await reader.at('search').inputValue()).toBe(chosen);
    expect(await marks(reader).first().innerText()).toMatch(/^固态/);
    await reader.at('search').fill('固态电池');
    await reader.page.keyboard.press('Enter');
    await reader.shows('total', '共 2 项');

    await reader.at('facet-field-energy').check();
    await reader.shows('total', '共 1 项');
    expect(await titlesOf(reader)).toEqual(['固态电池模组热管理']);
    await reader.page.goBack();
    await reader.shows('total', '共 2 项');
    await reader.page.goForward();
    await reader.shows('total', '共 1 项');
  });

  it('shows the same to whoever gets the address', async () => {
    await visitor.go(reader.page.url());
    await visitor.shows('total', '共 1 项');
    expect(await titlesOf(visitor)).toEqual(await titlesOf(reader));
    expect(await visitor.at('search').inputValue()).toBe('固态电池');
    await visitor.shows('open-filters', '1');
    await visitor.picture('shared-link');
    await visitor.click('save-search');
    await visitor.at('sign-in-first').waitFor();
  });

  it('passes over what a link filters by and nobody knows, and says so', async () => {
    await visitor.go('/catalogue?field=energy&field=alchemy&organisation=nobody');
    await visitor.shows('total', '共 1 项');
    await visitor.shows('unknown-filters', 'alchemy');
    await visitor.click('drop-unknown-filters');
    await visitor.at('unknown-filters').waitFor({ state: 'detached' });
    expect(new URL(visitor.page.url()).searchParams.getAll('field')).toEqual(['energy']);
    expect(windows.complaints).toEqual([]);
  });

  it('takes nothing that is searched or published for markup', async () => {
    await visitor.go(`/catalogue?q=${encodeURIComponent('固态 <img src=x onerror=alert(1)> <b>电池')}`);
    await settled(visitor);
    expect(await visitor.page.locator('main img, main b').count()).toBe(0);
  });

  it('leaves the keys of a composition to the input method', async () => {
    await reader.go('/catalogue');
    await reader.at('listing-card').first().waitFor();
    await reader.click('search');
    const input = await reader.page.context().newCDPSession(reader.page);
    const composed = { selectionStart: 5, selectionEnd: 5 };
    await input.send('Input.imeSetComposition', { text: 'gu tai', ...composed });
    expect(new URL(reader.page.url()).searchParams.get('q')).toBeNull();
    await input.send('Input.insertText', { text: '固态' });
    await reader.shows('total', '共 2 项');
    expect(new URL(reader.page.url()).searchParams.get('q')).toBe('固态');
  });

  it('keeps a search under a name of its own and lists it', async () => {
    await reader.page.keyboard.press('Escape');
    await reader.click('save-search');
    expect(await reader.at('search-name').inputValue()).toBe('固态');
    await reader.fill('search-name', '固态电池动向');
    await reader.click('confirm-save-search');
    await reader.at('confirm-save-search').waitFor({ state: 'detached' });
    await reader.click('account-menu');
    await reader.click('menu-searches');
    await reader.shows('saved-search', '固态电池动向');
    await reader.click('delete-search');
    await reader.click('undo-delete');
    await reader.picture('my-searches');
    await reader.click('open-saved-search');
    await reader.shows('total', '共 2 项');
  });

  it('tells of new hits by mail until the mail itself is used to end that, also on a phone', async () => {
    await reader.go('/catalogue?q=%E5%9B%BA%E6%80%81');
    await reader.click('save-search');
    await reader.fill('search-name', '固态电池来信');
    expect(await reader.at('search-mail').getAttribute('aria-checked')).toBe('true');
    await reader.click('confirm-save-search');
    await reader.at('confirm-save-search').waitFor({ state: 'detached' });
    // The search was kept and the listing published a minute ago: what is newer counts as not settled.
    await product.database.query(`
      UPDATE saved_searches SET told_until = told_until - interval '2 minutes';
      UPDATE listings SET published_at = now() - interval '1 minute'`);
    await product.api.get(OwnIndex).reconcile();
    expect(await product.api.get(TellNewHits).run()).toBe(1);
    const { rows } = await product.database.query<{ body: string }>('SELECT body FROM mails');
    const linked = (pattern: RegExp) => {
      const { pathname, search } = new URL(pattern.exec(rows[0]!.body)![0]);
      return pathname + search;
    };

    await visitor.go(linked(/https?:\S+\/unsubscribe\S+/));
    await visitor.at('unsubscribe').waitFor();
    await visitor.picture('unsubscribe');
    expect(await mailsWanted()).toBe(true);
    await visitor.click('unsubscribe');
    await visitor.at('unsubscribe').waitFor({ state: 'detached' });
    await visitor.picture('unsubscribed');
    expect(await mailsWanted()).toBe(false);
    const width = await visitor.page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(phone.width);

    await reader.go(linked(/https?:\S+searches/));
    await reader.shows('saved-search', '固态电池来信');
    await reader.picture('after-unsubscribing');
    expect(await reader.at('toggle-mail').first().getAttribute('aria-checked')).toBe('false');

    await reader.go('/unsubscribe?token=forged');
    await reader.click('unsubscribe');
    await reader.page.getByRole('alert').waitFor();
    expect(await reader.at('unsubscribe').count()).toBe(0);
    await reader.picture('unsubscribe-refused');
    // The browser itself reports the refusal, and nothing else.
    expect(windows.complaints.splice(0)).toEqual([expect.stringMatching(/search-reader: .*status of 4/)]);
  });

  it('asks for explanations for the bureau only, and shows it the index', async () => {
    const address = '/catalogue?q=%E5%9B%BA%E6%80%81&explain=1';
    const explained = bureau.page.waitForRequest(/explain=true/);
    await bureau.go(address);
    await explained;
    const asked: string[] = [];
    visitor.page.on('request', (request) => asked.push(request.url()));
    await visitor.go(address);
    await visitor.at('listing-card').first().waitFor();
    expect(asked.filter((url) => url.includes('explain=true'))).toEqual([]);
    await bureau.go('/bureau/search-index');
    await bureau.click('reconcile-index');
    await bureau.at('search-reconciliation').waitFor();
    await bureau.picture('search-index');
  });

  it('left no error on any page', () => {
    expect(windows.complaints).toEqual([]);
  });
});
