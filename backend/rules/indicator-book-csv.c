/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The book of indicators as CSV: one run names every fault. */
#define G_LOG_DOMAIN "gridward-rules"

#include "config.h"

#include "backend/rules/book-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "statistics-resources.h"

enum
{
  COLUMN_NAME,
  COLUMN_VARIANT,
  COLUMN_IN_FORCE,
  COLUMN_UNIT,
  COLUMN_BOUNDED,
  COLUMN_BETTER,
  COLUMN_NUMERATOR,
  COLUMN_DENOMINATOR,
  COLUMN_TITLE_EN,
  COLUMN_TITLE_ZH,
  COLUMN_VARIANT_EN,
  COLUMN_VARIANT_ZH,
  COLUMN_NOTE_EN,
  COLUMN_NOTE_ZH,
};

static const char *const columns[] = { "name",     "variant",  "in_force",   "unit",
                                       "bounded",  "better",   "numerator",  "denominator",
                                       "title_en", "title_zh", "variant_en", "variant_zh",
                                       "note_en",  "note_zh",  NULL };

typedef struct
{
  GwCsv csv;
  GwFaults *faults;
  GPtrArray *rows;
  GHashTable *lines;    /* "name variant" -> where it stands */
  GHashTable *in_force; /* name -> where the one in force stands */
} Reader;

#define FAULT(self, column, ...)                                                           \
  gw_csv_fault (&(self)->csv, (self)->faults, column, __VA_ARGS__)

GBytes *
gw_book_resource (const char *name)
{
  g_autofree char *path = g_strconcat ("/gridward/statistics/", name, NULL);
  GBytes *bytes = g_resource_lookup_data (gw_statistics_get_resource (), path,
                                          G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  g_assert (bytes != NULL);
  return bytes;
}

gboolean
gw_book_name_is_valid (const char *name)
{
  return *name != '\0' &&
         strspn (name, "abcdefghijklmnopqrstuvwxyz0123456789_") == strlen (name);
}

/* One of two words; the second is FALSE. */
static gboolean
read_choice (Reader *self, guint column, const char *yes, const char *no)
{
  const char *text = gw_csv_field (&self->csv, column);

  if (strcmp (text, yes) != 0 && strcmp (text, no) != 0)
    FAULT (self, column, _ ("“%s” is neither “%s” nor “%s”"), text, yes, no);
  return strcmp (text, yes) == 0;
}

static void
read_expression (Reader *self, guint column, GwExpression *expression)
{
  g_autoptr (GError) error = NULL;

  if (!gw_expression_parse (gw_csv_field (&self->csv, column), expression, &error))
    FAULT (self, column, "%s", error->message);
}

static void
read_denominator (Reader *self, GwBookIndicator *row)
{
  if (row->is_rate)
    read_expression (self, COLUMN_DENOMINATOR, &row->denominator);
  else if (*gw_csv_field (&self->csv, COLUMN_DENOMINATOR) != '\0')
    FAULT (self, COLUMN_DENOMINATOR, _ ("a count has no denominator"));
}

/* Remembers where; a fault when it is there already. */
static void
read_key (Reader *self, const GwBookIndicator *row)
{
  g_autofree char *key = g_strconcat (row->name, " ", row->variant, NULL);
  gpointer line = g_hash_table_lookup (self->lines, key);
  gpointer other = g_hash_table_lookup (self->in_force, row->name);

  if (!gw_book_name_is_valid (row->name))
    FAULT (self, COLUMN_NAME, _ ("a name of a to z, 0 to 9 and _ is expected"));
  if (*row->variant != '\0' && !gw_book_name_is_valid (row->variant))
    FAULT (self, COLUMN_VARIANT, _ ("a name of a to z, 0 to 9 and _ is expected"));
  if (line != NULL)
    FAULT (self, COLUMN_VARIANT, _ ("it is in line %u already"), GPOINTER_TO_UINT (line));
  if (row->in_force && other != NULL)
    FAULT (self, COLUMN_IN_FORCE, _ ("the variant of line %u is in force already"),
           GPOINTER_TO_UINT (other));
  g_hash_table_insert (self->lines, g_steal_pointer (&key),
                       GUINT_TO_POINTER (self->csv.row_line));
  if (row->in_force)
    g_hash_table_insert (self->in_force, g_strdup (row->name),
                         GUINT_TO_POINTER (self->csv.row_line));
}

static void
read_words (Reader *self, GwBookIndicator *row)
{
  for (guint i = 0; i < 2; i++)
    {
      row->title[i] = g_strdup (gw_csv_field (&self->csv, COLUMN_TITLE_EN + i));
      row->variant_title[i] = g_strdup (gw_csv_field (&self->csv, COLUMN_VARIANT_EN + i));
      row->note[i] = g_strdup (gw_csv_field (&self->csv, COLUMN_NOTE_EN + i));
      if (*row->title[i] == '\0')
        FAULT (self, COLUMN_TITLE_EN + i, _ ("a title is expected"));
      if ((*row->variant == '\0') != (*row->variant_title[i] == '\0'))
        FAULT (self, COLUMN_VARIANT_EN + i,
               _ ("a variant says in words what it is; what has none says nothing"));
    }
}

static void
read_row (gpointer data)
{
  Reader *self = data;
  GwBookIndicator *row = g_new0 (GwBookIndicator, 1);

  g_ptr_array_add (self->rows, row);
  row->name = g_strdup (gw_csv_field (&self->csv, COLUMN_NAME));
  row->variant = g_strdup (gw_csv_field (&self->csv, COLUMN_VARIANT));
  row->in_force = read_choice (self, COLUMN_IN_FORCE, "yes", "");
  row->is_rate = read_choice (self, COLUMN_UNIT, "rate", "count");
  row->bounded = read_choice (self, COLUMN_BOUNDED, "yes", "");
  row->up = read_choice (self, COLUMN_BETTER, "up", "down");
  read_expression (self, COLUMN_NUMERATOR, &row->numerator);
  read_denominator (self, row);
  read_words (self, row);
  read_key (self, row);
}

static GwIndicatorBook *
make_book (GPtrArray *rows)
{
  GwIndicatorBook *book = g_atomic_rc_box_new0 (GwIndicatorBook);

  book->rows = g_ptr_array_ref (rows);
  book->in_force = g_ptr_array_new ();
  for (guint i = 0; i < rows->len; i++)
    if (((GwBookIndicator *)g_ptr_array_index (rows, i))->in_force)
      g_ptr_array_add (book->in_force, g_ptr_array_index (rows, i));
  return book;
}

GwIndicatorBook *
gw_indicator_book_read (const char *text, gsize length, GwFaults *faults)
{
  Reader self = { .faults = faults };
  guint n_before = faults->n;
  GwIndicatorBook *book = NULL;

  self.rows = g_ptr_array_new_with_free_func ((GDestroyNotify)gw_book_indicator_free);
  self.lines = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self.in_force = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gw_csv_read_table (&self.csv, text, length, columns, faults, read_row, &self);
  if (faults->n == n_before && g_hash_table_size (self.in_force) == 0)
    gw_faults_add (faults, 1, 0, _ ("no indicator is in force"));
  gw_csv_clear (&self.csv);
  if (faults->n == n_before)
    book = make_book (self.rows);
  g_ptr_array_unref (self.rows);
  g_hash_table_unref (self.lines);
  g_hash_table_unref (self.in_force);
  return book;
}

/* ---- and back ---- */

static char *
write_expression (const GwExpression *expression)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < expression->n; i++)
    {
      if (i > 0)
        g_string_append (text, expression->minus[i] ? " - " : " + ");
      g_string_append (text, gw_figure_name (expression->figures[i]));
    }
  return g_string_free (text, FALSE);
}

static void
write_row (GString *csv, const GwBookIndicator *row)
{
  g_autofree char *numerator = write_expression (&row->numerator);
  g_autofree char *denominator = write_expression (&row->denominator);
  const char *fields[] = { row->name,
                           row->variant,
                           row->in_force ? "yes" : "",
                           row->is_rate ? "rate" : "count",
                           row->bounded ? "yes" : "",
                           row->up ? "up" : "down",
                           numerator,
                           denominator,
                           row->title[0],
                           row->title[1],
                           row->variant_title[0],
                           row->variant_title[1],
                           row->note[0],
                           row->note[1] };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      if (i > 0)
        g_string_append_c (csv, ',');
      gw_csv_append_field (csv, fields[i]);
    }
  g_string_append_c (csv, '\n');
}

char *
gw_indicator_book_to_csv (const GwIndicatorBook *book)
{
  g_autofree char *header = g_strjoinv (",", (char **)columns);
  GString *csv = g_string_new (header);

  g_string_append_c (csv, '\n');
  for (guint i = 0; i < book->rows->len; i++)
    write_row (csv, g_ptr_array_index (book->rows, i));
  return g_string_free (csv, FALSE);
}
