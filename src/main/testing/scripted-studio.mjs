/** A studio that does what its first argument says; run by the tests of studio-process.ts. */
const behaviour = process.argv[2];
const say = (message) => process.send(message);
const reply = (id, value) => say({ kind: 'reply', id, reply: { ok: true, value } });

process.on('disconnect', () => process.exit(0));
process.on('message', (request) => {
  if (request.kind === 'exit') {
    if (behaviour !== 'deaf-at-exit') process.exit(0);
    return;
  }
  if (request.command === 'runs.list') process.exit(7);
  if (request.command === 'runs.show') return;
  if (request.command === 'queue.hold')
    say({ kind: 'event', event: { kind: 'queue', waiting: [], held: true, limit: 1 } });
  reply(request.id, { command: request.command, input: request.input, numbers: new Float32Array([NaN, 0.5]) });
});

if (behaviour === 'refuses') {
  say({ kind: 'failed', message: 'The library is in use by another program. Nothing was changed.' });
  process.disconnect();
} else if (behaviour === 'dies-early') process.exit(1);
else say({ kind: 'ready' });
