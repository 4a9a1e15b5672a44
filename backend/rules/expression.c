/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tiny language of formulas: names of figures with + and - between them. */
#define G_LOG_DOMAIN "gridward-rules"

#include "config.h"

#include "backend/rules/case-error.h"
#include "backend/rules/indicator-book.h"

#include <glib/gi18n.h>
#include <string.h>

#define NAME_CHARACTERS "abcdefghijklmnopqrstuvwxyz_"

#define FAIL(error, ...) gw_case_error_set (error, GW_CASE_ERROR_TABLE, NULL, __VA_ARGS__)

/* Reads a name; where it ends in *text. */
static gboolean
read_name (const char *whole, const char **text, GwFigure *ret_figure, GError **error)
{
  gsize length = strspn (*text, NAME_CHARACTERS);
  g_autofree char *name = g_strndup (*text, length);

  if (length > 0 && gw_figure_parse (name, ret_figure))
    {
      *text += length;
      return TRUE;
    }
  if (length > 0)
    FAIL (error, _ ("there is no figure “%s”; gridwardctl indicators list names them"),
          name);
  else if (**text == '\0')
    FAIL (error, _ ("“%s”: a figure is expected at the end"), whole);
  else
    FAIL (error, _ ("“%s”: a figure is expected where it says “%s”"), whole, *text);
  return FALSE;
}

gboolean
gw_expression_parse (const char *text, GwExpression *ret_expression, GError **error)
{
  GwExpression read = { 0 };
  const char *next = text + strspn (text, " ");
  gboolean minus = FALSE;

  while (TRUE)
    {
      if (read.n == GW_EXPRESSION_MAX)
        {
          FAIL (error, _ ("“%s”: no more than %d figures are expected"), text,
                GW_EXPRESSION_MAX);
          return FALSE;
        }
      if (!read_name (text, &next, &read.figures[read.n], error))
        return FALSE;
      read.minus[read.n++] = minus;
      next += strspn (next, " ");
      if (*next == '\0')
        break;
      if (*next != '+' && *next != '-')
        {
          FAIL (error, _ ("“%s”: + or - is expected where it says “%s”"), text, next);
          return FALSE;
        }
      minus = *next == '-';
      next++;
      next += strspn (next, " ");
    }
  *ret_expression = read;
  return TRUE;
}

gint64
gw_expression_value (const GwExpression *expression, const GwFigures *figures)
{
  gint64 sum = 0;

  for (guint i = 0; i < expression->n; i++)
    {
      gint64 value = figures->values[expression->figures[i]];

      sum += expression->minus[i] ? -value : value;
    }
  return sum;
}

char *
gw_expression_to_text (const GwExpression *expression, const GwFigures *figures,
                       const char *language)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < expression->n; i++)
    {
      GwFigure figure = expression->figures[i];

      if (i > 0)
        g_string_append (text, expression->minus[i] ? " − " : " + ");
      g_string_append (text, gw_figure_title (figure, language));
      if (figures != NULL)
        g_string_append_printf (text, " %" G_GINT64_FORMAT, figures->values[figure]);
    }
  return g_string_free (text, FALSE);
}
