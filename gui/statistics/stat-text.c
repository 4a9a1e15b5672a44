/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Figures and their names in words. */
#define G_LOG_DOMAIN "gridward-statistics"

#include "gui/statistics/stat-text.h"

#include <glib/gi18n.h>
#include <math.h>

/* Of a hundredth: half a hundredth may be a little less in binary. */
#define NEARLY 1e-7

static const char *const weekdays[] = { N_ ("Mon"), N_ ("Tue"), N_ ("Wed"), N_ ("Thu"),
                                        N_ ("Fri"), N_ ("Sat"), N_ ("Sun") };

char *
gw_stat_value_text (const GwIndicator *indicator, double value)
{
  if (isnan (value))
    return g_strdup (_ ("No cases"));
  return indicator->is_rate ? g_strdup_printf ("%.1f %%", value * 100)
                            : g_strdup_printf ("%.0f", value);
}

double
gw_stat_round_points (double points)
{
  return copysign (floor (fabs (points) * 100 + 0.5 + NEARLY) / 100, points);
}

char *
gw_stat_score_text (double score)
{
  return isnan (score) ? g_strdup (_ ("No cases"))
                       : g_strdup_printf ("%.2f", gw_stat_round_points (score));
}

char *
gw_stat_change_text (const GwIndicator *indicator, double change)
{
  if (isnan (change))
    return g_strdup ("–");
  /* TRANSLATORS: percentage points. */
  return indicator->is_rate ? g_strdup_printf (_ ("%+.1f pts"), change * 100)
                            : g_strdup_printf ("%+.0f", change);
}

char *
gw_stat_sentence (const GwIndicator *indicator, const char *name,
                  const GwIndicatorValue *value)
{
  g_autofree char *text =
      gw_stat_value_text (indicator, value != NULL ? value->value : NAN);

  if (value == NULL || isnan (value->value) || !indicator->is_rate)
    return g_strdup_printf (_ ("%s: %s"), name, text);
  /* TRANSLATORS: a name, its rate, the numbers that it is made of. */
  return g_strdup_printf (_ ("%s: %s, %d of %d"), name, text, (int)value->numerator,
                          (int)value->denominator);
}

char *
gw_stat_key_text (const char *dimension, const GwNamed *key)
{
  const char *label = gw_named_label (key);
  int day;

  if (g_str_equal (dimension, "weekday"))
    {
      day = atoi (key->code);
      if (day >= 1 && day <= 7)
        return g_strdup (_ (weekdays[day - 1]));
    }
  if (g_str_equal (dimension, "hour"))
    return g_strdup_printf ("%02d:00", atoi (key->code));
  return g_strdup (label != NULL && label[0] != '\0' ? label : key->code);
}

static const char *
find_title (GPtrArray *names, const char *code)
{
  for (guint i = 0; names != NULL && i < names->len; i++)
    {
      const GwNamed *named = names->pdata[i];

      if (g_str_equal (named->code, code))
        return gw_named_label (named);
    }
  return code;
}

char *
gw_stat_filter_text (const GwFigureBook *book, const GwStatFilter *filter)
{
  g_autofree char *key = gw_stat_key_text (filter->dimension, &filter->key);

  return g_strdup_printf (_ ("%s: %s"), gw_stat_dimension_title (book, filter->dimension),
                          key);
}

const char *
gw_stat_dimension_title (const GwFigureBook *book, const char *dimension)
{
  return find_title (book != NULL ? book->dimensions : NULL, dimension);
}

const char *
gw_stat_figure_title (const GwFigureBook *book, const char *figure)
{
  return find_title (book != NULL ? book->figures : NULL, figure);
}

char *
gw_stat_counted_text (const GwFigureBook *book, const char *counted)
{
  g_auto (GStrv) words = g_strsplit (counted, " ", -1);
  GString *text = g_string_new (NULL);

  for (guint i = 0; words[i] != NULL; i++)
    if (g_str_equal (words[i], "-"))
      g_string_append (text, " − ");
    else if (g_str_equal (words[i], "+"))
      g_string_append (text, " + ");
    else
      g_string_append (text, gw_stat_figure_title (book, words[i]));
  return g_string_free (text, FALSE);
}

char *
gw_stat_moment_text (gint64 usec, GTimeZone *zone)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (usec / G_USEC_PER_SEC);
  g_autoptr (GDateTime) local = g_date_time_to_timezone (utc, zone);

  return g_date_time_format (local, "%Y-%m-%d %H:%M");
}
