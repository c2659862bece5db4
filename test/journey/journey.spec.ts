import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { desktop, phone, wall, type Window, Windows } from '../support/browser.js';
import { freshLogin, freshUscc, officer, participant } from '../support/people.js';
import { type Product, startProduct } from '../support/product.js';
import { eventPlan, openEvent } from '../support/samples.js';

const webDir = fileURLToPath(new URL('../../dist/web', import.meta.url));

let product: Product;
let windows: Windows;
let bureau: Window;
let institute: Window;
let enterprise: Window;
let screen: Window;
let eventId: string;
let intentsBefore: number;

beforeAll(async () => {
  if (!existsSync(webDir)) throw new Error('dist/web is missing: npm run build:web makes it.');
  product = await startProduct({ worker: true, config: { webDir } });
  windows = await Windows.open(product);
  const officers = await officer(product);
  const company = await participant(product, 'enterprise', { name: '海津清源水务有限公司' });
  eventId = await openEvent(officers, {
    title: '产研汇第1场·环保专场',
    tables: 2,
    rounds: eventPlan().rounds.slice(0, 1),
  });
  bureau = await windows.of('bureau', desktop, officers.agent.cookie);
  enterprise = await windows.of('enterprise', phone, company.agent.cookie);
  institute = await windows.of('institute', desktop);
  screen = await windows.of('screen', wall);
});
afterAll(async () => {
  await windows?.close();
  await product?.stop();
});

let broken = false;
/** One step of the story. Where it fails, pictures of all windows are kept and no later step is tried. */
function step(name: string, work: () => Promise<void> | void): void {
  it(name, async () => {
    if (broken) throw new Error('An earlier step has failed.');
    try {
      await work();
    } catch (error) {
      broken = true;
      for (const window of [bureau, institute, enterprise, screen]) await window.picture('failed');
      throw error;
    }
  });
}

/** Fills the fields that a listing of either kind has, and hands it in. */
async function submitListing(window: Window, fields: { title: string; problem: string }): Promise<void> {
  await window.fill('field-title', fields.title);
  await window.fill('field-problem', fields.problem);
  await window.choose('field-field', '环境保护与资源综合利用');
  await window.click('field-modes-development');
  await window.page.locator('[data-testid=save-state][data-state=saved]').waitFor();
  await window.click('submit-listing');
  await window.shows('under-review', /./);
}

/** The reviewer's one key: accepts what is open. */
async function accept(title: string, of: 'listings' | 'organisations' = 'listings'): Promise<void> {
  await bureau.go(`/review?of=${of}`);
  await bureau.shows('review-title', title);
  await bureau.page.keyboard.press('a');
  await bureau.at('review-title').filter({ hasText: title }).waitFor({ state: 'detached' });
}

async function confirmedIntents(): Promise<number> {
  await bureau.go('/bureau');
  return Number(await bureau.text('tally-intents_confirmed'));
}

async function moveEvent(state: 'matching' | 'live'): Promise<void> {
  await bureau.go(`/events/${eventId}`);
  await bureau.click(`move-${state}`);
  await bureau.click('confirm-move');
  await bureau.at(`move-${state}`).waitFor({ state: 'detached' });
}

async function register(window: Window): Promise<string> {
  await window.go(`/events/${eventId}`);
  await window.click('register');
  await window.click('submit-registration');
  await window.click('to-ticket');
  await window.at('ticket-qr').waitFor();
  return (await window.text('ticket-code')).replaceAll(/\s/g, '');
}

/** The steps follow each other: each takes up what the one before has left in the product. */
describe('from a technology to a tallied intent', () => {
  const ticketCodes: string[] = [];

  step('lets an institute sign up and the bureau approve it', async () => {
    intentsBefore = await confirmedIntents();
    await institute.go('/sign-up');
    await institute.page.getByTestId('kind-institute').check({ force: true });
    await institute.fill('organisation-name', '沽澜膜科学产业技术研究院');
    await institute.fill('uscc', freshUscc());
    await institute.choose('district', '滨海新区');
    await institute.fill('person-name', '黄晓彤');
    await institute.fill('person-login', freshLogin());
    await institute.fill('person-password', 'correct-horse-battery-7');
    await institute.click('sign-up');
    await institute.at('organisation-state').waitFor();
    await institute.picture('signed-up');
    await accept('沽澜膜科学产业技术研究院', 'organisations');
  });

  step('publishes a technology after review', async () => {
    await institute.go('/my/listings/new?kind=technology');
    await institute.fill('field-summary', '面向再生水回用的高通量抗污染反渗透膜材料。');
    await institute.choose('field-trl', 'TRL 6');
    await submitListing(institute, {
      title: '低压高通量抗污染反渗透膜',
      problem: '现有反渗透膜通量低、易污染，再生水回用成本高。',
    });
    await institute.picture('technology-submitted');
    await accept('低压高通量抗污染反渗透膜');
  });

  step('shows the enterprise which technology answers its need, and why', async () => {
    await enterprise.go('/my/listings/new?kind=need');
    await enterprise.choose('field-kind', '技术改造');
    await enterprise.fill('field-deadline', '2099-12-31');
    await enterprise.page.keyboard.press('Enter');
    await submitListing(enterprise, {
      title: '再生水回用反渗透膜抗污染改造',
      problem: '再生水回用系统的反渗透膜易污染，通量下降快，需要高通量抗污染膜材料。',
    });
    await accept('再生水回用反渗透膜抗污染改造');
    await enterprise.go('/my/listings');
    await enterprise.click('view-matches');
    await enterprise.shows('match-card', '低压高通量抗污染反渗透膜');
    await enterprise.shows('match-card', '反渗透膜');
    await enterprise.picture('match');
  });

  step('registers both, lets one wish for the other, and checks them in', async () => {
    for (const window of [enterprise, institute]) ticketCodes.push(await register(window));
    await enterprise.picture('ticket');
    await enterprise.go(`/events/${eventId}/counterparts`);
    await enterprise.click('wish-must');
    await moveEvent('matching');
    await bureau.go(`/events/${eventId}/desk`);
    for (const code of ticketCodes) {
      await bureau.fill('desk-input', code);
      await bureau.page.keyboard.press('Enter');
      await bureau.page.locator('[data-testid=desk-result][data-outcome=ok]').waitFor();
    }
    await bureau.shows('desk-arrived', '2');
    await bureau.picture('desk');
  });

  step('computes and announces a timetable', async () => {
    await bureau.go(`/events/${eventId}/timetable`);
    await bureau.click('compute');
    await bureau.page.locator('[data-testid=timetable][data-state=draft]').waitFor();
    await bureau.shows('timetable', '海津清源水务有限公司');
    await bureau.picture('timetable');
    await bureau.click('announce');
    await bureau.click('confirm-announce');
    await bureau.page.locator('[data-testid=timetable][data-state=announced]').waitFor();
    await moveEvent('live');
  });

  step('runs a round that the wall and a phone follow, also after a lost line', async () => {
    await screen.go(`/events/${eventId}/screen?page=1`);
    await enterprise.go(`/events/${eventId}/now`);
    await enterprise.page.locator('[data-testid=board-connection][data-link=live]').waitFor();
    const table = (await enterprise.text('next-table')).trim();
    await bureau.go(`/events/${eventId}/console`);
    await bureau.click('start-round');
    await enterprise.at('now-left').waitFor();
    await screen.shows('wall-short', /\d+:\d\d/);
    await screen.shows('wall-list', '海津清源水务');
    await enterprise.click('arrive');
    await enterprise.at('arrived').waitFor();
    await bureau.page.locator('[data-look=one]').waitFor();
    await bureau.click('seated-both');
    await bureau.page.locator('[data-look=both]').waitFor();
    await bureau.picture('console');
    await screen.picture('round');

    await enterprise.wifi(false);
    await enterprise.page.locator('[data-testid=board-connection][data-link=offline]').waitFor();
    await bureau.fill('notice-input', '午餐在二层西厅');
    await bureau.click('notice-send');
    await screen.shows('wall-notice', '午餐在二层西厅');
    expect(await enterprise.at('now-notice').count()).toBe(0);
    await enterprise.wifi(true);
    await enterprise.shows('now-notice', '午餐在二层西厅');
    expect((await enterprise.text('next-table')).trim()).toBe(table);
    await enterprise.picture('next-table');
  });

  step('records an intent in three taps, and the other side confirms it', async () => {
    await enterprise.at('next-card').getByTestId('record-intent').click();
    await enterprise.click('intent-kind-development');
    await enterprise.click('intent-send');
    await enterprise.at('intent-waiting').waitFor();
    await enterprise.picture('intent-sent');
    await institute.go('/intents');
    await institute.at('intent-card').first().click();
    await institute.click('intent-confirm');
    await institute.shows('ledger', '意向');
    await institute.picture('intent-confirmed');
  });

  step('is one more in the tally, and the number opens the row behind it', async () => {
    expect(await confirmedIntents()).toBe(intentsBefore + 1);
    await bureau.picture('tally');
    await bureau.click('tally-intents_confirmed');
    await bureau.shows('tally-row', '海津清源水务有限公司');
    await bureau.picture('tally-rows');
  });

  step('left no error on any page', () => {
    expect(windows.complaints).toEqual([]);
  });
});
