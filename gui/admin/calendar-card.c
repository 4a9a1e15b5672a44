/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a calendar is called, and which departments work by it. */
#define G_LOG_DOMAIN "gridward-gui"

#include "gui/admin/calendar-card.h"

#include <glib/gi18n.h>

#define CODE_KEY "gw-code"
#define CITY "city"

enum
{
  ROW_CODE,
  ROW_NAME,
  ROW_NAME_EN,
  N_ROWS
};

static const struct
{
  const char *member; /* of the wire */
  const char *title;
} texts[N_ROWS] = {
  [ROW_CODE] = { "code", N_ ("Code: a-z 0-9 _ -") },
  [ROW_NAME] = { "name", N_ ("Name") },
  [ROW_NAME_EN] = { "name_en", N_ ("Name in English") },
};

struct _GwCalendarCard
{
  AdwBin parent_instance;

  GwCalendarDraft *draft; /* borrowed; NULL: nothing is shown */
  GtkWidget *rows[N_ROWS];
  AdwExpanderRow *departments;
  GPtrArray *checks; /* GtkCheckButton, borrowed */
  gboolean is_filling;
};

G_DEFINE_FINAL_TYPE (GwCalendarCard, gw_calendar_card, ADW_TYPE_BIN)

static guint edited_signal;

static void
show_count (GwCalendarCard *self)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < self->checks->len; i++)
    if (gtk_check_button_get_active (self->checks->pdata[i]))
      g_string_append_printf (names, "%s%s", names->len > 0 ? " · " : "",
                              gtk_check_button_get_label (self->checks->pdata[i]));
  adw_expander_row_set_subtitle (self->departments,
                                 names->len > 0 ? names->str : _ ("No department yet"));
}

/* --- what is changed -------------------------------------------------------------------- */

gboolean
gw_calendar_card_has_code (GwCalendarCard *self)
{
  return g_regex_match_simple ("^[a-z0-9_-]{1,32}$",
                               gtk_editable_get_text (GTK_EDITABLE (self->rows[ROW_CODE])),
                               0, 0);
}

static void
mark_code (GwCalendarCard *self)
{
  gboolean good = gw_calendar_card_has_code (self);

  if (good)
    gtk_widget_remove_css_class (self->rows[ROW_CODE], "error");
  else
    gtk_widget_add_css_class (self->rows[ROW_CODE], "error");
  gtk_accessible_update_state (
      GTK_ACCESSIBLE (self->rows[ROW_CODE]), GTK_ACCESSIBLE_STATE_INVALID,
      good ? GTK_ACCESSIBLE_INVALID_FALSE : GTK_ACCESSIBLE_INVALID_TRUE, -1);
}

static void
typed_cb (GwCalendarCard *self, GtkWidget *entry)
{
  guint row = 0;

  if (self->is_filling || self->draft == NULL)
    return;
  while (self->rows[row] != entry)
    row++;
  gw_calendar_draft_set_text (self->draft, texts[row].member,
                              gtk_editable_get_text (GTK_EDITABLE (entry)));
  mark_code (self);
  g_signal_emit (self, edited_signal, 0);
}

static void
toggled_cb (GwCalendarCard *self, GtkCheckButton *check)
{
  if (self->is_filling || self->draft == NULL)
    return;
  gw_calendar_draft_set_department (self->draft,
                                    g_object_get_data (G_OBJECT (check), CODE_KEY),
                                    gtk_check_button_get_active (check));
  show_count (self);
  g_signal_emit (self, edited_signal, 0);
}

/* --- showing ---------------------------------------------------------------------------- */

void
gw_calendar_card_show (GwCalendarCard *self, GwCalendarDraft *draft, gboolean is_new)
{
  gboolean is_city;

  self->is_filling = TRUE;
  self->draft = draft;
  for (guint i = 0; i < N_ROWS; i++)
    gtk_editable_set_text (GTK_EDITABLE (self->rows[i]),
                           gw_calendar_draft_get_text (draft, texts[i].member));
  for (guint i = 0; i < self->checks->len; i++)
    gtk_check_button_set_active (
        self->checks->pdata[i],
        gw_calendar_draft_has_department (
            draft, g_object_get_data (self->checks->pdata[i], CODE_KEY)));
  self->is_filling = FALSE;
  gtk_widget_set_sensitive (self->rows[ROW_CODE], is_new);
  gtk_widget_remove_css_class (self->rows[ROW_CODE], "error");
  /* All who have no calendar of their own work by the city's. */
  is_city = !is_new && g_str_equal (gw_calendar_draft_get_text (draft, "code"), CITY);
  gtk_widget_set_visible (GTK_WIDGET (self->departments), !is_city);
  show_count (self);
}

void
gw_calendar_card_focus_code (GwCalendarCard *self)
{
  gtk_widget_grab_focus (self->rows[ROW_CODE]);
}

/* --- making ----------------------------------------------------------------------------- */

static void
gw_calendar_card_finalize (GObject *object)
{
  g_ptr_array_unref (GW_CALENDAR_CARD (object)->checks);
  G_OBJECT_CLASS (gw_calendar_card_parent_class)->finalize (object);
}

static void
gw_calendar_card_class_init (GwCalendarCardClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gw_calendar_card_finalize;
  edited_signal = g_signal_new ("edited", GW_TYPE_CALENDAR_CARD, G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 0);
}

static void
gw_calendar_card_init (GwCalendarCard *self)
{
  self->checks = g_ptr_array_new ();
}

static void
add_department (GwCalendarCard *self, const GwNamed *department)
{
  GtkWidget *row = adw_preferences_row_new ();
  GtkWidget *check = gtk_check_button_new_with_label (gw_named_label (department));

  g_object_set_data_full (G_OBJECT (check), CODE_KEY, g_strdup (department->code), g_free);
  g_signal_connect_swapped (check, "toggled", G_CALLBACK (toggled_cb), self);
  gtk_widget_set_margin_start (check, 12);
  gtk_widget_set_margin_end (check, 12);
  gtk_widget_set_margin_top (check, 6);
  gtk_widget_set_margin_bottom (check, 6);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), check);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  adw_expander_row_add_row (self->departments, row);
  g_ptr_array_add (self->checks, check);
}

GtkWidget *
gw_calendar_card_new (GwCityInfo *city)
{
  GwCalendarCard *self = g_object_new (GW_TYPE_CALENDAR_CARD, NULL);
  GtkWidget *group = adw_preferences_group_new ();
  GPtrArray *departments = gw_city_info_get_departments (city);

  for (guint i = 0; i < N_ROWS; i++)
    {
      self->rows[i] = adw_entry_row_new ();
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->rows[i]),
                                     _ (texts[i].title));
      g_signal_connect_swapped (self->rows[i], "changed", G_CALLBACK (typed_cb), self);
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), self->rows[i]);
    }
  self->departments = ADW_EXPANDER_ROW (adw_expander_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->departments),
                                 _ ("Departments"));
  for (guint i = 0; i < departments->len; i++)
    add_department (self, departments->pdata[i]);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), GTK_WIDGET (self->departments));
  adw_bin_set_child (ADW_BIN (self), group);
  return GTK_WIDGET (self);
}
