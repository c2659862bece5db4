import { createServer } from 'node:net';
import { networkInterfaces } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { LocalProblem } from './local-problem.js';

/** The port to serve on: PORT when it is free (within the patience), any free one for 0; throws one sentence otherwise. */
export async function checkPort(
  env: Record<string, string | undefined>,
  host: string,
  patience = 0,
): Promise<number> {
  const port = Number(env['PORT'] || '3000');
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new LocalProblem(
      `PORT 应为 0–65535 的整数，不是 ${env['PORT']} / PORT should be a whole number from 0 to 65535, not ${env['PORT']}`,
    );
  }
  const deadline = Date.now() + patience;
  for (;;) {
    try {
      return await listenOnce(host, port);
    } catch (error) {
      if (Date.now() >= deadline)
        throw new LocalProblem(sentenceFor(error as NodeJS.ErrnoException, host, port));
    }
    await sleep(200);
  }
}

async function listenOnce(host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(port, host, () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : port));
    });
  });
}

function sentenceFor(error: NodeJS.ErrnoException, host: string, port: number): string {
  switch (error.code) {
    case 'EADDRINUSE':
      return `端口 ${port} 已被占用，请换一个：PORT=${port + 1} npm start / port ${port} is taken, choose another: PORT=${port + 1} npm start`;
    case 'EACCES':
      return `没有权限使用端口 ${port}，请选 1024 以上的 PORT / port ${port} is not permitted, choose a PORT above 1024`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `HOST ${host} 不是本机地址 / HOST ${host} is no address of this machine`;
    default:
      return `无法监听 ${host}:${port} / cannot listen on ${host}:${port}: ${error.message}`;
  }
}

/** The addresses under which browsers reach the host and port, the own machine's first. */
export function browserAddresses(host: string, port: number): string[] {
  const url = (name: string) => `http://${name.includes(':') ? `[${name}]` : name}:${port}`;
  if (host !== '0.0.0.0' && host !== '::') return [url(host)];
  const outside = Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
    .map(({ address }) => url(address));
  return [url('127.0.0.1'), ...outside];
}
