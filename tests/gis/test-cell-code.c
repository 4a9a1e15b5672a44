/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Codes by scheme: what is taken, and what a refusal says. */
#include "gis/cell-code.h"
#include "gis/gis-error.h"

typedef struct
{
  const char *scheme;
  GwCodeKind kind;
  const char *code;
  const char *expected; /* in the message; NULL: the code is right */
} Row;

#define GB2013 "gb30428-2013"
#define GB2026 "gb47678-2026"

static const Row rows[] = {
  { GB2013, GW_CODE_CELL, "44180200100101", NULL },
  { GB2013, GW_CODE_CELL, "44180200100199", NULL },
  { GB2013, GW_CODE_COMMUNITY, "441802001001", NULL },
  { GB2013, GW_CODE_STREET, "441802001", NULL },
  { GB2013, GW_CODE_COMPONENT, "3205080101000001", NULL },
  { GB2013, GW_CODE_CLASS, "0102", NULL },
  { GB2013, GW_CODE_CELL, "44180200100100",
    "the sequence (characters 13 to 14) is \"00\"; expected two digits from 01 to 99" },
  { GB2013, GW_CODE_CELL, "4418O200100101",
    "the district (characters 1 to 6) has 'O' in place 5; expected six digits" },
  { GB2013, GW_CODE_CELL, "441802A0100101",
    "the street (characters 7 to 9) has 'A' in place 7" },
  { GB2013, GW_CODE_CELL, "441802001 0101",
    "the community (characters 10 to 12) has ' ' in place 10" },
  { GB2013, GW_CODE_CELL, "4418020010010",
    "the sequence (characters 13 to 14) is cut short to \"0\"" },
  { GB2013, GW_CODE_CELL, "441802001001011",
    "the sequence (characters 13 to 14) is followed by \"1\", too much" },
  { GB2013, GW_CODE_CELL, "441802", "the street (characters 7 to 9) is missing" },
  { GB2013, GW_CODE_CELL, "", "the district (characters 1 to 6) is missing" },
  { GB2013, GW_CODE_COMMUNITY, "44180200100",
    "the community (characters 10 to 12) is cut" },
  { GB2013, GW_CODE_STREET, "44180200", "the street (characters 7 to 9) is cut short" },
  { GB2013, GW_CODE_COMPONENT, "32050801010000", "the sequence (characters 11 to 16)" },
  { GB2013, GW_CODE_COMPONENT, "3205080101000000", "expected six digits from 000001" },
  { GB2013, GW_CODE_COMPONENT, "320508X101000001",
    "the large class (characters 7 to 8) has 'X' in place 7" },
  { GB2013, GW_CODE_COMPONENT, "320508010X000001", "the small class (characters 9 to 10)" },
  { GB2013, GW_CODE_CLASS, "010", "the small class (characters 3 to 4) is cut short" },
  { GB2013, GW_CODE_CLASS, "01020", "is followed by \"" },
  { GB2013, GW_CODE_CELL, "４４180200100101", "the district (characters 1 to 6) has '４'" },
  { GB2013, GW_CODE_CELL, "4418\xff", "has byte 0xff in place 5" },
  { GB2013, GW_CODE_CELL, "4418\n", "has byte 0x0a in place 5" },
  { GB2026, GW_CODE_CELL, "441802001001001", NULL },
  { GB2026, GW_CODE_CELL, "44180200A00B999", NULL },
  { GB2026, GW_CODE_COMMUNITY, "44180200100Z", NULL },
  { GB2026, GW_CODE_STREET, "4418020A1", NULL },
  { GB2026, GW_CODE_COMPONENT, "44180201001000001", NULL },
  { GB2026, GW_CODE_CLASS, "06010", NULL },
  { GB2026, GW_CODE_CLASS, "01999", NULL },
  { GB2026, GW_CODE_CELL, "441802001001000",
    "the sequence (characters 13 to 15) is \"000\"; expected three digits from 001 to "
    "999" },
  { GB2026, GW_CODE_CELL, "44180200100100A",
    "the sequence (characters 13 to 15) has 'A' in place 15" },
  { GB2026, GW_CODE_CELL, "44180200a001001",
    "the street (characters 7 to 9) has 'a' in place 9; expected three of 0-9 and A-Z" },
  { GB2026, GW_CODE_CELL, "44180200100101", "the sequence (characters 13 to 15) is cut" },
  { GB2026, GW_CODE_CELL, "4418020010010012", "followed by \"2\", too much" },
  { GB2026, GW_CODE_COMPONENT, "4418020101000001", "the sequence (characters 12 to 17)" },
  { GB2026, GW_CODE_COMPONENT, "44180201001000000", "is \"000000\"" },
  { GB2026, GW_CODE_CLASS, "0601", "the small class (characters 3 to 5) is cut short" },
  { GB2026, GW_CODE_CLASS, "06000", "from 001 to 999" },
  { GB2026, GW_CODE_CLASS, "6", "the large class (characters 1 to 2) is cut short" },
  { "local", GW_CODE_CELL, "A-17.b_3", NULL },
  { "local", GW_CODE_CELL, "7", NULL },
  { "local", GW_CODE_CELL, "12345678901234567890123456789012", NULL },
  { "local", GW_CODE_CELL, "123456789012345678901234567890123", "is followed by \"" },
  { "local", GW_CODE_CELL, "", "the local code (characters 1 to 32) is missing" },
  { "local", GW_CODE_CELL, "A 17", "has ' ' in place 2" },
  { "local", GW_CODE_CELL, "网格7", "has '网' in place 1" },
};

static void
test_row (gconstpointer data)
{
  const Row *row = data;
  const GwCodeScheme *scheme = gw_code_scheme_get (row->scheme);
  g_autoptr (GError) error = NULL;
  gboolean right;

  g_assert_nonnull (scheme);
  g_assert_cmpstr (gw_code_scheme_name (scheme), ==, row->scheme);
  right = gw_code_check (scheme, row->kind, row->code, &error);
  if (row->expected == NULL)
    {
      g_assert_no_error (error);
      g_assert_true (right);
      return;
    }
  g_assert_false (right);
  g_assert_error (error, GW_GIS_ERROR, GW_GIS_ERROR_CODE);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
  if (strstr (error->message, row->expected) == NULL)
    g_error ("\"%s\" is not in \"%s\"", row->expected, error->message);
}

typedef struct
{
  const char *scheme;
  const char *community;
  guint sequence;
  const char *code; /* NULL: refused */
} ComposeRow;

static const ComposeRow compose_rows[] = {
  { GB2026, "441802001001", 7, "441802001001007" },
  { GB2026, "441802001001", 999, "441802001001999" },
  { GB2026, "441802001001", 1000, NULL },
  { GB2026, "441802001001", 0, NULL },
  { GB2026, "44180200100", 1, NULL },
  { GB2013, "441802001001", 7, "44180200100107" },
  { GB2013, "441802001001", 100, NULL },
  { "local", "north", 12, "north-012" },
  { "local", "12345678901234567890123456789", 12, NULL },
};

static void
test_compose (gconstpointer data)
{
  const ComposeRow *row = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *code = gw_code_compose_cell (gw_code_scheme_get (row->scheme),
                                                row->community, row->sequence, &error);

  g_assert_cmpstr (code, ==, row->code);
  if (row->code == NULL)
    g_assert_error (error, GW_GIS_ERROR, GW_GIS_ERROR_CODE);
  else
    g_assert_no_error (error);
}

static void
test_unknown_scheme (void)
{
  g_assert_null (gw_code_scheme_get ("gb30428"));
  g_assert_null (gw_code_scheme_get (NULL));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strdup_printf ("/gis/cell-code/check/%02u", i);

      g_test_add_data_func (path, &rows[i], test_row);
    }
  for (guint i = 0; i < G_N_ELEMENTS (compose_rows); i++)
    {
      g_autofree char *path = g_strdup_printf ("/gis/cell-code/compose/%u", i);

      g_test_add_data_func (path, &compose_rows[i], test_compose);
    }
  g_test_add_func ("/gis/cell-code/unknown-scheme", test_unknown_scheme);
  return g_test_run ();
}
