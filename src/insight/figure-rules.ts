import { keys, text, yamlForm } from '../yaml/index.js';

/** What `config/settings/figures.yaml` says: over which time figures are made, and what the public is shown. */
export interface FigureRules {
  readonly months: number;
  readonly public: { readonly smallest: number; readonly source: string; readonly confirmed: boolean };
}

const read = yamlForm<FigureRules>(
  keys({
    months: { type: 'integer', minimum: 1, maximum: 60 },
    public: keys({ smallest: { type: 'integer', minimum: 1 }, source: text, confirmed: { type: 'boolean' } }),
  }),
);

/** Throws ConfigError with all that is wrong in the file. */
export const loadFigureRules = (file: string): FigureRules => read(file).value;
