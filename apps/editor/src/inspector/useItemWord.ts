import { useInspectorWords } from './words.ts';

/** `itemWord('weight')`: the name of an item's property or variant in the reader's language, else as it is. */
export function useItemWord(): (name: string) => string {
  const words = useInspectorWords();
  return (name) => {
    const key = `item-${name}`;
    const word = (words as (key: string) => string)(key);
    return word === key ? name : word;
  };
}
