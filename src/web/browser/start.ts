// Runs before the page is drawn: what only works with script is shown only where there is script.
document.body.classList.add('js-enabled', 'govuk-frontend-supported');
// Where the other script does not come, the page is as one without.
addEventListener(
  'error',
  ({ target }) => {
    if (target instanceof HTMLScriptElement) document.body.classList.remove('js-enabled', 'govuk-frontend-supported');
  },
  true,
);
