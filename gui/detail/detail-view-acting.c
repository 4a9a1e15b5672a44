/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Decisions about the open case: on their way, taken, refused, taken back. */
#define G_LOG_DOMAIN "gridward-detail"

#include "gui/detail/detail-view-private.h"

#include <glib/gi18n.h>

#include "gui/model/decision-text.h"
#include "gui/model/text.h"

static const char *const conflict_text = N_ (
    "Somebody else has changed this case. It was loaded anew: look again, then decide.");

void
gw_detail_view_take_back (GwDetailView *self)
{
  GwActionQueue *queue = gw_desk_get_queue (self->desk);
  GwCaseDetail *detail = gw_open_case_get_detail (self->open_case);
  GwQueuedAction *action =
      gw_action_queue_peek (queue, gw_open_case_get_number (self->open_case));
  g_autoptr (GwQueuedAction) held = NULL;
  const GError *error;
  gboolean is_stale;

  if (detail == NULL || action == NULL || gw_queued_action_is_open (action))
    return;
  error = gw_queued_action_get_error (action);
  is_stale = g_error_matches (error, GW_CLIENT_ERROR, GW_CLIENT_ERROR_STALE);
  if (is_stale && detail->row->version <= gw_queued_action_get_row (action)->version)
    return;
  held = g_object_ref (action);
  gw_action_queue_forget (queue, detail->row->number);
  gw_action_form_restore (self->action_form, gw_queued_action_get_decision (held));
  if (error != NULL)
    gw_action_form_set_message (self->action_form,
                                is_stale ? _ (conflict_text) : error->message,
                                gw_client_error_get_field (error));
}

/* The feed would say the same, unless it is away just now. */
static void
queue_changed_cb (GwDetailView *self, const char *number)
{
  GwQueuedAction *action = gw_action_queue_peek (gw_desk_get_queue (self->desk), number);

  if (self->open_case == NULL)
    return;
  if (g_strcmp0 (number, gw_open_case_get_number (self->open_case)) != 0)
    return;
  if (action == NULL || gw_queued_action_get_state (action) == GW_QUEUED_REFUSED)
    gw_open_case_reload (self->open_case);
  gw_detail_view_take_back (self);
}

static void
card_said_cb (GwDetailView *self, gint64 card, const char *verb, const char *text)
{
  gw_action_form_set_message (self->action_form, NULL, NULL);
  gw_open_case_answer_card (self->open_case, card, verb, text);
}

static void
decided_cb (GwDetailView *self, const GwDecision *decision)
{
  GwActionQueue *queue = gw_desk_get_queue (self->desk);
  GwCaseDetail *detail = gw_open_case_get_detail (self->open_case);
  g_autofree char *title = NULL;

  gw_action_form_set_message (self->action_form, NULL, NULL);
  if (gw_action_queue_get_delay (queue) == 0 || detail == NULL)
    {
      gw_open_case_act (self->open_case, decision);
      return;
    }
  title = gw_text_decision (decision, gw_desk_get_city (self->desk));
  gw_action_queue_add_one (queue, detail->row, decision, title);
  gw_action_form_put_away (self->action_form);
}

static void
acted_cb (GwDetailView *self, const char *action)
{
  const char *number = gw_open_case_get_number (self->open_case);
  g_autofree char *text =
      g_strdup_printf (_ ("%s: %s"), number, gw_text_action_past (action));

  gw_action_form_close (self->action_form);
  gw_detail_view_say (self, text);
}

static void
refused_cb (GwDetailView *self, const GError *error)
{
  const char *field = gw_client_error_get_field (error);

  if (g_error_matches (error, GW_CLIENT_ERROR, GW_CLIENT_ERROR_STALE))
    gw_action_form_set_message (self->action_form, _ (conflict_text), NULL);
  else
    gw_action_form_set_message (self->action_form, error->message, field);
}

void
gw_detail_view_init_acting (GwDetailView *self)
{
  g_signal_connect_swapped (self->action_form, "decided", G_CALLBACK (decided_cb), self);
  g_signal_connect_swapped (self->cards_view, "said", G_CALLBACK (card_said_cb), self);
  g_signal_connect_object (gw_desk_get_queue (self->desk), "changed",
                           G_CALLBACK (queue_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_swapped (self->open_case, "acted", G_CALLBACK (acted_cb), self);
  g_signal_connect_swapped (self->open_case, "refused", G_CALLBACK (refused_cb), self);
}
