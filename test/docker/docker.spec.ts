import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { ConfigError, loadConfig } from '#platform';

// No engine runs here: images are not built and containers not started. What can be read is checked.

interface Service {
  image?: string;
  build?: { context: string; dockerfile: string; target: string };
  command?: string[];
  restart?: string;
  privileged?: boolean;
  container_name?: string;
  ports?: string[];
  volumes?: string[];
  networks?: string[];
  healthcheck?: { test?: string[]; disable?: boolean };
  environment?: Record<string, string>;
  depends_on?: Record<string, { condition: string }>;
}

const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (file: string) => readFileSync(join(root, file), 'utf8');
const composeText = read('docker/compose.yml');
const compose = parse(composeText, { merge: true }) as {
  services: Record<string, Service>;
  networks: Record<string, unknown>;
  volumes: Record<string, unknown>;
};
const services = Object.entries(compose.services);
const fakes = Object.fromEntries(
  ['SECRET_KEY', 'POSTGRES_PASSWORD', 'REDIS_PASSWORD'].map((name) => [name, '0a'.repeat(32)]),
);
const filledIn = { ...fakes, PUBLIC_URL: 'https://chanyanhui.test' };
const interpolated = (text: string, values: Record<string, string>) =>
  text.replace(/\$\{(\w+)(?::[-?]([^}]*))?\}/g, (whole, name: string, rest?: string) =>
    String(values[name] || (whole.includes(':-') ? rest : '')),
  );
/** Commands name compiled files: the source that each comes from. */
const sourcesIn = (text: string) =>
  [...text.matchAll(/dist\/((?:apps|libs)\/[\w/-]+)\.js/g)].map(([, path]) => `${path}.ts`);

describe('compose.yml', () => {
  it.each(services)('%s has an image, a restart policy and no privileges', (_, service) => {
    const isBuilt = services.some(([, { build, image }]) => build && image === service.image);
    expect(isBuilt || /:v?\d/.test(service.image ?? '')).toBe(true);
    expect(service.restart).toMatch(/^(unless-stopped|always|on-failure|no)$/);
    expect(service.privileged).toBeUndefined();
    // Two replicas cannot share a name, nor a port of the machine.
    expect(service.container_name).toBeUndefined();
    for (const network of service.networks ?? []) expect(compose.networks).toHaveProperty(network);
    for (const volume of service.volumes ?? []) expect(compose.volumes).toHaveProperty(volume.split(':')[0]!);
  });

  it.each(services)('%s waits only for services that can become what it waits for', (_, service) => {
    for (const [name, { condition }] of Object.entries(service.depends_on ?? {})) {
      const other = compose.services[name];
      expect(other).toBeDefined();
      // The api's own health check stands in the Dockerfile.
      if (condition === 'service_healthy') expect(other?.healthcheck?.test ?? name === 'api').toBeTruthy();
      if (condition === 'service_completed_successfully') expect(other?.restart).toBe('no');
    }
  });

  it('opens one port, that of web', () => {
    expect(services.filter(([, service]) => service.ports).map(([name]) => name)).toEqual(['web']);
  });

  it('holds no secret and no default for one', () => {
    const named = [...composeText.matchAll(/^\s*(\w*(?:PASSWORD|SECRET|_KEY|AUTH))\s*:\s*(.+)$/gm)];
    expect(named.length).toBeGreaterThan(3);
    for (const [, , value] of named) expect(value).toMatch(/^\$\{\w+(:\?[^}]+|:-)\}$/);
    for (const [address, password] of composeText.matchAll(/\w+:\/\/\w*:([^@\s]*)@/g)) {
      expect([address, password]).toEqual([address, expect.stringMatching(/^\$\{\w+:\?[^}]+\}$/)]);
    }
    for (const line of read('docker/.env.example').split('\n')) {
      if (/PASSWORD|SECRET|KEY/.test(line.split('=')[0]!) && !line.startsWith('#'))
        expect(line).toMatch(/=$/);
    }
  });

  it.each(['api', 'worker', 'migrate'])('gives %s an environment that the configuration accepts', (name) => {
    const environment = (values: Record<string, string>) =>
      Object.fromEntries(
        Object.entries(compose.services[name]!.environment!).map(([key, value]) => [
          key,
          interpolated(value, values),
        ]),
      );
    expect(loadConfig(environment(filledIn))).toMatchObject({ demo: false, webDir: null });
    expect(() => loadConfig(environment({}))).toThrow(ConfigError);
  });

  it('builds targets that exist and runs files that have a source', () => {
    const targets = [...read('docker/Dockerfile').matchAll(/ AS (\w+)/g)].map(([, target]) => target);
    for (const [, { build }] of services.filter(([, service]) => service.build)) {
      expect(targets).toContain(build!.target);
      expect(existsSync(join(root, 'docker', build!.context, build!.dockerfile))).toBe(true);
    }
    const sources = services.flatMap(([, { command }]) => sourcesIn((command ?? []).join(' ')));
    expect(sources.length).toBeGreaterThan(1);
    for (const source of sources) expect([source, existsSync(join(root, source))]).toEqual([source, true]);
  });

  const hasCompose = spawnSync('docker', ['compose', 'version']).status === 0;
  (hasCompose ? it : it.skip)('is accepted by docker compose config', () => {
    const { status, stderr } = spawnSync(
      'docker',
      ['compose', '-f', 'docker/compose.yml', '--profile', '*', 'config', '--quiet'],
      { cwd: root, encoding: 'utf8', env: { ...process.env, ...filledIn } },
    );
    expect([status, stderr]).toEqual([0, '']);
  });
});

describe('Dockerfile', () => {
  const lines = read('docker/Dockerfile')
    .replace(/\\\n/g, ' ')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line && !line.startsWith('#'));
  interface Stage {
    base: string;
    user?: string;
    command?: string;
  }
  const stages = new Map<string, Stage>();
  let stage: Stage = { base: '' };
  for (const line of lines) {
    const [, base, name] = /^FROM (\S+) AS (\S+)$/.exec(line) ?? [];
    // A stage inherits what the one it stands on says.
    if (base) stages.set(name!, (stage = { ...stages.get(base), base }));
    if (line.startsWith('USER ')) stage.user = line.slice(5);
    if (line.startsWith('CMD ')) stage.command = line.slice(4);
  }

  it('stands on pinned images', () => {
    expect(lines.filter((line) => line.startsWith('FROM')).length).toBe(stages.size);
    for (const { base } of stages.values())
      if (!stages.has(base)) expect(base).toMatch(/^[\w/.-]+:\d[\w.-]*$/);
  });

  it.each(['api', 'worker', 'web'])('%s runs as an ordinary user, by a command in JSON form', (name) => {
    const { user, command } = stages.get(name)!;
    expect(user).toMatch(/^(node|nginx)$/);
    expect(JSON.parse(command!)).toEqual(expect.arrayContaining([expect.any(String)]));
    for (const source of sourcesIn(command!)) expect(existsSync(join(root, source))).toBe(true);
  });

  it('copies only what is there and what .dockerignore lets through, and adds no address', () => {
    const ignore = read('docker/Dockerfile.dockerignore').split('\n');
    expect(ignore).toContain('*');
    expect(lines.filter((line) => line.startsWith('ADD'))).toEqual([]);
    for (const line of lines.filter((one) => one.startsWith('COPY'))) {
      const words = line.split(/\s+/).slice(1, -1);
      const from = /^--from=(\S+)$/.exec(words[0]!)?.[1];
      if (from) expect(stages.has(from)).toBe(true);
      else {
        for (const path of words) {
          expect([path, existsSync(join(root, path))]).toEqual([path, true]);
          expect(ignore).toContain(`!${path}`);
        }
      }
    }
  });
});
