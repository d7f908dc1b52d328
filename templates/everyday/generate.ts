import { join } from 'node:path';

/** Short requests that any assistant model understands, in English and Chinese. */
export const PROMPTS_FILE = join(import.meta.dirname, 'prompts.jsonl');

interface Requests {
  language: 'en' | 'zh';
  forms: readonly { about: readonly string[]; ask: (about: string) => string }[];
}

const english: Requests = {
  language: 'en',
  forms: [
    {
      about: ['sleeping better', 'saving water', 'learning a language', 'packing a suitcase', 'a tidy desk'],
      ask: (about) => `Give me one tip for ${about}.`,
    },
    {
      about: ['rain', 'the moon', 'yeast', 'a rainbow', 'electricity', 'a volcano'],
      ask: (about) => `Explain ${about} to a child in two sentences.`,
    },
    {
      about: ['rice and eggs', 'potatoes', 'tomatoes and bread', 'lentils', 'apples', 'mushrooms'],
      ask: (about) => `What can I cook with ${about}?`,
    },
    {
      about: ['my neighbor', 'my teacher', 'a new colleague', 'my grandmother', 'a good friend'],
      ask: (about) => `Write a short birthday greeting for ${about}.`,
    },
    {
      about: ['a rainy Sunday', 'a train ride', 'a dinner with friends', 'the first day at work'],
      ask: (about) => `What should I bring for ${about}?`,
    },
  ],
};

const chinese: Requests = {
  language: 'zh',
  forms: [
    {
      about: ['改善睡眠', '节约用水', '学习外语', '收拾行李', '保持桌面整洁'],
      ask: (about) => `关于${about}，给我一条建议。`,
    },
    {
      about: ['下雨', '月亮', '酵母', '彩虹', '电', '火山'],
      ask: (about) => `用两句话向小朋友解释${about}。`,
    },
    {
      about: ['米饭和鸡蛋', '土豆', '西红柿和面包', '豆腐', '苹果', '蘑菇'],
      ask: (about) => `用${about}可以做什么菜？`,
    },
    {
      about: ['邻居', '老师', '新同事', '奶奶', '好朋友'],
      ask: (about) => `给${about}写一句简短的生日祝福。`,
    },
    {
      about: ['下雨的星期天', '坐火车', '和朋友聚餐', '上班第一天'],
      ask: (about) => `${about}需要准备些什么？`,
    },
  ],
};

/** Every form with everything it may be about: `{ prompt, language }`. */
export function prompts(): string {
  const rows = [english, chinese].flatMap(({ language, forms }) =>
    forms.flatMap(({ about, ask }) => about.map((one) => ({ prompt: ask(one), language }))),
  );
  return rows.map((row) => `${JSON.stringify(row)}\n`).join('');
}
