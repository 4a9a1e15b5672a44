/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Catalogues as CSV: where faults are, what a new one changes, and that writing is exact. */
#include <stdlib.h>
#include <string.h>

#include "backend/rules/case-error.h"
#include "backend/rules/catalogue-book.h"

#define TODAY 20261122

#define CLASSES "scheme,kind,code,group,group_en,name,name_en,valid_from,valid_to\n"
#define CONDITIONS                                                                         \
  "scheme,kind,class,condition,text,text_en,limit,unit,seasons,closing,closing_en,"        \
  "sample,valid_from,valid_to\n"
#define MAPPING "kind,scheme,class,to_scheme,to_class,status,valid_from,valid_to\n"
#define SCHEMES "scheme,name,name_en,valid_from,valid_to\n"

#define CLASS(code) "gb47678-2026,matter," code ",组,Group,名,Name,,\n"
#define CONDITION(code, limit, unit, seasons)                                              \
  "gb47678-2026,matter," code ",01,条件,Condition," limit "," unit "," seasons             \
  ",结案,Closed,no,,\n"
#define GOOD CONDITION ("06001", "1", "work_day", "")

#define MAX_FILES 3

/* Reads the files into a book; the faults as text, one "FILE:LINE:COLUMN TEXT" each. */
static char *
read_book (GwCatalogueBook *book, const GwCatalogueBook *stored, const char *const *files)
{
  GwFaults *faults[MAX_FILES];
  GString *text = g_string_new (NULL);
  guint n = 0;

  for (; n < MAX_FILES && files[n] != NULL; n++)
    {
      faults[n] = gw_faults_new ();
      gw_catalogue_book_read (book, n, files[n], strlen (files[n]), faults[n]);
    }
  gw_catalogue_book_check (book, stored, TODAY, faults);
  for (guint i = 0; i < n; i++)
    {
      for (guint j = 0; j < faults[i]->kept->len; j++)
        {
          const GwFault *fault = g_ptr_array_index (faults[i]->kept, j);

          g_string_append_printf (text, "%u:%u:%u %s\n", i, fault->line, fault->column,
                                  fault->text);
        }
      gw_faults_free (faults[i]);
    }
  return g_string_free (text, FALSE);
}

typedef struct
{
  const char *name;
  const char *files[MAX_FILES + 1];
  const char *places[4]; /* of all faults, in order */
} Bad;

static const Bad bad[] = {
  { "scheme", { CLASSES "gb1,matter,06001,g,g,n,n,,\n" }, { "0:2:1 " } },
  { "kind", { CLASSES "gb47678-2026,thing,06001,g,g,n,n,,\n" }, { "0:2:2 " } },
  { "code-of-the-other-scheme",
    { CLASSES "gb47678-2026,matter,0601,g,g,n,n,,\n", CONDITIONS },
    { "0:2:3 " } },
  { "empty-name",
    { CLASSES "gb47678-2026,matter,06001,g,g,,n,,\n" },
    { "0:2:6 ", "0:2:3 " } },
  { "twice", { CLASSES CLASS ("06001") CLASS ("06001"), CONDITIONS GOOD }, { "0:3:3 " } },
  { "no-condition", { CLASSES CLASS ("06001") }, { "0:2:3 " } },
  { "unknown-class", { CONDITIONS GOOD }, { "0:2:3 " } },
  { "limit-zero",
    { CLASSES CLASS ("06001"), CONDITIONS CONDITION ("06001", "0", "work_day", "") },
    { "1:2:7 " } },
  { "limit-word",
    { CLASSES CLASS ("06001"), CONDITIONS CONDITION ("06001", "soon", "work_day", "") },
    { "1:2:7 " } },
  { "limit-too-long",
    { CLASSES CLASS ("06001"), CONDITIONS CONDITION ("06001", "10001", "work_day", "") },
    { "1:2:7 " } },
  { "unit",
    { CLASSES CLASS ("06001"), CONDITIONS CONDITION ("06001", "1", "moon", "") },
    { "1:2:8 " } },
  { "season-day",
    { CLASSES CLASS ("06001"),
      CONDITIONS CONDITION ("06001", "1", "work_day", "02-30..03-01=1 work_day") },
    { "1:2:9 " } },
  { "season-zero",
    { CLASSES CLASS ("06001"),
      CONDITIONS CONDITION ("06001", "1", "work_day", "02-20..03-01=0 work_day") },
    { "1:2:9 " } },
  { "season-overlap",
    { CLASSES CLASS ("06001"),
      CONDITIONS CONDITION ("06001", "1", "work_day",
                            "11-01..02-01=1 work_day;01-31..03-01=1 work_day") },
    { "1:2:9 " } },
  { "season-tail",
    { CLASSES CLASS ("06001"),
      CONDITIONS CONDITION ("06001", "1", "work_day", "02-20..03-01=1 work_day x") },
    { "1:2:9 " } },
  { "several-in-a-line",
    { CLASSES CLASS ("06001"), CONDITIONS CONDITION ("06001", "0", "moon", "soon") },
    { "1:2:7 ", "1:2:8 ", "1:2:9 " } },
  { "sample",
    { CLASSES CLASS ("06001"),
      CONDITIONS "gb47678-2026,matter,06001,01,t,t,1,work_day,,c,c,maybe,,\n" },
    { "1:2:12 " } },
  { "condition-code",
    { CLASSES CLASS ("06001"),
      CONDITIONS "gb47678-2026,matter,06001,a b,t,t,1,work_day,,c,c,no,,\n" },
    { "1:2:4 " } },
  { "condition-twice", { CLASSES CLASS ("06001"), CONDITIONS GOOD GOOD }, { "1:3:4 " } },
  { "date",
    { CLASSES "gb47678-2026,matter,06001,g,g,n,n,2026-02-29,\n", CONDITIONS GOOD },
    { "0:2:8 " } },
  { "ends-before",
    { CLASSES "gb47678-2026,matter,06001,g,g,n,n,2026-02-02,2026-02-02\n",
      CONDITIONS GOOD },
    { "0:2:9 " } },
  { "fields", { CLASSES "gb47678-2026,matter,06001\n" }, { "0:2:4 " } },
  { "too-many-fields",
    { CLASSES "gb47678-2026,matter,06001,g,g,n,n,,,\n" },
    { "0:2:10 " } },
  { "quote",
    { CLASSES CLASS ("06001") "gb47678-2026,mat\"ter\n" CLASS ("06001"), CONDITIONS GOOD },
    { "0:3:2 ", "0:4:3 " } },
  { "header", { "kind,code\nmatter,06001\n" }, { "0:1:1 " } },
  { "empty-file", { "" }, { "0:1:1 " } },
  { "not-utf8", { CLASSES "gb47678-2026,matter,06\xff" }, { "0:2:3 " } },
  { "mapping-class",
    { CLASSES CLASS ("06001"), CONDITIONS GOOD,
      MAPPING "matter,gb47678-2026,06001,gb30428-2013,0101,mapped,,\n" },
    { "2:2:5 " } },
  { "mapping-status",
    { CLASSES CLASS ("06001"), CONDITIONS GOOD,
      MAPPING "matter,gb47678-2026,06001,gb30428-2013,,perhaps,,\n" },
    { "2:2:6 " } },
  { "mapped-to-nothing",
    { CLASSES CLASS ("06001"), CONDITIONS GOOD,
      MAPPING "matter,gb47678-2026,06001,gb30428-2013,,mapped,,\n" },
    { "2:2:5 " } },
  { "mapped-to-itself",
    { CLASSES CLASS ("06001"), CONDITIONS GOOD,
      MAPPING "matter,gb47678-2026,06001,gb47678-2026,06001,mapped,,\n" },
    { "2:2:4 " } },
  { "scheme-name", { SCHEMES "local,,,,\n" }, { "0:2:2 " } },
};

static void
test_bad (gconstpointer data)
{
  const Bad *row = data;
  g_autoptr (GwCatalogueBook) book = gw_catalogue_book_new ();
  g_autoptr (GwCatalogueBook) stored = gw_catalogue_book_new ();
  g_autofree char *faults = read_book (book, stored, row->files);
  g_auto (GStrv) lines = g_strsplit (faults, "\n", -1);
  guint n = g_strv_length (lines) - 1;

  for (guint i = 0; i < G_N_ELEMENTS (row->places); i++)
    {
      if (row->places[i] == NULL)
        {
          g_assert_cmpuint (n, ==, i);
          return;
        }
      g_assert_cmpuint (n, >, i);
      if (!g_str_has_prefix (lines[i], row->places[i]))
        g_error ("%s: expected %s", lines[i], row->places[i]);
    }
}

/* One wrong line among a hundred thousand. */
static void
test_long_file (void)
{
  g_autoptr (GString) text = g_string_new (CONDITIONS);
  g_autoptr (GwCatalogueBook) book = gw_catalogue_book_new ();
  g_autoptr (GwCatalogueBook) stored = gw_catalogue_book_new ();
  g_autofree char *faults = NULL;

  for (guint i = 2; i <= 100000; i++)
    g_string_append_printf (text,
                            "gb47678-2026,matter,06001,%u,条件,Text,%u,work_day,,"
                            "完,Done,no,,\n",
                            i, i == 77777 ? 0 : 3);
  faults = read_book (book, stored,
                      (const char *const[]){ CLASSES CLASS ("06001"), text->str, NULL });
  g_assert_cmpstr (faults, ==, "1:77777:7 “0” is not a number from 1 to 10000\n");
}

static void
count_flushed_cb (GwFaults *faults, gpointer user_data)
{
  guint *n_flushed = user_data;

  *n_flushed += faults->kept->len;
}

/* However many: each is handed on, and memory holds but some of them. */
static void
test_faults_are_bounded (void)
{
  const guint n = 2 * GW_MAX_FAULTS_KEPT + 1;
  g_autoptr (GString) text = g_string_new (CONDITIONS);
  g_autoptr (GwCatalogueBook) book = gw_catalogue_book_new ();
  g_autoptr (GwFaults) faults = gw_faults_new ();
  guint n_flushed = 0;

  for (guint i = 0; i < n; i++)
    g_string_append (text, CONDITION ("06001", "0", "work_day", ""));
  gw_faults_set_flush (faults, count_flushed_cb, &n_flushed);
  gw_catalogue_book_read (book, 0, text->str, text->len, faults);
  g_assert_cmpuint (faults->n, ==, n);
  g_assert_cmpuint (n_flushed, ==, 2 * GW_MAX_FAULTS_KEPT);
  g_assert_cmpuint (faults->kept->len, ==, 1);
}

/* What is written reads as the same, and changes nothing of what it was written from. */
static void
test_round_trip (void)
{
  g_autoptr (GwCatalogueBook) book = gw_catalogue_book_new_builtin (NULL);
  g_autoptr (GwCatalogueBook) again = gw_catalogue_book_new ();
  g_autoptr (GArray) changes = NULL;

  for (GwCatalogueTable table = 0; table < GW_N_TABLES; table++)
    {
      g_autofree char *first = gw_catalogue_book_to_csv (book, table);
      g_autofree char *second = NULL;
      g_autoptr (GwFaults) faults = gw_faults_new ();

      gw_catalogue_book_read (again, 0, first, strlen (first), faults);
      g_assert_cmpuint (faults->n, ==, 0);
      second = gw_catalogue_book_to_csv (again, table);
      g_assert_cmpstr (first, ==, second);
    }
  changes = gw_catalogue_book_plan (again, book, TODAY, TRUE);
  g_assert_cmpuint (changes->len, ==, 0);
}

#define ROW(limit, from, to)                                                               \
  "gb47678-2026,matter,06001,01,条件,Text," limit ",work_day,,完,Done,no," from "," to "\n"

typedef struct
{
  const char *name;
  const char *stored; /* conditions */
  const char *given;
  gboolean replace;
  const char *expected; /* the conditions afterwards, "LIMIT FROM TO;" each */
} Change;

static const Change changes_rows[] = {
  { "first-time", "", ROW ("3", "", ""), FALSE, "3 0 0;" },
  { "same", ROW ("3", "", ""), ROW ("3", "", ""), FALSE, "3 0 0;" },
  { "same-from-elsewhere", ROW ("3", "2026-01-01", ""), ROW ("3", "2025-01-01", ""), FALSE,
    "3 20260101 0;" },
  { "changed", ROW ("3", "", ""), ROW ("4", "", ""), FALSE, "3 0 20261122;4 20261122 0;" },
  { "changed-later", ROW ("3", "", ""), ROW ("4", "2027-01-01", ""), FALSE,
    "3 0 20270101;4 20270101 0;" },
  { "changed-before-a-planned-change",
    ROW ("3", "", "2027-01-01") ROW ("4", "2027-01-01", ""), ROW ("5", "", ""), FALSE,
    "3 0 20261122;5 20261122 20270101;4 20270101 0;" },
  { "the-past-stays", ROW ("3", "", ""), ROW ("4", "2020-01-01", ""), FALSE,
    "3 0 20261122;4 20261122 0;" },
  { "ends", ROW ("3", "", ""), ROW ("3", "", "2026-12-01"), FALSE, "3 0 20261201;" },
  { "ended-long-ago", ROW ("3", "", ""), ROW ("3", "", "2020-01-01"), FALSE,
    "3 0 20261122;" },
  { "goes-on", ROW ("3", "", "2027-01-01"), ROW ("3", "", ""), FALSE, "3 0 0;" },
  { "history-is-not-written", ROW ("3", "2026-01-01", ""),
    ROW ("9", "2020-01-01", "2021-01-01"), FALSE, "3 20260101 0;" },
  { "comes-back", ROW ("3", "", "2026-01-01"), ROW ("3", "", ""), FALSE,
    "3 0 20260101;3 20261122 0;" },
  { "not-named", ROW ("3", "", ""),
    "gb47678-2026,matter,06001,02,条件,Text,4,work_day,,完,Done,no,,\n", FALSE,
    "3 0 0;4 0 0;" },
  { "replaced", ROW ("3", "", ""),
    "gb47678-2026,matter,06001,02,条件,Text,4,work_day,,完,Done,no,,\n", TRUE,
    "3 0 20261122;4 0 0;" },
  { "other-scheme-stays", ROW ("3", "", ""),
    "gb30428-2013,matter,0601,02,条件,Text,4,work_day,,完,Done,no,,\n", TRUE,
    "3 0 0;4 0 0;" },
};

static GwCatalogueBook *
book_of (const char *rows)
{
  GwCatalogueBook *book = gw_catalogue_book_new ();
  g_autoptr (GwFaults) faults = gw_faults_new ();
  g_autofree char *text = g_strconcat (CONDITIONS, rows, NULL);

  gw_catalogue_book_read (book, 0, text, strlen (text), faults);
  g_assert_cmpuint (faults->n, ==, 0);
  return book;
}

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  const guint *one = a;
  const guint *other = b;

  return one[1] != other[1] ? (int)one[1] - (int)other[1] : (int)one[0] - (int)other[0];
}

static void
test_change (gconstpointer data)
{
  const Change *row = data;
  g_autoptr (GwCatalogueBook) stored = book_of (row->stored);
  g_autoptr (GwCatalogueBook) given = book_of (row->given);
  g_autoptr (GArray) changes = NULL;
  g_autoptr (GArray) entries = g_array_new (FALSE, FALSE, sizeof (guint[3]));
  g_autoptr (GString) text = g_string_new (NULL);
  const GPtrArray *rows = stored->rows[GW_TABLE_CONDITIONS];

  for (guint i = 0; i < rows->len; i++)
    ((GwCatalogueRow *)g_ptr_array_index (rows, i))->id = i + 1;
  changes = gw_catalogue_book_plan (given, stored, TODAY, row->replace);
  for (guint i = 0; i < changes->len; i++)
    {
      const GwCatalogueChange *change = &g_array_index (changes, GwCatalogueChange, i);
      guint entry[3] = { 0, change->valid_from, change->valid_to };

      if (change->id != 0)
        {
          ((GwCatalogueRow *)g_ptr_array_index (rows, change->id - 1))->valid_to =
              change->valid_to;
          continue;
        }
      entry[0] = (guint)atoi (change->row->fields[GW_CONDITION_LIMIT]);
      g_array_append_vals (entries, entry, 1);
    }
  for (guint i = 0; i < rows->len; i++)
    {
      const GwCatalogueRow *old = g_ptr_array_index (rows, i);
      guint entry[3] = { (guint)atoi (old->fields[GW_CONDITION_LIMIT]), old->valid_from,
                         old->valid_to };

      g_array_append_vals (entries, entry, 1);
    }
  g_array_sort (entries, compare_entries);
  for (guint i = 0; i < entries->len; i++)
    {
      const guint *entry = (const guint *)(gpointer)entries->data + 3 * i;

      g_string_append_printf (text, "%u %u %u;", entry[0], entry[1], entry[2]);
    }
  g_assert_cmpstr (text->str, ==, row->expected);
}

/* A class that ended keeps what it had; a new version of a class keeps the conditions. */
static void
test_versions (void)
{
  g_autoptr (GwCatalogueBook) book = gw_catalogue_book_new ();
  g_autoptr (GwFaults) faults = gw_faults_new ();
  g_autoptr (GwCatalogue) catalogue = NULL;
  const char *classes = CLASSES "gb47678-2026,matter,06001,组,G,旧名,Old,,2026-10-01\n"
                                "gb47678-2026,matter,06001,组,G,新名,New,2026-10-01,\n"
                                "gb47678-2026,matter,06002,组,G,已废,Gone,,2026-10-01\n";
  const char *conditions = CONDITIONS ROW ("3", "", "") "gb47678-2026,matter,06002,01,条件,"
                                                        "Text,5,work_day,,完,Done,no,,"
                                                        "2026-10-01\n";
  const GwCaseClass *now;

  gw_catalogue_book_read (book, 0, classes, strlen (classes), faults);
  gw_catalogue_book_read (book, 0, conditions, strlen (conditions), faults);
  for (guint table = 0; table < GW_N_TABLES; table++)
    for (guint i = 0; i < book->rows[table]->len; i++)
      ((GwCatalogueRow *)g_ptr_array_index (book->rows[table], i))->id = i + 1;
  catalogue = gw_catalogue_new_from_book (book, "gb47678-2026", TODAY, NULL);
  now = gw_catalogue_find (catalogue, GW_KIND_MATTER, "06001");
  g_assert_cmpuint (gw_catalogue_size (catalogue), ==, 1);
  g_assert_cmpstr (now->name, ==, "新名");
  g_assert_cmpuint (gw_case_class_limit (now).value, ==, 3);
  g_assert_cmpstr (gw_catalogue_find_by_id (catalogue, 1)->name, ==, "旧名");
  g_assert_cmpuint (gw_case_class_limit (gw_catalogue_find_by_id (catalogue, 1)).value, ==,
                    3);
  g_assert_cmpuint (gw_case_class_limit (gw_catalogue_find_by_id (catalogue, 3)).value, ==,
                    5);
  g_assert_cmpuint (gw_catalogue_find_condition_by_id (catalogue, 2)->limit.value, ==, 5);
  g_assert_null (gw_catalogue_find_condition_by_id (catalogue, 3));
  g_assert_cmpuint (gw_catalogue_n_former (catalogue), ==, 2);
  g_assert_cmpuint (gw_catalogue_book_next_change (book, 20260930), ==, 20261001);
  g_assert_cmpuint (gw_catalogue_book_next_change (book, 20261001), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autofree char *path = g_strconcat ("/catalogue-csv/bad/", bad[i].name, NULL);

      g_test_add_data_func (path, &bad[i], test_bad);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (changes_rows); i++)
    {
      g_autofree char *path =
          g_strconcat ("/catalogue-csv/change/", changes_rows[i].name, NULL);

      g_test_add_data_func (path, &changes_rows[i], test_change);
    }
  g_test_add_func ("/catalogue-csv/long-file", test_long_file);
  g_test_add_func ("/catalogue-csv/faults-are-bounded", test_faults_are_bounded);
  g_test_add_func ("/catalogue-csv/round-trip", test_round_trip);
  g_test_add_func ("/catalogue-csv/versions", test_versions);
  return g_test_run ();
}
