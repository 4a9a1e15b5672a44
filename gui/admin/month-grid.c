/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A month of a calendar. Colour is never alone: each day says in a word what it is. */
#define G_LOG_DOMAIN "gridward-gui"

#include "gui/admin/month-grid.h"

#include <glib/gi18n.h>

#define N_WEEKS 6
#define N_DAYS (7 * N_WEEKS)
/* As many as the server takes. */
#define MAX_NAME_CHARS 200

struct _GwMonthGrid
{
  GtkBox parent_instance;

  GwCalendarDraft *draft; /* borrowed; NULL: none yet */
  GDate first;            /* of the month */
  GtkLabel *title;
  GtkWidget *days[N_DAYS]; /* GtkButton */
  char dates[N_DAYS][16];
  GtkWidget *name; /* GtkEntry: what the chosen day is called */
  GtkLabel *name_label;
  char chosen[16]; /* the day that had the focus last; "": none yet */
  gboolean is_filling;
};

G_DEFINE_FINAL_TYPE (GwMonthGrid, gw_month_grid, GTK_TYPE_BOX)

static guint edited_signal;

static const char *
kind_word (GwMonthGrid *self, guint position, GwDayKind kind, guint weekday)
{
  const char *name = gw_calendar_draft_get_day_name (self->draft, self->dates[position]);

  if (kind == GW_DAY_HOLIDAY)
    return name != NULL ? name : _ ("Holiday");
  if (kind == GW_DAY_MAKE_UP)
    return _ ("Make-up day");
  return gw_calendar_draft_works_on (self->draft, weekday) ? "" : _ ("Free");
}

static void
show_day (GwMonthGrid *self, guint position, const GDate *date)
{
  GtkWidget *button = self->days[position];
  GtkWidget *number =
      gtk_widget_get_first_child (gtk_button_get_child (GTK_BUTTON (button)));
  GtkWidget *word = gtk_widget_get_next_sibling (number);
  GwDayKind kind;
  const char *text, *name;
  g_autofree char *day = g_strdup_printf ("%u", g_date_get_day (date));
  g_autofree char *label = NULL;

  g_snprintf (self->dates[position], sizeof self->dates[position], "%04u-%02u-%02u",
              g_date_get_year (date), g_date_get_month (date), g_date_get_day (date));
  kind = gw_calendar_draft_get_day (self->draft, self->dates[position]);
  text = kind_word (self, position, kind, g_date_get_weekday (date));
  name = gw_calendar_draft_get_day_name (self->draft, self->dates[position]);
  label = name == NULL || g_str_equal (name, text)
              ? g_strdup_printf ("%s %s", self->dates[position], text)
              : g_strdup_printf ("%s %s %s", self->dates[position], text, name);
  gtk_label_set_text (GTK_LABEL (number), day);
  gtk_label_set_text (GTK_LABEL (word), text);
  gtk_widget_remove_css_class (button, "suggested-action");
  gtk_widget_remove_css_class (button, "destructive-action");
  if (kind == GW_DAY_HOLIDAY)
    gtk_widget_add_css_class (button, "destructive-action");
  else if (kind == GW_DAY_MAKE_UP)
    gtk_widget_add_css_class (button, "suggested-action");
  gtk_widget_set_opacity (
      button, g_date_get_month (date) == g_date_get_month (&self->first) ? 1 : 0.4);
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label, -1);
}

static void
show_month (GwMonthGrid *self)
{
  g_autofree char *title = NULL;
  GDate date = self->first;

  if (self->draft == NULL)
    return;
  title = g_strdup_printf ("%04u-%02u", g_date_get_year (&date), g_date_get_month (&date));
  gtk_label_set_text (self->title, title);
  g_date_subtract_days (&date, g_date_get_weekday (&date) - 1u);
  for (guint i = 0; i < N_DAYS; i++)
    {
      show_day (self, i, &date);
      g_date_add_days (&date, 1);
    }
}

/* --- what a day is called --------------------------------------------------------------- */

/* Only a day that is not as the week has it can have a name. */
static void
show_name (GwMonthGrid *self)
{
  gboolean has_kind =
      self->draft != NULL && self->chosen[0] != '\0' &&
      gw_calendar_draft_get_day (self->draft, self->chosen) != GW_DAY_ORDINARY;
  const char *name =
      has_kind ? gw_calendar_draft_get_day_name (self->draft, self->chosen) : NULL;
  g_autofree char *label = has_kind ? g_strdup_printf (_ ("Name of %s"), self->chosen)
                                    : g_strdup (_ ("Name of the holiday or make-up day"));

  self->is_filling = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->name), name != NULL ? name : "");
  self->is_filling = FALSE;
  /* Not insensitive: it may have the focus when the day is given up. */
  gtk_editable_set_editable (GTK_EDITABLE (self->name), has_kind);
  gtk_label_set_text (self->name_label, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->name),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
named_cb (GwMonthGrid *self)
{
  if (self->is_filling)
    return;
  gw_calendar_draft_set_day_name (self->draft, self->chosen,
                                  gtk_editable_get_text (GTK_EDITABLE (self->name)));
  show_month (self);
  g_signal_emit (self, edited_signal, 0);
}

static void
focused_cb (GwMonthGrid *self, GtkEventController *focus)
{
  GtkWidget *button = gtk_event_controller_get_widget (focus);
  guint position = 0;

  while (self->days[position] != button)
    position++;
  g_strlcpy (self->chosen, self->dates[position], sizeof self->chosen);
  show_name (self);
}

/* --- what a day is ---------------------------------------------------------------------- */

void
gw_month_grid_show (GwMonthGrid *self, GwCalendarDraft *draft)
{
  g_return_if_fail (GW_IS_MONTH_GRID (self));

  self->draft = draft;
  show_month (self);
  show_name (self);
}

static void
day_cb (GwMonthGrid *self, GtkWidget *button)
{
  guint position = 0;
  GwDayKind kind;

  if (self->draft == NULL)
    return;
  while (self->days[position] != button)
    position++;
  kind = gw_calendar_draft_get_day (self->draft, self->dates[position]);
  gw_calendar_draft_set_day (self->draft, self->dates[position], (kind + 1) % 3);
  g_strlcpy (self->chosen, self->dates[position], sizeof self->chosen);
  show_month (self);
  show_name (self);
  g_signal_emit (self, edited_signal, 0);
}

static void
before_cb (GwMonthGrid *self)
{
  g_date_subtract_months (&self->first, 1);
  show_month (self);
}

static void
after_cb (GwMonthGrid *self)
{
  g_date_add_months (&self->first, 1);
  show_month (self);
}

static GtkWidget *
make_turner (GwMonthGrid *self, const char *icon_name, const char *label, GCallback turned)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon_name);

  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label, -1);
  g_signal_connect_swapped (button, "clicked", turned, self);
  return button;
}

static GtkWidget *
make_day (GwMonthGrid *self)
{
  GtkWidget *button = gtk_button_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *word = gtk_label_new (NULL);

  gtk_box_append (GTK_BOX (box), gtk_label_new (NULL));
  gtk_widget_add_css_class (word, "caption");
  gtk_label_set_ellipsize (GTK_LABEL (word), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (word), 8);
  gtk_box_append (GTK_BOX (box), word);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_set_hexpand (button, TRUE);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (day_cb), self);
  g_signal_connect_swapped (focus, "enter", G_CALLBACK (focused_cb), self);
  gtk_widget_add_controller (button, focus);
  return button;
}

/* Under the month, beside its words. */
static GtkWidget *
make_name (GwMonthGrid *self)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  self->name_label = GTK_LABEL (gtk_label_new (NULL));
  self->name = gtk_entry_new ();
  gtk_entry_set_max_length (GTK_ENTRY (self->name), MAX_NAME_CHARS);
  gtk_widget_set_hexpand (self->name, TRUE);
  gtk_box_append (GTK_BOX (row), GTK_WIDGET (self->name_label));
  gtk_box_append (GTK_BOX (row), self->name);
  g_signal_connect_swapped (self->name, "changed", G_CALLBACK (named_cb), self);
  return row;
}

static void
gw_month_grid_class_init (GwMonthGridClass *klass)
{
  edited_signal = g_signal_new ("edited", GW_TYPE_MONTH_GRID, G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 0);
}

static void
gw_month_grid_init (GwMonthGrid *self)
{
  static const char *const names[7] = { N_ ("Mon"), N_ ("Tue"), N_ ("Wed"), N_ ("Thu"),
                                        N_ ("Fri"), N_ ("Sat"), N_ ("Sun") };
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *grid = gtk_grid_new ();

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);
  self->title = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->title), "title-4");
  gtk_widget_set_hexpand (GTK_WIDGET (self->title), TRUE);
  gtk_box_append (GTK_BOX (bar), make_turner (self, "go-previous-symbolic",
                                              _ ("Month before"), G_CALLBACK (before_cb)));
  gtk_box_append (GTK_BOX (bar), GTK_WIDGET (self->title));
  gtk_box_append (GTK_BOX (bar), make_turner (self, "go-next-symbolic", _ ("Month after"),
                                              G_CALLBACK (after_cb)));
  gtk_grid_set_row_spacing (GTK_GRID (grid), 4);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 4);
  gtk_grid_set_column_homogeneous (GTK_GRID (grid), TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    gtk_grid_attach (GTK_GRID (grid), gtk_label_new (_ (names[i])), (int)i, 0, 1, 1);
  for (guint i = 0; i < N_DAYS; i++)
    {
      self->days[i] = make_day (self);
      gtk_grid_attach (GTK_GRID (grid), self->days[i], (int)(i % 7), (int)(i / 7) + 1, 1,
                       1);
    }
  gtk_box_append (GTK_BOX (self), bar);
  gtk_box_append (GTK_BOX (self), grid);
  gtk_box_append (GTK_BOX (self), make_name (self));
  show_name (self);
}

GtkWidget *
gw_month_grid_new (GwCityInfo *city)
{
  GwMonthGrid *self = g_object_new (GW_TYPE_MONTH_GRID, NULL);

  self->first = gw_city_info_today (city);
  g_date_set_day (&self->first, 1);
  return GTK_WIDGET (self);
}
