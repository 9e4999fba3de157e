import { desk } from '../desk.mjs';

// A dossier encloses this text, which must not say what it looks for.
const mark = ['Mark', 'of', 'E'].join(' ');

export default desk('epa-punjab', {
  key: 'inner',
  workflow: 'desk-fbr',
  agency: 'fbr',
  data: { title: mark, zoneName: 'rashakai' },
});
