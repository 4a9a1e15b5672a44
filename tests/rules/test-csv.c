/* SPDX-License-Identifier: GPL-3.0-or-later */
/* CSV: what is taken, and where refusals point. */
#include <string.h>

#include "backend/rules/case-error.h"
#include "backend/rules/csv.h"

static const char *const columns[] = { "a", "b", NULL };

static void
test_quotes (void)
{
  const char *text = "\xef\xbb\xbf"
                     "a,b\r\n\"one, \"\"two\"\"\",\"three\nfour\"\r\n\r\nfive,\n";
  g_auto (GwCsv) csv = { 0 };
  g_autoptr (GError) error = NULL;

  g_assert_true (gw_csv_open (&csv, text, strlen (text), columns, &error));
  g_assert_true (gw_csv_next (&csv, &error));
  g_assert_cmpstr (gw_csv_get (&csv, 0), ==, "one, \"two\"");
  g_assert_cmpstr (gw_csv_get (&csv, 1), ==, "three\nfour");
  g_assert_cmpuint (csv.row_line, ==, 2);
  g_assert_true (gw_csv_next (&csv, &error));
  g_assert_cmpstr (gw_csv_get (&csv, 0), ==, "five");
  g_assert_cmpstr (gw_csv_get (&csv, 1), ==, "");
  g_assert_cmpuint (csv.row_line, ==, 5);
  g_assert_false (gw_csv_next (&csv, &error));
  g_assert_no_error (error);
}

typedef struct
{
  const char *name;
  const char *text;
  const char *place; /* in the message */
} Bad;

static const Bad bad[] = {
  { "header", "a,c\n1,2\n", "line 1" },
  { "short-header", "a\n1\n", "line 1" },
  { "empty", "", "line 1" },
  { "missing-field", "a,b\n1,2\n3\n", "line 3" },
  { "extra-field", "a,b\n1,2,3\n", "line 2" },
  { "open-quote", "a,b\n1,\"2\n", "line 2" },
  { "quote-inside", "a,b\n1,2\n1,2\"3\n", "line 3" },
  { "after-quote", "a,b\n\"1\"x,2\n", "line 2" },
  { "not-utf8", "a,b\n1,2\n1,\xff\n", "line 3" },
};

static void
test_bad (gconstpointer data)
{
  const Bad *row = data;
  g_auto (GwCsv) csv = { 0 };
  g_autoptr (GError) error = NULL;

  if (gw_csv_open (&csv, row->text, strlen (row->text), columns, &error))
    {
      while (gw_csv_next (&csv, &error))
        ;
    }
  g_assert_error (error, GW_CASE_ERROR, GW_CASE_ERROR_TABLE);
  g_assert_true (g_str_has_prefix (error->message, row->place));
}

static void
test_number (void)
{
  const char *text = "a,b\n12,x\n";
  g_auto (GwCsv) csv = { 0 };
  g_autoptr (GError) error = NULL;
  guint value = 0;

  g_assert_true (gw_csv_open (&csv, text, strlen (text), columns, &error));
  g_assert_true (gw_csv_next (&csv, &error));
  g_assert_true (gw_csv_get_uint (&csv, 0, 1, 20, &value, &error));
  g_assert_cmpuint (value, ==, 12);
  g_assert_false (gw_csv_get_uint (&csv, 1, 1, 20, &value, &error));
  g_assert_cmpstr (gw_case_error_get_field (error), ==, "b");
  g_assert_nonnull (strstr (error->message, "line 2, column b"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/csv/quotes", test_quotes);
  g_test_add_func ("/csv/number", test_number);
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autofree char *path = g_strconcat ("/csv/bad/", bad[i].name, NULL);

      g_test_add_data_func (path, &bad[i], test_bad);
    }
  return g_test_run ();
}
