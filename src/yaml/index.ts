/** Files of the configuration: YAML, checked by schema, every mistake told as `file:line:column: expected … (found …)`. */
export { ConfigError, type Problem, refuseIfAny } from './config-error.js';
export { type Formats, LENGTH_AND_DATE } from './formats.js';
export { by, keys, listOf, text, word } from './schema-words.js';
export { type Path, YamlFile } from './yaml-file.js';
export { type Reading, yamlForm } from './yaml-form.js';
