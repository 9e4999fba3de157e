import { describe, expect, it } from '@jest/globals';
import { clocks, pakistan, told } from './pakistan.js';

/** A mark `!` is a confirmed limit, `?` one that is not; whatever has none is a target. */
const DECISIONS = [
  ['investor-visa', {}, '24 hours!'],
  ['investor-visa', { visaYears: 5 }, '10 days!'],
  ['secp-incorporation', {}, '1 working day'],
  ['moi-security-clearance', {}, '90 days'],
  ['boi-branch-liaison', { entry: 'branch' }, '45 days'],
  ['fbr-ntn', {}, '1 working day'],
  ['sbp-foreign-equity', {}, '30 working days'],
  ['restricted-industry-consent', {}, '60 days'],
  ['sez-enterprise-admission', {}, '30 working days!'],
  ['epz-sanction', {}, '30 working days'],
  ['fippa-qualified-investment', {}, '180 days'],
  ['plot-allotment', {}, '15 working days'],
  ['mineral-exploration-licence', { province: 'balochistan' }, '90 days'],
  ['mineral-exploration-licence', { province: 'gb' }, '30 days'],
  ['mining-lease', { province: 'punjab' }, '120 days'],
  ['mining-lease', { province: 'gb' }, '30 days'],
  ['explosives-licence', {}, '60 days'],
  ['site-title-confirmation', { province: 'sindh', district: 'karachi' }, '14 days!'],
  ['site-title-confirmation', { province: 'punjab', district: 'lahore' }, '2 days'],
  ['site-title-confirmation', { province: 'punjab', district: 'multan' }, '2 days'],
  ['site-title-confirmation', { province: 'kp' }, '14 days'],
  ['environmental-checklist', { province: 'sindh' }, '15 days!'],
  ['environmental-checklist', { province: 'kp' }, '15 days'],
  ['environmental-iee', { province: 'punjab' }, '30 days!'],
  ['environmental-iee', { province: 'sindh' }, '45 days?'],
  ['environmental-iee', { province: 'ict' }, '45 days!'],
  ['environmental-eia', { province: 'punjab' }, '45 days!'],
  ['environmental-eia', { province: 'sindh' }, '90 days?'],
  ['environmental-eia', { province: 'balochistan' }, '90 days!'],
  ['building-plan', { province: 'sindh', buildingCategory: 'I' }, '15 days!'],
  ['building-plan', { province: 'sindh', buildingCategory: 'IV' }, '30 days!'],
  ['building-plan', { province: 'sindh' }, '30 days!'],
  ['building-plan', { province: 'punjab', district: 'lahore' }, '45 days!'],
  ['building-plan', { province: 'punjab', district: 'multan' }, '30 days'],
  ['building-plan', { province: 'kp' }, '30 days'],
  ['hazardous-substance-licence', {}, '60 days'],
  ['boi-work-visa', {}, '28 days!'],
  ['boi-work-visa', { approvedChineseProject: true }, '7 working days!'],
  ['electric-inspection', { province: 'sindh', district: 'karachi' }, '3 days!'],
  ['electric-inspection', { province: 'sindh', district: 'thatta' }, '3 days'],
  ['electricity-connection', { zone: 'sez', powerKw: 15 }, '75 days'],
  ['electricity-connection', { powerKw: 15 }, '30 days'],
  ['electricity-connection', { powerKw: 15.5 }, '45 days'],
  ['electricity-connection', { powerKw: 500 }, '75 days'],
  ['electricity-connection', { powerKw: 5000 }, '136 days'],
  ['electricity-connection', { powerKw: 5001 }, '496 days'],
  ['electricity-connection', {}, '75 days'],
  ['gas-connection', {}, '120 days'],
  ['water-sewerage-connection', { province: 'sindh', district: 'karachi' }, '21 days!'],
  ['water-sewerage-connection', { province: 'punjab' }, '21 days'],
  ['sez-customs-exemption', {}, '15 working days'],
  ['psw-subscription', {}, '1 day!'],
  ['gem-exporter-registration', {}, '15 working days'],
  ['property-registration', { province: 'punjab', district: 'lahore' }, '15 days!'],
  ['property-registration', { province: 'punjab', district: 'multan' }, '15 days'],
  ['property-registration', { province: 'sindh', district: 'karachi' }, '22 days'],
  ['lease-deed', {}, '30 working days'],
  ['fire-safety-certificate', {}, '21 days'],
  ['building-completion', { province: 'sindh' }, '30 days!'],
  ['building-completion', { province: 'gb' }, '30 days'],
  ['boiler-registration', { province: 'punjab' }, '15 days'],
  ['mines-inspectorate-notice', {}, '30 working days'],
  ['labour-factory-registration', { province: 'sindh' }, '14 days!'],
  ['labour-factory-registration', { province: 'punjab' }, '14 days'],
  ['social-security-registration', { province: 'punjab' }, '2 working days'],
  ['eobi-registration', {}, '2 working days'],
  ['fbr-strn', {}, '7 days!'],
  ['environmental-confirmation', {}, '15 days'],
  ['psqca-licence', {}, '28 days!'],
  ['food-authority-licence', { province: 'punjab' }, '15 working days'],
] as const;

describe('the figures of Pakistan', () => {
  it.each(DECISIONS)('decide %s with %j within %s', (approval, facts, length) => {
    expect(told(clocks(approval, facts)['decision'])).toBe(length);
  });

  it('are looked at for each approval', () => {
    const looked = new Set<string>(DECISIONS.map(([approval]) => approval));
    expect(pakistan.approvals.filter(({ id }) => !looked.has(id))).toEqual([]);
  });
});
