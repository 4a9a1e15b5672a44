/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the server says of a draft of rules, as one list of lines that lead to their rules. */
#define G_LOG_DOMAIN "gridward-gui"

#include "gui/admin/rule-results.h"

#include <glib/gi18n.h>
#include <string.h>

#include "gui/cases/filter-choices.h"
#include "gui/map/place-search.h"

/* More would not be read. */
#define MAX_LINES 300
#define RANK_KEY "gw-rank"

struct _GwRuleResults
{
  GtkBox parent_instance;

  GwCityInfo *city;
  GtkLabel *status;
  GtkListBox *lines;
  GwChooser *class;
  GPtrArray *class_codes;
  GwPlaceSearch *place;
  char *place_text;  /* what stands in the entry for the place that was chosen; or NULL */
  GwLonLat location; /* of it */
};

G_DEFINE_FINAL_TYPE (GwRuleResults, gw_rule_results, GTK_TYPE_BOX)

enum
{
  RANK_CHOSEN,
  TRY,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

void
gw_rule_results_say (GwRuleResults *self, const char *text, gboolean is_fault)
{
  gtk_label_set_text (self->status, text);
  if (is_fault)
    gtk_widget_add_css_class (GTK_WIDGET (self->status), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->status), "error");
}

static void
clear (GwRuleResults *self)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->lines, 0)) != NULL)
    gtk_list_box_remove (self->lines, GTK_WIDGET (row));
}

/* rank 0: leads nowhere. */
static void
add_line (GwRuleResults *self, const char *text, const char *icon_name, gint64 rank)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_box_append (GTK_BOX (line), gtk_image_new_from_icon_name (icon_name));
  gtk_box_append (GTK_BOX (line), label);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), line);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), rank > 0);
  g_object_set_data (G_OBJECT (row), RANK_KEY, GUINT_TO_POINTER ((guint)rank));
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, text,
                                  -1);
  gtk_list_box_append (self->lines, row);
}

static void
row_activated_cb (GwRuleResults *self, GtkListBoxRow *row)
{
  guint rank = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), RANK_KEY));

  if (rank > 0)
    g_signal_emit (self, signals[RANK_CHOSEN], 0, rank);
}

static const char *
text_member (void)
{
  return gw_language_is_chinese () ? "text" : "text_en";
}

/* --- check ------------------------------------------------------------------------------ */

static void
give_words (GwJson *rules, GListModel *items, GHashTable *faults)
{
  g_autoptr (GHashTable) words = g_hash_table_new (NULL, NULL);
  GwReader reader = { 0 };

  for (gsize i = 0; rules != NULL && i < json_object_array_length (rules); i++)
    {
      GwJson *rule = json_object_array_get_idx (rules, i);
      gint64 rank = gw_reader_int (&reader, rule, "rank", GW_REQUIRED);

      g_hash_table_insert (
          words, GUINT_TO_POINTER ((guint)rank),
          (gpointer)gw_reader_string (&reader, rule, text_member (), GW_REQUIRED));
    }
  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (GwRuleItem) item = g_list_model_get_item (items, i);
      gpointer rank = GUINT_TO_POINTER (item->rank);

      gw_rule_item_set_words (item, g_hash_table_lookup (words, rank),
                              g_hash_table_lookup (faults, rank));
    }
  g_clear_error (&reader.error);
}

void
gw_rule_results_show_check (GwRuleResults *self, GwJson *answer, GListModel *items)
{
  g_autoptr (GHashTable) faults = g_hash_table_new (NULL, NULL);
  GwReader reader = { 0 };
  GwJson *findings = gw_reader_array (&reader, answer, "findings", GW_REQUIRED);
  gint64 n = gw_reader_int (&reader, answer, "faults", GW_REQUIRED);
  gsize n_lines = findings != NULL ? json_object_array_length (findings) : 0;
  g_autofree char *status = NULL;

  clear (self);
  for (gsize i = 0; i < n_lines; i++)
    {
      GwJson *finding = json_object_array_get_idx (findings, i);
      gint64 rank = gw_reader_int (&reader, finding, "rank", GW_OPTIONAL);
      const char *text = gw_reader_string (&reader, finding, text_member (), GW_REQUIRED);
      gboolean is_fault =
          g_strcmp0 (gw_reader_string (&reader, finding, "severity", GW_REQUIRED),
                     "fault") == 0;

      if (is_fault && rank > 0)
        g_hash_table_insert (faults, GUINT_TO_POINTER ((guint)rank), (gpointer)text);
      if (i < MAX_LINES && text != NULL)
        add_line (self, text,
                  is_fault ? "dialog-warning-symbolic" : "dialog-information-symbolic",
                  rank);
    }
  give_words (gw_reader_array (&reader, answer, "rules", GW_REQUIRED), items, faults);
  g_clear_error (&reader.error);
  status =
      n == 0 ? g_strdup (_ ("Checked: nothing is wrong"))
             : g_strdup_printf (
                   ngettext ("Checked: %d fault", "Checked: %d faults", (gulong)n), (int)n);
  gw_rule_results_say (self, status, n > 0);
}

/* --- dry run ---------------------------------------------------------------------------- */

static const char *
department_of (GwReader *reader, GwJson *json, const char *member)
{
  GwJson *department = gw_reader_object (reader, json, member, GW_OPTIONAL);
  const char *name = NULL;

  if (department == NULL)
    return _ ("no department");
  if (!gw_language_is_chinese ())
    name = gw_reader_string (reader, department, "name_en", GW_OPTIONAL);
  return name != NULL ? name : gw_reader_string (reader, department, "name", GW_REQUIRED);
}

static void
show_reroutings (GwRuleResults *self, GwReader *reader, GwJson *answer)
{
  GwJson *list = gw_reader_array (reader, answer, "reroutings", GW_REQUIRED);

  for (gsize i = 0; list != NULL && i < json_object_array_length (list); i++)
    {
      GwJson *one = json_object_array_get_idx (list, i);
      int n = (int)gw_reader_int (reader, one, "cases", GW_REQUIRED);
      g_autofree char *text = g_strdup_printf (
          ngettext ("%d case: %s → %s", "%d cases: %s → %s", (gulong)n), n,
          department_of (reader, one, "from"), department_of (reader, one, "to"));

      add_line (self, text, "mail-send-symbolic", 0);
    }
}

void
gw_rule_results_show_run (GwRuleResults *self, GwJson *answer)
{
  GwReader reader = { 0 };
  GwJson *changes = gw_reader_array (&reader, answer, "changes", GW_REQUIRED);
  int n_cases = (int)gw_reader_int (&reader, answer, "cases", GW_REQUIRED);
  int n_changed = (int)gw_reader_int (&reader, answer, "changed", GW_REQUIRED);
  g_autofree char *status = g_strdup_printf (
      ngettext ("%d of the last %d cases would go elsewhere",
                "%d of the last %d cases would go elsewhere", (gulong)n_changed),
      n_changed, n_cases);

  clear (self);
  show_reroutings (self, &reader, answer);
  for (gsize i = 0; changes != NULL && i < json_object_array_length (changes); i++)
    {
      GwJson *one = json_object_array_get_idx (changes, i);
      gint64 rank = gw_reader_int (&reader, one, "to_rank", GW_OPTIONAL);
      g_autofree char *text = g_strdup_printf (
          "%s: %s (%d) → %s (%d)", gw_reader_string (&reader, one, "case", GW_REQUIRED),
          department_of (&reader, one, "from"),
          (int)gw_reader_int (&reader, one, "from_rank", GW_OPTIONAL),
          department_of (&reader, one, "to"), (int)rank);

      add_line (self, text, "go-next-symbolic", rank);
    }
  g_clear_error (&reader.error);
  gw_rule_results_say (self, status, FALSE);
}

/* --- why one case goes where ------------------------------------------------------------ */

void
gw_rule_results_show_why (GwRuleResults *self, GwJson *answer)
{
  GwReader reader = { 0 };
  GwJson *before = gw_reader_array (&reader, answer, "before", GW_REQUIRED);
  const char *text = gw_reader_string (&reader, answer, text_member (), GW_REQUIRED);

  clear (self);
  add_line (self, text != NULL ? text : "", "object-select-symbolic",
            gw_reader_int (&reader, answer, "rank", GW_OPTIONAL));
  for (gsize i = 0; before != NULL && i < json_object_array_length (before); i++)
    {
      GwJson *one = json_object_array_get_idx (before, i);
      const char *why = gw_reader_string (&reader, one, text_member (), GW_REQUIRED);

      if (why != NULL)
        add_line (self, why, "go-up-symbolic",
                  gw_reader_int (&reader, one, "rank", GW_REQUIRED));
    }
  g_clear_error (&reader.error);
  gw_rule_results_say (self, _ ("The rule that decides, and why those before it do not"),
                       FALSE);
}

/* The kind of a class by its code; a code of both is a matter. */
static const char *
kind_of (GwCityInfo *city, const char *code)
{
  GPtrArray *classes = gw_city_info_get_classes (city);
  gboolean is_component = FALSE;

  for (guint i = 0; i < classes->len; i++)
    {
      const GwClassRecord *record = classes->pdata[i];

      if (g_strcmp0 (record->klass.code, code) == 0)
        is_component = record->is_component;
    }
  return is_component ? "component" : "matter";
}

/* A place that was chosen is a point; what was only typed may be the code of a cell. */
static void
add_place (GwRuleResults *self, GwJson *question)
{
  const char *text = gw_place_search_get_text (self->place);
  GwJson *location;

  if (g_strcmp0 (text, self->place_text) != 0)
    {
      json_object_object_add (question, "cell", json_object_new_string (text));
      return;
    }
  location = json_object_new_object ();
  json_object_object_add (location, "lon", json_object_new_double (self->location.lon));
  json_object_object_add (location, "lat", json_object_new_double (self->location.lat));
  json_object_object_add (question, "location", location);
}

static void
try_cb (GwRuleResults *self)
{
  g_autofree char *code = gw_filter_choice_dup_code (self->class, self->class_codes);
  GwJson *question;
  g_autofree char *members = NULL;

  if (code == NULL || *gw_place_search_get_text (self->place) == '\0')
    {
      gw_rule_results_say (self, _ ("Choose a class and a place"), TRUE);
      return;
    }
  question = json_object_new_object ();
  json_object_object_add (question, "kind",
                          json_object_new_string (kind_of (self->city, code)));
  json_object_object_add (question, "class", json_object_new_string (code));
  add_place (self, question);
  members = g_strdup (json_object_to_json_string_ext (question, JSON_C_TO_STRING_PLAIN));
  json_object_put (question);
  /* Members alone: a comma instead of the brace, and no brace at the end. */
  members[0] = ',';
  members[strlen (members) - 1] = '\0';
  g_signal_emit (self, signals[TRY], 0, members);
}

static void
place_chosen_cb (GwRuleResults *self, const GwPlaceRecord *place)
{
  if (g_str_equal (place->kind, "case"))
    return;
  self->location = (GwLonLat){ place->lon, place->lat };
  g_free (self->place_text);
  self->place_text = g_strdup (gw_place_record_label (place));
  gw_place_search_set_text (self->place, self->place_text);
  try_cb (self);
}

static GtkWidget *
make_question (GwRuleResults *self, GwClient *client)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("_Try One"));

  self->class = GW_CHOOSER (gw_chooser_new ());
  self->class_codes = gw_filter_choice_classes (self->class, self->city);
  gw_chooser_set_title (self->class, _ ("Class of the case"));
  gtk_widget_set_hexpand (GTK_WIDGET (self->class), TRUE);
  self->place = g_object_new (GW_TYPE_PLACE_SEARCH, NULL);
  gw_place_search_set_client (self->place, client);
  gtk_widget_set_hexpand (GTK_WIDGET (self->place), TRUE);
  g_signal_connect_swapped (self->place, "chosen", G_CALLBACK (place_chosen_cb), self);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (try_cb), self);
  gtk_widget_set_tooltip_text (
      button, _ ("Which rule would take such a case, and why those before it would not"));
  gtk_widget_add_css_class (bar, "toolbar");
  gtk_box_append (GTK_BOX (bar), GTK_WIDGET (self->class));
  gtk_box_append (GTK_BOX (bar), GTK_WIDGET (self->place));
  gtk_box_append (GTK_BOX (bar), button);
  return bar;
}

static void
gw_rule_results_finalize (GObject *object)
{
  GwRuleResults *self = GW_RULE_RESULTS (object);

  g_clear_pointer (&self->class_codes, g_ptr_array_unref);
  g_free (self->place_text);
  g_clear_object (&self->city);
  G_OBJECT_CLASS (gw_rule_results_parent_class)->finalize (object);
}

static void
gw_rule_results_class_init (GwRuleResultsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gw_rule_results_finalize;
  signals[RANK_CHOSEN] =
      g_signal_new ("rank-chosen", GW_TYPE_RULE_RESULTS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[TRY] = g_signal_new ("try", GW_TYPE_RULE_RESULTS, G_SIGNAL_RUN_LAST, 0, NULL,
                               NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
gw_rule_results_init (GwRuleResults *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
}

GtkWidget *
gw_rule_results_new (GwCityInfo *city, GwClient *client)
{
  GwRuleResults *self = g_object_new (GW_TYPE_RULE_RESULTS, NULL);
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->city = g_object_ref (city);
  gtk_box_append (GTK_BOX (self), make_question (self, client));
  self->status = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->status, 0);
  gtk_label_set_wrap (self->status, TRUE);
  gtk_widget_set_margin_start (GTK_WIDGET (self->status), 12);
  gtk_widget_set_margin_bottom (GTK_WIDGET (self->status), 6);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->status));
  self->lines = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->lines, GTK_SELECTION_NONE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->lines),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("What the server says of the draft"), -1);
  g_signal_connect_swapped (self->lines, "row-activated", G_CALLBACK (row_activated_cb),
                            self);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->lines));
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_box_append (GTK_BOX (self), scrolled);
  return GTK_WIDGET (self);
}
