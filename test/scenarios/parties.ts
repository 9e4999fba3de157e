import type { File, Teller } from './teller.js';

/* What the investors of the stories state, and the ways that are the same for all. */

export const held = (approval: string, more: object = {}): object => ({
  approval,
  number: '7654321-0',
  issuedBy: 'the agency',
  issuedOn: '2020-05-04',
  ...more,
});

/** A company of the country that has its tax number, on land of its own outside every zone: nobody decides on its project as a whole. */
export const LOCAL = {
  company: 'Chenab Mills Limited',
  incorporated: true,
  sector: 'textiles',
  province: 'punjab',
  zone: 'none',
  held: [held('fbr-ntn')],
};

/** The same, whose land is confirmed. */
export const SETTLED = { ...LOCAL, held: [held('fbr-ntn'), held('site-title-confirmation')] };

export const GRANT = { basis: 'The Act and its rules', text: 'In order.' };

/** Submits an application and takes it through screening and appraisal, on the same day, into the stage of permits. */
export async function underway(t: Teller, name: string, facts: object): Promise<File> {
  const file = await t.opens(name, facts);
  await t.quietly('investor', file, 'submit');
  await t.quietly('officer.sifc', file, 'declareComplete', 'recordAppraisal', 'recordDiligence');
  t.tell(
    `${name}: the application is submitted, found complete, appraised, and accepted for facilitation, for no law asks for a decision on it.`,
  );
  return file;
}

/** Lodges a filing, and has it found complete on the same day. */
export async function lodged(t: Teller, file: File, agency: string, data: object = {}): Promise<void> {
  await t.does(`The investor lodges the filing for the ${file.name}.`, ['investor', file, 'lodge', data]);
  await t.does('The officer declares it complete in all respects.', [`officer.${agency}`, file, 'declareComplete']);
}

/** One officer recommends, another one grants. */
export async function granted(t: Teller, file: File, agency: string, data: object = {}): Promise<void> {
  await t.quietly(`officer.${agency}`, file, 'recommend');
  await t.does(`One officer recommends the ${file.name}, and another one grants it.`, [
    `officer2.${agency}`,
    file,
    'grant',
    { ...GRANT, ...data },
  ]);
}

/** Granted, and nothing more speaks for or against it. */
export const IN_FORCE = {
  inForce: {
    standing: { effective: 'valid' },
    provision: 'none',
    confirmation: 'none',
    verification: 'none',
    cause: 'none',
    correction: 'none',
  },
};

/** What an authority or a court has ordered. */
export const order = (number: string, date: string): object => ({ number, date });
