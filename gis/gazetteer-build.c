/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Gathering places, and laying them out for the search. */
#define G_LOG_DOMAIN "gridward-gis"

#include "gis/gazetteer-private.h"
#include "gis/pinyin.h"

#include <string.h>

/* What was added, in that order; text is an offset in the builder's texts. */
typedef struct
{
  gsize text;
  gsize text_length;
  GwFixed position;
  GwPlaceKind kind;
  guint name_length; /* characters */
  guint number;      /* as it was added */
} Draft;

typedef struct
{
  guint street; /* its number */
  GwHouse house;
} DraftHouse;

typedef struct
{
  guint street;
  guint first_point;
  guint n_points;
} DraftPiece;

struct _GwGazetteerBuilder
{
  GString *text;
  GArray *drafts; /* Draft; a street's number is its position */
  GArray *houses; /* DraftHouse */
  GArray *pieces; /* DraftPiece */
  GArray *points; /* GwFixed */
  GPtrArray *suffixes;
  GHashTable *suffix_numbers;
};

GwGazetteerBuilder *
gw_gazetteer_builder_new (void)
{
  GwGazetteerBuilder *builder = g_new0 (GwGazetteerBuilder, 1);

  builder->text = g_string_new (NULL);
  builder->drafts = g_array_new (FALSE, FALSE, sizeof (Draft));
  builder->houses = g_array_new (FALSE, FALSE, sizeof (DraftHouse));
  builder->pieces = g_array_new (FALSE, FALSE, sizeof (DraftPiece));
  builder->points = g_array_new (FALSE, FALSE, sizeof (GwFixed));
  builder->suffixes = g_ptr_array_new_with_free_func (g_free);
  builder->suffix_numbers = g_hash_table_new (g_str_hash, g_str_equal);
  g_ptr_array_add (builder->suffixes, g_strdup (""));
  return builder;
}

void
gw_gazetteer_builder_free (GwGazetteerBuilder *builder)
{
  g_string_free (builder->text, TRUE);
  g_array_unref (builder->drafts);
  g_array_unref (builder->houses);
  g_array_unref (builder->pieces);
  g_array_unref (builder->points);
  g_ptr_array_unref (builder->suffixes);
  g_hash_table_unref (builder->suffix_numbers);
  g_free (builder);
}

/* --- texts ---------------------------------------------------------------------------- */

static void
append_field (GString *text, const char *field)
{
  g_string_append_len (text, field, (gssize)strlen (field) + 1);
}

/* Wide letters and digits as ASCII, so that they are found as what they are. */
static void
append_name (GString *text, const char *name)
{
  for (; *name != '\0'; name = g_utf8_next_char (name))
    {
      gunichar c = g_utf8_get_char (name);

      if (c >= 0xff01 && c <= 0xff5e && g_ascii_isalnum ((char)(c - 0xfee0)))
        c -= 0xfee0;
      g_string_append_unichar (text, c);
    }
  g_string_append_c (text, '\0');
}

/* The initials of the reading that begins there. */
static void
append_initials (GString *text, gsize reading)
{
  gsize end = text->len;

  g_string_append_c (text, '\0');
  for (gsize i = reading; i < end; i++)
    {
      char c = text->str[i];

      if (g_ascii_isupper (c) ||
          (g_ascii_isdigit (c) && (i == reading || !g_ascii_isdigit (text->str[i - 1]))))
        g_string_append_c (text, g_ascii_tolower (c));
    }
  g_string_append_c (text, '\0');
}

static void
append_readings (GString *text, const char *name)
{
  gsize reading = text->len;
  gboolean differs = gw_pinyin_append (text, name, FALSE);

  append_initials (text, reading);
  reading = text->len;
  if (differs)
    gw_pinyin_append (text, name, TRUE);
  append_initials (text, reading);
}

static guint
add (GwGazetteerBuilder *builder, GwPlaceKind kind, const char *code, const char *name,
     const char *name_en, GwFixed position)
{
  GString *text = builder->text;
  Draft draft = {
    .text = text->len, .position = position, .kind = kind, .number = builder->drafts->len
  };

  name = name != NULL ? name : "";
  append_name (text, name);
  append_field (text, name_en != NULL ? name_en : "");
  append_field (text, code != NULL ? code : "");
  append_readings (text, name);
  draft.text_length = text->len - draft.text;
  draft.name_length = (guint)g_utf8_strlen (name, -1);
  g_array_append_val (builder->drafts, draft);
  return draft.number;
}

void
gw_gazetteer_builder_add (GwGazetteerBuilder *builder, GwPlaceKind kind, const char *code,
                          const char *name, const char *name_en, GwFixed position)
{
  g_return_if_fail (kind > GW_PLACE_STREET && kind < GW_PLACE_HOUSE);
  add (builder, kind, code, name, name_en, position);
}

guint
gw_gazetteer_builder_add_street (GwGazetteerBuilder *builder, const char *name,
                                 const char *name_en)
{
  return add (builder, GW_PLACE_STREET, NULL, name, name_en, (GwFixed){ 0, 0 });
}

void
gw_gazetteer_builder_add_line (GwGazetteerBuilder *builder, guint street,
                               const GwFixed *points, guint n_points)
{
  DraftPiece piece = { street, builder->points->len, n_points };

  g_return_if_fail (street < builder->drafts->len);
  if (n_points < 2)
    return;
  g_array_append_vals (builder->points, points, n_points);
  g_array_append_val (builder->pieces, piece);
}

static guint
number_of_suffix (GwGazetteerBuilder *builder, const char *suffix)
{
  gpointer number;

  if (*suffix == '\0')
    return 0;
  if (!g_hash_table_lookup_extended (builder->suffix_numbers, suffix, NULL, &number))
    {
      char *copy = g_strndup (suffix, GW_HOUSE_SUFFIX_SIZE - 1);

      number = GUINT_TO_POINTER (builder->suffixes->len);
      g_ptr_array_add (builder->suffixes, copy);
      g_hash_table_insert (builder->suffix_numbers, copy, number);
    }
  return GPOINTER_TO_UINT (number);
}

void
gw_gazetteer_builder_add_house (GwGazetteerBuilder *builder, guint street, guint number,
                                const char *suffix, GwFixed position)
{
  DraftHouse house = { street, { number, number_of_suffix (builder, suffix), position } };

  g_return_if_fail (street < builder->drafts->len && number <= GW_HOUSE_NUMBER_MAX);
  g_array_append_val (builder->houses, house);
}

/* --- the layout ----------------------------------------------------------------------- */

static int
compare_drafts (gconstpointer a, gconstpointer b)
{
  const Draft *one = a, *other = b;

  if (one->kind != other->kind)
    return (int)one->kind - (int)other->kind;
  if (one->name_length != other->name_length)
    return one->name_length < other->name_length ? -1 : 1;
  return one->number < other->number ? -1 : one->number > other->number;
}

static int
compare_houses (gconstpointer a, gconstpointer b)
{
  const DraftHouse *one = a, *other = b;

  if (one->street != other->street)
    return one->street < other->street ? -1 : 1;
  if (one->house.number != other->house.number)
    return one->house.number < other->house.number ? -1 : 1;
  return (int)one->house.suffix - (int)other->house.suffix;
}

static int
compare_pieces (gconstpointer a, gconstpointer b)
{
  const DraftPiece *one = a, *other = b;

  if (one->street != other->street)
    return one->street < other->street ? -1 : 1;
  return one->first_point < other->first_point ? -1 : 1;
}

/* Takes out streets that lie nowhere; their houses and pieces are none. */
static void
drop_empty_streets (GwGazetteerBuilder *builder)
{
  g_autofree gboolean *used = g_new0 (gboolean, builder->drafts->len + 1);
  guint n = 0;

  for (guint i = 0; i < builder->houses->len; i++)
    used[g_array_index (builder->houses, DraftHouse, i).street] = TRUE;
  for (guint i = 0; i < builder->pieces->len; i++)
    used[g_array_index (builder->pieces, DraftPiece, i).street] = TRUE;
  for (guint i = 0; i < builder->drafts->len; i++)
    {
      Draft draft = g_array_index (builder->drafts, Draft, i);

      if (draft.kind != GW_PLACE_STREET || used[draft.number])
        g_array_index (builder->drafts, Draft, n++) = draft;
    }
  g_array_set_size (builder->drafts, n);
}

/* Streets get the numbers of their entries. */
static void
renumber_streets (GwGazetteerBuilder *builder, guint n_before)
{
  g_autofree guint *numbers = g_new0 (guint, n_before + 1);

  for (guint i = 0; i < builder->drafts->len; i++)
    numbers[g_array_index (builder->drafts, Draft, i).number] = i;
  for (guint i = 0; i < builder->houses->len; i++)
    {
      DraftHouse *house = &g_array_index (builder->houses, DraftHouse, i);

      house->street = numbers[house->street];
    }
  for (guint i = 0; i < builder->pieces->len; i++)
    {
      DraftPiece *piece = &g_array_index (builder->pieces, DraftPiece, i);

      piece->street = numbers[piece->street];
    }
}

static void
lay_out_entries (GwGazetteer *gazetteer, GwGazetteerBuilder *builder)
{
  gsize length = 0;

  gazetteer->n_entries = builder->drafts->len;
  gazetteer->entries = g_new0 (GwEntry, MAX (gazetteer->n_entries, 1));
  gazetteer->text = g_malloc (builder->text->len + 1);
  for (guint i = 0; i < gazetteer->n_entries; i++)
    {
      const Draft *draft = &g_array_index (builder->drafts, Draft, i);

      memcpy (gazetteer->text + length, builder->text->str + draft->text,
              draft->text_length);
      gazetteer->entries[i] = (GwEntry){ (guint32)length, draft->position, draft->kind };
      gazetteer->n_streets += draft->kind == GW_PLACE_STREET;
      length += draft->text_length;
    }
  gazetteer->text_length = (guint32)length;
  gazetteer->streets = g_new0 (GwStreet, MAX (gazetteer->n_streets, 1));
}

static void
lay_out_houses (GwGazetteer *gazetteer, GwGazetteerBuilder *builder)
{
  gazetteer->n_houses = builder->houses->len;
  gazetteer->houses = g_new (GwHouse, MAX (gazetteer->n_houses, 1));
  for (guint i = 0; i < gazetteer->n_houses; i++)
    {
      const DraftHouse *draft = &g_array_index (builder->houses, DraftHouse, i);

      gazetteer->houses[i] = draft->house;
      gazetteer->streets[draft->street].n_houses++;
    }
}

static void
lay_out_pieces (GwGazetteer *gazetteer, GwGazetteerBuilder *builder)
{
  guint32 n = 0;

  gazetteer->n_points = builder->points->len;
  gazetteer->points = g_new (GwFixed, MAX (gazetteer->n_points, 1));
  gazetteer->n_pieces = builder->pieces->len;
  gazetteer->piece_ends = g_new (guint32, MAX (gazetteer->n_pieces, 1));
  for (guint i = 0; i < gazetteer->n_pieces; i++)
    {
      const DraftPiece *draft = &g_array_index (builder->pieces, DraftPiece, i);

      memcpy (gazetteer->points + n,
              &g_array_index (builder->points, GwFixed, draft->first_point),
              draft->n_points * sizeof (GwFixed));
      n += draft->n_points;
      gazetteer->piece_ends[i] = n;
      gazetteer->streets[draft->street].n_pieces++;
    }
}

/* A street is where its middle is: of its longest piece, else of its houses. */
static GwFixed
middle_of (const GwGazetteer *gazetteer, const GwStreet *street)
{
  guint32 best = 0, best_n = 0;

  for (guint32 piece = street->first_piece; piece < street->first_piece + street->n_pieces;
       piece++)
    {
      guint32 begin = piece > 0 ? gazetteer->piece_ends[piece - 1] : 0;
      guint32 n = gazetteer->piece_ends[piece] - begin;

      if (n > best_n)
        {
          best = begin + n / 2;
          best_n = n;
        }
    }
  return best_n > 0
             ? gazetteer->points[best]
             : gazetteer->houses[street->first_house + street->n_houses / 2].position;
}

static void
finish_streets (GwGazetteer *gazetteer)
{
  guint32 house = 0, piece = 0;

  for (guint i = 0; i < gazetteer->n_streets; i++)
    {
      GwStreet *street = &gazetteer->streets[i];

      street->first_house = house;
      street->first_piece = piece;
      house += street->n_houses;
      piece += street->n_pieces;
      gazetteer->entries[i].position = middle_of (gazetteer, street);
    }
}

static void
find_words (GwGazetteer *gazetteer)
{
  GArray *starts = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (guint i = 0; i < gazetteer->n_entries; i++)
    {
      GwWordWalk walk;
      const char *word;

      gw_word_walk_init (&walk, gazetteer->text + gazetteer->entries[i].text);
      while ((word = gw_word_walk_next (&walk)) != NULL)
        {
          guint32 start = (guint32)(word - gazetteer->text);

          g_array_append_val (starts, start);
        }
    }
  gazetteer->n_starts = starts->len;
  gazetteer->starts = (guint32 *)(gpointer)g_array_free (starts, FALSE);
  gw_gazetteer_sort_starts (gazetteer);
}

GwGazetteer *
gw_gazetteer_builder_finish (GwGazetteerBuilder *builder)
{
  GwGazetteer *gazetteer = g_new0 (GwGazetteer, 1);
  guint n_before = builder->drafts->len;

  g_atomic_ref_count_init (&gazetteer->ref_count);
  drop_empty_streets (builder);
  g_array_sort (builder->drafts, compare_drafts);
  renumber_streets (builder, n_before);
  g_array_sort (builder->houses, compare_houses);
  g_array_sort (builder->pieces, compare_pieces);
  lay_out_entries (gazetteer, builder);
  g_string_truncate (builder->text, 0);
  g_array_set_size (builder->drafts, 0);
  lay_out_houses (gazetteer, builder);
  g_array_set_size (builder->houses, 0);
  lay_out_pieces (gazetteer, builder);
  g_array_set_size (builder->pieces, 0);
  g_array_set_size (builder->points, 0);
  finish_streets (gazetteer);
  gazetteer->suffixes = g_ptr_array_ref (builder->suffixes);
  find_words (gazetteer);
  gw_gazetteer_make_grid (gazetteer);
  return gazetteer;
}
