/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Months of the statistics. */
#define G_LOG_DOMAIN "gridward-client"

#include "gui/client/codec-private.h"
#include "gui/client/month-records.h"

static const char *const action_names[GW_MONTH_N_ACTIONS] = {
  [GW_MONTH_REVIEW] = "review",
  [GW_MONTH_LOCK] = "lock",
  [GW_MONTH_REOPEN] = "reopen",
};

static const char *const state_names[GW_MONTH_N_STATES] = {
  [GW_MONTH_OPEN] = "open",
  [GW_MONTH_REVIEWED] = "reviewed",
  [GW_MONTH_LOCKED] = "locked",
};

/* ---- records ---- */

static void
act_free (gpointer data)
{
  GwMonthAct *act = data;

  gw_named_clear (&act->by);
  g_free (act->reason);
  g_free (act);
}

void
gw_month_free (GwMonth *month)
{
  g_free (month->month);
  g_clear_pointer (&month->acts, g_ptr_array_unref);
  g_free (month);
}

gboolean
gw_month_was_locked (const GwMonth *month)
{
  for (guint i = 0; i < month->acts->len; i++)
    if (((GwMonthAct *)month->acts->pdata[i])->action == GW_MONTH_LOCK)
      return TRUE;
  return FALSE;
}

void
gw_month_difference_free (GwMonthDifference *difference)
{
  g_free (difference->cell);
  gw_named_clear (&difference->case_class);
  gw_named_clear (&difference->department);
  g_free (difference->figure);
  g_free (difference);
}

void
gw_month_differences_free (GwMonthDifferences *differences)
{
  g_free (differences->month);
  g_clear_pointer (&differences->items, g_ptr_array_unref);
  g_free (differences);
}

/* ---- months ---- */

/* n when the name is none of them. */
static guint
find_name (const char *const *names, guint n, const char *name)
{
  for (guint i = 0; i < n; i++)
    if (g_strcmp0 (names[i], name) == 0)
      return i;
  return n;
}

static gpointer
read_act (GwReader *reader, GwJson *json)
{
  GwMonthAct *act = g_new0 (GwMonthAct, 1);
  const char *name = gw_reader_string (reader, json, "action", GW_REQUIRED);
  const guint action = find_name (action_names, GW_MONTH_N_ACTIONS, name);

  if (action == GW_MONTH_N_ACTIONS)
    gw_reader_fault (reader, "action", "review, lock or reopen");
  act->action = action;
  act->at_usec = gw_reader_time (reader, json, "at", GW_REQUIRED);
  gw_read_person (reader, json, "by", &act->by);
  act->reason = gw_reader_dup_string (reader, json, "reason", GW_OPTIONAL);
  return act;
}

static guint
read_allowed (GwReader *reader, GwJson *json)
{
  g_auto (GStrv) names = gw_read_texts (reader, json, "actions");
  guint allowed = 0;

  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    {
      const guint action = find_name (action_names, GW_MONTH_N_ACTIONS, names[i]);

      /* A later server may know more. */
      if (action < GW_MONTH_N_ACTIONS)
        allowed |= 1u << action;
    }
  return allowed;
}

static gpointer
read_month (GwReader *reader, GwJson *json)
{
  GwMonth *month = g_new0 (GwMonth, 1);
  const char *name = gw_reader_string (reader, json, "state", GW_REQUIRED);
  const guint state = find_name (state_names, GW_MONTH_N_STATES, name);

  if (state == GW_MONTH_N_STATES)
    gw_reader_fault (reader, "state", "open, reviewed or locked");
  month->state = state;
  month->month = gw_reader_dup_string (reader, json, "period", GW_REQUIRED);
  month->is_over = gw_reader_boolean (reader, json, "over", GW_OPTIONAL);
  month->allowed = read_allowed (reader, json);
  month->acts = gw_read_array (reader, json, "acts", read_act, act_free);
  return month;
}

gpointer
gw_decode_months (const char *text, gsize length, GError **error)
{
  g_autoptr (GwJson) root = gw_json_parse (text, length, error);
  g_autoptr (GPtrArray) months = NULL;
  GwReader reader = { 0 };

  if (root == NULL)
    return NULL;
  months =
      gw_read_array (&reader, root, "periods", read_month, (GDestroyNotify)gw_month_free);
  return gw_reader_finish (&reader, error) ? g_steal_pointer (&months) : NULL;
}

/* ---- differences ---- */

static gpointer
read_difference (GwReader *reader, GwJson *json)
{
  GwMonthDifference *difference = g_new0 (GwMonthDifference, 1);

  difference->cell = gw_reader_dup_string (reader, json, "cell", GW_OPTIONAL);
  gw_read_named_member (reader, json, "class", GW_OPTIONAL, &difference->case_class);
  gw_read_named_member (reader, json, "department", GW_OPTIONAL, &difference->department);
  difference->figure = gw_reader_dup_string (reader, json, "figure", GW_REQUIRED);
  difference->frozen = gw_reader_int (reader, json, "frozen", GW_REQUIRED);
  difference->now = gw_reader_int (reader, json, "now", GW_REQUIRED);
  return difference;
}

gpointer
gw_decode_month_differences (const char *text, gsize length, GError **error)
{
  g_autoptr (GwJson) root = gw_json_parse (text, length, error);
  g_autoptr (GwMonthDifferences) differences = NULL;
  GwReader reader = { 0 };

  if (root == NULL)
    return NULL;
  differences = g_new0 (GwMonthDifferences, 1);
  differences->month = gw_reader_dup_string (&reader, root, "period", GW_REQUIRED);
  differences->frozen_at_usec = gw_reader_time (&reader, root, "frozen_at", GW_OPTIONAL);
  differences->n = gw_read_count (&reader, root, "differences");
  differences->items = gw_read_array (&reader, root, "items", read_difference,
                                      (GDestroyNotify)gw_month_difference_free);
  return gw_reader_finish (&reader, error) ? g_steal_pointer (&differences) : NULL;
}

char *
gw_encode_month_action (GwMonthAction action, const char *reason)
{
  g_autoptr (GwJson) json = json_object_new_object ();

  json_object_object_add (json, "action", json_object_new_string (action_names[action]));
  if (*reason != '\0')
    json_object_object_add (json, "reason", json_object_new_string (reason));
  return g_strdup (json_object_to_json_string (json));
}
