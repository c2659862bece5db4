import { existsSync, lstatSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fingerprint, isStamped, stamp } from './fingerprint.mjs';
import { Failure, runTask } from './progress.mjs';

/** Installs the packages of package-lock.json when node_modules was made from another one. */
export async function installDependencies(root) {
  const stampFile = join(root, 'node_modules/.chanyanhui-stamp');
  if (!existsSync(join(root, 'package-lock.json'))) {
    throw new Failure('缺少 package-lock.json，请重新克隆 / package-lock.json is missing: clone again');
  }
  const wanted = fingerprint(root, ['package-lock.json'], `${process.platform}-${process.arch}`);
  if (isStamped(stampFile, wanted)) return;
  if (!holdsWhatTheLockSays(root)) {
    if (isLink(join(root, 'node_modules'))) {
      // npm ci would empty the folder that the link names, which belongs to somebody else.
      throw new Failure(
        'node_modules 是一个链接且与 package-lock.json 不符：请删除该链接后重试 / ' +
          'node_modules is a link and does not match package-lock.json: delete the link, then try again',
      );
    }
    const npm = npmCommand();
    await runTask({
      title: '安装依赖 / installing dependencies',
      file: npm.file,
      // The build tools are development dependencies, needed even where NODE_ENV says production.
      args: [...npm.args, 'ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'],
      cwd: root,
      shell: npm.shell,
      sentence:
        'npm ci 失败，原因见上；多为网络或 npm 源的问题 / npm ci failed, see above; often it is the network or the npm registry',
    });
  }
  stamp(stampFile, wanted);
}

const isLink = (path) => lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true;

/** The npm that runs us, the one beside our Node, or the one on the path. */
function npmCommand() {
  const beside = join(dirname(process.execPath), '../lib/node_modules/npm/bin/npm-cli.js');
  const running = process.env.npm_execpath;
  for (const script of [running, beside]) {
    if (script && basename(script) === 'npm-cli.js' && existsSync(script)) {
      return { file: process.execPath, args: [script], shell: false };
    }
  }
  return { file: 'npm', args: [], shell: process.platform === 'win32' };
}

/** Whether somebody has installed exactly these packages by hand. */
function holdsWhatTheLockSays(root) {
  let wanted, present;
  try {
    wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
    present = JSON.parse(readFileSync(join(root, 'node_modules/.package-lock.json'), 'utf8')).packages;
  } catch {
    return false;
  }
  const names = Object.keys(wanted).filter((name) => name !== '');
  const complete = names.every((name) => {
    const here = present[name];
    // Packages of other platforms are left out by npm.
    if (!here) return wanted[name].optional === true || wanted[name].peer === true;
    return here.version === wanted[name].version && existsSync(join(root, name));
  });
  return complete && Object.keys(present).every((name) => name in wanted);
}
