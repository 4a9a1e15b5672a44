/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How Chinese characters are read, in ASCII letters without tones. */
#define G_LOG_DOMAIN "gridward-gis"

#include "gis/pinyin.h"

#include "gis/pinyin-table.h"

#define EXTENSION_FIRST 0x3400
#define EXTENSION_LAST 0x4dbf
#define MAIN_FIRST 0x4e00
#define MAIN_LAST 0x9fff

/*
 * Characters with several readings that are frequent in names of places: the one that is
 * most usual there, and the other.
 */
static const struct
{
  gunichar character;
  const char *reading;
  const char *other;
} several[] = {
  { 0x4e50, "le", "yue" },      /* 乐 */
  { 0x4f1a, "hui", "kuai" },    /* 会 */
  { 0x4f20, "chuan", "zhuan" }, /* 传 */
  { 0x53a6, "sha", "xia" },     /* 厦: 大厦 */
  { 0x5730, "di", "de" },       /* 地 */
  { 0x57d4, "pu", "bu" },       /* 埔 */
  { 0x66fe, "zeng", "ceng" },   /* 曾 */
  { 0x671d, "chao", "zhao" },   /* 朝 */
  { 0x67cf, "bai", "bo" },      /* 柏 */
  { 0x6d1e, "dong", "tong" },   /* 洞 */
  { 0x756a, "pan", "fan" },     /* 番 */
  { 0x77f3, "shi", "dan" },     /* 石 */
  { 0x85cf, "cang", "zang" },   /* 藏 */
  { 0x884c, "hang", "xing" },   /* 行 */
  { 0x8c03, "tiao", "diao" },   /* 调 */
  { 0x8f66, "che", "ju" },      /* 车 */
  { 0x90fd, "du", "dou" },      /* 都 */
  { 0x91cd, "chong", "zhong" }, /* 重 */
  { 0x9577, "chang", "zhang" }, /* 長 */
  { 0x957f, "chang", "zhang" }, /* 长 */
  { 0x964d, "jiang", "xiang" }, /* 降 */
};

static const char *
read_with_icu (gunichar character)
{
  guint number = 0;

  if (character >= EXTENSION_FIRST && character <= EXTENSION_LAST)
    number = gw_pinyin_numbers[character - EXTENSION_FIRST];
  else if (character >= MAIN_FIRST && character <= MAIN_LAST)
    number =
        gw_pinyin_numbers[character - MAIN_FIRST + EXTENSION_LAST - EXTENSION_FIRST + 1];
  return number != 0 ? gw_pinyin_syllables[number] : NULL;
}

const char *
gw_pinyin_of (gunichar character, gboolean other)
{
  for (guint i = 0; i < G_N_ELEMENTS (several); i++)
    if (several[i].character == character)
      return other ? several[i].other : several[i].reading;
  return read_with_icu (character);
}

static gboolean
append_letters (GString *out, gboolean in_run, char c)
{
  g_string_append_c (out, in_run ? g_ascii_tolower (c) : g_ascii_toupper (c));
  return TRUE;
}

gboolean
gw_pinyin_append (GString *out, const char *text, gboolean other)
{
  gboolean in_run = FALSE, differs = FALSE;

  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      gunichar c = g_utf8_get_char (text);
      const char *reading = c < 0x80 ? NULL : gw_pinyin_of (c, other);

      if (c < 0x80 && g_ascii_isalnum ((char)c))
        {
          in_run = append_letters (out, in_run, (char)c);
          continue;
        }
      in_run = FALSE;
      if (reading == NULL)
        continue;
      g_string_append_c (out, g_ascii_toupper (*reading));
      g_string_append (out, reading + 1);
      differs = differs || reading != gw_pinyin_of (c, !other);
    }
  return differs;
}
