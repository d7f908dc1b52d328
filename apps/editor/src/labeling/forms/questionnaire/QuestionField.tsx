import {
  optionTitle,
  type Question,
  type QuestionAnswer,
} from '@heed/labeling/forms/questionnaire/questions.ts';
import { useEffect, useRef } from 'react';
import { useLanguage, useText } from '../../../i18n/language.ts';
import classes from '../../Labeling.module.css';
import { useLabelingWords } from '../../text.ts';
import forms from '../Forms.module.css';

interface QuestionFieldProps {
  /** Unlike any other question's on the page. */
  name: string;
  question: Question;
  answer: QuestionAnswer | undefined;
  /** The keys speak of it. */
  current: boolean;
  onFocus(): void;
  onAnswer(answer: QuestionAnswer | undefined): void;
}

/** One question with its control. */
export function QuestionField(props: QuestionFieldProps) {
  const { question, current, onFocus } = props;
  const words = useLabelingWords();
  const text = useText();
  const field = useRef<HTMLFieldSetElement>(null);
  useEffect(() => {
    if (current) field.current?.scrollIntoView({ block: 'nearest' });
  }, [current]);
  return (
    <fieldset ref={field} className={forms.question} data-current={current || undefined} onFocus={onFocus}>
      <legend className={forms.legend}>
        {text(question.title)}{' '}
        {!question.required && <span className={classes.quiet}>({words('optional')})</span>}
      </legend>
      <Control {...props} />
    </fieldset>
  );
}

function Control(props: QuestionFieldProps) {
  const { type, options, lowest, highest } = props.question;
  if (type === 'scale')
    return (
      <Options
        {...props}
        options={Array.from({ length: highest - lowest + 1 }, (_, step) => lowest + step)}
        inRow
      />
    );
  if (type === 'single' || type === 'multiple') return <Options {...props} options={options} />;
  return type === 'number' ? <NumberControl {...props} /> : <TextControl {...props} />;
}

interface OptionsProps extends QuestionFieldProps {
  options: readonly (string | number)[];
  inRow?: boolean;
}

function Options({ name, question, answer, options, inRow, onAnswer }: OptionsProps) {
  const [language] = useLanguage();
  const many = question.type === 'multiple';
  const chosen = Array.isArray(answer) ? answer : [];
  const toggle = (option: string | number) => {
    if (!many) return onAnswer(option);
    const isChosen = chosen.includes(String(option));
    onAnswer(isChosen ? chosen.filter((one) => one !== option) : [...chosen, String(option)]);
  };
  return (
    <div className={inRow ? forms.numbers : forms.options}>
      {options.map((option, place) => (
        <label key={option} className={inRow ? forms.number : forms.option}>
          <input
            type={many ? 'checkbox' : 'radio'}
            name={name}
            checked={many ? chosen.includes(String(option)) : answer === option}
            onChange={() => toggle(option)}
          />
          <span>
            {typeof option === 'string' ? optionTitle(question, option, language) : option}{' '}
            {!inRow && place < 9 && <span data-key={place + 1} />}
          </span>
        </label>
      ))}
    </div>
  );
}

function NumberControl({ name, question: { lowest, highest, title }, answer, onAnswer }: QuestionFieldProps) {
  const text = useText();
  return (
    <input
      className={forms.input}
      type="number"
      name={name}
      aria-label={text(title)}
      min={lowest}
      max={highest}
      step="any"
      value={typeof answer === 'number' ? answer : ''}
      onChange={({ currentTarget: { value, valueAsNumber } }) =>
        onAnswer(value === '' || Number.isNaN(valueAsNumber) ? undefined : valueAsNumber)
      }
    />
  );
}

function TextControl({ name, question: { title }, answer, onAnswer }: QuestionFieldProps) {
  const text = useText();
  return (
    <textarea
      className={forms.input}
      name={name}
      aria-label={text(title)}
      rows={2}
      maxLength={20_000}
      dir="auto"
      value={typeof answer === 'string' ? answer : ''}
      onChange={({ currentTarget: { value } }) => onAnswer(value || undefined)}
      onKeyDown={(event) => event.key === 'Escape' && event.currentTarget.blur()}
    />
  );
}
