/** A part of an application, filled in and saved by itself. */
export interface Section {
  readonly id: string;
  /** Facts of the application that are asked in it. */
  readonly names: readonly string[];
  /** Whether an application may do without it. */
  readonly optional: boolean;
}

const section = (id: string, names: string, optional = false): Section => ({ id, names: names.split(' '), optional });

/** Every fact that an application may state is in one of these; a test sees to it. */
export const SECTIONS: readonly Section[] = [
  section('project', 'title company sector investmentUsd'),
  section('investor', 'foreign foreignDirectors entry incorporated visaYears employsForeigners approvedChineseProject'),
  section('place', 'province district zone zoneName'),
  section('land', 'builds buysLand longLease buildingCategory'),
  section('environment', 'environmentalSchedule'),
  section(
    'production',
    'manufactures mandatoryStandardProduct importsPlant imports exports workers powerKw gas water usesBoiler usesExplosives storesBulkFuel handlesHazardous',
  ),
  section('consortium', 'consortium', true),
  section('sites', 'sites', true),
  section('held', 'held', true),
];
