import { useLanguage, useText } from '../i18n/language.ts';
import { fieldError } from './fieldErrors.ts';
import { fieldControl } from './fields.tsx';
import type { ParameterField } from './parameterFields.ts';
import { useInspectorWords } from './words.ts';

interface ParameterControlProps {
  of: ParameterField;
  /** `undefined` takes the field back to its default. */
  onChange(value: unknown): void;
}

/** The control of a parameter: that of its field, under the parameter's own title and help. */
export function ParameterControl({
  of: { parameter, node, spec, field, schema },
  onChange,
}: ParameterControlProps) {
  const words = useInspectorWords();
  const text = useText();
  const [language] = useLanguage();
  const Control = fieldControl(field, schema);
  const said = { title: parameter.title ?? field.title, help: parameter.help ?? field.help };
  const title = text(said.title) || text(field.title);
  const value = Object.hasOwn(node.config, field.name) ? node.config[field.name] : field.default;
  return (
    <Control
      field={{ ...field, ...said }}
      schema={schema}
      label={title}
      value={value}
      of={{ spec, config: node.config }}
      error={fieldError(spec, field, value, words, language)}
      onChange={onChange}
    />
  );
}
