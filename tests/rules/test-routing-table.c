/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables of rules: read back as written, every fault with its line and column. */
#include <string.h>

#include "backend/rules/routing-table.h"

static GwRoutingWorld *
make_world (void)
{
  GwRoutingWorld *world = gw_routing_world_new ();

  gw_routing_world_add_class (world, GW_KIND_MATTER, "06010");
  gw_routing_world_add_condition (world, "C1");
  gw_routing_world_add_class (world, GW_KIND_MATTER, "06011");
  gw_routing_world_add_class (world, GW_KIND_COMPONENT, "01001");
  gw_routing_world_add_area (world, "A", NULL, 0);
  gw_routing_world_add_area (world, "A1", "A", 0);
  gw_routing_world_add_area (world, "A2", "A", 0);
  gw_routing_world_add_cell (world, "c1", "A1");
  gw_routing_world_add_department (world, 1, "works");
  gw_routing_world_add_department (world, 2, "sanitation");
  gw_routing_world_add_source (world, "hotline");
  return world;
}

static GwRoutingTable *
read_table (const char *rows, GwFaults *faults)
{
  g_autoptr (GwRoutingWorld) world = make_world ();
  g_autofree char *text = g_strconcat (GW_ROUTING_TABLE_HEADER "\n", rows, NULL);

  return gw_routing_table_read (text, strlen (text), world, faults);
}

static void
test_read (void)
{
  g_autoptr (GwFaults) faults = gw_faults_new ();
  g_autoptr (GwRoutingTable) table =
      read_table ("30,2026-10-01,2027-01-01,matter,06010,C1,A1,c1,*,hotline,1-36,"
                  "18:00-06:00,50,works,\"nights, \"\"only\"\"\"\n"
                  "20,,,,,,,,-,,,,,@area,\r\n"
                  "10,,,component,,,,,sanitation,,67,,,@owner,\n",
                  faults);
  const GwRoutingRule *rule;

  g_assert_nonnull (table);
  g_assert_cmpuint (table->rules->len, ==, 3);
  rule = &g_array_index (table->rules, GwRoutingRule, 0);
  g_assert_cmpuint (rule->rank, ==, 30);
  g_assert_cmpuint (rule->valid_from, ==, 20261001);
  g_assert_cmpuint (rule->valid_to, ==, 20270101);
  g_assert_cmpint (rule->kind, ==, GW_KIND_MATTER);
  g_assert_cmpstr (rule->class_code, ==, "06010");
  g_assert_cmpstr (rule->condition, ==, "C1");
  g_assert_cmpstr (rule->area, ==, "A1");
  g_assert_cmpstr (rule->cell, ==, "c1");
  g_assert_cmpint (rule->owner, ==, GW_OWNER_KNOWN);
  g_assert_cmpstr (rule->source, ==, "hotline");
  g_assert_cmpuint (rule->window.weekdays, ==, 0x27);
  g_assert_cmpuint (rule->window.from, ==, 1080);
  g_assert_cmpuint (rule->window.to, ==, 360);
  g_assert_cmpuint (rule->max_open, ==, 50);
  g_assert_cmpint (rule->department, ==, 1);
  g_assert_cmpstr (rule->note, ==, "nights, \"only\"");
  rule = &g_array_index (table->rules, GwRoutingRule, 1);
  g_assert_cmpint (rule->owner, ==, GW_OWNER_NONE);
  g_assert_cmpint (rule->target, ==, GW_ROUTE_TO_TERRITORY);
  g_assert_cmpuint (rule->max_open, ==, GW_LOAD_ANY);
  rule = &g_array_index (table->rules, GwRoutingRule, 2);
  g_assert_cmpint (rule->owner, ==, 2);
  g_assert_cmpint (rule->target, ==, GW_ROUTE_TO_OWNER);
  g_assert_cmpint (rule->kind, ==, GW_KIND_COMPONENT);
}

static void
test_written_reads_back (void)
{
  const char *rows = "10,,,component,,,,,sanitation,,67,,,@owner,\n"
                     "20,2026-10-01,,,06,,A1,,-,,,,,@area,\"a, \"\"b\"\"\"\n"
                     "30,,2027-01-01,matter,06010,C1,A1,c1,*,hotline,1235,18:00-24:00,50,"
                     "works,夜间\n";
  g_autofree char *expected = g_strconcat (GW_ROUTING_TABLE_HEADER "\n", rows, NULL);
  g_autoptr (GwFaults) faults = gw_faults_new ();
  g_autoptr (GwRoutingTable) table = read_table (rows, faults);
  g_autoptr (GwRouting) routing = NULL;
  g_autoptr (GwRoutingWorld) world = make_world ();
  g_autofree char *written = NULL;

  g_assert_nonnull (table);
  routing = gw_routing_new ((const GwRoutingRule *)(const void *)table->rules->data,
                            table->rules->len);
  written = gw_routing_table_write (routing, world);
  g_assert_cmpstr (written, ==, expected);
}

typedef struct
{
  const char *name;
  const char *rows;
  guint line;
  guint column;
  const char *text;
} Row;

static const Row rows[] = {
  { "rank-missing", ",,,,,,,,,,,,,works,", 2, 1, "not a number" },
  { "rank-zero", "0,,,,,,,,,,,,,works,", 2, 1, "not a number from 1" },
  { "rank-huge", "4294967296,,,,,,,,,,,,,works,", 2, 1, "not a number" },
  { "rank-twice", "1,,,,,,,,,,,,,works,\n\n2,,,,,,,,,,,,,works,\n1,,,,,,,,,,,,,works,", 5,
    1, "rank 1 stands in line 2 already" },
  { "date", "1,2026-02-29,,,,,,,,,,,,works,", 2, 2, "not a date" },
  { "date-with-blanks", "1,2026- 2- 9,,,,,,,,,,,,works,", 2, 2, "not a date" },
  { "date-short", "1,2026-2-9,,,,,,,,,,,,works,", 2, 2, "not a date" },
  { "ends-before-it-begins", "1,2026-10-02,2026-10-02,,,,,,,,,,,works,", 2, 3,
    "ends before" },
  { "kind", "1,,,event,,,,,,,,,,works,", 2, 4, "neither matter nor component" },
  { "class", "1,,,,07,,,,,,,,,works,", 2, 5, "no class begins with" },
  { "class-of-the-other-kind", "1,,,component,06010,,,,,,,,,works,", 2, 5, "no class" },
  { "condition", "1,,,,06010,C9,,,,,,,,works,", 2, 6, "condition" },
  { "condition-of-another-class", "1,,,,06011,C1,,,,,,,,works,", 2, 6, "condition" },
  { "area", "1,,,,,,A9,,,,,,,works,", 2, 7, "there is no area" },
  { "cell", "1,,,,,,,c9,,,,,,works,", 2, 8, "there is no cell" },
  { "cell-elsewhere", "1,,,,,,A2,c1,,,,,,works,", 2, 8, "does not lie in" },
  { "owner", "1,,,,,,,,nobody,,,,,works,", 2, 9, "there is no department" },
  { "source", "1,,,,,,,,,pigeon,,,,works,", 2, 10, "there is no source" },
  { "weekdays", "1,,,,,,,,,,1-8,,,works,", 2, 11, "no weekdays" },
  { "weekdays-backwards", "1,,,,,,,,,,5-1,,,works,", 2, 11, "no weekdays" },
  { "weekdays-open", "1,,,,,,,,,,5-,,,works,", 2, 11, "no weekdays" },
  { "weekdays-words", "1,,,,,,,,,,Mon,,,works,", 2, 11, "no weekdays" },
  { "time", "1,,,,,,,,,,,8:00-12:00,,works,", 2, 12, "no time of day" },
  { "time-of-no-length", "1,,,,,,,,,,,08:00-08:00,,works,", 2, 12, "no time of day" },
  { "time-from-24", "1,,,,,,,,,,,24:00-08:00,,works,", 2, 12, "no time of day" },
  { "time-25", "1,,,,,,,,,,,08:00-25:00,,works,", 2, 12, "no time of day" },
  { "max-open", "1,,,,,,,,,,,,-1,works,", 2, 13, "not a number" },
  { "max-open-of-nobody", "1,,,,,,,,,,,,5,@owner,", 2, 13, "only a department" },
  { "department", "1,,,,,,,,,,,,,nobody,", 2, 14, "there is no department" },
  { "department-missing", "1,,,,,,,,,,,,,,", 2, 14, "missing" },
  { "fields", "1,,works", 2, 0, "3 fields instead of 15" },
  { "quote", "1,,,,,,,,,,,,,works,a\"b", 2, 15, "quote" },
  { "quote-in-the-middle", "1,,,,,,,,,,,,,\"wo\"rks,", 2, 14, "closing quote" },
};

static void
test_fault (gconstpointer data)
{
  const Row *row = data;
  g_autoptr (GwFaults) faults = gw_faults_new ();
  const GwFault *fault;

  g_assert_null (read_table (row->rows, faults));
  g_assert_cmpuint (faults->n, ==, 1);
  fault = g_ptr_array_index (faults->kept, 0);
  g_assert_cmpuint (fault->line, ==, row->line);
  g_assert_cmpuint (fault->column, ==, row->column);
  g_assert_nonnull (strstr (fault->text, row->text));
}

static void
test_all_faults (void)
{
  g_autoptr (GwFaults) faults = gw_faults_new ();

  g_assert_null (read_table ("x,2026-13-01,,event,,,A9,,nobody,pigeon,9,1,x,nobody,\n"
                             "1,,works\n"
                             "2,,,,,,,,,,,,,works,\n"
                             "2,,,,,,A9,,,,,,,works,\n",
                             faults));
  g_assert_cmpuint (faults->n, ==, 13);
}

static void
test_header (void)
{
  g_autoptr (GwRoutingWorld) world = make_world ();
  g_autoptr (GwFaults) faults = gw_faults_new ();

  g_assert_null (gw_routing_table_read ("rank,department\n1,works\n", 24, world, faults));
  g_assert_cmpuint (faults->n, ==, 1);
  g_assert_null (gw_routing_table_read ("\xff\n", 2, world, faults));
  g_assert_null (gw_routing_table_read ("", 0, world, faults));
}

/* One fault in 100,000 lines is named; without it all are read. */
static void
test_long (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GwFaults) faults = gw_faults_new ();
  g_autoptr (GwFaults) none = gw_faults_new ();
  g_autoptr (GwRoutingTable) table = NULL;
  gint64 start = g_get_monotonic_time ();

  for (guint i = 1; i < 100000; i++)
    g_string_append_printf (text,
                            "%u,,,matter,0601%u,,A%u,,,hotline,1-5,08:00-%02u:00,,works,\n",
                            i, i % 2, i % 2 + 1, i == 77776 ? 61 : 18);
  g_assert_null (read_table (text->str, faults));
  g_assert_cmpuint (faults->n, ==, 1);
  g_assert_cmpuint (((GwFault *)g_ptr_array_index (faults->kept, 0))->line, ==, 77777);
  g_assert_cmpuint (((GwFault *)g_ptr_array_index (faults->kept, 0))->column, ==, 12);
  memcpy (strstr (text->str, "-61:00"), "-12:00", 6);
  table = read_table (text->str, none);
  g_assert_nonnull (table);
  g_assert_cmpuint (table->rules->len, ==, 99999);
  g_test_message ("twice 100,000 lines in %.0f ms",
                  (double)(g_get_monotonic_time () - start) / 1000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/routing-table/read", test_read);
  g_test_add_func ("/routing-table/written-reads-back", test_written_reads_back);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strconcat ("/routing-table/fault/", rows[i].name, NULL);

      g_test_add_data_func (path, &rows[i], test_fault);
    }
  g_test_add_func ("/routing-table/all-faults", test_all_faults);
  g_test_add_func ("/routing-table/header", test_header);
  g_test_add_func ("/routing-table/long", test_long);
  return g_test_run ();
}
