import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common';

/*
 * What a password must be: long, and not one that is guessed early. No letters, digits or signs are asked for and it never runs out
 * (NIST SP 800-63B-4, 3.1.1.2: "SHALL NOT impose other composition rules", "SHALL NOT require … to change passwords periodically").
 */

/** NIST SP 800-63B-4, 3.1.1.2: "single-factor … a minimum of 15 characters". */
const ALONE = 15;
/** The same allows 8 beside a second factor; an office guards more than that. */
const BESIDE_A_SECOND_FACTOR = 12;
/** NIST asks for 64 at least to be allowed; beyond this, only the estimate gets slow. */
const LONGEST = 128;

/**
 * As many guesses as an attacker who tries leaked passwords and their likes first would need (zxcvbn's step from "safely" to "very"
 * unguessable). The list behind it holds the 49,233 most used passwords of known breaches.
 */
const FEWEST_GUESSES = 1e10;

/** Words that whoever attacks this service tries first. */
const OURS = ['ijazat', 'sifc', 'pakistan', 'investor', 'invest', 'officer', 'manager', 'permit', 'approval'];

let estimator: ZxcvbnFactory | undefined;

/** What is wrong with a new password of a person, as a sentence without its subject; null: nothing. */
export function passwordMistake(
  password: string,
  { secondFactor, about }: { readonly secondFactor: boolean; readonly about: readonly string[] },
): string | null {
  const length = password.normalize('NFKC').match(/./gsu)?.length ?? 0;
  const least = secondFactor ? BESIDE_A_SECOND_FACTOR : ALONE;
  if (length < least) return `must have ${least} characters or more; a few words that do not belong together will do`;
  if (length > LONGEST) return `must have ${LONGEST} characters or fewer`;
  // The lists are read at the first password that anybody chooses.
  estimator ??= new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs });
  const words = about.flatMap((text) => [text, ...text.split(/[^\p{L}\p{N}]+/u)]).filter((word) => word.length > 2);
  const { guesses } = estimator.check(password, [...OURS, ...words]);
  if (guesses < FEWEST_GUESSES)
    return 'is easily guessed: it is, or is made of, passwords known from breaches, names, dates or patterns';
  return null;
}
