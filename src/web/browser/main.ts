import {
  Button,
  ErrorSummary,
  NotificationBanner,
  Radios,
  ServiceNavigation,
  SkipLink,
  createAll,
} from 'govuk-frontend';
import { MultiSelect } from '@ministryofjustice/frontend/moj/components/multi-select/multi-select.mjs';

import { alarm } from './alarms.js';
import { showWhereItIs } from './chart.js';
import { keepCounting } from './counting.js';
import { keepLive } from './live.js';
import { watchPresence } from './presence.js';
import { offerShortcuts } from './shortcuts.js';

// Every page works without this; with it, it is more pleasant.
for (const Component of [Button, ErrorSummary, NotificationBanner, Radios, ServiceNavigation, SkipLink, MultiSelect]) {
  createAll(Component);
}

// The component says it in English only.
for (const table of document.querySelectorAll<HTMLElement>('[data-select-all]')) {
  const label = table.querySelector('.moj-multi-select__toggle-label span');
  if (label) label.textContent = table.dataset['selectAll'] ?? '';
}

for (const button of document.querySelectorAll<HTMLElement>('[data-print]')) {
  button.hidden = false;
  button.addEventListener('click', () => window.print());
}

showWhereItIs();
watchPresence();
offerShortcuts();
keepLive();
keepCounting();
alarm();
