// The public catalogue in a browser on a throttled line: when the first results are painted, and how soon after the
// last key the results of what was typed are. Starts the product over demonstration data in a temporary folder.
// npm run bench:catalogue-page [-- --url http://127.0.0.1:3000]   measures a product that is running already
import { spawn } from 'node:child_process';
import { accessSync, constants, mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { freePort } from './free-port.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const { url: given } = parseArgs({ options: { url: { type: 'string' } } }).values;

/** Round trips in ms, bits a second; CDP adds the round trip to each request. */
const lines = {
  '4G': { roundTrip: 170, bits: 9_000_000 },
  'slow 4G': { roundTrip: 150, bits: 1_600_000 },
};
const phone = { width: 390, height: 844 };
const limits = { firstResults: 1500, afterTyping: 300 };
const coldStarts = 9;
const keyInterval = 110;
const typed = [
  '固态电池',
  '水处理膜',
  '视觉检测',
  '机器人',
  'TRL7',
  '5G 基站',
  '碳纤维',
  'gutai',
  'dianchi',
  '废水',
];
const typedRounds = 5;

const print = (label, value) => console.log(`${label.padEnd(58)}${value}`);
const sorted = (values) => values.toSorted((a, b) => a - b);
const quantile = (values, q) => sorted(values)[Math.min(values.length - 1, Math.ceil(values.length * q) - 1)];
const ms = (value) => `${value.toFixed(0).padStart(5)} ms`;

function browserPath() {
  return (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap((directory) =>
      ['chromium', 'chromium-browser', 'google-chrome'].map((name) => join(directory, name)),
    )
    .find((file) => {
      try {
        accessSync(file, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}

/** The product over demonstration data of its own. */
async function startProduct() {
  const place = mkdtempSync(join(tmpdir(), 'chanyanhui-bench-'));
  const env = { ...process.env, DATABASE_URL: '', REDIS_URL: '', MEILI_URL: '', DEMO: 'true' };
  const port = await freePort();
  const withPlace = { ...env, PORT: String(port), DATA_DIR: place };
  const child = spawn(process.execPath, [join(root, 'dist/apps/local/src/main.js')], {
    env: withPlace,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  const ended = new Promise((resolve) => child.on('close', resolve));
  const url = `http://127.0.0.1:${port}`;
  while (!(await fetch(url).catch(() => null))?.ok) {
    if (child.exitCode !== null) throw new Error(`The product ended:\n${output}`);
    await sleep(100);
  }
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
    const reset = spawn(process.execPath, [join(root, 'dist/apps/local/src/reset.js'), '--yes'], {
      env: withPlace,
    });
    await new Promise((resolve) => reset.on('close', resolve));
    rmSync(place, { recursive: true, force: true });
  };
  return { url, stop };
}

/** Notes in the page when the first result is painted, and how long each typed text waits for its results. */
function watchPaints() {
  // A task queued by the last callback before a frame runs when the frame has been painted.
  const painted = (then) => requestAnimationFrame(() => setTimeout(() => then(performance.now())));
  const settled = (text) =>
    document.querySelector('[data-testid=results][aria-busy=false]') !== null &&
    (new URLSearchParams(location.search).get('q') ?? '') === text;
  let last;
  window.waits = [];
  addEventListener(
    'input',
    (event) => (last = { text: event.target.value.trim(), at: performance.now() }),
    true,
  );
  new MutationObserver(() => {
    if (window.firstResults === undefined && document.querySelector('[data-testid=listing-card]')) {
      window.firstResults = null;
      painted((at) => (window.firstResults = at));
    }
    if (last && settled(last.text)) {
      const { text, at } = last;
      last = undefined;
      painted((now) => window.waits.push({ text, wait: now - at }));
    }
  }).observe(document, { subtree: true, childList: true, attributes: true });
}

async function openPage(browser, url, line) {
  const context = await browser.newContext({ baseURL: url, viewport: phone, locale: 'zh-CN' });
  const page = await context.newPage();
  await page.addInitScript(watchPaints);
  const devtools = await context.newCDPSession(page);
  await devtools.send('Network.enable');
  await devtools.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: line.roundTrip,
    downloadThroughput: line.bits / 8,
    uploadThroughput: line.bits / 8,
  });
  let bytes = 0;
  devtools.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength));
  return { context, page, bytes: () => bytes };
}

/** Opens the catalogue with nothing cached, again and again. Returns the times in ms and what went over the line. */
async function firstResults(browser, url, line, address) {
  const times = [];
  let requests;
  let kilobytes;
  for (let i = 0; i < coldStarts; i += 1) {
    const { context, page, bytes } = await openPage(browser, url, line);
    requests = 0;
    page.on('request', () => (requests += 1));
    await page.goto(address, { waitUntil: 'commit' });
    await page.waitForFunction(() => typeof window.firstResults === 'number');
    times.push(await page.evaluate(() => window.firstResults));
    kilobytes = bytes() / 1000;
    await context.close();
  }
  return { times, requests, kilobytes };
}

/** Types each text as a person does. Returns the waits in ms from the last key to the painted results. */
async function afterTyping(browser, url, line) {
  const { context, page } = await openPage(browser, url, line);
  await page.goto('/catalogue?kind=technology');
  const box = page.getByTestId('search');
  await page.getByTestId('listing-card').first().waitFor();
  await page.waitForLoadState('networkidle');
  const waits = [];
  for (let round = 0; round < typedRounds; round += 1) {
    for (const text of typed) {
      await box.fill('');
      await sleep(600);
      await page.evaluate(() => (window.waits.length = 0));
      await box.pressSequentially(text, { delay: keyInterval });
      await page.waitForFunction((t) => window.waits.some((one) => one.text === t), text);
      waits.push(await page.evaluate((t) => window.waits.find((one) => one.text === t).wait, text));
    }
  }
  await context.close();
  return waits;
}

const product = given ? { url: given, stop: async () => {} } : await startProduct();
const browser = await chromium.launch({
  executablePath: browserPath(),
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-sync'],
});
try {
  console.log(
    `${new Date().toISOString().slice(0, 10)}, Node ${process.version}, ${cpus().length} × ${cpus()[0].model}`,
  );
  // The first visit warms the server, not the browser.
  await firstResults(browser, product.url, lines['4G'], '/catalogue');
  for (const [name, line] of Object.entries(lines)) {
    for (const address of [
      '/catalogue',
      '/catalogue?kind=technology&q=%E5%9B%BA%E6%80%81%E7%94%B5%E6%B1%A0',
    ]) {
      const { times, requests, kilobytes } = await firstResults(browser, product.url, line, address);
      const label = `first results, ${name} (${line.bits / 1e6} Mbit/s, ${line.roundTrip} ms)${address.includes('q=') ? ', with a query' : ''}`;
      const [median, p95] = [quantile(times, 0.5), quantile(times, 0.95)];
      print(label, `${ms(median)}  p95 ${ms(p95)}  ${requests} requests, ${kilobytes.toFixed(0)} kB`);
      // By p95, as the waits after typing: of so few visits it is the slowest, and each is somebody's first.
      if (name === '4G') judge(p95, limits.firstResults);
    }
  }
  const waits = await afterTyping(browser, product.url, lines['4G']);
  print('last key to painted results, 4G, median', ms(quantile(waits, 0.5)));
  print('last key to painted results, 4G, p95', ms(quantile(waits, 0.95)));
  judge(quantile(waits, 0.95), limits.afterTyping);
} finally {
  await browser.close();
  await product.stop();
}

function judge(value, limit) {
  print('  limit', `${ms(limit)}  ${value <= limit ? 'kept' : 'MISSED'}`);
  if (value > limit) process.exitCode = 1;
}
