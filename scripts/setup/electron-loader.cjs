// The app folder of a bare Electron runtime: opens the app named on the command line, as Electron's own default app does.
// `-r FILE` is loaded first, because test drivers pass it.
const { app } = require('electron');
const path = require('node:path');

const words = process.argv.slice(1);
let folder;
for (let i = 0; i < words.length; i += 1) {
  if (words[i] === '-r' || words[i] === '--require') require(path.resolve(words[(i += 1)]));
  else if (!words[i].startsWith('-')) folder ??= path.resolve(words[i]);
}
const manifest = require(path.join(folder ?? process.cwd(), 'package.json'));
app.setAppPath(folder ?? process.cwd());
app.name = manifest.productName ?? manifest.name;
app.setVersion(manifest.version);
require(path.resolve(folder ?? process.cwd(), manifest.main));
