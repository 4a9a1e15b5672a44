/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The open case: what, where, until when, why, what happened, and what to do now. */
#define G_LOG_DOMAIN "gridward-detail"

#include "gui/detail/detail-view-private.h"

#include <glib/gi18n.h>

#include "gui/detail/photo.h"
#include "gui/model/decision-text.h"
#include "gui/model/text.h"
#include "gui/print/sheet.h"

G_DEFINE_FINAL_TYPE (GwDetailView, gw_detail_view, GTK_TYPE_WIDGET)

static guint acted_signal;

static void
show_text (GtkLabel *label, const char *text)
{
  gtk_label_set_text (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL && text[0] != '\0');
}

/* Everything that moves with the clock. */
static void
show_clock (GwDetailView *self)
{
  GwCaseDetail *detail =
      self->open_case != NULL ? gw_open_case_get_detail (self->open_case) : NULL;

  if (detail == NULL)
    return;
  gw_lamp_icon_set_lamp (self->lamp,
                         gw_case_row_lamp_at (detail->row, gw_desk_now (self->desk)));
  /* Working time began or ended: the server knows what is left from here on. */
  if (!gw_clocks_view_tick (self->clocks_view))
    gw_open_case_reload (self->open_case);
}

static void
show_decisions (GwDetailView *self, const GwCaseDetail *detail)
{
  const GwCaseProgress *progress = &detail->progress;

  gw_why_view_set_steps (self->why_deadline, (const char *const *)progress->why_deadline);
  gw_why_view_set_steps (self->why_department,
                         (const char *const *)progress->why_department);
}

/* Another case is read from its beginning; the same one stays where it is read. */
static void
scroll_if_another (GwDetailView *self, const char *number)
{
  if (g_str_equal (gtk_label_get_text (self->number_label), number))
    return;
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
}

static void
show_photos (GwDetailView *self, const GwCaseDetail *detail)
{
  g_autoptr (GPtrArray) photos =
      gw_photos_new (detail->attachments, gw_open_case_get_events (self->open_case),
                     gw_desk_get_city (self->desk));

  gw_photo_strip_set_photos (self->photo_strip, gw_desk_get_client (self->desk), photos);
}

/* Who looks after the place, and what the component has been through: both come later. */
static void
show_context (GwDetailView *self)
{
  GwCaseDetail *detail = gw_open_case_get_detail (self->open_case);
  GwCityInfo *city = gw_desk_get_city (self->desk);

  if (detail == NULL)
    return;
  gw_facts_view_set_detail (self->facts_view, detail,
                            gw_case_context_get_duty (self->context), city);
  gw_component_view_set_card (self->component_view,
                              gw_case_context_get_component (self->context),
                              detail->row->number, city);
}

static void
show_detail (GwDetailView *self, GwCaseDetail *detail)
{
  const GwCaseRow *row = detail->row;
  GwCityInfo *city = gw_desk_get_city (self->desk);

  scroll_if_another (self, row->number);
  gtk_label_set_text (self->class_label, gw_named_label (&row->klass));
  gtk_label_set_text (self->state_label, gw_text_state (row));
  gtk_label_set_text (self->number_label, row->number);
  show_text (self->description_label, row->description);
  gw_badge_row_set_detail (self->badge_row, detail, city);
  gw_request_view_set_detail (self->request_view, detail,
                              gw_open_case_get_events (self->open_case), city);
  gw_clocks_view_set_detail (self->clocks_view, detail, city);
  gw_place_map_set_row (self->place_map, detail->row);
  show_context (self);
  gw_cards_view_set_detail (self->cards_view, detail, city);
  gw_related_view_set_detail (self->related_view, detail, city);
  show_decisions (self, detail);
  show_clock (self);
  show_photos (self, detail);
  gw_action_form_set_detail (self->action_form, detail);
}

/* Of an open case only: what has ended cannot be merged with anything. */
static void
ask_nearby (GwDetailView *self, const GwCaseDetail *detail)
{
  gboolean is_open = detail != NULL && gw_case_state_is_open (detail->row->state);

  gw_nearby_cases_ask (self->nearby_cases, is_open ? detail->row->number : NULL,
                       is_open ? detail->row->version : 0);
}

static void
case_changed_cb (GwDetailView *self)
{
  GwCaseDetail *detail = gw_open_case_get_detail (self->open_case);
  const GError *error = gw_open_case_get_error (self->open_case);
  const char *page = "loading";

  if (gw_open_case_get_number (self->open_case) == NULL)
    page = "empty";
  else if (detail != NULL)
    page = "case";
  else if (error != NULL)
    page = "failed";
  if (error != NULL)
    adw_status_page_set_description (self->failed_page, error->message);
  if (detail != NULL)
    show_detail (self, detail);
  else
    gw_action_form_set_detail (self->action_form, NULL);
  gw_pending_bar_set_number (self->pending_bar, gw_open_case_get_number (self->open_case));
  ask_nearby (self, detail);
  gw_case_context_ask (self->context, detail);
  gw_journal_view_set_events (self->journal_view, gw_open_case_get_number (self->open_case),
                              gw_open_case_get_events (self->open_case),
                              gw_desk_get_city (self->desk));
  gtk_stack_set_visible_child_name (self->stack, page);
  gw_detail_view_take_back (self);
  if (detail == NULL || !self->focus_when_shown)
    return;
  self->focus_when_shown = FALSE;
  gw_action_form_focus_first (self->action_form);
}

/* Another case that this one names. */
static void
other_opened_cb (GwDetailView *self, const char *number)
{
  GwSelection *selection = gw_desk_get_selection (self->desk);

  self->focus_when_shown = TRUE;
  gw_selection_set_case_number (selection, number);
  gw_selection_reveal (selection);
}

/* On the large map, which takes the keyboard. */
static void
place_clicked_cb (GwDetailView *self)
{
  gw_selection_reveal (gw_desk_get_selection (self->desk));
  gtk_widget_activate_action (GTK_WIDGET (self), "desk.focus-map", NULL);
}

/* A decision that is asked for where it is explained; its form is where all forms are. */
static void
chosen_cb (GwDetailView *self, const char *action)
{
  gw_action_form_open_named (self->action_form, action);
}

static void
busy_changed_cb (GwDetailView *self)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self->action_form),
                            !gw_open_case_is_busy (self->open_case));
}

static void
try_clicked_cb (GwDetailView *self)
{
  gw_open_case_reload (self->open_case);
}

static void
gw_detail_view_dispose (GObject *object)
{
  GwDetailView *self = GW_DETAIL_VIEW (object);

  if (self->open_case != NULL)
    g_signal_handlers_disconnect_by_data (self->open_case, self);
  g_clear_pointer ((GtkWidget **)&self->stack, gtk_widget_unparent);
  g_clear_object (&self->open_case);
  g_clear_object (&self->nearby_cases);
  if (self->context != NULL)
    g_signal_handlers_disconnect_by_data (self->context, self);
  g_clear_object (&self->context);
  g_clear_object (&self->desk);

  G_OBJECT_CLASS (gw_detail_view_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, GwDetailView, stack);
  gtk_widget_class_bind_template_child (widget_class, GwDetailView, failed_page);
  gtk_widget_class_bind_template_child (widget_class, GwDetailView, lamp);
  gtk_widget_class_bind_template_child (widget_class, GwDetailView, class_label);
  gtk_widget_class_bind_template_child (widget_class, GwDetailView, state_label);
  gtk_widget_class_bind_template_child (widget_class, GwDetailView, number_label);
  gtk_widget_class_bind_template_child (widget_class, GwDetailView, badge_row);
  gtk_widget_class_bind_template_child (widget_class, GwDetailView, hold_view);
  gtk_widget_class_bind_template_child (widget_class, GwDetailView, scroller);
  gtk_widget_class_bind_template_child (widget_class, GwDetailView, request_view);
  gtk_widget_class_bind_template_child (widget_class, GwDetailView, description_label);
  gtk_widget_class_bind_template_child (widget_class, GwDetailView, photo_strip);
  gtk_widget_class_bind_template_child (widget_class, GwDetailView, clocks_view);
  gtk_widget_class_bind_template_child (widget_class, GwDetailView, why_deadline);
  gtk_widget_class_bind_template_child (widget_class, GwDetailView, place_map);
  gtk_widget_class_bind_template_child (widget_class, GwDetailView, facts_view);
  gtk_widget_class_bind_template_child (widget_class, GwDetailView, component_view);
  gtk_widget_class_bind_template_child (widget_class, GwDetailView, why_department);
  gtk_widget_class_bind_template_child (widget_class, GwDetailView, cards_view);
  gtk_widget_class_bind_template_child (widget_class, GwDetailView, related_view);
  gtk_widget_class_bind_template_child (widget_class, GwDetailView, nearby_view);
  gtk_widget_class_bind_template_child (widget_class, GwDetailView, journal_view);
  gtk_widget_class_bind_template_child (widget_class, GwDetailView, pending_bar);
  gtk_widget_class_bind_template_child (widget_class, GwDetailView, action_form);
}

static void
gw_detail_view_class_init (GwDetailViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gw_detail_view_dispose;
  acted_signal = g_signal_new ("acted", GW_TYPE_DETAIL_VIEW, G_SIGNAL_RUN_LAST, 0, NULL,
                               NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  g_type_ensure (GW_TYPE_BADGE_ROW);
  g_type_ensure (GW_TYPE_HOLD_VIEW);
  g_type_ensure (GW_TYPE_CARDS_VIEW);
  g_type_ensure (GW_TYPE_CLOCKS_VIEW);
  g_type_ensure (GW_TYPE_COMPONENT_VIEW);
  g_type_ensure (GW_TYPE_FACTS_VIEW);
  g_type_ensure (GW_TYPE_LAMP_ICON);
  g_type_ensure (GW_TYPE_PLACE_MAP);
  g_type_ensure (GW_TYPE_RELATED_VIEW);
  g_type_ensure (GW_TYPE_REQUEST_VIEW);
  g_type_ensure (GW_TYPE_WHY_VIEW);
  g_type_ensure (GW_TYPE_PHOTO_STRIP);
  g_type_ensure (GW_TYPE_NEARBY_VIEW);
  g_type_ensure (GW_TYPE_PENDING_BAR);
  g_type_ensure (GW_TYPE_JOURNAL_VIEW);
  g_type_ensure (GW_TYPE_ACTION_FORM);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/gridward/Desk/detail/detail-view.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, try_clicked_cb);
}

static void
gw_detail_view_init (GwDetailView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (self->request_view, "chosen", G_CALLBACK (chosen_cb), self);
  g_signal_connect_swapped (self->badge_row, "opened", G_CALLBACK (other_opened_cb), self);
  g_signal_connect_swapped (self->related_view, "opened", G_CALLBACK (other_opened_cb),
                            self);
  g_signal_connect_swapped (self->nearby_view, "opened", G_CALLBACK (other_opened_cb),
                            self);
  g_signal_connect_swapped (self->journal_view, "opened", G_CALLBACK (other_opened_cb),
                            self);
  g_signal_connect_swapped (self->component_view, "opened", G_CALLBACK (other_opened_cb),
                            self);
  g_signal_connect_swapped (self->place_map, "clicked", G_CALLBACK (place_clicked_cb),
                            self);
  gw_why_view_set_title (self->why_deadline, _ ("Why this deadline?"));
  gw_why_view_set_title (self->why_department, _ ("Why this department?"));
}

void
gw_detail_view_set_templates (GwDetailView *self, GwOpinionTemplates *templates)
{
  g_return_if_fail (GW_IS_DETAIL_VIEW (self));

  gw_action_form_set_templates (self->action_form, templates);
}

void
gw_detail_view_set_desk (GwDetailView *self, GwDesk *desk)
{
  g_return_if_fail (GW_IS_DETAIL_VIEW (self) && self->desk == NULL);

  self->desk = g_object_ref (desk);
  gw_action_form_set_city (self->action_form, gw_desk_get_city (desk),
                           gw_desk_get_client (desk));
  gw_action_form_set_drafts (self->action_form, gw_desk_get_drafts (desk));
  gw_hold_view_set_desk (self->hold_view, desk);
  self->nearby_cases = gw_nearby_cases_new (gw_desk_get_client (desk));
  gw_nearby_view_set_model (self->nearby_view, self->nearby_cases);
  gw_pending_bar_set_queue (self->pending_bar, gw_desk_get_queue (desk));
  gw_place_map_set_models (self->place_map, gw_desk_get_client (desk),
                           gw_desk_get_cells (desk), self->nearby_cases);
  self->context = gw_case_context_new (gw_desk_get_client (desk));
  g_signal_connect_swapped (self->context, "changed", G_CALLBACK (show_context), self);
  self->open_case = gw_open_case_new (desk);
  g_signal_connect_swapped (self->open_case, "changed", G_CALLBACK (case_changed_cb), self);
  gw_detail_view_init_acting (self);
  g_signal_connect_swapped (self->open_case, "notify::busy", G_CALLBACK (busy_changed_cb),
                            self);
  g_signal_connect_object (desk, "tick", G_CALLBACK (show_clock), self, G_CONNECT_SWAPPED);
  case_changed_cb (self);
}

void
gw_detail_view_open_action (GwDetailView *self, guint n)
{
  g_return_if_fail (GW_IS_DETAIL_VIEW (self));

  gw_action_form_open (self->action_form, n);
}

void
gw_detail_view_open_menu (GwDetailView *self)
{
  g_return_if_fail (GW_IS_DETAIL_VIEW (self));

  gw_action_form_open_menu (self->action_form);
}

void
gw_detail_view_focus_actions (GwDetailView *self)
{
  g_return_if_fail (GW_IS_DETAIL_VIEW (self));

  gw_action_form_focus_first (self->action_form);
}

gboolean
gw_detail_view_is_writing (GwDetailView *self)
{
  g_return_val_if_fail (GW_IS_DETAIL_VIEW (self), FALSE);

  return gw_action_form_is_open (self->action_form);
}

gboolean
gw_detail_view_is_settled (GwDetailView *self)
{
  g_return_val_if_fail (GW_IS_DETAIL_VIEW (self), TRUE);

  return self->open_case == NULL || gw_open_case_get_number (self->open_case) == NULL ||
         (gw_open_case_get_detail (self->open_case) != NULL &&
          gw_open_case_get_events (self->open_case) != NULL &&
          !gw_nearby_cases_is_asking (self->nearby_cases) &&
          !gw_case_context_is_asking (self->context) &&
          gw_place_map_is_settled (self->place_map) &&
          gw_photo_strip_is_settled (self->photo_strip)) ||
         gw_open_case_get_error (self->open_case) != NULL;
}

const char *
gw_detail_view_get_number (GwDetailView *self)
{
  g_return_val_if_fail (GW_IS_DETAIL_VIEW (self), NULL);

  return self->open_case != NULL ? gw_open_case_get_number (self->open_case) : NULL;
}

void
gw_detail_view_say (GwDetailView *self, const char *text)
{
  g_return_if_fail (GW_IS_DETAIL_VIEW (self));

  g_signal_emit (self, acted_signal, 0, text);
}

gboolean
gw_detail_view_gather_sheet_async (GwDetailView *self, GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  GwCaseDetail *detail;

  g_return_val_if_fail (GW_IS_DETAIL_VIEW (self), FALSE);

  detail = self->open_case != NULL ? gw_open_case_get_detail (self->open_case) : NULL;
  if (detail == NULL)
    return FALSE;
  gw_sheet_gather_async (self->desk, detail, gw_open_case_get_events (self->open_case),
                         gw_case_context_get_duty (self->context), NULL, callback,
                         user_data);
  return TRUE;
}

GwNearbyCases *
gw_detail_view_get_nearby (GwDetailView *self)
{
  g_return_val_if_fail (GW_IS_DETAIL_VIEW (self), NULL);

  return self->nearby_cases;
}
