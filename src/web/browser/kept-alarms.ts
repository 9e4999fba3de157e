/** What this browser has shown to an account that has turned alarms on. */
export interface Kept {
  /** How far in the order of the service it is known what there is. */
  readonly reached: number;
  /** Ids of notices, the latest first. */
  readonly shown: readonly string[];
}

const NAME = 'ijazat-alarms';
/** More than the service ever tells at once. */
const MOST_SHOWN = 200;

/** Null: alarms are off for this account in this browser. */
export function read(account: string): Kept | null {
  return all()[account] ?? null;
}

/** False where the browser keeps nothing. */
export function write(account: string, { reached, shown }: Kept): boolean {
  return keep({ ...all(), [account]: { reached, shown: shown.slice(0, MOST_SHOWN) } });
}

export function turnOff(account: string): void {
  const { [account]: gone, ...others } = all();
  if (gone) keep(others);
}

function all(): { readonly [account: string]: Kept } {
  try {
    return JSON.parse(localStorage.getItem(NAME) ?? '{}') as { [account: string]: Kept };
  } catch {
    return {};
  }
}

function keep(value: object): boolean {
  try {
    localStorage.setItem(NAME, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}
