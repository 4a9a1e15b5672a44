/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Score schemes as CSV: one run names every fault. */
#define G_LOG_DOMAIN "gridward-rules"

#include "config.h"

#include "backend/rules/score-private.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#define POINTS_MAX 10000

enum
{
  COLUMN_SCHEME,
  COLUMN_KIND,
  COLUMN_INDICATOR,
  COLUMN_VARIANT,
  COLUMN_POINTS,
  COLUMN_FULL_AT,
  COLUMN_PER_POINT,
  COLUMN_TITLE_EN,
  COLUMN_TITLE_ZH,
  COLUMN_NOTE_EN,
  COLUMN_NOTE_ZH,
};

static const char *const columns[] = { "scheme",   "kind",    "indicator", "variant",
                                       "points",   "full_at", "per_point", "title_en",
                                       "title_zh", "note_en", "note_zh",   NULL };

static const char *const kinds[GW_N_TERMS] = { "share", "complement", "threshold",
                                               "deduction" };

typedef struct
{
  GwCsv csv;
  GwFaults *faults;
  const GwIndicatorBook *book;
  GwScoreBook *scores;
} Reader;

#define FAULT(self, column, ...)                                                           \
  gw_csv_fault (&(self)->csv, (self)->faults, column, __VA_ARGS__)

static void
clear_words (char *words[2])
{
  g_free (words[0]);
  g_free (words[1]);
}

static void
term_free (gpointer data)
{
  GwScoreTerm *term = data;

  g_free (term->indicator);
  g_free (term->variant);
  clear_words (term->title);
  g_free (term);
}

static void
grade_free (gpointer data)
{
  GwScoreGrade *grade = data;

  clear_words (grade->title);
  g_free (grade);
}

static void
scheme_free (gpointer data)
{
  GwScoreScheme *scheme = data;

  g_free (scheme->name);
  clear_words (scheme->title);
  clear_words (scheme->note);
  g_ptr_array_unref (scheme->terms);
  g_ptr_array_unref (scheme->grades);
  g_free (scheme);
}

static double
read_number (Reader *self, guint column)
{
  const char *text = gw_csv_field (&self->csv, column);
  char *end;
  double number = g_ascii_strtod (text, &end);

  if (*text == '\0' || *end != '\0' || !isfinite (number) || number < 0 ||
      number > POINTS_MAX)
    {
      FAULT (self, column, _ ("a number from 0 to %d is expected"), POINTS_MAX);
      return 0;
    }
  return number;
}

static void
read_words (Reader *self, guint column, gboolean required, char *words[2])
{
  for (guint i = 0; i < 2; i++)
    {
      words[i] = g_strdup (gw_csv_field (&self->csv, column + i));
      if (required && *words[i] == '\0')
        FAULT (self, column + i, _ ("a title is expected"));
    }
}

static void
read_scheme (Reader *self, const char *name)
{
  GwScoreScheme *scheme = g_new0 (GwScoreScheme, 1);

  if (!gw_book_name_is_valid (name))
    FAULT (self, COLUMN_SCHEME, _ ("a name of a to z, 0 to 9 and _ is expected"));
  if (gw_score_book_find (self->scores, name) != NULL)
    FAULT (self, COLUMN_SCHEME, _ ("scheme “%s” was begun already"), name);
  scheme->name = g_strdup (name);
  scheme->points = read_number (self, COLUMN_POINTS);
  read_words (self, COLUMN_TITLE_EN, TRUE, scheme->title);
  read_words (self, COLUMN_NOTE_EN, FALSE, scheme->note);
  scheme->terms = g_ptr_array_new_with_free_func (term_free);
  scheme->grades = g_ptr_array_new_with_free_func (grade_free);
  g_ptr_array_add (self->scores->schemes, scheme);
}

static void
read_grade (Reader *self, GwScoreScheme *scheme)
{
  GwScoreGrade *grade = g_new0 (GwScoreGrade, 1);
  guint n = scheme->grades->len;

  grade->from = read_number (self, COLUMN_POINTS);
  read_words (self, COLUMN_TITLE_EN, TRUE, grade->title);
  if (n > 0 &&
      ((GwScoreGrade *)g_ptr_array_index (scheme->grades, n - 1))->from <= grade->from)
    FAULT (self, COLUMN_POINTS, _ ("fewer points than of the grade before are expected"));
  g_ptr_array_add (scheme->grades, grade);
}

static void
read_subject (Reader *self, GwScoreTerm *term)
{
  const char *name = gw_csv_field (&self->csv, COLUMN_INDICATOR);
  const char *variant = gw_csv_field (&self->csv, COLUMN_VARIANT);
  const GwBookIndicator *indicator;

  term->indicator = g_strdup (name);
  term->variant = g_strdup (variant);
  if (term->kind == GW_TERM_DEDUCTION)
    {
      if (!gw_figure_parse (name, &term->figure))
        FAULT (self, COLUMN_INDICATOR, _ ("there is no figure “%s”"), name);
      return;
    }
  indicator = gw_indicator_book_find_variant (self->book, name, variant);
  if (indicator == NULL)
    FAULT (self, COLUMN_INDICATOR, _ ("there is no indicator “%s %s”"), name, variant);
  else if (!indicator->is_rate)
    FAULT (self, COLUMN_INDICATOR, _ ("“%s” is a count; a rate is expected"), name);
}

static void
read_term (Reader *self, GwScoreScheme *scheme, GwTermKind kind)
{
  GwScoreTerm *term = g_new0 (GwScoreTerm, 1);

  term->kind = kind;
  term->points = read_number (self, COLUMN_POINTS);
  read_subject (self, term);
  read_words (self, COLUMN_TITLE_EN, TRUE, term->title);
  if (kind == GW_TERM_THRESHOLD)
    {
      term->full_at = read_number (self, COLUMN_FULL_AT);
      term->per_point = read_number (self, COLUMN_PER_POINT);
    }
  g_ptr_array_add (scheme->terms, term);
}

/* TRUE with the kind of a term. */
static gboolean
parse_kind (const char *text, GwTermKind *ret_kind)
{
  for (guint i = 0; i < GW_N_TERMS; i++)
    if (strcmp (kinds[i], text) == 0)
      {
        *ret_kind = i;
        return TRUE;
      }
  return FALSE;
}

static void
read_row (gpointer data)
{
  Reader *self = data;
  const char *name = gw_csv_field (&self->csv, COLUMN_SCHEME);
  const char *text = gw_csv_field (&self->csv, COLUMN_KIND);
  guint n = self->scores->schemes->len;
  GwScoreScheme *scheme = n > 0 ? g_ptr_array_index (self->scores->schemes, n - 1) : NULL;
  GwTermKind kind;

  if (strcmp (text, "scheme") == 0)
    read_scheme (self, name);
  else if (scheme == NULL || strcmp (scheme->name, name) != 0)
    FAULT (self, COLUMN_SCHEME, _ ("a line of kind scheme for “%s” is expected before"),
           name);
  else if (strcmp (text, "grade") == 0)
    read_grade (self, scheme);
  else if (parse_kind (text, &kind))
    read_term (self, scheme, kind);
  else
    FAULT (self, COLUMN_KIND,
           _ ("scheme, share, complement, threshold, deduction or grade is expected"));
}

GwScoreBook *
gw_score_book_read (const char *text, gsize length, const GwIndicatorBook *book,
                    GwFaults *faults)
{
  Reader self = { .faults = faults, .book = book };
  guint n_before = faults->n;
  g_autoptr (GwScoreBook) scores = g_atomic_rc_box_new0 (GwScoreBook);

  scores->schemes = g_ptr_array_new_with_free_func (scheme_free);
  self.scores = scores;
  gw_csv_read_table (&self.csv, text, length, columns, faults, read_row, &self);
  gw_csv_clear (&self.csv);
  return faults->n == n_before ? g_steal_pointer (&scores) : NULL;
}

/* ---- and back ---- */

/* numbers: points, full_at, per_point; below 0: empty. */
static void
write_line (GString *csv, const char *const fields[4], const double numbers[3],
            char *const title[2], char *const note[2])
{
  for (guint i = 0; i < 4; i++)
    {
      gw_csv_append_field (csv, fields[i]);
      g_string_append_c (csv, ',');
    }
  for (guint i = 0; i < 3; i++)
    {
      char number[G_ASCII_DTOSTR_BUF_SIZE];

      if (numbers[i] >= 0)
        g_string_append (csv, g_ascii_formatd (number, sizeof number, "%.10g", numbers[i]));
      g_string_append_c (csv, ',');
    }
  for (guint i = 0; i < 4; i++)
    {
      char *const *words = i < 2 ? title : note;

      gw_csv_append_field (csv, words != NULL ? words[i % 2] : "");
      g_string_append_c (csv, i < 3 ? ',' : '\n');
    }
}

static void
write_scheme (GString *csv, const GwScoreScheme *scheme)
{
  write_line (csv, (const char *[]){ scheme->name, "scheme", "", "" },
              (double[]){ scheme->points, -1, -1 }, scheme->title, scheme->note);
  for (guint i = 0; i < scheme->terms->len; i++)
    {
      const GwScoreTerm *term = g_ptr_array_index (scheme->terms, i);
      gboolean has_more = term->kind == GW_TERM_THRESHOLD;

      write_line (csv,
                  (const char *[]){ scheme->name, kinds[term->kind], term->indicator,
                                    term->variant },
                  (double[]){ term->points, has_more ? term->full_at : -1,
                              has_more ? term->per_point : -1 },
                  term->title, NULL);
    }
  for (guint i = 0; i < scheme->grades->len; i++)
    {
      const GwScoreGrade *grade = g_ptr_array_index (scheme->grades, i);

      write_line (csv, (const char *[]){ scheme->name, "grade", "", "" },
                  (double[]){ grade->from, -1, -1 }, grade->title, NULL);
    }
}

char *
gw_score_book_to_csv (const GwScoreBook *scores)
{
  g_autofree char *header = g_strjoinv (",", (char **)columns);
  GString *csv = g_string_new (header);

  g_string_append_c (csv, '\n');
  for (guint i = 0; i < scores->schemes->len; i++)
    write_scheme (csv, g_ptr_array_index (scores->schemes, i));
  return g_string_free (csv, FALSE);
}
