/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was changed is found by comparing what is exchanged as a whole, field by field. */
#define G_LOG_DOMAIN "gridward-service"

#include "backend/service/change-note.h"

#include <string.h>

#include "backend/rules/csv.h"
#include "backend/rules/routing-table.h"
#include "backend/store/administration-store.h"

/* Of a thing that came or went; people and departments have the same. */
#define STATE_FIELD "state"
#define THERE "active"
#define GONE "retired"

static const char *
or_null (const char *text)
{
  return text != NULL && *text != '\0' ? text : NULL;
}

gboolean
gw_change_note (const GwChangeNote *self, const char *subject, const char *key,
                const char *field, const char *before, const char *after, GError **error)
{
  const GwAdministrationChange change = { .at = self->at,
                                          .person_id = self->person_id,
                                          .subject = (char *)subject,
                                          .key = (char *)key,
                                          .field = (char *)field,
                                          .before = (char *)or_null (before),
                                          .after = (char *)or_null (after) };

  return gw_store_administration_note (self->writer, &change, error);
}

/* Each of n texts that is another one. */
static gboolean
note_texts (const GwChangeNote *self, const char *subject, const char *key,
            const char *(*name_of) (gconstpointer data, guint field), gconstpointer data,
            guint n, char *const *before, char *const *after, GError **error)
{
  for (guint i = 0; i < n; i++)
    {
      const char *from = before != NULL ? or_null (before[i]) : NULL;
      const char *to = or_null (after[i]);

      if (g_strcmp0 (from, to) != 0 &&
          !gw_change_note (self, subject, key, name_of (data, i), from, to, error))
        return FALSE;
    }
  return TRUE;
}

/* --- rules ------------------------------------------------------------------------------ */

/* A table as a row of texts for each rank. */
typedef struct
{
  GPtrArray *ranks; /* in the order of the table; owned by rows */
  GHashTable *rows; /* rank -> GStrv */
} RuleTexts;

static void
rule_texts_clear (RuleTexts *self)
{
  g_ptr_array_unref (self->ranks);
  g_hash_table_unref (self->rows);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RuleTexts, rule_texts_clear)

static char **
dup_fields (const GwCsv *csv)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < csv->fields->len; i++)
    g_strv_builder_add (builder, g_ptr_array_index (csv->fields, i));
  return g_strv_builder_end (builder);
}

/* The first row is the header. */
static void
read_rules (RuleTexts *self, const GwRouting *routing, const GwRoutingWorld *world)
{
  g_autofree char *text = gw_routing_table_write (routing, world);
  g_auto (GwCsv) csv = { 0 };

  self->ranks = g_ptr_array_new ();
  self->rows =
      g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify)g_strfreev);
  if (!gw_csv_open (&csv, text, strlen (text), NULL, NULL) || !gw_csv_next (&csv, NULL))
    return;
  while (gw_csv_next (&csv, NULL))
    {
      char **fields = dup_fields (&csv);

      g_ptr_array_add (self->ranks, fields[0]);
      g_hash_table_insert (self->rows, fields[0], fields);
    }
}

static const char *
rule_field_name (gconstpointer columns, guint field)
{
  /* Behind the rank, which is the key. */
  return ((const char *const *)columns)[field + 1];
}

gboolean
gw_change_note_rules (const GwChangeNote *self, const GwRouting *before,
                      const GwRouting *after, const GwRoutingWorld *world, GError **error)
{
  g_auto (RuleTexts) were = { 0 };
  g_auto (RuleTexts) are = { 0 };
  g_auto (GStrv) columns = g_strsplit (GW_ROUTING_TABLE_HEADER, ",", -1);
  guint n = g_strv_length (columns) - 1;

  read_rules (&were, before, world);
  read_rules (&are, after, world);
  for (guint i = 0; i < were.ranks->len; i++)
    if (!g_hash_table_contains (are.rows, were.ranks->pdata[i]) &&
        !gw_change_note (self, GW_NOTED_RULE, were.ranks->pdata[i], STATE_FIELD, THERE,
                         GONE, error))
      return FALSE;
  for (guint i = 0; i < are.ranks->len; i++)
    {
      char **now = g_hash_table_lookup (are.rows, are.ranks->pdata[i]);
      char **was = g_hash_table_lookup (were.rows, are.ranks->pdata[i]);

      if (was == NULL &&
          !gw_change_note (self, GW_NOTED_RULE, now[0], STATE_FIELD, NULL, THERE, error))
        return FALSE;
      if (!note_texts (self, GW_NOTED_RULE, now[0], rule_field_name, columns, n,
                       was != NULL ? was + 1 : NULL, now + 1, error))
        return FALSE;
    }
  return TRUE;
}

/* --- calendars -------------------------------------------------------------------------- */

static char **
dup_lines (const GwCalendarPlan *plan)
{
  g_autofree char *csv = plan != NULL ? gw_calendar_plan_to_csv (plan) : g_strdup ("");

  return g_strsplit (csv, "\n", -1);
}

/* The lines of the kind that the other table has not, without their first word. */
static char *
dup_missing (char *const *lines, const char *const *other, const char *kind)
{
  g_autoptr (GString) text = g_string_new (NULL);
  gsize length = strlen (kind);

  for (guint i = 0; lines[i] != NULL; i++)
    if (strncmp (lines[i], kind, length) == 0 && lines[i][length] == ',' &&
        !g_strv_contains (other, lines[i]))
      g_string_append_printf (text, "%s%s", text->len > 0 ? "; " : "",
                              lines[i] + length + 1);
  return g_strdup (text->str);
}

gboolean
gw_change_note_calendar (const GwChangeNote *self, const GwCalendarPlan *before,
                         const GwCalendarPlan *after, GError **error)
{
  static const char *const kinds[] = { "name",         "zone", "hours",     "slot",
                                       "make_up_slot", "day",  "department" };
  g_auto (GStrv) were = dup_lines (before);
  g_auto (GStrv) are = dup_lines (after);

  if (before == NULL && !gw_change_note (self, GW_NOTED_CALENDAR, after->code, STATE_FIELD,
                                         NULL, THERE, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *gone = dup_missing (were, (const char *const *)are, kinds[i]);
      g_autofree char *new = dup_missing (are, (const char *const *)were, kinds[i]);

      if ((*gone != '\0' || *new != '\0') &&
          !gw_change_note (self, GW_NOTED_CALENDAR, after->code, kinds[i], gone, new,
                           error))
        return FALSE;
    }
  return TRUE;
}

/* --- the catalogue ----------------------------------------------------------------------- */

static const char *
catalogue_field_name (gconstpointer table, guint field)
{
  return gw_catalogue_table_column (*(const GwCatalogueTable *)table, field);
}

/* "47678/matter/06010/1", of one table; the tables' keys are of different lengths. */
static char *
dup_key (GwCatalogueTable table, const GwCatalogueRow *row)
{
  GString *key = g_string_new (gw_catalogue_table_name (table));

  for (guint i = 0; i < gw_catalogue_table_n_key (table); i++)
    g_string_append_printf (key, "/%s", row->fields[i]);
  return g_string_free (key, FALSE);
}

static const GwCatalogueRow *
find_row (const GwCatalogueBook *book, const GwCatalogueChange *change)
{
  const GPtrArray *rows = book->rows[change->table];

  for (guint i = 0; i < rows->len; i++)
    if (((const GwCatalogueRow *)g_ptr_array_index (rows, i))->id == change->id)
      return g_ptr_array_index (rows, i);
  return NULL;
}

static void
format_date (char text[16], guint32 date)
{
  text[0] = '\0';
  if (date != 0)
    g_snprintf (text, 16, "%04u-%02u-%02u", date / 10000, date / 100 % 100, date % 100);
}

static gboolean
note_added (const GwChangeNote *self, const GwCatalogueChange *change, const char *key,
            const GwCatalogueRow *former, GError **error)
{
  const guint n_key = gw_catalogue_table_n_key (change->table);
  const guint n = gw_catalogue_table_n_fields (change->table);
  char from[16], to[16];

  if (former == NULL)
    return gw_change_note (self, GW_NOTED_CATALOGUE, key, STATE_FIELD, NULL, THERE, error);
  format_date (from, former->valid_from);
  format_date (to, change->valid_from);
  for (guint i = n_key; i < n; i++)
    if (strcmp (former->fields[i], change->row->fields[i]) != 0 &&
        !gw_change_note (self, GW_NOTED_CATALOGUE, key,
                         catalogue_field_name (&change->table, i), former->fields[i],
                         change->row->fields[i], error))
      return FALSE;
  return gw_change_note (self, GW_NOTED_CATALOGUE, key, "valid_from", from, to, error);
}

/* What ended and is not followed by another version. */
static gboolean
note_ended (const GwChangeNote *self, const char *key, const GwCatalogueRow *row,
            guint32 valid_to, GError **error)
{
  char from[16], to[16];

  format_date (from, row->valid_to);
  format_date (to, valid_to);
  return gw_change_note (self, GW_NOTED_CATALOGUE, key, "valid_to", from, to, error);
}

gboolean
gw_change_note_catalogue (const GwChangeNote *self, const GArray *changes,
                          const GwCatalogueBook *stored, GError **error)
{
  g_autoptr (GHashTable) ended =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) dates = g_hash_table_new (NULL, NULL);
  GHashTableIter iter;
  gpointer key, row;

  for (guint i = 0; i < changes->len; i++)
    {
      const GwCatalogueChange *change = &g_array_index (changes, GwCatalogueChange, i);
      const GwCatalogueRow *found = change->id != 0 ? find_row (stored, change) : NULL;

      if (found == NULL)
        continue;
      g_hash_table_insert (ended, dup_key (change->table, found), (gpointer)found);
      g_hash_table_insert (dates, (gpointer)found, GUINT_TO_POINTER (change->valid_to));
    }
  for (guint i = 0; i < changes->len; i++)
    {
      const GwCatalogueChange *change = &g_array_index (changes, GwCatalogueChange, i);
      g_autofree char *added =
          change->id == 0 ? dup_key (change->table, change->row) : NULL;

      if (added == NULL)
        continue;
      if (!note_added (self, change, added, g_hash_table_lookup (ended, added), error))
        return FALSE;
      g_hash_table_remove (ended, added);
    }
  g_hash_table_iter_init (&iter, ended);
  while (g_hash_table_iter_next (&iter, &key, &row))
    if (!note_ended (self, key, row, GPOINTER_TO_UINT (g_hash_table_lookup (dates, row)),
                     error))
      return FALSE;
  return TRUE;
}
