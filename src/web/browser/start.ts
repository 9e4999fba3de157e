// Runs before the page is drawn: what only works with script is shown only where there is script.
document.body.classList.add('js-enabled', 'govuk-frontend-supported');
