/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The open case: what, where, until when, why, what happened, and what to do now. */
#define G_LOG_DOMAIN "gridward-detail"

#include "gui/detail/detail-view.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "gui/cases/lamp-icon.h"
#include "gui/detail/action-form.h"
#include "gui/detail/journal-view.h"
#include "gui/detail/nearby-view.h"
#include "gui/detail/photo-strip.h"
#include "gui/model/open-case.h"
#include "gui/model/text.h"

struct _GwDetailView
{
  GtkWidget parent_instance;

  GwDesk *desk;
  GwOpenCase *open_case;
  GwNearbyCases *nearby_cases;
  gboolean focus_when_shown; /* the case was opened from here, by keyboard perhaps */
  GtkStack *stack;
  AdwStatusPage *failed_page;
  GwLampIcon *lamp;
  GtkLabel *class_label;
  GtkLabel *state_label;
  GtkLabel *number_label;
  GtkLabel *flags_label;
  GtkLabel *description_label;
  GwPhotoStrip *photo_strip;
  GtkWidget *deadline_box;
  GtkLabel *due_label;
  GtkLabel *left_label;
  GtkProgressBar *deadline_bar;
  GtkLabel *deadline_reason_label;
  GtkGrid *facts_grid;
  GwNearbyView *nearby_view;
  GwJournalView *journal_view;
  GwActionForm *action_form;
};

G_DEFINE_FINAL_TYPE (GwDetailView, gw_detail_view, GTK_TYPE_WIDGET)

static guint acted_signal;

static void
show_text (GtkLabel *label, const char *text)
{
  gtk_label_set_text (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL && text[0] != '\0');
}

static void
add_fact (GwDetailView *self, int *line, const char *name, const char *value,
          const char *note)
{
  GtkWidget *name_label;
  GtkWidget *value_label;

  if (value == NULL || value[0] == '\0')
    return;
  name_label = gtk_label_new (name);
  gtk_label_set_xalign (GTK_LABEL (name_label), 0);
  gtk_widget_set_valign (name_label, GTK_ALIGN_START);
  gtk_widget_add_css_class (name_label, "dim-label");
  value_label = gtk_label_new (value);
  gtk_label_set_xalign (GTK_LABEL (value_label), 0);
  gtk_label_set_wrap (GTK_LABEL (value_label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (value_label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (GTK_LABEL (value_label), TRUE);
  gtk_widget_set_can_focus (value_label, FALSE);
  gtk_widget_set_hexpand (value_label, TRUE);
  gtk_grid_attach (self->facts_grid, name_label, 0, *line, 1, 1);
  gtk_grid_attach (self->facts_grid, value_label, 1, (*line)++, 1, 1);
  if (note != NULL && note[0] != '\0')
    {
      GtkWidget *note_label = gtk_label_new (note);

      gtk_label_set_xalign (GTK_LABEL (note_label), 0);
      gtk_label_set_wrap (GTK_LABEL (note_label), TRUE);
      gtk_widget_add_css_class (note_label, "caption");
      gtk_widget_add_css_class (note_label, "dim-label");
      gtk_grid_attach (self->facts_grid, note_label, 1, (*line)++, 1, 1);
    }
}

/* "清城区 凤城街道 城东社区": what there is of it. */
static char *
join_place (const GwCaseDetail *detail)
{
  const char *parts[] = { gw_named_label (&detail->row->community),
                          gw_named_label (&detail->street),
                          gw_named_label (&detail->district) };
  g_autoptr (GString) text = g_string_new (NULL);
  gboolean chinese = gw_language_is_chinese ();

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      /* Chinese addresses go from the large to the small. */
      const char *part = parts[chinese ? G_N_ELEMENTS (parts) - 1 - i : i];

      if (part[0] == '\0')
        continue;
      if (text->len > 0)
        g_string_append (text, chinese ? " " : ", ");
      g_string_append (text, part);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
show_facts (GwDetailView *self, const GwCaseDetail *detail)
{
  const GwCaseRow *row = detail->row;
  GTimeZone *zone = gw_city_info_get_time_zone (gw_desk_get_city (self->desk));
  g_autofree char *place = join_place (detail);
  g_autofree char *position = g_strdup_printf ("%.6f, %.6f", row->lon, row->lat);
  g_autofree char *reported = gw_text_full_moment (row->reported_usec, zone);
  g_autofree char *by = g_strdup_printf ("%s · %s", gw_named_label (&detail->reporter),
                                         gw_text_source (row->source));
  GtkWidget *child;
  int line = 0;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->facts_grid))) != NULL)
    gtk_grid_remove (self->facts_grid, child);
  add_fact (self, &line, _ ("Place"), place, NULL);
  add_fact (self, &line, _ ("Cell"), row->cell, position);
  add_fact (self, &line, _ ("Department"), gw_named_label (&row->department),
            detail->routing_reason);
  if (row->department.code == NULL)
    add_fact (self, &line, _ ("Suggested"), gw_named_label (&detail->suggested),
              detail->suggested_reason);
  if (detail->component.code != NULL)
    add_fact (self, &line, _ ("Component"),
              detail->component.name != NULL ? detail->component.name
                                             : detail->component.code,
              detail->component.code);
  add_fact (self, &line, _ ("Reported"), reported, by);
}

static void
show_flags (GwDetailView *self, const GwCaseRow *row)
{
  g_autoptr (GPtrArray) flags = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *text = NULL;

  if (row->urgent)
    g_ptr_array_add (flags, g_strdup (_ ("Urgent")));
  if (row->reworks > 0)
    g_ptr_array_add (
        flags,
        g_strdup_printf (ngettext ("%u rework", "%u reworks", row->reworks), row->reworks));
  if (row->returns > 0)
    g_ptr_array_add (
        flags,
        g_strdup_printf (ngettext ("%u return", "%u returns", row->returns), row->returns));
  g_ptr_array_add (flags, NULL);
  text = g_strjoinv (" · ", (char **)flags->pdata);
  show_text (self->flags_label, text);
}

static void
set_lamp_class (gpointer widget, GwLamp lamp)
{
  gtk_widget_remove_css_class (widget, "late");
  gtk_widget_remove_css_class (widget, "soon");
  if (lamp == GW_LAMP_RED)
    gtk_widget_add_css_class (widget, "late");
  else if (lamp == GW_LAMP_YELLOW)
    gtk_widget_add_css_class (widget, "soon");
}

/* Everything that moves with the clock. */
static void
show_clock (GwDetailView *self)
{
  GwCaseDetail *detail =
      self->open_case != NULL ? gw_open_case_get_detail (self->open_case) : NULL;
  const GwCaseRow *row = detail != NULL ? detail->row : NULL;
  gint64 now_usec = gw_desk_now (self->desk);
  g_autofree char *left = NULL;
  g_autofree char *moment = NULL;
  g_autofree char *due = NULL;
  GwLamp lamp;
  double used;

  if (row == NULL)
    return;
  lamp = gw_case_row_lamp_at (row, now_usec);
  gw_lamp_icon_set_lamp (self->lamp, lamp);
  gtk_widget_set_visible (self->deadline_box, row->deadline_usec != 0);
  if (row->deadline_usec == 0)
    return;
  left = gw_text_time_left (row, now_usec);
  moment = gw_text_moment (row->deadline_usec, now_usec,
                           gw_city_info_get_time_zone (gw_desk_get_city (self->desk)));
  due = g_strdup_printf (_ ("Due %s"), moment);
  gtk_label_set_text (self->due_label, due);
  gtk_label_set_text (self->left_label, left != NULL ? left : gw_lamp_label (lamp));
  used = (double)(now_usec - row->deadline_start_usec) /
         (double)MAX (1, row->deadline_usec - row->deadline_start_usec);
  gtk_widget_set_visible (GTK_WIDGET (self->deadline_bar),
                          left != NULL && row->deadline_start_usec != 0);
  gtk_progress_bar_set_fraction (self->deadline_bar, CLAMP (used, 0, 1));
  set_lamp_class (self->deadline_bar, lamp);
  set_lamp_class (self->left_label, lamp);
  show_text (self->deadline_reason_label, detail->deadline_reason);
}

static void
show_detail (GwDetailView *self, GwCaseDetail *detail)
{
  const GwCaseRow *row = detail->row;

  gtk_label_set_text (self->class_label, gw_named_label (&row->klass));
  gtk_label_set_text (self->state_label, gw_text_state (row));
  gtk_label_set_text (self->number_label, row->number);
  show_text (self->description_label, row->description);
  show_flags (self, row);
  show_facts (self, detail);
  show_clock (self);
  gw_photo_strip_set_attachments (self->photo_strip, gw_desk_get_client (self->desk),
                                  detail->attachments);
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
  ask_nearby (self, detail);
  gw_journal_view_set_events (self->journal_view, gw_open_case_get_events (self->open_case),
                              gw_desk_get_city (self->desk));
  gtk_stack_set_visible_child_name (self->stack, page);
  if (detail == NULL || !self->focus_when_shown)
    return;
  self->focus_when_shown = FALSE;
  gw_action_form_focus_first (self->action_form);
}

static void
nearby_opened_cb (GwDetailView *self, const char *number)
{
  GwSelection *selection = gw_desk_get_selection (self->desk);

  self->focus_when_shown = TRUE;
  gw_selection_set_case_number (selection, number);
  gw_selection_reveal (selection);
}

static void
decided_cb (GwDetailView *self, const GwDecision *decision)
{
  gw_action_form_set_message (self->action_form, NULL, NULL);
  gw_open_case_act (self->open_case, decision);
}

static void
acted_cb (GwDetailView *self, const char *action)
{
  const char *number = gw_open_case_get_number (self->open_case);
  g_autofree char *text =
      g_strdup_printf (_ ("%s: %s"), number, gw_text_action_past (action));

  gw_action_form_close (self->action_form);
  g_signal_emit (self, acted_signal, 0, text);
}

static void
refused_cb (GwDetailView *self, const GError *error)
{
  const char *field = gw_client_error_get_field (error);

  if (g_error_matches (error, GW_CLIENT_ERROR, GW_CLIENT_ERROR_STALE))
    gw_action_form_set_message (self->action_form,
                                _ ("Somebody else has changed this case. It was loaded "
                                   "anew: look again, then decide."),
                                NULL);
  else
    gw_action_form_set_message (self->action_form, error->message, field);
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
  gtk_widget_class_bind_template_child (widget_class, GwDetailView, flags_label);
  gtk_widget_class_bind_template_child (widget_class, GwDetailView, description_label);
  gtk_widget_class_bind_template_child (widget_class, GwDetailView, photo_strip);
  gtk_widget_class_bind_template_child (widget_class, GwDetailView, deadline_box);
  gtk_widget_class_bind_template_child (widget_class, GwDetailView, due_label);
  gtk_widget_class_bind_template_child (widget_class, GwDetailView, left_label);
  gtk_widget_class_bind_template_child (widget_class, GwDetailView, deadline_bar);
  gtk_widget_class_bind_template_child (widget_class, GwDetailView, deadline_reason_label);
  gtk_widget_class_bind_template_child (widget_class, GwDetailView, facts_grid);
  gtk_widget_class_bind_template_child (widget_class, GwDetailView, nearby_view);
  gtk_widget_class_bind_template_child (widget_class, GwDetailView, journal_view);
  gtk_widget_class_bind_template_child (widget_class, GwDetailView, action_form);
}

static void
gw_detail_view_class_init (GwDetailViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gw_detail_view_dispose;
  acted_signal = g_signal_new ("acted", GW_TYPE_DETAIL_VIEW, G_SIGNAL_RUN_LAST, 0, NULL,
                               NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  g_type_ensure (GW_TYPE_LAMP_ICON);
  g_type_ensure (GW_TYPE_PHOTO_STRIP);
  g_type_ensure (GW_TYPE_NEARBY_VIEW);
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
  g_signal_connect_swapped (self->action_form, "decided", G_CALLBACK (decided_cb), self);
  g_signal_connect_swapped (self->nearby_view, "opened", G_CALLBACK (nearby_opened_cb),
                            self);
}

void
gw_detail_view_set_desk (GwDetailView *self, GwDesk *desk)
{
  g_return_if_fail (GW_IS_DETAIL_VIEW (self) && self->desk == NULL);

  self->desk = g_object_ref (desk);
  gw_action_form_set_city (self->action_form, gw_desk_get_city (desk),
                           gw_desk_get_client (desk));
  self->nearby_cases = gw_nearby_cases_new (gw_desk_get_client (desk));
  gw_nearby_view_set_model (self->nearby_view, self->nearby_cases);
  self->open_case = gw_open_case_new (desk);
  g_signal_connect_swapped (self->open_case, "changed", G_CALLBACK (case_changed_cb), self);
  g_signal_connect_swapped (self->open_case, "acted", G_CALLBACK (acted_cb), self);
  g_signal_connect_swapped (self->open_case, "refused", G_CALLBACK (refused_cb), self);
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
gw_detail_view_is_settled (GwDetailView *self)
{
  g_return_val_if_fail (GW_IS_DETAIL_VIEW (self), TRUE);

  return self->open_case == NULL || gw_open_case_get_number (self->open_case) == NULL ||
         (gw_open_case_get_detail (self->open_case) != NULL &&
          gw_open_case_get_events (self->open_case) != NULL &&
          !gw_nearby_cases_is_asking (self->nearby_cases)) ||
         gw_open_case_get_error (self->open_case) != NULL;
}
