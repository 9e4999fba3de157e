import type { Language } from '../messages/index.js';
import type { OpenDatabase } from '../store/database.js';
import { titleOf, type Notice, type NoticeWords } from './inbox.js';
import { choose, type Preferences } from './preferences.js';
import type { Recipients } from './recipients.js';

/** How somebody wants to be told, and the words for it. */
export class Telling {
  constructor(
    private readonly database: OpenDatabase,
    private readonly recipients: Recipients,
    private readonly words: NoticeWords,
  ) {}

  title(language: Language, notice: Pick<Notice, 'template' | 'data'>): string {
    return titleOf(this.words, language, notice);
  }

  /** What somebody has chosen, or what holds until then. */
  async wishesOf(account: string): Promise<Preferences> {
    const found = (await this.recipients.find([account])).get(account);
    if (!found) throw new Error(`the account ${account} is gone`);
    return found.wishes;
  }

  /** Holds for what happens from here on. */
  choose(account: string, preferences: Preferences): Promise<void> {
    return choose(this.database, account, preferences);
  }
}
