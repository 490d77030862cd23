// A line with hiccups: holds back some of the writes of every socket, in whatever process loads it first.
// NODE_OPTIONS="--require $PWD/test/support/hiccups.cjs" npm test
const { Socket } = require('node:net');

/** The part of the writes that wait, from 0 to 1, and for how long at most, in milliseconds. */
const SHARE = Number(process.env.HICCUPS_SHARE ?? 0.05);
const LONGEST_MS = Number(process.env.HICCUPS_MS ?? 300);

for (const method of ['_write', '_writev']) {
  const write = Socket.prototype[method];
  Socket.prototype[method] = function (...data) {
    if (!this.remoteAddress || Math.random() >= SHARE) return write.apply(this, data);
    const written = data.at(-1);
    setTimeout(() => (this.destroyed ? written() : write.apply(this, data)), Math.random() * LONGEST_MS);
    return undefined;
  };
}
