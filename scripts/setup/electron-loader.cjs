// The app folder of a bare Electron: opens the app named on the command line, as Electron's own default app does.
const { app } = require('electron');
const path = require('node:path');

const words = process.argv.slice(1);
const isPreload = (word) => word === '-r' || word === '--require';
// Test drivers pass files to load first.
const preloads = words.filter((_, index) => isPreload(words[index - 1]));
const named = words.find((word, index) => !word.startsWith('-') && !isPreload(words[index - 1]));

for (const file of preloads) require(path.resolve(file));
const folder = path.resolve(named ?? '.');
const manifest = require(path.join(folder, 'package.json'));
app.setAppPath(folder);
app.name = manifest.productName ?? manifest.name;
app.setVersion(manifest.version);
require(path.join(folder, manifest.main));
