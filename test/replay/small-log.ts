import { CHECK, DETERMINE, RECEIPT, type GivenCase } from './logs.js';

const LAST = '2011-04-30T12:00:00.000+02:00';

/** One of each kind; the last step of the log is that of `case-armed`. */
export const SMALL: readonly GivenCase[] = [
  {
    // Eight weeks by the wall clock, across the shift to summer time; 56 times 24 hours would be due at 10:00, after the end.
    name: 'case-shift',
    start: '2011-02-01T09:00:00.000+01:00',
    deadline: '2011-03-29T09:00:00.000+02:00',
    end: '2011-03-29T09:30:00.000+02:00',
    steps: [
      ['2011-02-01T09:10:00.000+01:00', RECEIPT],
      ['2011-03-29T09:15:00.000+02:00', CHECK, 'Resource02'],
      ['2011-03-29T09:20:00.000+02:00', DETERMINE, 'Resource03'],
    ],
  },
  {
    name: 'case-backwards',
    start: '2011-03-10T01:06:40.000+01:00',
    deadline: '2011-05-05T01:06:40.000+02:00',
    end: '2011-03-10T00:00:00.000+01:00',
    steps: [['2011-03-11T10:00:00.000+01:00', RECEIPT]],
  },
  {
    name: 'case-after-end',
    start: '2011-03-01T10:00:00.000+01:00',
    deadline: '2011-04-26T10:00:00.000+02:00',
    end: '2011-03-02T10:00:00.000+01:00',
    steps: [
      ['2011-03-01T11:00:00.000+01:00', CHECK, 'Resource02'],
      ['2011-03-02T09:00:00.000+01:00', DETERMINE, 'Resource02'],
      ['2011-03-05T11:00:00.000+01:00', 'T05 Print and send confirmation of receipt', 'admin1'],
    ],
  },
  {
    name: 'case-no-end',
    start: '2011-03-01T10:00:00.000+01:00',
    deadline: '2011-03-15T10:00:00.000+01:00',
    steps: [
      ['2011-02-28T11:00:00.000+01:00', RECEIPT],
      ['2011-03-20T11:00:00.000+01:00', 'T99 Do what nobody does'],
    ],
  },
  {
    name: 'case-late-at-once',
    start: '2011-04-01T10:00:00.000+02:00',
    deadline: '2011-03-31T10:00:00.000+02:00',
    end: '2011-04-01T11:00:00.000+02:00',
    steps: [['2011-04-01T10:30:00.000+02:00', RECEIPT]],
  },
  {
    name: 'case-ends-beyond',
    start: '2011-04-29T10:00:00.000+02:00',
    deadline: '2011-06-24T10:00:00.000+02:00',
    end: '2011-05-02T10:00:00.000+02:00',
    steps: [['2011-04-29T11:00:00.000+02:00', RECEIPT]],
  },
  {
    name: 'case-armed',
    start: '2011-04-29T10:00:00.000+02:00',
    deadline: '2011-06-24T10:00:00.000+02:00',
    steps: [[LAST, RECEIPT]],
  },
];
