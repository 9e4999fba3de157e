import type { JsonObject } from '../../src/engine/index.js';
import { ann, MILL, staff, type Clocks, type More } from './country.js';
import { Story } from './story.js';

/* The mill of the stories: an application `a`, its desk, and how its approvals are obtained. */

export const desk = staff('dina', 'officer', 'sifc');
export const otherDesk = staff('emad', 'officer', 'sifc');
export const head = staff('hira', 'manager', 'sifc');
export const FOR = { basis: 'Policy 2025', text: 'Jobs and exports.' };
export const REFUSAL = { code: 'not-eligible', basis: 'Act s. 24', text: 'The plan shows no exports.' };

export function draft(facts: JsonObject = MILL, clocks?: Clocks, more?: More): Story {
  const story = new Story(clocks, more);
  story.open('a', { workflow: 'investor-approval', agency: 'sifc', data: facts });
  return story;
}

export const accepted = (facts?: JsonObject, clocks?: Clocks): Story =>
  draft(facts, clocks).do('a', ann, 'submit').do('a', desk, 'declareComplete');

/** Takes an approval as far as the decision, which lies then with the second officer. */
export function recommend(story: Story, key: string): string {
  const id = story.child('a', key);
  const { agency } = story.state(id);
  const [first] = officers(agency);
  story.do(id, ann, 'lodge').do(id, first, 'declareComplete');
  story.do(id, first, 'recommend', { outcome: 'grant', text: 'In order.' });
  return id;
}

export function obtain(story: Story, ...keys: string[]): Story {
  for (const key of keys) {
    const id = recommend(story, key);
    story.do(id, officers(story.state(id).agency)[1], 'grant', { basis: 'Act', text: 'In order.' });
  }
  return story;
}

export function refuse(story: Story, key: string): Story {
  const id = recommend(story, key);
  return story.do(id, officers(story.state(id).agency)[1], 'refuse', REFUSAL);
}

/** Nobody loses a right unheard: notice, the investor's answer, and then the revocation. */
export function revoke(story: Story, key: string, reasons: JsonObject): Story {
  const id = story.child('a', key);
  const manager = staff('manager', 'manager', story.state(id).agency ?? '');
  story.do(id, manager, 'giveNotice', reasons).do(id, ann, 'answerNotice', { text: 'It is not so.' });
  return story.do(id, manager, 'revoke', reasons);
}

function officers(agency: string | null) {
  return [staff('first', 'officer', agency ?? ''), staff('second', 'officer', agency ?? '')] as const;
}

export const inReview = (facts?: JsonObject, clocks?: Clocks): Story =>
  obtain(accepted(facts, clocks), 'company', 'tax');

/** Findings that speak for the project; and a recommendation where some body decides on it. */
export function approveProject(story: Story): Story {
  story.do('a', desk, 'recordDiligence', { finding: 'favourable', text: 'Nothing found.' });
  story.do('a', otherDesk, 'recordAppraisal', { finding: 'favourable', text: 'Fits the policy.' });
  const recommended = story.tasks('a').includes('Recommend a decision');
  return recommended ? story.do('a', desk, 'recommend', { outcome: 'approve', text: 'Approve.' }) : story;
}

export const inPermits = (facts?: JsonObject, clocks?: Clocks): Story =>
  approveProject(obtain(inReview(facts, clocks), 'zone'));

/** How an approval stands, as the application tells it. */
export function standing(story: Story, id: string): unknown {
  const approvals = story.data('a')['approvals'] as readonly JsonObject[];
  return approvals.find((approval) => approval['id'] === id)?.['standing'];
}

export const opened = (story: Story): string[] => Object.keys(story.state('a').children);
