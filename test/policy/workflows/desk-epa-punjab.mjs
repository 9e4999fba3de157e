import { desk } from '../desk.mjs';

export default desk('epa-punjab');
