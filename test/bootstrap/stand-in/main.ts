import { createServer } from 'node:http';

// Stands in for the service: says when it is ready and with which Redis, and takes a moment to drain.
const DRAIN_MS = 300;
const server = createServer();
server.listen(0, '127.0.0.1', () => console.log(`ready ${process.pid} redis=${process.env.REDIS_URL ?? 'none'}`));

process.once('SIGTERM', () => {
  console.log('draining');
  setTimeout(() => process.exit(7), DRAIN_MS);
});
