/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which colleagues have which case open, and telling them which one is open here. */
#define G_LOG_DOMAIN "gridward-model"

#include "gui/model/holds.h"

#include <glib/gi18n.h>

/* So long a case is looked at before one is at it. */
#define SETTLE_MS 700
/* Signs of life are passed on this often at most; the server waits ten minutes. */
#define AGAIN_USEC (2 * 60 * G_USEC_PER_SEC)
/* Before the server lets go by itself. */
#define IDLE_S (10 * 60)

struct _GwHolds
{
  GObject parent_instance;

  GwLive *live;
  GwCaseStore *store;
  GwSelection *selection;
  char *login;
  GPtrArray *records; /* GwHoldRecord of others */
  char *said;         /* what the server was told last */
  gint64 said_usec;   /* monotonic */
  gint64 touched_usec;
  guint settle_id;
  guint idle_id;
};

G_DEFINE_FINAL_TYPE (GwHolds, gw_holds, G_TYPE_OBJECT)

static guint changed_signal;

static void
gw_holds_dispose (GObject *object)
{
  GwHolds *self = GW_HOLDS (object);

  g_clear_handle_id (&self->settle_id, g_source_remove);
  g_clear_handle_id (&self->idle_id, g_source_remove);
  g_clear_object (&self->live);
  g_clear_object (&self->store);
  g_clear_object (&self->selection);
  g_clear_pointer (&self->records, g_ptr_array_unref);
  g_clear_pointer (&self->login, g_free);
  g_clear_pointer (&self->said, g_free);

  G_OBJECT_CLASS (gw_holds_parent_class)->dispose (object);
}

static void
gw_holds_class_init (GwHoldsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gw_holds_dispose;

  changed_signal = g_signal_new ("changed", GW_TYPE_HOLDS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
gw_holds_init (GwHolds *self)
{
  self->records = g_ptr_array_new_with_free_func ((GDestroyNotify)gw_hold_record_free);
}

/* --- what others hold ----------------------------------------------------------------- */

char *
gw_holds_dup_names (GwHolds *self, const char *number, gint64 *ret_since)
{
  g_autoptr (GString) names = g_string_new (NULL);
  gint64 since = 0;

  g_return_val_if_fail (GW_IS_HOLDS (self), NULL);

  for (guint i = 0; number != NULL && i < self->records->len; i++)
    {
      const GwHoldRecord *record = self->records->pdata[i];

      if (!g_str_equal (record->number, number))
        continue;
      if (names->len > 0)
        /* Translators: between the names of people. */
        g_string_append (names, _ (", "));
      g_string_append (names, gw_named_label (&record->by));
      since = since == 0 ? record->since_usec : MIN (since, record->since_usec);
    }
  if (ret_since != NULL)
    *ret_since = since;
  return names->len > 0 ? g_string_free (g_steal_pointer (&names), FALSE) : NULL;
}

static void
tell (GwHolds *self, const char *number)
{
  GwCase *known = gw_case_store_lookup (self->store, number);
  g_autofree char *names = gw_holds_dup_names (self, number, NULL);

  if (known != NULL)
    gw_case_set_holder (known, names);
  g_signal_emit (self, changed_signal, 0, number);
}

static guint
find (GwHolds *self, const GwHoldRecord *wanted)
{
  for (guint i = 0; i < self->records->len; i++)
    {
      const GwHoldRecord *record = self->records->pdata[i];

      if (g_str_equal (record->number, wanted->number) &&
          g_strcmp0 (record->by.code, wanted->by.code) == 0)
        return i;
    }
  return G_MAXUINT;
}

static void
holds_cb (GwHolds *self, GPtrArray *records)
{
  for (guint i = 0; i < records->len; i++)
    {
      const GwHoldRecord *record = records->pdata[i];
      guint known = find (self, record);

      if (g_strcmp0 (record->by.code, self->login) == 0)
        continue;
      if (known != G_MAXUINT)
        g_ptr_array_remove_index_fast (self->records, known);
      if (record->since_usec != 0)
        g_ptr_array_add (self->records, gw_hold_record_copy (record));
      tell (self, record->number);
    }
}

/* A row that a page brings anew does not know yet who is at it. */
static void
case_added_cb (GwHolds *self, GwCase *added)
{
  g_autofree char *names = gw_holds_dup_names (self, gw_case_get_number (added), NULL);

  if (names != NULL)
    gw_case_set_holder (added, names);
}

/* --- what is open here ---------------------------------------------------------------- */

static void
say (GwHolds *self, const char *number)
{
  g_free (self->said);
  self->said = g_strdup (number);
  self->said_usec = g_get_monotonic_time ();
  gw_live_hold (self->live, number);
}

static gboolean
idle_cb (gpointer data)
{
  GwHolds *self = data;
  gint64 idle_usec = g_get_monotonic_time () - self->touched_usec;

  if (idle_usec < IDLE_S * G_USEC_PER_SEC)
    return G_SOURCE_CONTINUE;
  self->idle_id = 0;
  say (self, NULL);
  return G_SOURCE_REMOVE;
}

static gboolean
settle_cb (gpointer data)
{
  GwHolds *self = data;

  self->settle_id = 0;
  say (self, gw_selection_get_case_number (self->selection));
  if (self->said != NULL && self->idle_id == 0)
    self->idle_id = g_timeout_add_seconds (60, idle_cb, self);
  return G_SOURCE_REMOVE;
}

static void
selection_cb (GwHolds *self)
{
  self->touched_usec = g_get_monotonic_time ();
  g_clear_handle_id (&self->settle_id, g_source_remove);
  self->settle_id = g_timeout_add (SETTLE_MS, settle_cb, self);
}

void
gw_holds_touch (GwHolds *self)
{
  gint64 now_usec = g_get_monotonic_time ();

  g_return_if_fail (GW_IS_HOLDS (self));

  self->touched_usec = now_usec;
  if (now_usec - self->said_usec > AGAIN_USEC && self->settle_id == 0 &&
      gw_selection_get_case_number (self->selection) != NULL)
    settle_cb (self);
}

/* A new connection knows nothing: neither here who holds what, nor there. */
static void
state_cb (GwHolds *self)
{
  g_autoptr (GPtrArray) gone = NULL;

  if (gw_live_get_state (self->live) == GW_LIVE_CONNECTING)
    {
      gone = g_steal_pointer (&self->records);
      gw_holds_init (self);
      for (guint i = 0; i < gone->len; i++)
        tell (self, ((GwHoldRecord *)gone->pdata[i])->number);
    }
  else if (gw_live_get_state (self->live) == GW_LIVE_ONLINE && self->said != NULL)
    gw_live_hold (self->live, self->said);
}

GwHolds *
gw_holds_new (GwLive *live, GwCaseStore *store, GwSelection *selection, const char *login)
{
  GwHolds *self = g_object_new (GW_TYPE_HOLDS, NULL);

  self->live = g_object_ref (live);
  self->store = g_object_ref (store);
  self->selection = g_object_ref (selection);
  self->login = g_strdup (login);
  g_signal_connect_object (live, "holds", G_CALLBACK (holds_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (live, "notify::state", G_CALLBACK (state_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (store, "added", G_CALLBACK (case_added_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (selection, "notify::case-number", G_CALLBACK (selection_cb),
                           self, G_CONNECT_SWAPPED);
  return self;
}
