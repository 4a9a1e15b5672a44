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

struct _GwDeskActing
{
  GwDeskPage *page;
  GwDesk *desk;
  GwActionBatch *batch; /* what the toast is about; or NULL */
  AdwToast *toast;
  AdwToast *shown;   /* weak: the last one */
  AdwToast *refusal; /* offers to look at what came back; or NULL */
  char *came_back;   /* its case */
};

static GwActionQueue *
get_queue (GwDeskActing *self)
{
  return gw_desk_get_queue (self->desk);
}

static void
forget_toast (GwDeskActing *self)
{
  if (self->toast != NULL)
    g_signal_handlers_disconnect_by_data (self->toast, self);
  if (self->shown == self->toast)
    g_clear_weak_pointer (&self->shown);
  g_clear_object (&self->toast);
  g_clear_object (&self->batch);
}

static void
dismiss (GwDeskActing *self)
{
  g_autoptr (AdwToast) toast = self->toast != NULL ? g_object_ref (self->toast) : NULL;

  forget_toast (self);
  if (toast != NULL)
    adw_toast_dismiss (toast);
}

static void
gone_cb (GwDeskActing *self, AdwToast *toast)
{
  if (self->shown == toast)
    g_clear_weak_pointer (&self->shown);
}

static AdwToast *
show_toast (GwDeskActing *self, const char *text, guint seconds)
{
  GtkWidget *overlay =
      gtk_widget_get_ancestor (GTK_WIDGET (self->page), ADW_TYPE_TOAST_OVERLAY);
  AdwToast *toast = adw_toast_new (text);

  adw_toast_set_timeout (toast, seconds);
  /* One at a time: the latest is what one wants to know. Never twice: libadwaita 1.2 frees
   * what it still fades out when that is dismissed once more. */
  if (self->shown != NULL)
    adw_toast_dismiss (self->shown);
  g_set_weak_pointer (&self->shown, toast);
  g_signal_connect_swapped (toast, "dismissed", G_CALLBACK (gone_cb), self);
  if (overlay == NULL)
    return toast;
  adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay), g_object_ref (toast));
  return toast;
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
  g_autoptr (AdwToast) toast = NULL;

  text = is_one ? g_strdup_printf (_ ("Undone: %s"), number)
                : g_strdup_printf (ngettext ("Undone: %u case", "Undone: %u cases", n), n);
  if (!gw_action_queue_undo (get_queue (self), batch))
    return;
  dismiss (self);
  toast = show_toast (self, text, READ_S);
  if (is_one)
    gw_desk_page_open_case (self->page, number);
}

static void
undo_clicked_cb (GwDeskActing *self)
{
  g_autoptr (GwActionBatch) batch = NULL;

  if (self->batch == NULL)
    return;
  batch = g_object_ref (self->batch);
  undo_batch (self, batch);
}

void
gw_desk_acting_undo (GwDeskActing *self)
{
  GwActionBatch *batch = gw_action_queue_get_last (get_queue (self));
  g_autoptr (GwActionBatch) held = NULL;
  g_autoptr (AdwToast) toast = NULL;

  if (batch == NULL)
    {
      toast = show_toast (self, _ ("Nothing can be undone: it is all sent"), READ_S);
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
  dismiss (self);
  /* It stays until it is sent, however long a busy machine takes for that. */
  self->toast = show_toast (self, text, 0);
  self->batch = g_object_ref (batch);
  adw_toast_set_button_label (self->toast, _ ("_Undo"));
  g_signal_connect_swapped (self->toast, "button-clicked", G_CALLBACK (undo_clicked_cb),
                            self);
  g_signal_connect_swapped (self->toast, "dismissed", G_CALLBACK (forget_toast), self);
  go_on (self, batch);
}

/* ---- sent ---- */

static void
look_clicked_cb (GwDeskActing *self)
{
  gw_desk_page_open_case (self->page, self->came_back);
}

static void
forget_refusal (GwDeskActing *self)
{
  if (self->refusal != NULL)
    g_signal_handlers_disconnect_by_func (self->refusal, look_clicked_cb, self);
  g_clear_object (&self->refusal);
  g_clear_pointer (&self->came_back, g_free);
}

/* What was refused lies with its case, with the form as it was. */
static void
say_refused (GwDeskActing *self, GwQueuedAction *action)
{
  const GError *error = gw_queued_action_get_error (action);
  gboolean stale = g_error_matches (error, GW_CLIENT_ERROR, GW_CLIENT_ERROR_STALE);
  const char *why = stale ? _ ("somebody else has changed this case") : error->message;
  g_autofree char *text = NULL;
  g_autoptr (AdwToast) toast = NULL;

  if (gw_queued_action_is_kept (action))
    {
      text = g_strdup_printf (_ ("%s: not sent yet, kept until the server answers"),
                              gw_queued_action_get_number (action));
      toast = show_toast (self, text, 2 * READ_S);
      return;
    }
  text =
      g_strdup_printf (_ ("%s: not done, %s"), gw_queued_action_get_number (action), why);
  toast = show_toast (self, text, 4 * READ_S);
  forget_refusal (self);
  self->refusal = g_object_ref (toast);
  self->came_back = g_strdup (gw_queued_action_get_number (action));
  adw_toast_set_button_label (toast, _ ("_Look"));
  g_signal_connect_swapped (toast, "button-clicked", G_CALLBACK (look_clicked_cb), self);
}

static void
finished_cb (GwDeskActing *self, GwActionBatch *batch)
{
  guint n = gw_action_batch_get_n_items (batch);
  guint n_done = gw_action_batch_count (batch, GW_QUEUED_DONE);
  g_autofree char *text = describe (batch, n_done);
  g_autoptr (AdwToast) toast = NULL;
  gboolean was_shown = self->batch == batch;

  if (was_shown)
    dismiss (self);
  if (n == 1 &&
      gw_queued_action_get_state (gw_action_batch_get (batch, 0)) == GW_QUEUED_REFUSED)
    say_refused (self, gw_action_batch_get (batch, 0));
  else if (was_shown && n_done > 0)
    toast = show_toast (self, text, READ_S);
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
  g_autoptr (AdwToast) toast = NULL;

  if (n == 0)
    return;
  gtk_selection_model_select_range (model, 0, MIN (n, GW_BULK_MAX), TRUE);
  if (n <= GW_BULK_MAX)
    return;
  text = g_strdup_printf (_ ("The first %u of %u cases are selected"), GW_BULK_MAX, n);
  toast = show_toast (self, text, READ_S);
}

/* ---- */

GwDeskActing *
gw_desk_acting_new (GwDeskPage *page, GwSettings *settings)
{
  GwDeskActing *self = g_new0 (GwDeskActing, 1);

  self->page = page;
  self->desk = g_object_ref (page->desk);
  gw_action_queue_set_delay (
      get_queue (self),
      (guint)CLAMP (gw_settings_get_int (settings, "undo-seconds", UNDO_S), 0, MAX_UNDO_S));
  g_signal_connect_swapped (get_queue (self), "queued", G_CALLBACK (queued_cb), self);
  g_signal_connect_swapped (get_queue (self), "finished", G_CALLBACK (finished_cb), self);
  connect_bulk (self, settings);
  return self;
}

void
gw_desk_acting_free (GwDeskActing *self)
{
  g_signal_handlers_disconnect_by_data (get_queue (self), self);
  g_signal_handlers_disconnect_by_data (self->page->bulk_view, self);
  dismiss (self);
  forget_refusal (self);
  if (self->shown != NULL)
    g_signal_handlers_disconnect_by_data (self->shown, self);
  g_clear_weak_pointer (&self->shown);
  g_object_unref (self->desk);
  g_free (self);
}
