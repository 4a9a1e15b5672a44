/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which entries hold a word: a range of the sorted words, and the first entries of it. */
#define G_LOG_DOMAIN "gridward-gis"

#include "gis/gazetteer-private.h"

#include <stdlib.h>
#include <string.h>

/* So many entries of a word are judged at most. */
#define MAX_CANDIDATES 1000
/* And so many more that consist of the word alone: they sort before those that go on. */
#define MAX_WHOLE 64

/* The first word that does not sort before `lower`; after: that also does not begin so. */
static guint32
find_bound (const GwGazetteer *gazetteer, const char *lower, gsize length, gboolean after)
{
  guint32 low = 0, high = gazetteer->n_starts;

  while (low < high)
    {
      guint32 middle = low + (high - low) / 2;
      const char *text = gazetteer->text + gazetteer->starts[middle];
      gboolean before = after && gw_text_begins (text, lower, length)
                            ? TRUE
                            : gw_text_compare (text, lower) < 0;

      if (before)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

guint32
gw_gazetteer_count (const GwGazetteer *gazetteer, const char *lower)
{
  gsize length = strlen (lower);

  return find_bound (gazetteer, lower, length, TRUE) -
         find_bound (gazetteer, lower, length, FALSE);
}

/* The least numbers of those offered; the greatest of them on top of a heap. */
typedef struct
{
  guint32 least[MAX_CANDIDATES];
  guint n;
} Least;

static void
sink (Least *least)
{
  guint32 *heap = least->least;
  guint at = 0, child;

  while ((child = 2 * at + 1) < least->n)
    {
      guint32 swap = heap[at];

      if (child + 1 < least->n && heap[child + 1] > heap[child])
        child++;
      if (heap[child] <= swap)
        return;
      heap[at] = heap[child];
      heap[child] = swap;
      at = child;
    }
}

static void
rise (Least *least)
{
  guint32 *heap = least->least;
  guint at = least->n - 1;

  while (at > 0 && heap[(at - 1) / 2] < heap[at])
    {
      guint32 swap = heap[at];

      heap[at] = heap[(at - 1) / 2];
      heap[(at - 1) / 2] = swap;
      at = (at - 1) / 2;
    }
}

static guint32
limit_of (const Least *least, guint32 limit)
{
  return least->n < MAX_CANDIDATES ? limit : MIN (limit, least->least[0]);
}

static void
offer (Least *least, guint32 start)
{
  if (least->n < MAX_CANDIDATES)
    {
      least->least[least->n++] = start;
      rise (least);
      return;
    }
  least->least[0] = start;
  sink (least);
}

/* The least starts of a range, below the limit. Whole blocks are passed by their minima. */
static void
collect (const GwGazetteer *gazetteer, guint32 first, guint32 end, guint32 limit,
         Least *least)
{
  for (guint32 i = first; i < end;)
    {
      guint32 stop = MIN (end, (i / GW_MINIMA_BLOCK + 1) * GW_MINIMA_BLOCK);

      if (gazetteer->minima[i / GW_MINIMA_BLOCK] < limit_of (least, limit))
        for (guint32 k = i; k < stop; k++)
          if (gazetteer->starts[k] < limit_of (least, limit))
            offer (least, gazetteer->starts[k]);
      i = stop;
    }
}

static int
compare_starts (gconstpointer a, gconstpointer b)
{
  guint32 one = *(const guint32 *)a, other = *(const guint32 *)b;

  return one < other ? -1 : one > other;
}

/* The entry, from the one given on, whose text holds the offset. */
static guint32
entry_at (const GwGazetteer *gazetteer, guint32 from, guint32 offset)
{
  guint32 low = from, high = gazetteer->n_entries - 1;

  while (low < high)
    {
      guint32 middle = low + (high - low + 1) / 2;

      if (gazetteer->entries[middle].text <= offset)
        low = middle;
      else
        high = middle - 1;
    }
  return low;
}

static GArray *
to_entries (const GwGazetteer *gazetteer, guint32 *starts, guint n)
{
  GArray *entries = g_array_sized_new (FALSE, FALSE, sizeof (guint32), n);
  guint32 entry = 0;

  qsort (starts, n, sizeof *starts, compare_starts);
  for (guint i = 0; i < n; i++)
    {
      guint32 found = entry_at (gazetteer, entry, starts[i]);

      if (entries->len == 0 || found != entry)
        g_array_append_val (entries, found);
      entry = found;
    }
  return entries;
}

/* The word with the fewest places: its range. */
static void
choose_range (const GwGazetteer *gazetteer, const GwWords *words, guint32 *ret_first,
              guint32 *ret_end)
{
  *ret_first = 0;
  *ret_end = G_MAXUINT32;
  for (guint i = 0; i<words->n_words && * ret_end> * ret_first; i++)
    {
      guint32 first = find_bound (gazetteer, words->words[i], words->lengths[i], FALSE);
      guint32 end = find_bound (gazetteer, words->words[i], words->lengths[i], TRUE);

      if (end - first < *ret_end - *ret_first)
        {
          *ret_first = first;
          *ret_end = end;
        }
    }
}

GArray *
gw_gazetteer_candidates (const GwGazetteer *gazetteer, const GwWords *words,
                         guint32 n_entries)
{
  guint32 first = 0, end = 0, limit;
  guint32 starts[MAX_CANDIDATES + MAX_WHOLE];
  Least least = { .n = 0 };
  guint n;

  if (words->n_words == 0 || n_entries == 0)
    return g_array_new (FALSE, FALSE, sizeof (guint32));
  limit = n_entries < gazetteer->n_entries ? gazetteer->entries[n_entries].text
                                           : gazetteer->text_length;
  choose_range (gazetteer, words, &first, &end);
  collect (gazetteer, first, end, limit, &least);
  memcpy (starts, least.least, least.n * sizeof *starts);
  n = least.n;
  if (end - first > MAX_CANDIDATES)
    for (guint32 i = first; i < first + MAX_WHOLE; i++)
      if (gazetteer->starts[i] < limit)
        starts[n++] = gazetteer->starts[i];
  return to_entries (gazetteer, starts, n);
}
