import { copyFileSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { filesBelow, fingerprint, isStamped, stamp } from './fingerprint.mjs';
import { runTask, say } from './progress.mjs';

const serverPlaces = ['apps/api', 'apps/worker', 'apps/local', 'libs'];
const isSource = (file) => file.endsWith('.ts') && !/\.(spec|d)\.ts$/.test(file);
const isAsset = (file) => !/\.(ts|mjs|md)$/.test(file);

/** Compiles api, worker, local and libs into dist and copies the data files that lie among them. */
export async function buildServer(root) {
  const files = filesBelow(root, serverPlaces).filter((file) => isSource(file) || isAsset(file));
  const wanted = fingerprint(root, [...files, '.swcrc', 'package-lock.json', 'apps/local/prepare/build.mjs']);
  const stampFile = join(root, 'dist/.server-stamp');
  if (isStamped(stampFile, wanted)) return;
  rmSync(stampFile, { force: true });
  await runTask({
    title: '编译服务端 / building the server',
    file: process.execPath,
    args: [
      join(root, 'node_modules/@swc/cli/bin/swc.js'),
      ...serverPlaces.filter((place) => existsSync(join(root, place))),
      '--out-dir=dist',
      '--config-file=.swcrc',
      '--extensions=.ts',
      '--ignore=**/*.spec.ts',
    ],
    cwd: root,
    env: { ...process.env, RUST_BACKTRACE: '0', NO_COLOR: '1' },
    sentence: '服务端编译失败，见上 / building the server failed, see above',
  });
  for (const asset of files.filter(isAsset)) {
    const target = join(root, 'dist', asset);
    mkdirSync(dirname(target), { recursive: true });
    copyFileSync(join(root, asset), target);
  }
  removeStale(root, files);
  stamp(stampFile, wanted);
}

/** Deletes from dist what no source stands for any more. Done after compiling, so that nothing needed is ever missing. */
function removeStale(root, files) {
  const expected = new Set();
  for (const file of files) {
    if (isAsset(file)) expected.add(`dist/${file}`);
    else for (const end of ['.js', '.js.map']) expected.add(`dist/${file.replace(/\.ts$/, end)}`);
  }
  for (const file of filesBelow(root, ['dist/apps', 'dist/libs'])) {
    if (!expected.has(file)) rmSync(join(root, file), { force: true });
  }
}

/** Bundles the web app into dist/web. */
export async function buildWeb(root) {
  if (!existsSync(join(root, 'apps/web/index.html'))) {
    say('跳过网页：还没有 apps/web/index.html / skipping the web app: there is no apps/web/index.html yet');
    return;
  }
  const files = filesBelow(root, ['apps/web', 'libs/contracts']).filter(
    (file) => !/\.(spec|test)\.tsx?$|\.md$/.test(file),
  );
  const wanted = fingerprint(root, [...files, 'package-lock.json', 'tsconfig.json']);
  const stampFile = join(root, 'dist/.web-stamp');
  if (isStamped(stampFile, wanted)) return;
  rmSync(stampFile, { force: true });
  await runTask({
    title: '打包网页 / building the web app',
    file: process.execPath,
    args: [
      join(root, 'node_modules/vite/bin/vite.js'),
      'build',
      'apps/web',
      `--outDir=${join(root, 'dist/web')}`,
      '--emptyOutDir',
      '--logLevel=warn',
    ],
    cwd: root,
    env: { ...process.env, NODE_ENV: 'production', RUST_BACKTRACE: '0', NO_COLOR: '1' },
    sentence: '网页打包失败，见上 / building the web app failed, see above',
  });
  stamp(stampFile, wanted);
}
