import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import http, { type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { eventually } from '../support/eventually.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const web = join(root, 'dist/web');
const isThere = !spawnSync('nginx', ['-v']).error;
process.stdout.write(
  `A real nginx in this test ${isThere ? 'runs' : 'is left out, since none is installed'}.\n`,
);

interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** What of a request reached the api: its path and headers; it takes every upgrade. */
function startApi(): Server {
  const api = http.createServer((request, response) => {
    request.resume();
    request.on('end', () => {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ path: request.url, headers: request.headers, more: 'x'.repeat(2_000) }));
    });
  });
  api.on('upgrade', (request, socket) => {
    socket.end(
      `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nX-Path: ${request.url}\r\n\r\n`,
    );
  });
  return api;
}

/** The image's configuration but for its paths and ports; a name of Docker's is one address here. */
function configured(folder: string, port: number, api: number): string {
  return readFileSync(join(root, 'docker/nginx.conf'), 'utf8')
    .replaceAll('/tmp/', `${folder}/`)
    .replace(/^ *resolver .*$/m, '')
    .replace('server api:3000 resolve;', `server 127.0.0.1:${api};`)
    .replace('listen 8080;', `listen 127.0.0.1:${port};`)
    .replace('root /usr/share/nginx/html;', `root "${web}";`);
}

if (isThere)
  describe('nginx.conf', () => {
    const folder = mkdtempSync(join(tmpdir(), 'chanyanhui-nginx-'));
    // A worker of a master that is root is somebody else.
    chmodSync(folder, 0o755);
    const api = startApi();
    let nginx: ChildProcess;
    let port: number;
    const ask = (path: string, headers: http.OutgoingHttpHeaders = {}, body?: Buffer) =>
      new Promise<Answer>((done, failed) => {
        const request = http.request({ port, path, headers, method: body ? 'POST' : 'GET' }, (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('end', () =>
            done({ status: response.statusCode!, headers: response.headers, body: Buffer.concat(chunks) }),
          );
        });
        request.on('error', failed);
        request.end(body);
      });

    beforeAll(async () => {
      await new Promise<void>((done) => api.listen(0, '127.0.0.1', done));
      const spare = http.createServer();
      await new Promise<void>((done) => spare.listen(0, '127.0.0.1', done));
      ({ port } = spare.address() as AddressInfo);
      await new Promise((done) => spare.close(done));
      const file = join(folder, 'nginx.conf');
      writeFileSync(file, configured(folder, port, (api.address() as AddressInfo).port));
      nginx = spawn('nginx', ['-c', file, '-e', 'stderr', '-g', 'daemon off;'], {
        stdio: ['ignore', 'ignore', 'inherit'],
      });
      await eventually(
        'nginx',
        () =>
          ask('/').then(
            () => true,
            () => false,
          ),
        10,
      );
    }, 20_000);
    afterAll(async () => {
      if (nginx.exitCode === null) {
        nginx.kill('SIGTERM');
        await once(nginx, 'exit');
      }
      api.closeAllConnections();
      api.close();
      rmSync(folder, { recursive: true, force: true });
    });

    it('serves code as it was pressed when it was built, for ever, and plain to who takes no gzip', async () => {
      const files = readdirSync(join(web, 'assets'));
      const name = files.find((file) => file.endsWith('.js') && files.includes(`${file}.gz`))!;
      const pressed = await ask(`/assets/${name}`, { 'accept-encoding': 'gzip, deflate, br' });
      expect(pressed.headers).toMatchObject({
        'content-encoding': 'gzip',
        'content-type': expect.stringMatching(/javascript/),
        'cache-control': 'public, max-age=31536000, immutable',
        vary: 'Accept-Encoding',
      });
      expect(pressed.body.equals(readFileSync(join(web, 'assets', `${name}.gz`)))).toBe(true);
      const plain = await ask(`/assets/${name}`);
      expect(plain.headers['content-encoding']).toBeUndefined();
      expect(plain.body.equals(readFileSync(join(web, 'assets', name)))).toBe(true);
      expect((await ask('/assets/none.js')).status).toBe(404);
    });

    it('answers every page address with the first page, asked after each time and under the policy', async () => {
      const page = readFileSync(join(web, 'index.html'), 'utf8');
      for (const path of ['/', '/catalogue?q=1', '/events/1']) {
        const { status, headers, body } = await ask(path);
        expect([status, body.toString() === page]).toEqual([200, true]);
        expect(headers['cache-control']).toBe('no-cache');
        expect(headers['content-security-policy']).toContain("default-src 'self'");
      }
    });

    it('hands on to the api with the address of the browser, not the one that it names', async () => {
      const { headers, body } = await ask('/api/listings?kind=need', {
        'accept-encoding': 'gzip',
        'x-forwarded-for': '6.6.6.6',
      });
      expect(headers['content-encoding']).toBe('gzip');
      const plain = await ask('/api/listings?kind=need', { 'x-forwarded-for': '6.6.6.6', host: 'a.test:81' });
      expect(body.length).toBeLessThan(plain.body.length);
      expect(JSON.parse(plain.body.toString())).toMatchObject({
        path: '/api/listings?kind=need',
        headers: { host: 'a.test:81', 'x-forwarded-for': '127.0.0.1', 'x-forwarded-proto': 'http' },
      });
    });

    it('hands on the upgrade of a socket', async () => {
      const path = '/socket.io/?EIO=4&transport=websocket';
      const headers = { connection: 'Upgrade', upgrade: 'websocket' };
      const upgraded = await new Promise<IncomingHttpHeaders>((done, failed) => {
        const request = http.request({ port, path, headers });
        request.on('upgrade', (response, socket) => {
          socket.destroy();
          done(response.headers);
        });
        request.on('error', failed);
        request.end();
      });
      expect(upgraded).toMatchObject({ upgrade: 'websocket', 'x-path': path });
    });

    it('takes the largest import file and nothing much larger', async () => {
      expect((await ask('/api/import', {}, Buffer.alloc(20 * 2 ** 20))).status).toBe(200);
      expect((await ask('/api/import', { expect: '100-continue' }, Buffer.alloc(22 * 2 ** 20))).status).toBe(
        413,
      );
    });
  });
else it.todo('nginx.conf with a real nginx');
