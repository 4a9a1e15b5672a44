/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Recurring cases. */
#define G_LOG_DOMAIN "gridward-client"

#include "gui/client/codec-private.h"
#include "gui/client/recurrence-records.h"

void
gw_recurring_free (GwRecurring *recurring)
{
  gw_named_clear (&recurring->case_class);
  g_free (recurring->cell);
  gw_named_clear (&recurring->community);
  g_strfreev (recurring->cases);
  g_free (recurring);
}

void
gw_recurrence_free (GwRecurrence *recurrence)
{
  g_clear_pointer (&recurrence->items, g_ptr_array_unref);
  g_free (recurrence->next);
  g_free (recurrence);
}

static gpointer
read_recurring (GwReader *reader, GwJson *json)
{
  GwRecurring *recurring = g_new0 (GwRecurring, 1);

  gw_read_named_member (reader, json, "class", GW_REQUIRED, &recurring->case_class);
  recurring->n = gw_read_count (reader, json, "n");
  recurring->first_usec = gw_reader_time (reader, json, "first_at", GW_REQUIRED);
  recurring->last_usec = gw_reader_time (reader, json, "last_at", GW_REQUIRED);
  recurring->lon = gw_reader_double (reader, json, "lon", GW_REQUIRED);
  recurring->lat = gw_reader_double (reader, json, "lat", GW_REQUIRED);
  recurring->cell = gw_reader_dup_string (reader, json, "cell", GW_OPTIONAL);
  gw_read_named_member (reader, json, "community", GW_OPTIONAL, &recurring->community);
  recurring->cases = gw_read_texts (reader, json, "cases");
  return recurring;
}

gpointer
gw_decode_recurrence (const char *text, gsize length, GError **error)
{
  g_autoptr (GwJson) root = gw_json_parse (text, length, error);
  g_autoptr (GwRecurrence) recurrence = NULL;
  GwReader reader = { 0 };

  if (root == NULL)
    return NULL;
  recurrence = g_new0 (GwRecurrence, 1);
  recurrence->items = gw_read_array (&reader, root, "items", read_recurring,
                                     (GDestroyNotify)gw_recurring_free);
  recurrence->n_groups = gw_read_count (&reader, root, "groups");
  recurrence->n_cases = gw_read_count (&reader, root, "cases");
  recurrence->n_filed = gw_read_count (&reader, root, "filed");
  recurrence->next = gw_reader_dup_string (&reader, root, "next", GW_OPTIONAL);
  return gw_reader_finish (&reader, error) ? g_steal_pointer (&recurrence) : NULL;
}
