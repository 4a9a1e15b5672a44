/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The search: which entries and house numbers fit a text best. */
#define G_LOG_DOMAIN "gridward-gis"

#include "gis/gazetteer-private.h"

#include <string.h>

/* A house number is looked for on so many of the streets that fit best. */
#define MAX_STREETS 24
#define KNOWN_GAIN 140
#define INTERPOLATED_GAIN 110
/* City, district, street office: so many names may stand before an address. */
#define MAX_AREAS_BEFORE 3

/* What equals are told first; below what a better fit gives. */
static const int kind_gains[GW_N_PLACE_KINDS] = {
  [GW_PLACE_STREET] = 60, [GW_PLACE_AREA] = 55,      [GW_PLACE_COMMUNITY] = 50,
  [GW_PLACE_POI] = 40,    [GW_PLACE_COMPONENT] = 20, [GW_PLACE_CELL] = 10,
};

/* Components are many and named after streets: all others come first, unless all of a
 * component's name or code was typed. */
#define COMPONENT_LOSS 2500
#define NEARLY_WHOLE 3900

static int
kind_gain (GwPlaceKind kind, int score)
{
  return kind_gains[kind] -
         (kind == GW_PLACE_COMPONENT && score < NEARLY_WHOLE ? COMPONENT_LOSS : 0);
}

/* The best so far, best first; of equals the first that was offered. */
typedef struct
{
  GwPlace *places;
  guint n;
  guint limit;
} Best;

static gboolean
is_wanted (const Best *best, int score)
{
  return best->n < best->limit || score > best->places[best->n - 1].score;
}

static void
offer (Best *best, const GwPlace *place)
{
  guint at = best->n;

  if (!is_wanted (best, place->score))
    return;
  if (best->n == best->limit)
    at--;
  else
    best->n++;
  for (; at > 0 && best->places[at - 1].score < place->score; at--)
    best->places[at] = best->places[at - 1];
  best->places[at] = *place;
}

static void
search_entries (const GwGazetteer *gazetteer, const GwQuery *query, const GwFixed *near,
                Best *best)
{
  g_auto (GwWords) words = { .n_words = 0 };
  g_autoptr (GArray) entries = NULL;

  gw_words_init (&words, query, G_MAXUINT);
  entries = gw_gazetteer_candidates (gazetteer, &words, gazetteer->n_entries);
  for (guint i = 0; i < entries->len; i++)
    {
      guint32 number = g_array_index (entries, guint32, i);
      const GwEntry *entry = &gazetteer->entries[number];
      int score = gw_words_score (&words, gazetteer->text + entry->text);
      GwPlace place;

      if (score == 0)
        continue;
      score += kind_gain (entry->kind, score) + gw_near_score (near, entry->position);
      if (!is_wanted (best, score))
        continue;
      gw_gazetteer_fill_entry (gazetteer, number, &place);
      place.score = score;
      offer (best, &place);
    }
}

/* A street and how well it fits. */
typedef struct
{
  guint32 street;
  int score;
} Fit;

/* Best first. */
static int
compare_fits (gconstpointer a, gconstpointer b)
{
  const Fit *one = a, *other = b;

  if (one->score != other->score)
    return one->score > other->score ? -1 : 1;
  return one->street < other->street ? -1 : one->street > other->street;
}

static GArray *
find_streets (const GwGazetteer *gazetteer, const GwQuery *query, const GwFixed *near)
{
  g_auto (GwWords) words = { .n_words = 0 };
  g_autoptr (GArray) entries = NULL;
  GArray *fits = g_array_new (FALSE, FALSE, sizeof (Fit));

  gw_words_init (&words, query, query->street_terms);
  entries = gw_gazetteer_candidates (gazetteer, &words, gazetteer->n_streets);
  for (guint i = 0; i < entries->len; i++)
    {
      guint32 number = g_array_index (entries, guint32, i);
      const GwEntry *entry = &gazetteer->entries[number];
      Fit fit = { number, gw_words_score (&words, gazetteer->text + entry->text) };

      if (fit.score == 0)
        continue;
      fit.score += gw_near_score (near, entry->position);
      g_array_append_val (fits, fit);
    }
  g_array_sort (fits, compare_fits);
  g_array_set_size (fits, MIN (fits->len, MAX_STREETS));
  return fits;
}

static void
search_houses (const GwGazetteer *gazetteer, const GwQuery *query, const GwFixed *near,
               Best *best)
{
  g_autoptr (GArray) streets = NULL;

  if (query->number == 0)
    return;
  streets = find_streets (gazetteer, query, near);
  for (guint i = 0; i < streets->len; i++)
    {
      const Fit *fit = &g_array_index (streets, Fit, i);
      GwPlace place;

      if (!gw_gazetteer_find_house (gazetteer, fit->street, query->number, query->suffix,
                                    &place))
        continue;
      place.score = fit->score + (place.interpolated ? INTERPOLATED_GAIN : KNOWN_GAIN);
      offer (best, &place);
    }
}

/* Words that nothing begins with get their other spelling. */
static void
mend_spelling (const GwGazetteer *gazetteer, GwQuery *query)
{
  for (guint i = 0; i < query->n_terms; i++)
    {
      GwTerm *term = &query->terms[i];
      char *other = gw_query_dup_other_spelling (term);

      if (other == NULL || gw_gazetteer_count (gazetteer, term->text) > 0)
        {
          g_free (other);
          continue;
        }
      g_free (term->text);
      term->text = other;
    }
}

/* 清城区 is the name of 清城区（演示） too. */
static gboolean
is_name_of (const char *text, const char *name)
{
  gsize length = strlen (name);

  return g_str_has_prefix (text, name) &&
         (text[length] == '\0' || g_str_has_prefix (text + length, "（"));
}

/* The area of that name. */
static gboolean
find_area (const GwGazetteer *gazetteer, const char *name, GwFixed *ret_position)
{
  g_auto (GwQuery) query = { .n_terms = 0 };
  g_auto (GwWords) words = { .n_words = 0 };
  g_autoptr (GArray) entries = NULL;

  gw_query_init (&query, name);
  gw_words_init (&words, &query, G_MAXUINT);
  entries = gw_gazetteer_candidates (gazetteer, &words, gazetteer->n_entries);
  for (guint i = 0; i < entries->len; i++)
    {
      const GwEntry *entry = &gazetteer->entries[g_array_index (entries, guint32, i)];

      if ((entry->kind == GW_PLACE_AREA || entry->kind == GW_PLACE_COMMUNITY) &&
          is_name_of (gazetteer->text + entry->text, name))
        {
          *ret_position = entry->position;
          return TRUE;
        }
    }
  return FALSE;
}

/* The text behind the area's name that it begins with, or NULL. */
static const char *
skip_area (const GwGazetteer *gazetteer, const GwQuery *query, GwFixed *ret_position)
{
  const char *begin = query->text + query->begin;
  const char *end;

  if (query->n_terms == 0 || query->terms[0].kind != GW_TERM_HAN)
    return NULL;
  end = begin + strlen (query->terms[0].text);
  for (; end > g_utf8_next_char (begin); end = g_utf8_prev_char (end))
    {
      g_autofree char *name = g_strndup (begin, (gsize)(end - begin));

      if (*end != '\0' && gw_gazetteer_count (gazetteer, name) > 0 &&
          find_area (gazetteer, name, ret_position))
        return end;
    }
  return NULL;
}

guint
gw_gazetteer_search (const GwGazetteer *gazetteer, const char *text, const GwFixed *near,
                     GwPlace *ret_places, guint limit)
{
  Best best = { ret_places, 0, MIN (limit, GW_GAZETTEER_MAX_RESULTS) };
  g_autofree char *rest = NULL;
  GwFixed area;

  g_return_val_if_fail (text != NULL, 0);

  for (guint i = 0; i <= MAX_AREAS_BEFORE && best.n == 0 && best.limit > 0; i++)
    {
      g_auto (GwQuery) query = { .n_terms = 0 };
      const char *behind;

      gw_query_init (&query, rest != NULL ? rest : text);
      mend_spelling (gazetteer, &query);
      search_houses (gazetteer, &query, near, &best);
      search_entries (gazetteer, &query, near, &best);
      behind = best.n == 0 ? skip_area (gazetteer, &query, &area) : NULL;
      if (behind == NULL)
        break;
      g_free (rest);
      rest = g_strdup (behind);
      near = &area;
    }
  return best.n;
}
