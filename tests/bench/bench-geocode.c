/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Searches among 500,000 places: a city's (three fifths of them house numbers), and one in
 * which every place has a name of its own. What they hold in memory, and points described.
 */
#include "gis/gazetteer.h"

#include <time.h>

#define N_PLACES 500000
#define N_QUERIES 4000

static const char *const firsts[] = { "清", "凤", "金", "银", "松", "竹", "梅", "龙",
                                      "文", "新", "长", "永", "平", "福", "锦", "明",
                                      "云", "春", "秋", "白", "青", "红", "大", "古",
                                      "沙", "石", "玉", "兰", "桂", "荷", "莲", "飞",
                                      "鹤", "朝", "星", "高", "广", "建", "和", "仁" };
static const char *const seconds[] = { "江", "山", "泉", "安", "兴", "华", "湖", "园",
                                       "桥", "岭", "洲", "峰", "阳", "林", "溪", "岗",
                                       "塘", "田", "坑", "坪", "井", "门", "霞", "光",
                                       "源", "台", "亭", "港", "堤", "冲" };
static const char *const ways[] = { "路", "街", "大道", "巷" };
static const char *const sides[] = { "", "东", "西", "南", "北", "中" };
static const char *const things[] = { "路灯",   "雨水箅子", "污水井盖", "行道树",
                                      "垃圾箱", "交通护栏", "配电箱",   "监控电子眼" };
static const char *const sites[] = { "小学",     "菜市场", "公交站", "社区医院", "停车场",
                                     "银行支行", "便利店", "幼儿园", "公园" };

/* What is typed; %s: the name of some street. */
static const char *const queries[] = {
  "%s",     "%s12号",
  "%s 337", "路",
  "l",      "li",
  "长江路", "changjianglu",
  "cjl",    "cjl 12",
  "ludeng", "路灯12",
  "小学",   "xiaoxue",
  "fh gy",  "清江 路灯",
  "deng",   "4418",
  "441802", "jin",
  "12",     "road",
  "r",      "清江东路菜市场",
  "huohu",  "s",
  "xx",     "大道 公园",
  "变电所", "jiang lu dao",
  "中",     "金山路 金山",
};

static const char *
pick (GRand *random, const char *const *list, guint n)
{
  return list[g_rand_int_range (random, 0, (gint32)n)];
}
#define PICK(list) pick (random, list, G_N_ELEMENTS (list))

static char *
dup_street (GRand *random)
{
  const char *first = PICK (firsts), *second = PICK (seconds);

  return g_strconcat (first, second, PICK (sides), PICK (ways), NULL);
}

static GwFixed
somewhere (GRand *random)
{
  return (GwFixed){ g_rand_int_range (random, 1130000000, 1135000000),
                    g_rand_int_range (random, 235000000, 240000000) };
}

/* A street of a kilometre with so many houses. */
static void
add_street (GwGazetteerBuilder *builder, GRand *random, guint n_houses)
{
  g_autofree char *name = dup_street (random);
  guint street = gw_gazetteer_builder_add_street (builder, name, "Some Road");
  GwFixed from = somewhere (random), line[11];

  for (guint i = 0; i < G_N_ELEMENTS (line); i++)
    line[i] = (GwFixed){ from.x + (gint)i * 10000, from.y + (gint)(i % 3) * 200 };
  gw_gazetteer_builder_add_line (builder, street, line, G_N_ELEMENTS (line));
  for (guint i = 0; i < n_houses; i++)
    gw_gazetteer_builder_add_house (
        builder, street, i * 2 + 1, "",
        (GwFixed){ from.x + (gint)(i * 100000 / n_houses), from.y + 1000 });
}

static void
add_component (GwGazetteerBuilder *builder, GRand *random, guint number)
{
  g_autofree char *street = dup_street (random);
  g_autofree char *name = g_strdup_printf ("%s%s%05u号", street, PICK (things), number);
  g_autofree char *code = g_strdup_printf ("44180201037%06u", number);

  gw_gazetteer_builder_add (builder, GW_PLACE_COMPONENT, code, name, NULL,
                            somewhere (random));
}

static void
add_site (GwGazetteerBuilder *builder, GRand *random)
{
  g_autofree char *street = dup_street (random);
  g_autofree char *name = g_strconcat (street, PICK (sites), NULL);

  gw_gazetteer_builder_add (builder, GW_PLACE_POI, NULL, name, "Some Place of the City",
                            somewhere (random));
}

static GwGazetteer *
make_city (GRand *random)
{
  g_autoptr (GwGazetteerBuilder) builder = gw_gazetteer_builder_new ();

  for (guint i = 0; i < 5000; i++)
    add_street (builder, random, 60);
  for (guint i = 0; i < 20000; i++)
    {
      g_autofree char *code = g_strdup_printf ("4418020%08u", i);

      gw_gazetteer_builder_add (builder, GW_PLACE_CELL, code, NULL, NULL,
                                somewhere (random));
    }
  for (guint i = 0; i < 25000; i++)
    add_site (builder, random);
  for (guint i = 0; i < N_PLACES - 350000; i++)
    add_component (builder, random, i);
  return gw_gazetteer_builder_finish (builder);
}

static GwGazetteer *
make_named (GRand *random)
{
  g_autoptr (GwGazetteerBuilder) builder = gw_gazetteer_builder_new ();

  for (guint i = 0; i < N_PLACES; i++)
    add_component (builder, random, i);
  return gw_gazetteer_builder_finish (builder);
}

static double
cpu_us (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return (double)now.tv_sec * 1e6 + (double)now.tv_nsec * 1e-3;
}

static int
compare_doubles (const void *a, const void *b)
{
  double left = *(const double *)a, right = *(const double *)b;

  return left < right ? -1 : left > right;
}

static void
print_times (const char *name, double *times, guint n)
{
  qsort (times, n, sizeof *times, compare_doubles);
  g_print ("%s_p50 %.0f us\n%s_p99 %.0f us\n", name, times[n / 2], name,
           times[n * 99 / 100]);
}

static void
measure_search (const char *name, const GwGazetteer *gazetteer, GRand *random)
{
  g_autofree double *times = g_new (double, N_QUERIES);
  const GwFixed near = { 1132000000, 237000000 };
  GwPlace places[20];

  for (guint i = 0; i < N_QUERIES; i++)
    {
      g_autofree char *street = dup_street (random);
      g_auto (GStrv) parts = g_strsplit (queries[i % G_N_ELEMENTS (queries)], "%s", 2);
      g_autofree char *text = g_strjoinv (street, parts);
      double start = cpu_us ();

      gw_gazetteer_search (gazetteer, text, i % 2 == 0 ? &near : NULL, places, 20);
      times[i] = cpu_us () - start;
    }
  print_times (name, times, N_QUERIES);
}

static void
measure_nearest (const GwGazetteer *gazetteer, GRand *random)
{
  g_autofree double *times = g_new (double, N_QUERIES);

  for (guint i = 0; i < N_QUERIES; i++)
    {
      GwPlaceNearby nearby;
      double start = cpu_us ();

      gw_gazetteer_nearest (gazetteer, somewhere (random), 300, &nearby);
      times[i] = cpu_us () - start;
    }
  print_times ("geocode_500k_reverse", times, N_QUERIES);
}

static GwGazetteer *
make (const char *name, GwGazetteer *(*make_places) (GRand *random), GRand *random)
{
  double start = cpu_us ();
  GwGazetteer *gazetteer = make_places (random);

  g_print ("%s_build %.0f ms\n", name, (cpu_us () - start) / 1000);
  g_print ("%s_bytes_per_entry %.0f bytes\n", name,
           (double)gw_gazetteer_bytes (gazetteer) / gw_gazetteer_size (gazetteer));
  return gazetteer;
}

int
main (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (3);
  g_autoptr (GwGazetteer) city = make ("geocode_500k", make_city, random);
  g_autoptr (GwGazetteer) named = NULL;

  /* limit of both: 5000 us */
  measure_search ("geocode_500k", city, random);
  measure_nearest (city, random);
  named = make ("geocode_500k_named", make_named, random);
  measure_search ("geocode_500k_named", named, random);
  return 0;
}
