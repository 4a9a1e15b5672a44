/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sorting the words of a gazetteer, and the least of each block of them. */
#define G_LOG_DOMAIN "gridward-gis"

#include "gis/gazetteer-private.h"

#include <stdlib.h>

/* Words are parted by their first two bytes, then sorted part by part. */
#define N_PARTS 65536

typedef struct
{
  guint64 key;      /* of the bytes after the first two */
  const char *rest; /* after those */
  guint32 start;
} Word;

static int
compare_words (gconstpointer a, gconstpointer b)
{
  const Word *one = a, *other = b;
  int order;

  if (one->key != other->key)
    return one->key < other->key ? -1 : 1;
  /* A key that ends in NUL is the whole of both. */
  order = (one->key & 0xff) == 0 ? 0 : gw_text_compare (one->rest, other->rest);
  if (order != 0)
    return order;
  return one->start < other->start ? -1 : one->start > other->start;
}

static guint
part_of (const char *text)
{
  return (guint)(gw_text_key (text) >> 48);
}

/* Where each part ends when the words are put in order of parts. */
static guint32 *
count_parts (const GwGazetteer *gazetteer)
{
  guint32 *ends = g_new0 (guint32, N_PARTS + 1);

  for (guint32 i = 0; i < gazetteer->n_starts; i++)
    ends[part_of (gazetteer->text + gazetteer->starts[i]) + 1]++;
  for (guint part = 0; part < N_PARTS; part++)
    ends[part + 1] += ends[part];
  return ends;
}

static void
sort_part (const GwGazetteer *gazetteer, guint32 *starts, guint32 n, Word *words)
{
  for (guint32 i = 0; i < n; i++)
    {
      const char *text = gazetteer->text + starts[i];

      words[i].start = starts[i];
      words[i].key = text[1] != '\0' ? gw_text_key (text + 2) : 0;
      words[i].rest = (words[i].key & 0xff) != 0 ? text + 10 : NULL;
    }
  qsort (words, n, sizeof *words, compare_words);
  for (guint32 i = 0; i < n; i++)
    starts[i] = words[i].start;
}

static guint32 *
part_words (const GwGazetteer *gazetteer, guint32 *begins)
{
  guint32 *parted = g_new (guint32, MAX (gazetteer->n_starts, 1));

  for (guint32 i = 0; i < gazetteer->n_starts; i++)
    parted[begins[part_of (gazetteer->text + gazetteer->starts[i])]++] =
        gazetteer->starts[i];
  return parted;
}

static void
note_minima (GwGazetteer *gazetteer)
{
  guint32 n_blocks = gazetteer->n_starts / GW_MINIMA_BLOCK + 1;

  gazetteer->minima = g_new (guint32, n_blocks);
  for (guint32 block = 0; block < n_blocks; block++)
    {
      guint32 least = G_MAXUINT32;
      guint32 end = MIN ((block + 1) * GW_MINIMA_BLOCK, gazetteer->n_starts);

      for (guint32 i = block * GW_MINIMA_BLOCK; i < end; i++)
        least = MIN (least, gazetteer->starts[i]);
      gazetteer->minima[block] = least;
    }
}

void
gw_gazetteer_sort_starts (GwGazetteer *gazetteer)
{
  g_autofree guint32 *ends = count_parts (gazetteer);
  guint32 *parted = part_words (gazetteer, ends);
  guint32 longest = 0, begin = 0;
  g_autofree Word *words = NULL;

  g_free (gazetteer->starts);
  gazetteer->starts = parted;
  /* Filling a part moved its begin to its end. */
  for (guint part = 0; part < N_PARTS; begin = ends[part++])
    longest = MAX (longest, ends[part] - begin);
  words = g_new (Word, MAX (longest, 1));
  begin = 0;
  for (guint part = 0; part < N_PARTS; begin = ends[part++])
    if (ends[part] - begin > 1)
      sort_part (gazetteer, parted + begin, ends[part] - begin, words);
  note_minima (gazetteer);
}
