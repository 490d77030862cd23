// Runs a command of src/, such as src/doctor/main.ts, as it is where the development packages are; otherwise (npm prune --omit=dev,
// the image) what npm run build made of it.
const { existsSync } = require('node:fs');
const { join } = require('node:path');

const root = join(__dirname, '..');
const [, , command = ''] = process.argv;

function isDevelopment() {
  try {
    return Boolean(require.resolve('@swc-node/register'));
  } catch {
    return false;
  }
}

const development = isDevelopment();
const file = development ? join(root, command) : join(root, 'dist', command.replace(/\.ts$/, '.js'));
if (!existsSync(file)) {
  process.stderr.write(
    `${file} n’existe pas : lancez d’abord npm ci puis npm run build / does not exist: run npm ci, then npm run build first\n`,
  );
  process.exit(2);
}
// The command reads its own arguments from the third on.
process.argv.splice(1, 2, file);
if (development) require('@swc-node/register');
require(file);
