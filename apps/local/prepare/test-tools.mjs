import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { runTask, say } from './progress.mjs';

const policy = '/usr/sbin/policy-rc.d';

/** Installs the browser, the Chinese font and Redis that the tests use; where it may not, it says what is missing. */
export async function installTestTools(root) {
  const missing = missingTools();
  if (missing.length === 0) return;
  if (process.getuid?.() !== 0 || !onPath('apt-get')) {
    say(advice(missing));
    return;
  }
  // Debian starts a service when it installs it, unless this file forbids it.
  const forbidServices = !existsSync(policy);
  if (forbidServices) writeFileSync(policy, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  try {
    const apt = {
      file: 'apt-get',
      cwd: root,
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' },
    };
    const sentence = 'apt-get 失败，见上 / apt-get failed, see above';
    await runTask({ ...apt, title: '更新软件源 / apt-get update', args: ['update', '-qq'], sentence });
    await runTask({
      ...apt,
      title: `安装 / installing ${missing.join(' ')}`,
      args: ['install', '-y', '-qq', '--no-install-recommends', ...missing],
      sentence,
    });
  } catch (error) {
    say(`${error.message}\n${advice(missing)}`);
  } finally {
    if (forbidServices) rmSync(policy, { force: true });
  }
}

function missingTools() {
  const missing = [];
  const mac = '/Applications/Google Chrome.app';
  if (!['chromium', 'chromium-browser', 'google-chrome'].some(onPath) && !existsSync(mac))
    missing.push('chromium');
  if (process.platform === 'linux' && !hasChineseFont()) missing.push('fonts-noto-cjk');
  if (!onPath('redis-server')) missing.push('redis-server');
  return missing;
}

function hasChineseFont() {
  const { stdout } = spawnSync('fc-list', [':lang=zh', 'family'], { encoding: 'utf8' });
  return (stdout ?? '').trim() !== '';
}

function onPath(name) {
  return (process.env.PATH ?? '').split(delimiter).some((directory) => {
    try {
      accessSync(join(directory, name), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

function advice(missing) {
  const list = missing.join(' ');
  return `请安装 ${list}（Debian: sudo apt-get install ${list}），否则用到它们的测试会失败 / please install ${list}: the tests that use them fail without`;
}
