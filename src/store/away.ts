/** SQLSTATE: 08 is the connection, 57P01 to 57P03 a PostgreSQL that stops or starts, 53300 one that takes no more connections. */
const SQLSTATE = /^(08...|57P0[123]|53300)$/;
const OF_NODE = /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENOTFOUND|EAI_AGAIN)$/;
/** What the driver says of a connection that broke off gives no code. */
const OF_DRIVER = /^Connection terminated|^Client has encountered a connection error/;

/** Whether an error says that the database is away. Where it was met at a commit, nobody knows whether that has come through. */
export function isAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? String(error.code) : '';
  return SQLSTATE.test(code) || OF_NODE.test(code) || OF_DRIVER.test(error.message);
}
