// @ts-check
const { default: Sequencer } = require('@jest/test-sequencer');

/** What takes longest: begun last, one of them would run alone at the end. A fresh clone has no record of what took how long. */
const LONGEST = ['/faults/kill-', '/faults/', '/demo/', '/browser/', '/clocks/', '/notices/', '/scenarios/stories'];

class LongestFirst extends Sequencer {
  /**
   * @override
   * @param {Parameters<InstanceType<typeof Sequencer>['sort']>[0]} tests
   */
  async sort(tests) {
    return [...(await super.sort(tests))].sort((one, other) => rankOf(one.path) - rankOf(other.path));
  }
}

/** @param {string} path */
function rankOf(path) {
  const rank = LONGEST.findIndex((part) => path.includes(`/test${part}`));
  return rank < 0 ? LONGEST.length : rank;
}

module.exports = LongestFirst;
