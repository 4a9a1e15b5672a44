/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pairs of descriptions, and how alike they must come out. */
#include "backend/rules/similarity.h"

typedef struct
{
  const char *name;
  const char *a;
  const char *b;
  double at_least;
  double at_most;
} Row;

static const Row rows[] = {
  /* The same to a reader. */
  { "same", "人民路口井盖缺失", "人民路口井盖缺失", 1, 1 },
  { "punctuation", "人民路口，井盖缺失！", "人民路口 井盖缺失", 1, 1 },
  { "full-width", "人民路１２号ＡＢＣ", "人民路12号abc", 1, 1 },
  { "upper-case", "Broken manhole COVER", "broken Manhole cover", 1, 1 },
  { "blanks", "  broken   manhole\tcover\n", "broken manhole cover", 1, 1 },
  { "hyphen", "manhole-cover", "manhole cover", 1, 1 },
  { "accent", "Café garbage", "cafe garbage", 1, 1 },
  { "blank-beside-chinese", "人民路 12 号", "人民路12号", 1, 1 },
  { "german", "Straße", "STRASSE", 1, 1 },
  { "one-character", "坑", "坑", 1, 1 },
  /* One thing, two people. */
  { "other-order", "井盖缺失，人民路口", "人民路口井盖缺失", 0.8, 0.95 },
  { "one-more-word", "人民路口井盖缺失", "人民路口井盖缺失很危险", 0.75, 0.95 },
  { "one-less-place", "人民路12号门前井盖破损", "人民路12号井盖破损", 0.75, 0.95 },
  { "english-order", "manhole cover broken", "broken manhole cover", 0.8, 0.97 },
  { "english-tense", "street lamp not working", "street lamps do not work", 0.6, 0.9 },
  { "mixed", "人民路 KFC 门前垃圾", "KFC门前有垃圾", 0.45, 0.8 },
  { "half-the-words", "路面井盖破损", "井盖破损伤人", 0.5, 0.7 },
  /* Other things. */
  { "other-thing-same-street", "人民路12号井盖破损", "人民路12号路灯不亮", 0.3, 0.6 },
  { "other-house", "人民路12号垃圾", "人民路98号垃圾", 0.3, 0.6 },
  { "other-everything", "井盖缺失", "沿街晾挂", 0, 0 },
  { "english-other", "broken manhole cover", "illegal street vending", 0, 0.25 },
  { "two-languages", "井盖破损", "broken manhole cover", 0, 0 },
  { "letters-turned", "abcdef", "fedcba", 0, 0 },
  { "joined-words", "man hole", "manhole", 0.5, 0.9 },
  { "repeated", "垃圾", "垃圾垃圾垃圾垃圾", 0.2, 0.3 },
  /* Nothing to compare. */
  { "empty", "", "井盖", 0, 0 },
  { "both-empty", "", "", 0, 0 },
  { "none", NULL, "井盖", 0, 0 },
  { "only-punctuation", "……！！", "……！！", 0, 0 },
  { "one-character-of-two", "坑", "坑洼", 0, 0 },
};

static void
test_row (gconstpointer data)
{
  const Row *row = data;
  g_autoptr (GwBigrams) a = gw_bigrams_new (row->a);
  g_autoptr (GwBigrams) b = gw_bigrams_new (row->b);
  double dice = gw_bigrams_dice (a, b);

  g_test_message ("%.3f", dice);
  g_assert_cmpfloat (dice, >=, row->at_least);
  g_assert_cmpfloat (dice, <=, row->at_most);
  g_assert_cmpfloat (dice, ==, gw_bigrams_dice (b, a));
}

static void
test_empty (void)
{
  g_autoptr (GwBigrams) none = gw_bigrams_new (NULL);
  g_autoptr (GwBigrams) blank = gw_bigrams_new (" ，。\n");
  g_autoptr (GwBigrams) one = gw_bigrams_new ("坑");

  g_assert_true (gw_bigrams_is_empty (none));
  g_assert_true (gw_bigrams_is_empty (blank));
  g_assert_false (gw_bigrams_is_empty (one));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strconcat ("/similarity/", rows[i].name, NULL);

      g_test_add_data_func (path, &rows[i], test_row);
    }
  g_test_add_func ("/similarity/is-empty", test_empty);
  return g_test_run ();
}
