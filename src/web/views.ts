import { join } from 'node:path';
import nunjucks from 'nunjucks';
import { projectFolder } from './assets.js';

/** Templates: ours, and the macros of the two component libraries. */
export class Views {
  private readonly environment: nunjucks.Environment;

  constructor() {
    const packages = join(projectFolder(import.meta.dirname), 'node_modules');
    const folders = [
      join(import.meta.dirname, 'views'),
      join(packages, 'govuk-frontend/dist'),
      join(packages, '@ministryofjustice/frontend'),
    ];
    this.environment = new nunjucks.Environment(new nunjucks.FileSystemLoader(folders), {
      autoescape: true,
      trimBlocks: true,
      lstripBlocks: true,
    });
  }

  render(template: string, context: object): string {
    return this.environment.render(`${template}.njk`, context);
  }
}
