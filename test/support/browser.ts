import { accessSync, constants, mkdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, type BrowserContext, chromium, type Locator, type Page } from 'playwright-core';
import type { Product } from './product.js';

const artifacts = fileURLToPath(new URL('../artifacts', import.meta.url));
const macChrome = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';

function browserPath(): string {
  const onPath = (process.env['PATH'] ?? '')
    .split(delimiter)
    .flatMap((directory) =>
      ['chromium', 'chromium-browser', 'google-chrome'].map((name) => join(directory, name)),
    );
  const found = [...onPath, macChrome].find((file) => {
    try {
      accessSync(file, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
  if (!found) throw new Error('No Chromium: install it (Debian: apt-get install chromium fonts-noto-cjk).');
  return found;
}

export const desktop = { width: 1440, height: 900 };
export const phone = { width: 390, height: 844 };
export const wall = { width: 1920, height: 1080 };

/** A real Chromium that opens windows onto the product, each with cookies of its own. */
export class Windows {
  /** What the pages threw or reported as an error on their consoles. */
  readonly complaints: string[] = [];
  private readonly contexts: BrowserContext[] = [];

  private constructor(
    private readonly browser: Browser,
    private readonly url: string,
  ) {}

  static async open(product: Product): Promise<Windows> {
    mkdirSync(artifacts, { recursive: true });
    const browser = await chromium.launch({
      executablePath: browserPath(),
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-sync'],
    });
    return new Windows(browser, product.url);
  }

  /** One person's window; `cookie` is the header of a session, as `ApiAgent.cookie`. */
  async of(
    name: string,
    viewport: { width: number; height: number },
    cookie?: string | null,
  ): Promise<Window> {
    const context = await this.browser.newContext({ baseURL: this.url, viewport, locale: 'zh-CN' });
    context.setDefaultTimeout(20_000);
    this.contexts.push(context);
    if (cookie) {
      const at = cookie.indexOf('=');
      await context.addCookies([{ name: cookie.slice(0, at), value: cookie.slice(at + 1), url: this.url }]);
    }
    const page = await context.newPage();
    page.on('pageerror', (error) => this.complaints.push(`${name}: ${error.message}`));
    page.on('console', (message) => {
      // Chromium reports each failed request, also those of a line that the test itself has cut.
      if (message.type() === 'error' && !message.text().includes('net::ERR_INTERNET_DISCONNECTED'))
        this.complaints.push(`${name}: ${message.text()}`);
    });
    return new Window(name, context, page);
  }

  async close(): Promise<void> {
    for (const context of this.contexts) await context.close();
    await this.browser.close();
  }
}

/** One person's browser window. Things are found by `data-testid`. */
export class Window {
  private shots = 0;

  constructor(
    private readonly name: string,
    private readonly context: BrowserContext,
    readonly page: Page,
  ) {}

  async go(path: string): Promise<void> {
    await this.page.goto(path);
  }

  at(testid: string): Locator {
    return this.page.getByTestId(testid);
  }

  click(testid: string): Promise<void> {
    return this.at(testid).click();
  }

  fill(testid: string, text: string): Promise<void> {
    return this.at(testid).fill(text);
  }

  /** Chooses an entry of a drop-down list by typing its words. */
  async choose(testid: string, words: string): Promise<void> {
    await this.click(testid);
    await this.page.keyboard.type(words);
    await this.page.locator('.ant-select-dropdown:visible').getByText(words).first().waitFor();
    await this.page.keyboard.press('Enter');
  }

  text(testid: string): Promise<string> {
    return this.at(testid).innerText();
  }

  /** Waits until the text stands there. */
  async shows(testid: string, words: string | RegExp): Promise<void> {
    await this.at(testid).filter({ hasText: words }).first().waitFor();
  }

  async wifi(on: boolean): Promise<void> {
    await this.context.setOffline(!on);
  }

  /** Keeps a picture in test/artifacts, numbered in the order of the window's story. */
  async picture(of: string): Promise<void> {
    this.shots += 1;
    await this.page.screenshot({ path: join(artifacts, `${this.name}-${this.shots}-${of}.png`) });
  }
}
