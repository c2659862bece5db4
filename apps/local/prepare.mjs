// Installs and builds what is missing before `npm start`, `npm test` and `npm run cli`; does nothing when all is there.
// Old Nodes have to read this file as far as the sentence below: no static import, no syntax younger than Node 12.

var needed = [20, 19];
var found = process.version.slice(1).split('.').map(Number);
var newEnough = found[0] > needed[0] || (found[0] === needed[0] && found[1] >= needed[1]);

if (newEnough) {
  void import('./prepare/prepare.mjs').then(function (module) {
    return module.prepare(process.argv.slice(2));
  });
} else {
  console.error(
    '需要 Node ≥ 20.19，当前是 ' + process.version + ' / Node >= 20.19 is needed, this is ' + process.version,
  );
  process.exitCode = 1;
}
