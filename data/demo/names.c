/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names put together of syllables that are common in the names of southern towns. */
#define G_LOG_DOMAIN "gridward-demo"

#include "data/demo/names.h"

#include "data/demo/random.h"

typedef struct
{
  const char *zh;
  const char *en;
} Syllable;

static const Syllable firsts[] = {
  { "清", "Qing" },  { "凤", "Feng" }, { "金", "Jin" },   { "银", "Yin" },
  { "松", "Song" },  { "竹", "Zhu" },  { "梅", "Mei" },   { "龙", "Long" },
  { "文", "Wen" },   { "新", "Xin" },  { "长", "Chang" }, { "永", "Yong" },
  { "平", "Ping" },  { "福", "Fu" },   { "锦", "Jin" },   { "明", "Ming" },
  { "云", "Yun" },   { "春", "Chun" }, { "秋", "Qiu" },   { "白", "Bai" },
  { "青", "Qing" },  { "红", "Hong" }, { "大", "Da" },    { "古", "Gu" },
  { "沙", "Sha" },   { "石", "Shi" },  { "玉", "Yu" },    { "兰", "Lan" },
  { "桂", "Gui" },   { "荷", "He" },   { "莲", "Lian" },  { "飞", "Fei" },
  { "鹤", "He" },    { "朝", "Chao" }, { "星", "Xing" },  { "高", "Gao" },
  { "广", "Guang" }, { "建", "Jian" }, { "和", "He" },    { "仁", "Ren" },
};

static const Syllable seconds[] = {
  { "江", "jiang" }, { "山", "shan" },  { "泉", "quan" }, { "安", "an" },
  { "兴", "xing" },  { "华", "hua" },   { "湖", "hu" },   { "园", "yuan" },
  { "桥", "qiao" },  { "岭", "ling" },  { "洲", "zhou" }, { "峰", "feng" },
  { "阳", "yang" },  { "林", "lin" },   { "溪", "xi" },   { "岗", "gang" },
  { "塘", "tang" },  { "田", "tian" },  { "坑", "keng" }, { "坪", "ping" },
  { "井", "jing" },  { "门", "men" },   { "霞", "xia" },  { "光", "guang" },
  { "源", "yuan" },  { "台", "tai" },   { "亭", "ting" }, { "港", "gang" },
  { "堤", "di" },    { "冲", "chong" },
};

static const Syllable sides[] = {
  { "", "" },         { "东", " East" }, { "西", " West" }, { "南", " South" },
  { "北", " North" }, { "一", " 1st" },  { "二", " 2nd" },  { "三", " 3rd" },
};

static const Syllable park_names[] = {
  { "北江公园", "Beijiang Park" },  { "中山公园", "Zhongshan Park" },
  { "凤凰公园", "Fenghuang Park" }, { "文化公园", "Culture Park" },
  { "人民公园", "People's Park" },  { "飞霞公园", "Feixia Park" },
  { "清晖公园", "Qinghui Park" },   { "燕湖公园", "Yanhu Park" },
  { "体育公园", "Sports Park" },    { "儿童公园", "Children's Park" },
  { "松岗公园", "Songgang Park" },  { "荷塘公园", "Lotus Pond Park" },
  { "湿地公园", "Wetland Park" },   { "科普公园", "Science Park" },
};

static const Syllable lake_names[] = {
  { "燕湖", "Yan Lake" },       { "飞霞湖", "Feixia Lake" }, { "青龙湖", "Qinglong Lake" },
  { "银盏湖", "Yinzhan Lake" }, { "白鹤湖", "Baihe Lake" },  { "迎咀湖", "Yingju Lake" },
  { "莲花湖", "Lotus Lake" },   { "天鹅湖", "Swan Lake" },   { "星湖", "Star Lake" },
};

struct _GwNames
{
  guint n_stems;
  guint *stems; /* numbers of stems, shuffled */
  guint next_street;
  guint next_community;
};

GwNames *
gw_names_new (guint64 seed)
{
  GwNames *names = g_new0 (GwNames, 1);
  GwRandom random = gw_random_init (seed, 3);

  names->n_stems = G_N_ELEMENTS (firsts) * G_N_ELEMENTS (seconds);
  names->stems = g_new (guint, names->n_stems);
  for (guint i = 0; i < names->n_stems; i++)
    {
      guint k = gw_random_below (&random, i + 1);

      names->stems[i] = names->stems[k];
      names->stems[k] = i;
    }
  return names;
}

void
gw_names_free (GwNames *names)
{
  g_free (names->stems);
  g_free (names);
}

static const Syllable *
ending (GwMapKind kind, guint number)
{
  static const Syllable avenue = { "大道", "Avenue" }, road = { "路", "Road" },
                        street = { "街", "Street" }, lane = { "巷", "Lane" },
                        way = { "村道", "Village Road" };

  if (kind == GW_MAP_PRIMARY)
    return &avenue;
  if (kind == GW_MAP_SECONDARY)
    return &road;
  if (kind == GW_MAP_FOOTWAY)
    return &way;
  return number % 5 == 0 ? &lane : number % 2 == 0 ? &road : &street;
}

void
gw_names_take_street (GwNames *names, GwMapKind kind, char **ret_name, char **ret_en)
{
  guint number = names->next_street++;
  guint stem = names->stems[number % names->n_stems];
  const Syllable *side = &sides[number / names->n_stems % G_N_ELEMENTS (sides)];
  const Syllable *first = &firsts[stem % G_N_ELEMENTS (firsts)];
  const Syllable *second = &seconds[stem / G_N_ELEMENTS (firsts)];
  const Syllable *last = ending (kind, stem);

  *ret_name = g_strconcat (first->zh, second->zh, side->zh, last->zh, NULL);
  *ret_en = g_strconcat (first->en, second->en, side->en, " ", last->en, NULL);
}

void
gw_names_take_community (GwNames *names, char **ret_name, char **ret_en)
{
  /* From the other end, so that few communities are called like a street elsewhere. */
  guint stem = names->stems[names->n_stems - 1 - names->next_community++ % names->n_stems];
  const Syllable *first = &firsts[stem % G_N_ELEMENTS (firsts)];
  const Syllable *second = &seconds[stem / G_N_ELEMENTS (firsts)];

  *ret_name = g_strconcat (first->zh, second->zh, NULL);
  *ret_en = g_strconcat (first->en, second->en, NULL);
}

void
gw_names_patch (GwMapKind kind, guint number, char **ret_name, char **ret_en)
{
  const Syllable *list = kind == GW_MAP_WATER ? lake_names : park_names;
  guint n = kind == GW_MAP_WATER ? G_N_ELEMENTS (lake_names) : G_N_ELEMENTS (park_names);

  *ret_name = NULL;
  *ret_en = NULL;
  if (number >= n)
    return;
  *ret_name = g_strdup (list[number].zh);
  *ret_en = g_strdup (list[number].en);
}
