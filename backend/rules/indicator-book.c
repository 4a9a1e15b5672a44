/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The book of indicators: what is counted with what, in which variant, in words. */
#define G_LOG_DOMAIN "gridward-rules"

#include "backend/rules/indicator-book.h"

#include <string.h>

#include "backend/rules/book-private.h"

gboolean
gw_book_is_zh (const char *language)
{
  return language != NULL && g_str_has_prefix (language, "zh");
}

void
gw_book_indicator_free (GwBookIndicator *indicator)
{
  g_free (indicator->name);
  g_free (indicator->variant);
  for (guint i = 0; i < 2; i++)
    {
      g_free (indicator->title[i]);
      g_free (indicator->variant_title[i]);
      g_free (indicator->note[i]);
    }
  g_free (indicator);
}

GwIndicatorBook *
gw_indicator_book_ref (GwIndicatorBook *book)
{
  return g_atomic_rc_box_acquire (book);
}

static void
clear (gpointer data)
{
  GwIndicatorBook *book = data;

  g_ptr_array_unref (book->rows);
  g_ptr_array_unref (book->in_force);
}

void
gw_indicator_book_unref (GwIndicatorBook *book)
{
  g_atomic_rc_box_release_full (book, clear);
}

GwIndicatorBook *
gw_indicator_book_built_in (void)
{
  static GwIndicatorBook *book;
  static gsize once;

  if (g_once_init_enter (&once))
    {
      g_autoptr (GBytes) bytes = gw_book_resource ("indicators.csv");
      g_autoptr (GwFaults) faults = gw_faults_new ();
      gsize length;
      const char *text = g_bytes_get_data (bytes, &length);

      book = gw_indicator_book_read (text, length, faults);
      g_assert (book != NULL);
      g_once_init_leave (&once, 1);
    }
  return book;
}

guint
gw_indicator_book_n (const GwIndicatorBook *book)
{
  return book->in_force->len;
}

const GwBookIndicator *
gw_indicator_book_at (const GwIndicatorBook *book, guint position)
{
  g_return_val_if_fail (position < book->in_force->len, NULL);
  return g_ptr_array_index (book->in_force, position);
}

const GwBookIndicator *
gw_indicator_book_find (const GwIndicatorBook *book, const char *name)
{
  return gw_indicator_book_find_variant (book, name, "");
}

const GwBookIndicator *
gw_indicator_book_find_variant (const GwIndicatorBook *book, const char *name,
                                const char *variant)
{
  for (guint i = 0; i < book->rows->len; i++)
    {
      const GwBookIndicator *row = g_ptr_array_index (book->rows, i);

      if (strcmp (row->name, name) == 0 &&
          (*variant == '\0' ? row->in_force : strcmp (row->variant, variant) == 0))
        return row;
    }
  return NULL;
}

GwRate
gw_book_indicator_rate (const GwBookIndicator *indicator, const GwFigures *figures)
{
  GwRate rate = { gw_expression_value (&indicator->numerator, figures), 1 };

  if (indicator->is_rate)
    rate.denominator = MAX (0, gw_expression_value (&indicator->denominator, figures));
  rate.numerator = MAX (0, rate.numerator);
  if (indicator->bounded)
    rate.numerator = MIN (rate.numerator, rate.denominator);
  return rate;
}

/* ---- in words ---- */

const char *
gw_book_indicator_title (const GwBookIndicator *indicator, const char *language)
{
  return indicator->title[gw_book_is_zh (language)];
}

const char *
gw_book_indicator_variant (const GwBookIndicator *indicator, const char *language)
{
  const char *title = indicator->variant_title[gw_book_is_zh (language)];

  return *title != '\0' ? title : NULL;
}

/* A sum is put in brackets where something follows. */
static char *
in_words (const GwExpression *expression, const GwFigures *figures, const char *language,
          gboolean brackets)
{
  g_autofree char *text = gw_expression_to_text (expression, figures, language);

  if (!brackets || expression->n < 2)
    return g_steal_pointer (&text);
  return gw_book_is_zh (language) ? g_strdup_printf ("（%s）", text)
                                  : g_strdup_printf ("(%s)", text);
}

static GString *
quotient (const GwBookIndicator *indicator, const GwFigures *figures, const char *language)
{
  gboolean is_rate = indicator->is_rate;
  g_autofree char *above = in_words (&indicator->numerator, figures, language, is_rate);
  g_autofree char *below = NULL;
  GString *text = g_string_new (above);

  if (is_rate)
    {
      below = in_words (&indicator->denominator, figures, language, TRUE);
      g_string_append_printf (text, " ÷ %s", below);
    }
  return text;
}

static guint
exclusions_of (const GwExpression *expression)
{
  guint exclusions = 0;

  for (guint i = 0; i < expression->n; i++)
    exclusions |= gw_figure_exclusions (expression->figures[i]);
  return exclusions;
}

guint
gw_book_indicator_exclusions (const GwBookIndicator *indicator)
{
  return exclusions_of (&indicator->numerator) | exclusions_of (&indicator->denominator);
}

char *
gw_book_indicator_formula (const GwBookIndicator *indicator, const char *language)
{
  gboolean zh = gw_book_is_zh (language);
  GString *text = quotient (indicator, NULL, language);
  const char *more[] = { indicator->variant_title[zh], indicator->note[zh] };

  for (guint i = 0; i < G_N_ELEMENTS (more); i++)
    if (*more[i] != '\0')
      g_string_append_printf (text, zh ? "；%s" : "; %s", more[i]);
  for (guint left = gw_book_indicator_exclusions (indicator); left != 0; left &= left - 1)
    g_string_append_printf (
        text, zh ? "；%s" : "; %s",
        gw_exclusion_title ((GwExclusion)__builtin_ctz (left), language));
  return g_string_free (text, FALSE);
}

char *
gw_book_indicator_substitute (const GwBookIndicator *indicator, const GwFigures *figures,
                              const char *language)
{
  gboolean zh = gw_book_is_zh (language);
  GString *text = quotient (indicator, figures, language);
  GwRate rate = gw_book_indicator_rate (indicator, figures);
  double value;

  if (!gw_rate_value (rate, &value))
    g_string_append (text, zh ? "：无案卷" : ": no cases");
  else if (indicator->is_rate)
    g_string_append_printf (text, " = %.1f %%", value * 100);
  else
    g_string_append_printf (text, " = %" G_GINT64_FORMAT, rate.numerator);
  if (rate.denominator > 0 &&
      rate.numerator != gw_expression_value (&indicator->numerator, figures))
    g_string_append_printf (text,
                            zh ? "（分子按 %" G_GINT64_FORMAT " 计）"
                               : " (numerator taken as %" G_GINT64_FORMAT ")",
                            rate.numerator);
  return g_string_free (text, FALSE);
}
