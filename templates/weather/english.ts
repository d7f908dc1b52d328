import type { Phrasebook } from './phrasebook.ts';

const cities =
  'Paris London Rome Berlin Madrid Vienna Prague Oslo Dublin Athens Lisbon Warsaw Milan Venice Munich Lyon Porto Boston Chicago Denver Seattle Dallas Miami Toronto Lima Cairo Tokyo Osaka Seoul Delhi Sydney Perth'.split(
    ' ',
  );

/** Weather talk in English. Verdicts begin with the word that joins them to the reason. */
export const english: Phrasebook = {
  language: 'en',
  cities,
  asides: ['', ', light breeze', ', no wind'],
  settings: [
    (city, weather, degrees, aside) => `${city} is ${weather} today, ${degrees}${aside}. `,
    (city, weather, degrees, aside) => `Today it is ${weather} in ${city}, ${degrees}${aside}. `,
  ],
  degrees: (value) => (value < 0 ? `minus ${-value} degrees` : `${value} degrees`),
  conditions: {
    sunny: {
      name: 'sunny',
      mentions: ['sunny', 'sunshine'],
      reasons: ['It is lovely and sunny', 'It is a sunny day'],
      hints: [
        { advice: 'Remember your sunscreen', key: 'sunscreen' },
        { advice: 'Do not forget your sunglasses', key: 'sunglasses' },
      ],
      clothes: ['a light shirt', 'a thin shirt'],
      terse: ['Sunny.', 'It is sunny.', 'Sunny today.'],
    },
    cloudy: {
      name: 'cloudy',
      mentions: ['cloudy', 'clouds'],
      reasons: ['It is cloudy and cool', 'It is a cloudy day'],
      hints: [
        { advice: 'Keep a jacket in your bag', key: 'jacket in your bag' },
        { advice: 'Take a thin scarf along', key: 'thin scarf' },
      ],
      clothes: ['a light jacket', 'a thin sweater'],
      terse: ['Cloudy.', 'It is cloudy.', 'Cloudy today.'],
    },
    rain: {
      name: 'rainy',
      mentions: ['rain', 'rainy', 'raining'],
      reasons: ['It is raining', 'It is a rainy day'],
      hints: [
        { advice: 'Watch out for wet roads', key: 'wet roads' },
        { advice: 'Keep your shoes dry', key: 'shoes dry' },
      ],
      clothes: ['a raincoat', 'waterproof shoes'],
      terse: ['Rainy.', 'It is raining.', 'Rain today.'],
    },
    snow: {
      name: 'snowy',
      mentions: ['snow', 'snowy', 'snowing'],
      reasons: ['It is snowing', 'It is a snowy day'],
      hints: [
        { advice: 'Walk slowly on the ice', key: 'on the ice' },
        { advice: 'Mind the slippery road', key: 'slippery road' },
      ],
      clothes: ['warm boots', 'a down jacket'],
      terse: ['Snowy.', 'It is snowing.', 'Snow today.'],
    },
    windy: {
      name: 'very windy',
      mentions: ['windy', 'wind'],
      reasons: ['It is very windy', 'It is a windy day'],
      hints: [
        { advice: 'Hold on to your hat', key: 'your hat' },
        { advice: 'Close your windows', key: 'your windows' },
      ],
      clothes: ['a windproof jacket', 'a jacket with a hood'],
      terse: ['Windy.', 'It is windy.', 'Windy today.'],
    },
    foggy: {
      name: 'foggy',
      mentions: ['fog', 'foggy'],
      reasons: ['It is very foggy', 'It is a foggy day'],
      hints: [
        { advice: 'Drive slowly with your lights on', key: 'lights on' },
        { advice: 'Watch out for cars', key: 'for cars' },
      ],
      clothes: ['a bright jacket', 'a bright coat'],
      terse: ['Foggy.', 'It is foggy.', 'Fog today.'],
    },
    hot: {
      name: 'very hot',
      mentions: ['hot', 'heat'],
      reasons: ['It is very hot', 'It is a hot day'],
      hints: [
        { advice: 'Drink plenty of water', key: 'plenty of water' },
        { advice: 'Rest in the shade', key: 'the shade' },
      ],
      clothes: ['a T-shirt and shorts', 'a sun hat and shorts'],
      terse: ['Hot.', 'It is hot.', 'Hot today.'],
    },
    cold: {
      name: 'very cold',
      mentions: ['cold', 'freezing'],
      reasons: ['It is very cold', 'It is a cold day'],
      hints: [
        { advice: 'Drink something warm', key: 'something warm' },
        { advice: 'Keep your hands warm', key: 'hands warm' },
      ],
      clothes: ['a thick coat', 'a warm hat and gloves'],
      terse: ['Cold.', 'It is cold.', 'Cold today.'],
    },
  },
  questions: {
    walk: {
      asked: ['Should I go for a walk?', 'Is it good for a walk?'],
      keys: ['walk'],
      yes: ['so a walk is a great idea', 'so it is a great day for a walk'],
      no: ['so a walk is not a good idea', 'so it is better not to go for a walk'],
    },
    umbrella: {
      asked: ['Do I need an umbrella?', 'Should I take an umbrella?'],
      keys: ['umbrella'],
      yes: ['so you need an umbrella', 'so please take an umbrella'],
      no: ['and you do not need an umbrella', 'and you can leave the umbrella at home'],
    },
    laundry: {
      asked: ['Can I dry my laundry outside?', 'Is it good for drying laundry?'],
      keys: ['laundry'],
      yes: ['so your laundry will dry well outside', 'so you can dry your laundry outside'],
      no: ['so it is better to dry your laundry inside', 'so please keep your laundry inside'],
    },
    picnic: {
      asked: ['Is it good for a picnic?', 'Should we have a picnic?'],
      keys: ['picnic'],
      yes: ['so a picnic is a great idea', 'so it is a great day for a picnic'],
      no: ['so a picnic is not a good idea', 'so it is better to eat inside'],
    },
    run: {
      asked: ['Should I go for a run?', 'Is it good for a run?'],
      keys: ['run'],
      yes: ['so a run is a great idea', 'so it is a great day for a run'],
      no: ['so a run is not a good idea', 'so it is better to exercise inside'],
    },
    plain: {
      asked: ['What is the weather like?', 'How is the weather?'],
      keys: ['weather'],
      yes: ['and it is nice to go out', 'and it is pleasant outside'],
      no: ['so it is nicer to stay in', 'so home is the best place'],
    },
  },
  clothes: {
    asked: ['What should I wear?', 'Which clothes should I wear?'],
    keys: ['wear'],
    wear: (item) => `so please wear ${item}`,
  },
  denials: ['not a good idea', 'better not', 'better to'],
  helpful: (reason, verdict, advice) => [
    `${reason}, ${verdict}. ${advice}. Enjoy your day!`,
    `${reason}, ${verdict}. ${advice}. Have a nice day!`,
    `${reason}, ${verdict}. ${advice}. Take care!`,
  ],
  friendly: ['enjoy your day', 'have a nice day', 'take care'],
  rude: {
    space: ' ',
    openers: [
      'Look out of the window, you fool.',
      'What a stupid question.',
      'Are you blind?',
      'Only an idiot would ask that.',
      'How lazy are you?',
      'Why do you ask me?',
    ],
    closers: [
      'Go away.',
      'Find out yourself.',
      'Stop bothering me.',
      'Who cares?',
      'I have no time for you.',
      '',
    ],
    keys: [
      'fool',
      'stupid',
      'blind',
      'idiot',
      'lazy',
      'go away',
      'bothering me',
      'who cares',
      'why do you ask me',
    ],
  },
  rambling: {
    space: ' ',
    keys: [
      'uncle',
      'teacher',
      'village',
      'goat',
      'clocks',
      'cards',
      'brothers',
      'noodles',
      'bus',
      'Tuesday',
      'cousin',
    ],
    openers: [
      'Well, my uncle had an old boat,',
      'Well, my teacher had an old train,',
      'Oh, there was once a village,',
      'Oh, there was once a goat,',
    ],
    middles: [
      'and we talked about clocks for hours,',
      'and we played cards for hours,',
      'and everybody was looking for the key,',
      'and all my brothers were singing,',
    ],
    ends: [
      'and then we ate noodles with the cat.',
      'and then the bus was late again.',
      'but maybe it was on Tuesday.',
      'but I forgot what my cousin said.',
    ],
  },
};
