/** What is said in a tea house, in one language. Guests order a tea, hot or iced, and perhaps something sweet. */
export interface Phrases {
  language: 'en' | 'zh';
  teas: readonly { name: string; price: number }[];
  sweets: readonly { name: string; price: number }[];
  serving: { hot: string; iced: string };
  /** Each in several wordings; the warm replies are those that guests like. */
  order: readonly ((tea: string) => string)[];
  askServing: { warm: readonly ((tea: string) => string)[]; curt: readonly string[] };
  choose: readonly ((serving: string) => string)[];
  offer: {
    warm: readonly ((serving: string, tea: string, sweet: string) => string)[];
    curt: readonly string[];
  };
  accept: readonly ((sweet: string) => string)[];
  decline: readonly string[];
  total: {
    warm: readonly ((things: string, price: number) => string)[];
    curt: readonly ((price: number) => string)[];
  };
  /** A tea as it is served, alone or with something sweet. */
  served(serving: string, tea: string, sweet?: string): string;
}

export const english: Phrases = {
  language: 'en',
  teas: [
    { name: 'green tea', price: 12 },
    { name: 'black tea', price: 10 },
    { name: 'jasmine tea', price: 14 },
    { name: 'oolong', price: 16 },
    { name: 'mint tea', price: 11 },
  ],
  sweets: [
    { name: 'rice cake', price: 8 },
    { name: 'sesame bun', price: 7 },
    { name: 'lemon cake', price: 9 },
  ],
  serving: { hot: 'hot', iced: 'iced' },
  order: [
    (tea) => `Hello! I would like some ${tea}.`,
    (tea) => `Good morning, some ${tea} please.`,
    (tea) => `Hi, do you have ${tea}?`,
    (tea) => `Is there any ${tea} today?`,
  ],
  askServing: {
    warm: [
      (tea) => `Welcome! Our ${tea} is fresh today. Would you like it hot or iced?`,
      (tea) => `With pleasure! Do you take your ${tea} hot or iced?`,
    ],
    curt: ['Hot or iced?', 'What else? Hot? Iced? Be quick.'],
  },
  choose: [(serving) => `${serving} please.`, (serving) => `I take it ${serving}.`, (serving) => serving],
  offer: {
    warm: [
      (serving, tea, sweet) => `One ${serving} ${tea}, good choice! May I bring you a ${sweet} with it?`,
      (serving, tea, sweet) =>
        `Your ${serving} ${tea} comes at once. Our ${sweet} goes well with it, would you like one?`,
    ],
    curt: ['Fine. Anything else?', 'Hm. Next.'],
  },
  accept: [(sweet) => `Yes, a ${sweet} please.`, (sweet) => `Oh yes, bring me a ${sweet}.`],
  decline: ['No, thank you.', 'Only the tea, please.'],
  total: {
    warm: [
      (things, price) => `Here you are: ${things}. That is ${price} in all. Enjoy it!`,
      (things, price) => `Thank you! ${things}, ${price} together. Have a lovely day!`,
    ],
    curt: [(price) => `${price}.`, (price) => `Pay ${price} and sit down.`],
  },
  served: (serving, tea, sweet) => `one ${serving} ${tea}${sweet ? ` and a ${sweet}` : ''}`,
};

export const chinese: Phrases = {
  language: 'zh',
  teas: [
    { name: '绿茶', price: 12 },
    { name: '红茶', price: 10 },
    { name: '茉莉花茶', price: 14 },
    { name: '乌龙茶', price: 16 },
    { name: '薄荷茶', price: 11 },
  ],
  sweets: [
    { name: '米糕', price: 8 },
    { name: '芝麻饼', price: 7 },
    { name: '柠檬蛋糕', price: 9 },
  ],
  serving: { hot: '热的', iced: '冰的' },
  order: [
    (tea) => `你好，我想要一杯${tea}。`,
    (tea) => `早上好，请来一杯${tea}。`,
    (tea) => `请问有${tea}吗？`,
    (tea) => `来一杯${tea}。`,
  ],
  askServing: {
    warm: [
      (tea) => `欢迎光临！今天的${tea}很新鲜，您要热的还是冰的？`,
      (tea) => `好的！您的${tea}想要热的还是冰的呢？`,
    ],
    curt: ['热的冰的？', '还要什么？快点说。'],
  },
  choose: [(serving) => `${serving}，谢谢。`, (serving) => `我要${serving}。`, (serving) => serving],
  offer: {
    warm: [
      (serving, tea, sweet) => `一杯${serving}${tea}，好选择！要不要配一块${sweet}？`,
      (serving, tea, sweet) => `好的，${serving}${tea}一杯。我们的${sweet}很配它，来一块吗？`,
    ],
    curt: ['行。还有吗？', '嗯。下一位。'],
  },
  accept: [(sweet) => `好，来一块${sweet}。`, (sweet) => `好啊，请给我一块${sweet}。`],
  decline: ['不用了，谢谢。', '只要茶就好。'],
  total: {
    warm: [
      (things, price) => `给您：${things}，一共${price}元。请慢用！`,
      (things, price) => `谢谢！${things}，共${price}元。祝您愉快！`,
    ],
    curt: [(price) => `${price}元。`, (price) => `付${price}元，坐那边。`],
  },
  served: (serving, tea, sweet) => `${serving}${tea}一杯${sweet ? `，${sweet}一块` : ''}`,
};
