/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The page of calendars. A click or Enter on a day makes it a holiday, then a make-up day, then
 * ordinary again; the server has it only once it is published, and clocks that run move only
 * when they are recalculated.
 */
#define G_LOG_DOMAIN "gridward-gui"

#include "gui/admin/calendar-page.h"

#include <glib/gi18n.h>

#include "gui/admin/admin-call.h"
#include "gui/admin/calendar-card.h"
#include "gui/admin/month-grid.h"

#define ALL "/api/v1/calendars"

#define GW_TYPE_CALENDAR_PAGE (gw_calendar_page_get_type ())
G_DECLARE_FINAL_TYPE (GwCalendarPage, gw_calendar_page, GW, CALENDAR_PAGE, GwAdminPage)

struct _GwCalendarPage
{
  GwAdminPage parent_instance;

  GwDesk *desk;
  GwAdminCall *call;
  GwCalendarDraft *draft; /* NULL: not there yet */
  GtkDropDown *choice;
  GPtrArray *codes; /* of the calendars, as in the choice */
  GwMonthGrid *month;
  GtkWidget *hours[GW_CALENDAR_N_WEEKDAYS];
  GtkLabel *status;
  GtkWidget *publish_button;
  GtkWidget *across; /* all of a calendar */
  GwCalendarCard *card;
  GtkWidget *revert_button;
  char *wanted;      /* code of the calendar that is to be shown; NULL: the chosen one */
  const char *after; /* what is said once it is shown; NULL: nothing */
  gboolean is_new;   /* the draft is of a calendar that is not there yet */
  gboolean is_changed;
  gboolean is_filling;
};

G_DEFINE_FINAL_TYPE (GwCalendarPage, gw_calendar_page, GW_TYPE_ADMIN_PAGE)

static void
say (GwCalendarPage *self, const char *text, gboolean is_fault)
{
  gtk_label_set_text (self->status, text);
  if (is_fault)
    gtk_widget_add_css_class (GTK_WIDGET (self->status), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->status), "error");
}

static void
set_changed (GwCalendarPage *self, gboolean is_changed)
{
  self->is_changed = is_changed;
  gtk_widget_set_sensitive (self->publish_button, is_changed);
  gtk_widget_set_sensitive (self->revert_button, is_changed);
  /* Another calendar is not looked at before this one is published or given up. */
  gtk_widget_set_sensitive (GTK_WIDGET (self->choice), !is_changed);
}

/* FALSE: the call failed, which was said. */
static gboolean
is_good (GwCalendarPage *self, const GError *error)
{
  if (error != NULL)
    say (self, error->message, TRUE);
  return error == NULL;
}

static const char *
code_of (GwCalendarPage *self)
{
  guint position = gtk_drop_down_get_selected (self->choice);

  if (self->is_new)
    return gw_calendar_draft_get_text (self->draft, "code");
  return position < self->codes->len ? g_ptr_array_index (self->codes, position) : "city";
}

static char *
dup_path (GwCalendarPage *self, const char *rest)
{
  return g_strconcat (ALL, "/", code_of (self), rest, NULL);
}

/* --- one calendar ----------------------------------------------------------------------- */

static void
show_draft (GwCalendarPage *self)
{
  self->is_filling = TRUE;
  for (guint i = 0; i < GW_CALENDAR_N_WEEKDAYS; i++)
    {
      g_autofree char *text = gw_calendar_draft_dup_hours (self->draft, i);

      gtk_editable_set_text (GTK_EDITABLE (self->hours[i]), text);
      gtk_widget_remove_css_class (self->hours[i], "error");
    }
  self->is_filling = FALSE;
  gtk_widget_set_sensitive (self->across, TRUE);
  gw_calendar_card_show (self->card, self->draft, self->is_new);
  gw_month_grid_show (self->month, self->draft);
}

/* Takes the draft. */
static void
replace_draft (GwCalendarPage *self, GwCalendarDraft *draft, gboolean is_new)
{
  g_autoptr (GwCalendarDraft) former = self->draft;

  self->draft = draft;
  self->is_new = is_new;
  show_draft (self);
  set_changed (self, is_new);
}

static void
shown_cb (gpointer page, GwJson *answer, const GError *error)
{
  GwCalendarPage *self = page;
  GwCalendarDraft *draft;

  if (!is_good (self, error))
    return;
  draft = gw_calendar_draft_new (answer);
  if (draft == NULL)
    {
      say (self, _ ("The server's answer is not understood"), TRUE);
      return;
    }
  replace_draft (self, draft, FALSE);
  say (self, self->after != NULL ? self->after : "", FALSE);
  self->after = NULL;
}

static void
show_calendar (GwCalendarPage *self)
{
  g_autofree char *path = dup_path (self, NULL);

  if (!self->is_filling)
    gw_admin_call_send (self->call, "GET", path, NULL, shown_cb);
}

/* The weekday, Monday first, whose hours are none; NULL: all are good. */
static GtkWidget *
find_fault (GwCalendarPage *self)
{
  for (guint i = 1; i <= GW_CALENDAR_N_WEEKDAYS; i++)
    if (gtk_widget_has_css_class (self->hours[i % GW_CALENDAR_N_WEEKDAYS], "error"))
      return self->hours[i % GW_CALENDAR_N_WEEKDAYS];
  return NULL;
}

/* TRUE, and said where, when there is something that cannot be in force. */
static gboolean
say_fault (GwCalendarPage *self)
{
  GtkWidget *faulty = find_fault (self);
  g_autofree char *text = NULL;

  if (faulty == NULL && self->is_new && !gw_calendar_card_has_code (self->card))
    {
      say (self, _ ("A calendar needs a code: a-z 0-9 _ -"), TRUE);
      return TRUE;
    }
  if (faulty == NULL)
    return FALSE;
  text = g_strdup_printf (_ ("These are no hours: %s. Such as 08:00-12:00 14:00-18:00"),
                          adw_preferences_row_get_title (ADW_PREFERENCES_ROW (faulty)));
  say (self, text, TRUE);
  return TRUE;
}

/* Of hours, days, names or departments. */
static void
note_change (GwCalendarPage *self)
{
  set_changed (self, TRUE);
  say (self, _ ("Changed, and not yet published"), FALSE);
  gtk_widget_set_sensitive (self->publish_button, !say_fault (self));
}

static void
typed_cb (GwCalendarPage *self, GtkWidget *entry)
{
  guint weekday = 0;
  gboolean good;

  if (self->is_filling || self->draft == NULL)
    return;
  while (self->hours[weekday] != entry)
    weekday++;
  good = gw_calendar_draft_set_hours (self->draft, weekday,
                                      gtk_editable_get_text (GTK_EDITABLE (entry)));
  if (good)
    gtk_widget_remove_css_class (entry, "error");
  else
    gtk_widget_add_css_class (entry, "error");
  gtk_accessible_update_state (
      GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_STATE_INVALID,
      good ? GTK_ACCESSIBLE_INVALID_FALSE : GTK_ACCESSIBLE_INVALID_TRUE, -1);
  note_change (self);
  gw_month_grid_show (self->month, self->draft);
}

/* --- preview, publish, recalculate ------------------------------------------------------ */

static void
previewed_cb (gpointer page, GwJson *answer, const GError *error)
{
  GwCalendarPage *self = page;
  GwReader reader = { 0 };
  g_autofree char *text = NULL;

  if (!is_good (self, error))
    return;
  text = g_strdup_printf (
      _ ("Of %d open cases %d would get another deadline, once they are recalculated"),
      (int)gw_reader_int (&reader, answer, "cases", GW_REQUIRED),
      (int)gw_reader_int (&reader, answer, "moved", GW_REQUIRED));
  g_clear_error (&reader.error);
  say (self, text, FALSE);
}

static void
preview_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GwCalendarPage *self = GW_CALENDAR_PAGE (widget);
  g_autofree char *path = dup_path (self, "/preview");
  g_autofree char *body = NULL;

  if (self->draft == NULL)
    return;
  body = gw_calendar_draft_encode (self->draft);
  say (self, _ ("Looking at the open cases…"), FALSE);
  gw_admin_call_send (self->call, "POST", path, body, previewed_cb);
}

/* Overlapping hours and the like only the server sees. */
static void
point_at (GwCalendarPage *self, const char *field)
{
  int weekday = gw_calendar_draft_find_weekday (self->draft, field);

  if (weekday >= 0 && weekday < GW_CALENDAR_N_WEEKDAYS)
    {
      gtk_widget_add_css_class (self->hours[weekday], "error");
      gtk_widget_grab_focus (self->hours[weekday]);
    }
}

static void list_again (GwCalendarPage *self);

static void
published_cb (gpointer page, GwJson *answer, const GError *error)
{
  GwCalendarPage *self = page;

  if (!is_good (self, error))
    {
      point_at (self, gw_client_error_get_field (error));
      return;
    }
  g_free (self->wanted);
  self->wanted = g_strdup (code_of (self));
  self->after =
      _ ("In force for what begins from now on; clocks that run stay as they are");
  set_changed (self, FALSE);
  gw_admin_page_say (GW_ADMIN_PAGE (self), _ ("The calendar is in force"));
  list_again (self);
}

static void
publish (GwAdminPage *page)
{
  GwCalendarPage *self = GW_CALENDAR_PAGE (page);
  g_autofree char *path = dup_path (self, NULL);
  g_autofree char *body = NULL;

  if (self->draft == NULL || !self->is_changed)
    return;
  if (say_fault (self))
    {
      if (find_fault (self) != NULL)
        gtk_widget_grab_focus (find_fault (self));
      else
        gw_calendar_card_focus_code (self->card);
      return;
    }
  body = gw_calendar_draft_encode (self->draft);
  gw_admin_call_send (self->call, "PUT", path, body, published_cb);
}

/* --- another one, and what was ---------------------------------------------------------- */

static void
begin_new (GwAdminPage *page)
{
  GwCalendarPage *self = GW_CALENDAR_PAGE (page);

  if (self->draft == NULL || self->is_changed)
    return;
  replace_draft (self, gw_calendar_draft_copy (self->draft), TRUE);
  gw_calendar_card_focus_code (self->card);
  note_change (self);
}

static void
page_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  if (g_str_equal (name, "calendar.new"))
    begin_new (GW_ADMIN_PAGE (widget));
  else
    publish (GW_ADMIN_PAGE (widget));
}

static void
revert_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GwCalendarPage *self = GW_CALENDAR_PAGE (widget);

  self->is_new = FALSE;
  set_changed (self, FALSE);
  show_calendar (self);
}

static void
recalculated_cb (gpointer page, GwJson *answer, const GError *error)
{
  GwCalendarPage *self = page;
  GwReader reader = { 0 };
  g_autofree char *text = NULL;

  if (!is_good (self, error))
    return;
  text =
      g_strdup_printf (_ ("%d open cases recalculated, %d with other clocks than before"),
                       (int)gw_reader_int (&reader, answer, "cases", GW_REQUIRED),
                       (int)gw_reader_int (&reader, answer, "changed", GW_REQUIRED));
  g_clear_error (&reader.error);
  say (self, text, FALSE);
}

static void
recalculate_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GwCalendarPage *self = GW_CALENDAR_PAGE (widget);

  say (self, _ ("Recalculating the clocks of all open cases…"), FALSE);
  gw_admin_call_send (self->call, "POST", ALL "/recalculate", NULL, recalculated_cb);
}

/* --- as a page -------------------------------------------------------------------------- */

static void
fill_choice (GwCalendarPage *self, GwJson *answer)
{
  GwReader reader = { 0 };
  GwJson *list = gw_reader_array (&reader, answer, "calendars", GW_REQUIRED);
  guint chosen = 0;
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  g_ptr_array_set_size (self->codes, 0);
  for (gsize i = 0; list != NULL && i < json_object_array_length (list); i++)
    {
      GwJson *one = json_object_array_get_idx (list, i);
      const char *code = gw_reader_string (&reader, one, "code", GW_REQUIRED);
      const char *name = NULL;

      if (!gw_language_is_chinese ())
        name = gw_reader_string (&reader, one, "name_en", GW_OPTIONAL);
      if (name == NULL)
        name = gw_reader_string (&reader, one, "name", GW_REQUIRED);
      if (g_strcmp0 (code, self->wanted) == 0)
        chosen = (guint)i;
      g_ptr_array_add (self->codes, g_strdup (code));
      gtk_string_list_append (names, name != NULL ? name : code);
    }
  g_clear_error (&reader.error);
  self->is_filling = TRUE;
  gtk_drop_down_set_model (self->choice, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->choice, chosen);
  self->is_filling = FALSE;
}

static void
listed_cb (gpointer page, GwJson *answer, const GError *error)
{
  GwCalendarPage *self = page;

  if (!is_good (self, error))
    return;
  fill_choice (self, answer);
  show_calendar (self);
}

/* The one that is shown stays the one that is shown. */
static void
list_again (GwCalendarPage *self)
{
  gw_admin_call_send (self->call, "GET", ALL, NULL, listed_cb);
}

/* A draft is not thrown away by coming back to the page. */
static void
load (GwAdminPage *page)
{
  GwCalendarPage *self = GW_CALENDAR_PAGE (page);

  if (self->is_changed)
    return;
  if (self->draft != NULL)
    {
      g_free (self->wanted);
      self->wanted = g_strdup (code_of (self));
    }
  list_again (self);
}

static gboolean
is_settled (GwAdminPage *page)
{
  return !gw_admin_call_is_under_way (GW_CALENDAR_PAGE (page)->call);
}

static gboolean
has_changes (GwAdminPage *page)
{
  return GW_CALENDAR_PAGE (page)->is_changed;
}

/* --- making ----------------------------------------------------------------------------- */

static void
gw_calendar_page_dispose (GObject *object)
{
  GwCalendarPage *self = GW_CALENDAR_PAGE (object);

  g_clear_pointer (&self->call, gw_admin_call_free);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (gw_calendar_page_parent_class)->dispose (object);
}

static void
gw_calendar_page_finalize (GObject *object)
{
  GwCalendarPage *self = GW_CALENDAR_PAGE (object);

  g_clear_pointer (&self->draft, gw_calendar_draft_free);
  g_ptr_array_unref (self->codes);
  g_free (self->wanted);
  G_OBJECT_CLASS (gw_calendar_page_parent_class)->finalize (object);
}

static void
gw_calendar_page_class_init (GwCalendarPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GwAdminPageClass *page_class = GW_ADMIN_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gw_calendar_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = gw_calendar_page_finalize;
  page_class->load = load;
  page_class->save = publish;
  page_class->begin_new = begin_new;
  page_class->is_settled = is_settled;
  page_class->has_changes = has_changes;
  gtk_widget_class_install_action (widget_class, "calendar.new", NULL, page_action_cb);
  gtk_widget_class_install_action (widget_class, "calendar.revert", NULL, revert_cb);
  gtk_widget_class_install_action (widget_class, "calendar.preview", NULL, preview_cb);
  gtk_widget_class_install_action (widget_class, "calendar.publish", NULL, page_action_cb);
  gtk_widget_class_install_action (widget_class, "calendar.recalculate", NULL,
                                   recalculate_cb);
}

static void
gw_calendar_page_init (GwCalendarPage *self)
{
  self->codes = g_ptr_array_new_with_free_func (g_free);
}

static GtkWidget *
add_button (GtkWidget *bar, const char *title, const char *action, const char *tooltip)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (title);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_box_append (GTK_BOX (bar), button);
  return button;
}

static GtkWidget *
make_bar (GwCalendarPage *self)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->choice = GTK_DROP_DOWN (gtk_drop_down_new (NULL, NULL));
  gtk_widget_set_hexpand (GTK_WIDGET (self->choice), TRUE);
  gtk_widget_set_halign (GTK_WIDGET (self->choice), GTK_ALIGN_START);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->choice),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Calendar"), -1);
  g_signal_connect_swapped (self->choice, "notify::selected", G_CALLBACK (show_calendar),
                            self);
  gtk_widget_add_css_class (bar, "toolbar");
  gtk_box_append (GTK_BOX (bar), GTK_WIDGET (self->choice));
  add_button (bar, _ ("_New Calendar"), "calendar.new",
              _ ("Another one with the same hours, for some departments (Ctrl+N)"));
  self->revert_button = add_button (bar, _ ("Re_vert"), "calendar.revert",
                                    _ ("Gives up what was not published"));
  add_button (bar, _ ("_What Would Move"), "calendar.preview",
              _ ("How many open cases would get another deadline"));
  add_button (bar, _ ("_Recalculate"), "calendar.recalculate",
              _ ("Counts the clocks of all open cases by what is in force"));
  self->publish_button = add_button (bar, _ ("_Publish"), "calendar.publish",
                                     _ ("Puts the calendar into force (Ctrl+S)"));
  gtk_widget_add_css_class (self->publish_button, "suggested-action");
  return bar;
}

static GtkWidget *
make_hours (GwCalendarPage *self)
{
  static const char *const names[GW_CALENDAR_N_WEEKDAYS] = {
    N_ ("Make-up days"), N_ ("Monday"), N_ ("Tuesday"),  N_ ("Wednesday"),
    N_ ("Thursday"),     N_ ("Friday"), N_ ("Saturday"), N_ ("Sunday")
  };
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("Hours of the week"));
  adw_preferences_group_set_description (
      ADW_PREFERENCES_GROUP (group),
      _ ("Such as 08:00-12:00 14:00-18:00; nothing: no working time. Make-up days without "
         "hours have those of Monday."));
  for (guint i = 0; i < GW_CALENDAR_N_WEEKDAYS; i++)
    {
      guint weekday = (i + 1) % GW_CALENDAR_N_WEEKDAYS;
      GtkWidget *row = adw_entry_row_new ();

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ (names[weekday]));
      self->hours[weekday] = row;
      g_signal_connect_swapped (row, "changed", G_CALLBACK (typed_cb), self);
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
    }
  return group;
}

GtkWidget *
gw_calendar_page_new (GwDesk *desk)
{
  GwCalendarPage *self = g_object_new (GW_TYPE_CALENDAR_PAGE, NULL);
  GtkWidget *page = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *across = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 24);
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *sides = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);

  self->desk = g_object_ref (desk);
  self->call = gw_admin_call_new (gw_desk_get_client (desk), self);
  self->status = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->status, 0);
  gtk_label_set_wrap (self->status, TRUE);
  gtk_widget_set_margin_start (GTK_WIDGET (self->status), 12);
  self->month = GW_MONTH_GRID (gw_month_grid_new (gw_desk_get_city (desk)));
  g_signal_connect_object (self->month, "edited", G_CALLBACK (note_change), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_set_hexpand (GTK_WIDGET (self->month), TRUE);
  self->card = GW_CALENDAR_CARD (gw_calendar_card_new (gw_desk_get_city (desk)));
  g_signal_connect_object (self->card, "edited", G_CALLBACK (note_change), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (sides), GTK_WIDGET (self->card));
  gtk_box_append (GTK_BOX (sides), make_hours (self));
  gtk_widget_set_size_request (sides, 340, -1);
  gtk_widget_set_margin_start (across, 12);
  gtk_widget_set_margin_end (across, 12);
  gtk_widget_set_margin_top (across, 12);
  gtk_widget_set_margin_bottom (across, 12);
  gtk_box_append (GTK_BOX (across), GTK_WIDGET (self->month));
  gtk_box_append (GTK_BOX (across), sides);
  /* Until there is a calendar. */
  gtk_widget_set_sensitive (across, FALSE);
  self->across = across;
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), across);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_box_append (GTK_BOX (page), make_bar (self));
  gtk_box_append (GTK_BOX (page), GTK_WIDGET (self->status));
  gtk_box_append (GTK_BOX (page), scrolled);
  adw_bin_set_child (ADW_BIN (self), page);
  set_changed (self, FALSE);
  return GTK_WIDGET (self);
}
