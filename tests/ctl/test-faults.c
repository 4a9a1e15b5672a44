/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files with thousands of faults: each is named with its line and column, nothing is imported. */
#include <stdlib.h>
#include <string.h>

#include "backend/rules/faults.h"
#include "backend/rules/routing-table.h"
#include "tests/ctl/ctl-fixture.h"

#define CONDITIONS                                                                         \
  "scheme,kind,class,condition,text,text_en,limit,unit,seasons,closing,closing_en,"        \
  "sample,valid_from,valid_to\n"

typedef struct
{
  const char *name;
  const char *verb;
  const char *header; /* with its line's end, or empty */
  const char *line;   /* repeated, N standing for its number */
  guint n_lines;
  guint columns[4]; /* of the faults of each line; 0 ends them */
  const char *text; /* of one of them */
} Row;

static const Row rows[] = {
  { "wrong-class-and-limit-zero",
    "import catalogue",
    CONDITIONS,
    "gb47678-2026,matter,99999,N,条件,Text,0,work_day,,完,Done,no,,\n",
    2500,
    { 3, 7 },
    "is not a number from 1 to 10000" },
  { "more-than-fit-in-memory",
    "import catalogue",
    CONDITIONS,
    "gb47678-2026,matter,06010,N,条件,Text,3,week,,完,Done,no,,\n",
    2 * GW_MAX_FAULTS_KEPT + 77,
    { 8 },
    "“week” is none of" },
  { "overlapping-slots",
    "import calendar",
    "slot,1,08:00,12:00\n",
    "slot,1,11:00,13:00\n",
    5000,
    { 3 },
    "the slot overlaps that of line 1" },
  { "unknown-departments",
    "import calendar --calendar shift",
    "slot,1,08:00,12:00\n",
    "department,nobodyN\n",
    5000,
    { 2 },
    "nobody" },
  { "unknown-department-and-time",
    "rules import",
    GW_ROUTING_TABLE_HEADER "\n",
    "N,,,matter,06010,,,,,,,7-19,,nobody,\n",
    2500,
    { 12, 14 },
    "there is no department “nobody”" },
  { "hotline-classes-more-than-fit-in-memory",
    "hotline map import",
    "external_class,kind,class,urgency\n",
    "EN,matter,06010,1h\n",
    GW_MAX_FAULTS_KEPT + 77,
    { 4 },
    "there is no urgency “1h”" },
};

static void
set_up (CtlFixture *fixture, gconstpointer data)
{
  g_autoptr (GwCity) city = ctl_make_city ();

  ctl_fixture_set_up (fixture, data);
  ctl_create (fixture, city);
}

static char *
write_file (CtlFixture *fixture, const Row *row)
{
  g_autoptr (GString) text = g_string_new (row->header);

  for (guint i = 1; i <= row->n_lines; i++)
    {
      g_autofree char *number = g_strdup_printf ("%u", i);
      g_auto (GStrv) parts = g_strsplit (row->line, "N", -1);
      g_autofree char *line = g_strjoinv (number, parts);

      g_string_append (text, line);
    }
  return ctl_write (fixture, "faulty.csv", text->str);
}

/* One bit per column that was named of a line. */
static guint *
read_faults (const char *err, guint n_lines, guint *ret_n)
{
  guint *found = g_new0 (guint, n_lines + 2);
  g_auto (GStrv) lines = g_strsplit (err, "\n", -1);

  *ret_n = 0;
  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *place = strstr (lines[i], "faulty.csv: line ");
      const char *column = place != NULL ? strstr (place, ", column ") : NULL;
      guint line;

      if (column == NULL)
        continue;
      line = (guint)atoi (place + strlen ("faulty.csv: line "));
      g_assert_cmpuint (line, <=, n_lines + 1);
      found[line] |= 1u << atoi (column + strlen (", column "));
      ++*ret_n;
    }
  return found;
}

static void
test_every_fault (CtlFixture *fixture, gconstpointer data)
{
  const Row *row = data;
  g_autofree char *path = write_file (fixture, row);
  g_autofree char *arguments = g_strconcat (row->verb, " ", path, NULL);
  g_auto (CtlRun) run = ctl_run (fixture, NULL, arguments);
  g_autofree guint *found = NULL;
  guint n, wanted = 0, n_columns = 0;

  g_assert_cmpint (run.status, ==, 1);
  g_assert_nonnull (strstr (run.err, row->text));
  g_assert_nonnull (strstr (run.err, "nothing was imported"));
  found = read_faults (run.err, row->n_lines, &n);
  while (row->columns[n_columns] != 0)
    wanted |= 1u << row->columns[n_columns++];
  for (guint line = 2; line <= row->n_lines + 1; line++)
    if (found[line] != wanted)
      g_error ("line %u: columns 0x%x instead of 0x%x", line, found[line], wanted);
  g_assert_cmpuint (n, ==, row->n_lines * n_columns);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strconcat ("/ctl/faults/", rows[i].name, NULL);

      g_test_add (path, CtlFixture, &rows[i], set_up, test_every_fault,
                  ctl_fixture_tear_down);
    }
  return g_test_run ();
}
