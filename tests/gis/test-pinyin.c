/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Readings of Chinese names. */

#include "gis/pinyin.h"

typedef struct
{
  const char *text;
  const char *reading;
  const char *other;
} Row;

static const Row rows[] = {
  { "人民路", "RenMinLu", "RenMinLu" },
  { "长安街", "ChangAnJie", "ZhangAnJie" },
  { "重庆银行", "ChongQingYinHang", "ZhongQingYinXing" },
  { "吕梁路", "LuLiangLu", "LuLiangLu" },
  { "人民路12号", "RenMinLu12Hao", "RenMinLu12Hao" },
  { "Ａ座a1 b2", "ZuoA1B2", "ZuoA1B2" },
  { "（演示）·", "YanShi", "YanShi" },
  { "㐀", "Qiu", "Qiu" },
  { "", "", "" },
};

static void
test_row (gconstpointer data)
{
  const Row *row = data;
  g_autoptr (GString) reading = g_string_new (NULL);
  g_autoptr (GString) other = g_string_new (NULL);
  gboolean differs = gw_pinyin_append (reading, row->text, FALSE);

  gw_pinyin_append (other, row->text, TRUE);
  g_assert_cmpstr (reading->str, ==, row->reading);
  g_assert_cmpstr (other->str, ==, row->other);
  g_assert_cmpint (differs, ==, !g_str_equal (row->reading, row->other));
}

static void
test_characters (void)
{
  guint n = 0;

  g_assert_cmpstr (gw_pinyin_of (0x4eba, FALSE), ==, "ren");
  g_assert_null (gw_pinyin_of ('a', FALSE));
  g_assert_null (gw_pinyin_of (0x33ff, FALSE));
  g_assert_null (gw_pinyin_of (0x4dc0, FALSE));
  g_assert_null (gw_pinyin_of (0xa000, FALSE));
  for (gunichar c = 0x4e00; c <= 0x9fa5; c++)
    n += gw_pinyin_of (c, FALSE) != NULL;
  /* All but a few of the oldest block are read. */
  g_assert_cmpuint (n, >, 20850);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strdup_printf ("/pinyin/row/%u", i + 1);

      g_test_add_data_func (path, &rows[i], test_row);
    }
  g_test_add_func ("/pinyin/characters", test_characters);
  return g_test_run ();
}
