/* All stories in one suite: each would else read the whole service anew. */
import './1-catalogue.js';
import './2-application.js';
import './3-review.js';
import './4-silence.js';
import './4-permits.js';
import './5-operation.js';
import './6-ladders.js';
import './7-appeal.js';
import './8-paper.js';
