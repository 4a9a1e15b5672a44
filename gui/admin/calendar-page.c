/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The page of calendars. A click or Enter on a day makes it a holiday, then a make-up day, then
 * ordinary again; the server has it only once it is published, and clocks that run move only
 * when they are recalculated.
 */
#define G_LOG_DOMAIN "gridward-gui"

#include "gui/admin/calendar-page.h"

#include <glib/gi18n.h>

#include "gui/admin/calendar-draft.h"
#include "gui/admin/month-grid.h"

#define CITY "/api/v1/calendars/"

#define GW_TYPE_CALENDAR_PAGE (gw_calendar_page_get_type ())
G_DECLARE_FINAL_TYPE (GwCalendarPage, gw_calendar_page, GW, CALENDAR_PAGE, GwAdminPage)

struct _GwCalendarPage
{
  GwAdminPage parent_instance;

  GwDesk *desk;
  GCancellable *cancellable; /* of what is on its way; NULL: nothing */
  GwCalendarDraft *draft;    /* NULL: not there yet */
  GtkDropDown *choice;
  GPtrArray *codes; /* of the calendars, as in the choice */
  GwMonthGrid *month;
  GtkWidget *hours[GW_CALENDAR_N_WEEKDAYS];
  GtkLabel *status;
  GtkWidget *publish_button;
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
}

/* --- calls ------------------------------------------------------------------------------ */

static void
cancel (GwCalendarPage *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
call (GwCalendarPage *self, const char *method, const char *path, const char *body,
      GAsyncReadyCallback callback)
{
  cancel (self);
  self->cancellable = g_cancellable_new ();
  gw_client_call_async (gw_desk_get_client (self->desk), method, path, body,
                        (GwDecoder)gw_json_parse, (GDestroyNotify)gw_json_unref,
                        self->cancellable, callback, g_object_ref (self));
}

/* NULL: it failed, which was said, or was given up. */
static GwJson *
finish (GwCalendarPage *self, GObject *source, GAsyncResult *result)
{
  g_autoptr (GError) error = NULL;
  GwJson *answer = gw_client_call_finish (GW_CLIENT (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return NULL;
  g_clear_object (&self->cancellable);
  if (error != NULL)
    say (self, error->message, TRUE);
  return answer;
}

static char *
dup_path (GwCalendarPage *self, const char *rest)
{
  guint position = gtk_drop_down_get_selected (self->choice);
  const char *code =
      position < self->codes->len ? g_ptr_array_index (self->codes, position) : "city";

  return g_strconcat (CITY, code, rest, NULL);
}

/* --- one calendar ----------------------------------------------------------------------- */

static void
take (GwCalendarPage *self, GwJson *answer)
{
  g_clear_pointer (&self->draft, gw_calendar_draft_free);
  self->draft = gw_calendar_draft_new (answer);
  if (self->draft == NULL)
    {
      say (self, _ ("The server's answer is not understood"), TRUE);
      return;
    }
  self->is_filling = TRUE;
  for (guint i = 0; i < GW_CALENDAR_N_WEEKDAYS; i++)
    {
      g_autofree char *text = gw_calendar_draft_dup_hours (self->draft, i);

      gtk_editable_set_text (GTK_EDITABLE (self->hours[i]), text);
      gtk_widget_remove_css_class (self->hours[i], "error");
    }
  self->is_filling = FALSE;
  gw_month_grid_show (self->month, self->draft);
  set_changed (self, FALSE);
}

static void
shown_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GwCalendarPage) self = data;
  g_autoptr (GwJson) answer = finish (self, source, result);

  if (answer == NULL)
    return;
  say (self, "", FALSE);
  take (self, answer);
}

static void
show_calendar (GwCalendarPage *self)
{
  g_autofree char *path = dup_path (self, NULL);

  call (self, "GET", path, NULL, shown_cb);
}

static void
chosen_cb (GwCalendarPage *self)
{
  if (!self->is_filling)
    show_calendar (self);
}

static void
note_change (GwCalendarPage *self)
{
  set_changed (self, TRUE);
  say (self, _ ("Changed, and not yet published"), FALSE);
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

  if (faulty == NULL)
    return FALSE;
  text = g_strdup_printf (_ ("These are no hours: %s. Such as 08:00-12:00 14:00-18:00"),
                          adw_preferences_row_get_title (ADW_PREFERENCES_ROW (faulty)));
  say (self, text, TRUE);
  return TRUE;
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
  gtk_widget_set_sensitive (self->publish_button, !say_fault (self));
  gw_month_grid_show (self->month, self->draft);
}

/* --- preview, publish, recalculate ------------------------------------------------------ */

static void
previewed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GwCalendarPage) self = data;
  g_autoptr (GwJson) answer = finish (self, source, result);
  GwReader reader = { 0 };
  g_autofree char *text = NULL;

  if (answer == NULL)
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
  call (self, "POST", path, body, previewed_cb);
}

static void
published_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GwCalendarPage) self = data;
  g_autoptr (GwJson) answer = finish (self, source, result);

  if (answer == NULL)
    return;
  take (self, answer);
  say (self, _ ("In force for what begins from now on; clocks that run stay as they are"),
       FALSE);
  gw_admin_page_say (GW_ADMIN_PAGE (self), _ ("The calendar is in force"));
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
      gtk_widget_grab_focus (find_fault (self));
      return;
    }
  body = gw_calendar_draft_encode (self->draft);
  call (self, "PUT", path, body, published_cb);
}

static void
publish_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  publish (GW_ADMIN_PAGE (widget));
}

static void
recalculated_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GwCalendarPage) self = data;
  g_autoptr (GwJson) answer = finish (self, source, result);
  GwReader reader = { 0 };
  g_autofree char *text = NULL;

  if (answer == NULL)
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
  call (self, "POST", CITY "recalculate", NULL, recalculated_cb);
}

/* --- as a page -------------------------------------------------------------------------- */

static void
fill_choice (GwCalendarPage *self, GwJson *answer)
{
  GwReader reader = { 0 };
  GwJson *list = gw_reader_array (&reader, answer, "calendars", GW_REQUIRED);
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
      g_ptr_array_add (self->codes, g_strdup (code));
      gtk_string_list_append (names, name != NULL ? name : code);
    }
  g_clear_error (&reader.error);
  self->is_filling = TRUE;
  gtk_drop_down_set_model (self->choice, G_LIST_MODEL (names));
  self->is_filling = FALSE;
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GwCalendarPage) self = data;
  g_autoptr (GwJson) answer = finish (self, source, result);

  if (answer == NULL)
    return;
  fill_choice (self, answer);
  show_calendar (self);
}

/* A draft is not thrown away by coming back to the page. */
static void
load (GwAdminPage *page)
{
  GwCalendarPage *self = GW_CALENDAR_PAGE (page);

  if (!self->is_changed)
    call (self, "GET", "/api/v1/calendars", NULL, listed_cb);
}

static gboolean
is_settled (GwAdminPage *page)
{
  return GW_CALENDAR_PAGE (page)->cancellable == NULL;
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

  cancel (self);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (gw_calendar_page_parent_class)->dispose (object);
}

static void
gw_calendar_page_finalize (GObject *object)
{
  GwCalendarPage *self = GW_CALENDAR_PAGE (object);

  g_clear_pointer (&self->draft, gw_calendar_draft_free);
  g_ptr_array_unref (self->codes);
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
  page_class->is_settled = is_settled;
  page_class->has_changes = has_changes;
  gtk_widget_class_install_action (widget_class, "calendar.preview", NULL, preview_cb);
  gtk_widget_class_install_action (widget_class, "calendar.publish", NULL, publish_cb);
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
  g_signal_connect_swapped (self->choice, "notify::selected", G_CALLBACK (chosen_cb), self);
  gtk_widget_add_css_class (bar, "toolbar");
  gtk_box_append (GTK_BOX (bar), GTK_WIDGET (self->choice));
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
  GtkWidget *hours = make_hours (self);

  self->desk = g_object_ref (desk);
  self->status = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->status, 0);
  gtk_label_set_wrap (self->status, TRUE);
  gtk_widget_set_margin_start (GTK_WIDGET (self->status), 12);
  self->month = GW_MONTH_GRID (gw_month_grid_new ());
  g_signal_connect_object (self->month, "edited", G_CALLBACK (note_change), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_set_hexpand (GTK_WIDGET (self->month), TRUE);
  gtk_widget_set_size_request (hours, 300, -1);
  gtk_widget_set_margin_start (across, 12);
  gtk_widget_set_margin_end (across, 12);
  gtk_widget_set_margin_top (across, 12);
  gtk_widget_set_margin_bottom (across, 12);
  gtk_box_append (GTK_BOX (across), GTK_WIDGET (self->month));
  gtk_box_append (GTK_BOX (across), hours);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), across);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_box_append (GTK_BOX (page), make_bar (self));
  gtk_box_append (GTK_BOX (page), GTK_WIDGET (self->status));
  gtk_box_append (GTK_BOX (page), scrolled);
  adw_bin_set_child (ADW_BIN (self), page);
  set_changed (self, FALSE);
  return GTK_WIDGET (self);
}
