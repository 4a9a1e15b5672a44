/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Decisions leaving the desk: said in a toast that can undo them, and the list goes on. */
#define G_LOG_DOMAIN "gridward-desk"

#include "gui/desk-page-private.h"

#include <glib/gi18n.h>

#include "gui/model/text.h"

/* How long one can still read what was sent. */
#define READ_S 3
/* The time to think better of it, unless the settings say otherwise. */
#define UNDO_S 5
#define MAX_UNDO_S 60
#define UNDO_KEY "undo-seconds"

struct _GwDeskActing
{
  GwDeskPage *page;
  GwDesk *desk;
  GwSettings *settings;
  GSettings *store;     /* of the settings, or NULL */
  AdwToast *toast;      /* what is being said, or NULL */
  guint toast_id;       /* ends it in time */
  GwActionBatch *batch; /* that its button undoes, or NULL */
  char *came_back;      /* the case that its button lays open, or NULL */
};

static GwActionQueue *
get_queue (GwDeskActing *self)
{
  return gw_desk_get_queue (self->desk);
}

/* ---- said ---- */

static void
forget_button (GwDeskActing *self)
{
  g_clear_object (&self->batch);
  g_clear_pointer (&self->came_back, g_free);
}

static void
forget_toast (GwDeskActing *self)
{
  g_clear_handle_id (&self->toast_id, g_source_remove);
  forget_button (self);
  if (self->toast != NULL)
    g_signal_handlers_disconnect_by_data (self->toast, self);
  g_clear_object (&self->toast);
}

static gboolean
end_toast (gpointer data)
{
  GwDeskActing *self = data;
  g_autoptr (AdwToast) toast = g_object_ref (self->toast);

  self->toast_id = 0;
  forget_toast (self);
  adw_toast_dismiss (toast);
  return G_SOURCE_REMOVE;
}

static void
end_toast_in (GwDeskActing *self, guint seconds)
{
  g_clear_handle_id (&self->toast_id, g_source_remove);
  if (seconds > 0)
    self->toast_id = g_timeout_add_seconds (seconds, end_toast, self);
}

static void button_clicked_cb (GwDeskActing *self);

static void
add_toast (GwDeskActing *self, AdwToastOverlay *overlay)
{
  self->toast = adw_toast_new ("");
  adw_toast_set_timeout (self->toast, 0);
  g_signal_connect_swapped (self->toast, "dismissed", G_CALLBACK (forget_toast), self);
  g_signal_connect_swapped (self->toast, "button-clicked", G_CALLBACK (button_clicked_cb),
                            self);
  adw_toast_overlay_add_toast (overlay, g_object_ref (self->toast));
}

/*
 * Says one thing at a time: the latest is what one wants to know. seconds 0: until more is
 * said. It is always the same toast, and its clock is ours: libadwaita 1.2 uses one after it
 * was freed that is dismissed while it still comes in, or twice.
 */
static void
say (GwDeskActing *self, const char *text, guint seconds)
{
  GtkWidget *overlay =
      gtk_widget_get_ancestor (GTK_WIDGET (self->page), ADW_TYPE_TOAST_OVERLAY);

  if (overlay == NULL)
    return;
  forget_button (self);
  if (self->toast == NULL)
    add_toast (self, ADW_TOAST_OVERLAY (overlay));
  adw_toast_set_button_label (self->toast, NULL);
  adw_toast_set_title (self->toast, text);
  end_toast_in (self, seconds);
}

/* "20261122-000017: Dispatched to Sanitation", "48 cases: Dispatched". */
static char *
describe (GwActionBatch *batch, guint n)
{
  GwQueuedAction *first = gw_action_batch_get (batch, 0);

  if (gw_action_batch_get_n_items (batch) == 1)
    return g_strdup_printf (_ ("%s: %s"), gw_queued_action_get_number (first),
                            gw_queued_action_get_title (first));
  return g_strdup_printf (ngettext ("%u case: %s", "%u cases: %s", n), n,
                          gw_queued_action_get_title (first));
}

/* ---- undone ---- */

static void
undo_batch (GwDeskActing *self, GwActionBatch *batch)
{
  gboolean is_one = gw_action_batch_get_n_items (batch) == 1;
  g_autofree char *number =
      g_strdup (gw_queued_action_get_number (gw_action_batch_get (batch, 0)));
  g_autofree char *text = NULL;
  guint n = gw_action_batch_count (batch, GW_QUEUED_WAITING);

  text = is_one ? g_strdup_printf (_ ("Undone: %s"), number)
                : g_strdup_printf (ngettext ("Undone: %u case", "Undone: %u cases", n), n);
  if (!gw_action_queue_undo (get_queue (self), batch))
    return;
  say (self, text, READ_S);
  if (is_one)
    gw_desk_page_open_case (self->page, number);
}

static void
button_clicked_cb (GwDeskActing *self)
{
  g_autoptr (GwActionBatch) batch = g_steal_pointer (&self->batch);
  g_autofree char *came_back = g_steal_pointer (&self->came_back);

  /* A toast whose button was clicked goes by itself. */
  forget_toast (self);
  if (batch != NULL)
    undo_batch (self, batch);
  else if (came_back != NULL)
    gw_desk_page_open_case (self->page, came_back);
}

void
gw_desk_acting_undo (GwDeskActing *self)
{
  GwActionBatch *batch = gw_action_queue_get_last (get_queue (self));
  g_autoptr (GwActionBatch) held = NULL;

  if (batch == NULL)
    {
      say (self, _ ("Nothing can be undone: it is all sent"), READ_S);
      return;
    }
  held = g_object_ref (batch);
  undo_batch (self, held);
}

/* ---- decided ---- */

/* The case that was decided about is left; the next one is laid open. */
static void
go_on (GwDeskActing *self, GwActionBatch *batch)
{
  const char *open = gw_selection_get_case_number (gw_desk_get_selection (self->desk));
  const char *number = gw_queued_action_get_number (gw_action_batch_get (batch, 0));

  if (gw_action_batch_get_n_items (batch) > 1)
    return;
  if (g_strcmp0 (open, number) == 0 &&
      gw_case_list_find (gw_desk_get_list (self->desk), number) != G_MAXUINT)
    gw_desk_page_step (self->page, 1);
  gw_desk_page_focus_list (self->page);
}

static void
queued_cb (GwDeskActing *self, GwActionBatch *batch)
{
  g_autofree char *text = describe (batch, gw_action_batch_get_n_items (batch));

  if (gw_action_queue_get_delay (get_queue (self)) == 0)
    return;
  /* It stays until it is sent, however long a busy machine takes for that. */
  say (self, text, 0);
  if (self->toast != NULL)
    {
      self->batch = g_object_ref (batch);
      adw_toast_set_button_label (self->toast, _ ("_Undo"));
    }
  go_on (self, batch);
}

/* ---- sent ---- */

/* What was refused lies with its case, with the form as it was. */
static void
say_refused (GwDeskActing *self, GwQueuedAction *action)
{
  const GError *error = gw_queued_action_get_error (action);
  gboolean stale = g_error_matches (error, GW_CLIENT_ERROR, GW_CLIENT_ERROR_STALE);
  const char *why = stale ? _ ("somebody else has changed this case") : error->message;
  g_autofree char *text = NULL;

  if (gw_queued_action_is_kept (action))
    {
      text = g_strdup_printf (_ ("%s: not sent yet, kept until the server answers"),
                              gw_queued_action_get_number (action));
      say (self, text, 2 * READ_S);
      return;
    }
  text =
      g_strdup_printf (_ ("%s: not done, %s"), gw_queued_action_get_number (action), why);
  say (self, text, 4 * READ_S);
  if (self->toast == NULL)
    return;
  self->came_back = g_strdup (gw_queued_action_get_number (action));
  adw_toast_set_button_label (self->toast, _ ("_Look"));
}

static void
finished_cb (GwDeskActing *self, GwActionBatch *batch)
{
  guint n = gw_action_batch_get_n_items (batch);
  guint n_done = gw_action_batch_count (batch, GW_QUEUED_DONE);
  g_autofree char *text = describe (batch, n_done);
  gboolean was_said = self->batch == batch;

  if (n == 1 &&
      gw_queued_action_get_state (gw_action_batch_get (batch, 0)) == GW_QUEUED_REFUSED)
    say_refused (self, gw_action_batch_get (batch, 0));
  else if (was_said && n_done > 0)
    say (self, text, READ_S);
  else if (was_said)
    end_toast_in (self, 1);
}

/* ---- several ---- */

static void
show_bulk (GwDeskActing *self)
{
  GwDeskPage *page = self->page;
  gboolean is_wanted = gw_bulk_view_is_wanted (page->bulk_view);

  gtk_stack_set_visible_child (page->case_stack, is_wanted
                                                     ? GTK_WIDGET (page->bulk_view)
                                                     : GTK_WIDGET (page->detail_view));
}

/* numbers NULL: only one again. */
static void
select_cb (GwDeskActing *self, GPtrArray *numbers)
{
  GtkSelectionModel *model = gw_case_list_view_get_selection (self->page->list_view);
  g_autoptr (GtkBitset) before = gtk_selection_model_get_selection (model);
  g_autoptr (GtkBitset) selected = gtk_bitset_new_empty ();
  g_autoptr (GtkBitset) all =
      gtk_bitset_new_range (0, g_list_model_get_n_items (G_LIST_MODEL (model)));

  for (guint i = 0; numbers != NULL && i < numbers->len; i++)
    {
      guint position = gw_case_list_find (gw_desk_get_list (self->desk), numbers->pdata[i]);

      if (position != G_MAXUINT)
        gtk_bitset_add (selected, position);
    }
  if (numbers == NULL && !gtk_bitset_is_empty (before))
    gtk_bitset_add (selected, gtk_bitset_get_minimum (before));
  gtk_selection_model_set_selection (model, selected, all);
  gw_desk_page_focus_list (self->page);
}

static void
connect_bulk (GwDeskActing *self, GwSettings *settings)
{
  GwDeskPage *page = self->page;
  g_autoptr (GwOpinionTemplates) templates = gw_opinion_templates_new (settings);

  gw_detail_view_set_templates (page->detail_view, templates);
  gw_bulk_view_set_templates (page->bulk_view, templates);

  gw_bulk_view_set_desk (page->bulk_view, self->desk,
                         gw_case_list_view_get_selection (page->list_view));
  g_signal_connect_swapped (page->bulk_view, "notify::wanted", G_CALLBACK (show_bulk),
                            self);
  g_signal_connect_swapped (page->bulk_view, "select", G_CALLBACK (select_cb), self);
}

void
gw_desk_acting_select_all (GwDeskActing *self)
{
  GtkSelectionModel *model = gw_case_list_view_get_selection (self->page->list_view);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (model));
  g_autofree char *text = NULL;

  if (n == 0)
    return;
  gtk_selection_model_select_range (model, 0, MIN (n, GW_BULK_MAX), TRUE);
  if (n <= GW_BULK_MAX)
    return;
  text = g_strdup_printf (_ ("The first %u of %u cases are selected"), GW_BULK_MAX, n);
  say (self, text, READ_S);
}

/* What waits already keeps its time. */
static void
follow_undo_time (GwDeskActing *self)
{
  int seconds = gw_settings_get_int (self->settings, UNDO_KEY, UNDO_S);

  gw_action_queue_set_delay (get_queue (self), (guint)CLAMP (seconds, 0, MAX_UNDO_S));
}

/* ---- */

GwDeskActing *
gw_desk_acting_new (GwDeskPage *page, GwSettings *settings)
{
  GwDeskActing *self = g_new0 (GwDeskActing, 1);

  self->page = page;
  self->desk = g_object_ref (page->desk);
  self->settings = g_object_ref (settings);
  g_set_object (&self->store, gw_settings_get_store (settings));
  if (self->store != NULL)
    g_signal_connect_swapped (self->store, "changed::" UNDO_KEY,
                              G_CALLBACK (follow_undo_time), self);
  follow_undo_time (self);
  g_signal_connect_swapped (get_queue (self), "queued", G_CALLBACK (queued_cb), self);
  g_signal_connect_swapped (get_queue (self), "finished", G_CALLBACK (finished_cb), self);
  connect_bulk (self, settings);
  return self;
}

/* What the page leaves behind goes, but not at once: see say(). */
static gboolean
dismiss_left (gpointer toast)
{
  adw_toast_dismiss (toast);
  return G_SOURCE_REMOVE;
}

void
gw_desk_acting_free (GwDeskActing *self)
{
  g_signal_handlers_disconnect_by_data (get_queue (self), self);
  g_signal_handlers_disconnect_by_data (self->page->bulk_view, self);
  if (self->toast != NULL)
    g_timeout_add_seconds_full (G_PRIORITY_DEFAULT, 1, dismiss_left,
                                g_object_ref (self->toast), g_object_unref);
  forget_toast (self);
  if (self->store != NULL)
    g_signal_handlers_disconnect_by_data (self->store, self);
  g_clear_object (&self->store);
  g_object_unref (self->settings);
  g_object_unref (self->desk);
  g_free (self);
}
