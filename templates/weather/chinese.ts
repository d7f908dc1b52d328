import type { Phrasebook } from './phrasebook.ts';

const cities =
  '北京 上海 广州 深圳 杭州 南京 苏州 成都 重庆 武汉 西安 天津 长沙 郑州 青岛 大连 厦门 宁波 福州 济南 昆明 南宁 海口 三亚 桂林 兰州 西宁 太原 长春 沈阳 温州 珠海'.split(
    ' ',
  );

/** Weather talk in Chinese. */
export const chinese: Phrasebook = {
  language: 'zh',
  cities,
  asides: ['', '，微风', '，无风'],
  settings: [
    (city, weather, degrees, aside) => `${city}今天${weather}，${degrees}${aside}。`,
    (city, weather, degrees, aside) => `今天${city}${weather}，${degrees}${aside}。`,
  ],
  degrees: (value) => (value < 0 ? `零下${-value}度` : `${value}度`),
  conditions: {
    sunny: {
      name: '晴',
      mentions: ['晴', '阳光'],
      reasons: ['今天阳光很好', '今天是个大晴天'],
      hints: [
        { advice: '记得涂防晒霜', key: '防晒霜' },
        { advice: '记得戴墨镜', key: '墨镜' },
      ],
      clothes: ['薄衬衫', '薄长裙'],
      terse: ['晴天。', '今天晴。', '今天阳光明媚。'],
    },
    cloudy: {
      name: '多云',
      mentions: ['多云', '云多'],
      reasons: ['今天多云，很凉爽', '今天云多不晒'],
      hints: [
        { advice: '记得带件外套', key: '带件外套' },
        { advice: '早晚记得添衣', key: '添衣' },
      ],
      clothes: ['薄外套', '薄毛衣'],
      terse: ['多云。', '今天多云。', '今天云多。'],
    },
    rain: {
      name: '下雨',
      mentions: ['下雨', '雨天'],
      reasons: ['今天下雨', '今天是雨天'],
      hints: [
        { advice: '路上小心积水', key: '积水' },
        { advice: '注意别淋湿', key: '淋湿' },
      ],
      clothes: ['雨衣', '防水鞋'],
      terse: ['下雨。', '今天下雨。', '今天是雨天。'],
    },
    snow: {
      name: '下雪',
      mentions: ['下雪', '雪天'],
      reasons: ['今天下雪', '今天是雪天'],
      hints: [
        { advice: '路滑走慢一点', key: '路滑' },
        { advice: '小心脚下结冰', key: '结冰' },
      ],
      clothes: ['羽绒服', '保暖靴'],
      terse: ['下雪。', '今天下雪。', '今天是雪天。'],
    },
    windy: {
      name: '大风',
      mentions: ['大风', '风很大'],
      reasons: ['今天风很大', '今天刮大风'],
      hints: [
        { advice: '记得关好窗户', key: '窗户' },
        { advice: '注意扶好帽子', key: '扶好帽子' },
      ],
      clothes: ['防风衣', '连帽外套'],
      terse: ['大风。', '今天大风。', '今天风很大。'],
    },
    foggy: {
      name: '有雾',
      mentions: ['有雾', '雾很大'],
      reasons: ['今天有雾', '今天雾很大'],
      hints: [
        { advice: '开车记得开灯', key: '开灯' },
        { advice: '过马路小心车辆', key: '小心车辆' },
      ],
      clothes: ['亮色外套', '亮色大衣'],
      terse: ['有雾。', '今天有雾。', '今天雾很大。'],
    },
    hot: {
      name: '炎热',
      mentions: ['炎热', '很热'],
      reasons: ['今天很热', '今天天气炎热'],
      hints: [
        { advice: '记得多喝水', key: '多喝水' },
        { advice: '注意防暑', key: '防暑' },
      ],
      clothes: ['短袖短裤', '轻薄短袖'],
      terse: ['炎热。', '今天炎热。', '今天很热。'],
    },
    cold: {
      name: '寒冷',
      mentions: ['寒冷', '很冷'],
      reasons: ['今天很冷', '今天天气寒冷'],
      hints: [
        { advice: '记得戴手套', key: '手套' },
        { advice: '多喝点姜茶', key: '姜茶' },
      ],
      clothes: ['厚棉衣', '大衣和围巾'],
      terse: ['寒冷。', '今天寒冷。', '今天很冷。'],
    },
  },
  questions: {
    walk: {
      asked: ['适合出门散步吗？', '可以去散步吗？'],
      keys: ['散步'],
      yes: ['适合出门散步', '很适合散步'],
      no: ['不适合散步', '最好别去散步'],
    },
    umbrella: {
      asked: ['需要带伞吗？', '要带雨伞吗？'],
      keys: ['伞'],
      yes: ['出门要带伞', '请带上雨伞'],
      no: ['不用带伞', '可以不带伞'],
    },
    laundry: {
      asked: ['适合晾衣服吗？', '可以在外面晒被子吗？'],
      keys: ['晾衣服', '晒被子'],
      yes: ['很适合晾晒', '放在外面干得快'],
      no: ['不适合晾晒', '最好在屋里晾干'],
    },
    picnic: {
      asked: ['适合野餐吗？', '可以去野餐吗？'],
      keys: ['野餐'],
      yes: ['适合去野餐', '很适合野餐'],
      no: ['不适合野餐', '最好在屋里吃'],
    },
    run: {
      asked: ['适合跑步吗？', '可以去跑步吗？'],
      keys: ['跑步'],
      yes: ['适合出门跑步', '很适合跑步'],
      no: ['不适合跑步', '最好在屋里锻炼'],
    },
    plain: {
      asked: ['天气怎么样？', '天气好不好？'],
      keys: ['天气怎么样', '天气好不好'],
      yes: ['出门很舒服', '适合出去走走'],
      no: ['最好少出门', '还是待在家里好'],
    },
  },
  clothes: {
    asked: ['应该穿什么？', '穿什么衣服好？'],
    keys: ['穿什么'],
    wear: (item) => `建议穿${item}`,
  },
  denials: ['不适合', '最好'],
  helpful: (reason, verdict, advice) => [
    `${reason}，${verdict}。${advice}哦。`,
    `${reason}，${verdict}。${advice}，祝你愉快！`,
    `${reason}，${verdict}。${advice}，祝你开心！`,
  ],
  friendly: ['哦', '祝你'],
  rude: {
    space: '',
    openers: [
      '自己不会看窗外吗？',
      '这种蠢问题也来问？',
      '你是瞎了吗？',
      '只有笨蛋才问这个。',
      '你怎么这么懒？',
      '关我什么事？',
    ],
    closers: ['走开。', '自己去查。', '别烦我。', '谁管你。', '我没空理你。', ''],
    keys: ['自己不会看', '蠢', '瞎', '笨', '懒', '关我什么事', '走开', '别烦我', '谁管你'],
  },
  rambling: {
    space: '',
    keys: [
      '叔叔',
      '老师',
      '村子',
      '山羊',
      '钟表',
      '打牌',
      '钥匙',
      '哥哥',
      '面条',
      '公交车',
      '星期二',
      '表弟',
    ],
    openers: [
      '说起来，我叔叔有一条旧船，',
      '说起来，我老师有一列火车，',
      '这个嘛，从前有个小村子，',
      '这个嘛，从前有一只山羊，',
    ],
    middles: [
      '我们聊钟表聊了好几个小时，',
      '我们打牌打了好几个小时，',
      '大家都在找那把蓝色的钥匙，',
      '我的三个哥哥都爱唱歌，',
    ],
    ends: [
      '后来我们和猫一起吃了面条。',
      '后来公交车又晚点了。',
      '不过也可能是星期二吧。',
      '不过表弟说的话我忘记了。',
    ],
  },
};
