/** Events that bring a case forward. Whoever is offered one of them does it, once; anything else offered is left alone. */
export const FORWARD = [
  'submit',
  'lodge',
  'declareComplete',
  'recordAppraisal',
  'recordDiligence',
  'register',
  'consult',
  'noObjection',
  'callHearing',
  'serveHearingNotice',
  'recordMinutes',
  'appointInspection',
  'passInspection',
  'recommend',
  'grant',
  'reportFulfilled',
  'confirmFulfilment',
  'reportReady',
  'confirmOperations',
];

/** What an agency's case, or a duty, comes to where all goes well. */
export const DONE = ['in-force', 'fulfilled'];

/** Whether an application has come to its end: its project works. */
export function isOperational({ stage, state }: { readonly stage: string; readonly state: unknown }): boolean {
  return stage === 'operational' && JSON.stringify(state).includes('running');
}
