import { it } from '@jest/globals';
import { Story, ann, MILL, staff } from './world.js';
it('x', () => {
  const s = new Story();
  s.open('a', { workflow: 'investor-approval', agency: 'sifc', data: MILL });
  console.log(s.at('a'), s.tasks('a'), JSON.stringify(s.data('a')));
  s.do('a', ann, 'submit').do('a', staff('bob', 'officer', 'sifc'), 'declareComplete', {});
  console.log(s.at('a'), s.tasks('a'), s.state('a').children);
});
