/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page of the city's plan. */
#define G_LOG_DOMAIN "gridward-targets"

#include "gui/targets/targets-view.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <string.h>

#include "gui/charts/chart-view.h"
#include "gui/chooser.h"
#include "gui/targets/target-form.h"
#include "gui/targets/target-table.h"

#define TABLE_HEIGHT 260
#define CHART_HEIGHT 140

struct _GwTargetsView
{
  GtkWidget parent_instance;

  GwDesk *desk;
  GwPlan *plan;
  GtkWidget *box;
  GtkDropDown *year;
  GtkStringList *years;
  GwChooser *area;
  GPtrArray *area_codes; /* by line; the first is NULL: the whole city */
  GtkLabel *headline;
  GtkStack *stack;
  AdwStatusPage *failed;
  GtkWidget *table;
  GwTargetForm *form;
  GwChartView *chart;
  const GwPlanPage *shown; /* not owned, only compared */
  gboolean filling;
  gboolean asked;
};

G_DEFINE_FINAL_TYPE (GwTargetsView, gw_targets_view, GTK_TYPE_WIDGET)

/* ---- asking ---- */

static guint
chosen_year (GwTargetsView *self)
{
  GtkStringObject *line = gtk_drop_down_get_selected_item (self->year);

  return line != NULL
             ? (guint)g_ascii_strtoull (gtk_string_object_get_string (line), NULL, 10)
             : 0;
}

static void
chosen_cb (GwTargetsView *self)
{
  guint line = gw_chooser_get_selected (self->area);

  if (self->filling || !self->asked)
    return;
  gw_plan_ask (self->plan, chosen_year (self),
               line < self->area_codes->len ? self->area_codes->pdata[line] : NULL);
}

static void
add_year (GwTargetsView *self, guint year, guint chosen)
{
  g_autofree char *text = g_strdup_printf ("%u", year);

  gtk_string_list_append (self->years, text);
  if (year == chosen)
    gtk_drop_down_set_selected (self->year,
                                g_list_model_get_n_items (G_LIST_MODEL (self->years)) - 1);
}

/* The years of the register, and the one that is looked at. */
static void
show_years (GwTargetsView *self, const GwPlanPage *page)
{
  gboolean there = FALSE;

  self->filling = TRUE;
  gtk_string_list_splice (self->years, 0,
                          g_list_model_get_n_items (G_LIST_MODEL (self->years)), NULL);
  for (guint i = 0; i < page->years->len; i++)
    {
      guint year = g_array_index (page->years, guint, i);

      there = there || year == page->year;
      add_year (self, year, page->year);
    }
  if (!there)
    add_year (self, page->year, page->year);
  self->filling = FALSE;
}

static void
fill_areas (GwTargetsView *self)
{
  GPtrArray *areas = gw_city_info_get_areas (gw_desk_get_city (self->desk));
  g_autoptr (GtkStringList) lines = gtk_string_list_new (NULL);

  g_ptr_array_add (self->area_codes, NULL);
  gtk_string_list_append (lines, _ ("All areas"));
  for (guint i = 0; i < areas->len; i++)
    {
      const GwAreaRecord *area = areas->pdata[i];

      /* Plans are made for districts and streets; communities are found by their street. */
      if (g_strcmp0 (area->level, "community") == 0 || area->parent == NULL)
        continue;
      gtk_string_list_append (lines, gw_named_label (&area->area));
      g_ptr_array_add (self->area_codes, g_strdup (area->area.code));
    }
  gw_chooser_set_lines (self->area, lines, self->area_codes);
}

/* ---- what is shown ---- */

static void
show_headline (GwTargetsView *self, const GwPlanPage *page)
{
  g_autofree char *text = g_strdup_printf (
      _ ("%u targets: %u on course, %u behind, %u overdue, %u without actual"), page->total,
      page->lamps[GW_LAMP_GREEN], page->lamps[GW_LAMP_YELLOW], page->lamps[GW_LAMP_RED],
      page->lamps[GW_LAMP_NONE]);
  g_autofree char *cut =
      g_strdup_printf (_ ("%s; the first %u are shown"), text, page->targets->len);

  gtk_label_set_text (self->headline, page->targets->len < page->total ? cut : text);
}

static void
show_chart (GwTargetsView *self, const GwPlanPage *page, const GwPlanned *chosen)
{
  g_autoptr (GwChart) chart = NULL;

  if (chosen != NULL)
    chart = gw_chart_new (GW_CHART_BARS, GW_CHART_SHARE, _ ("Progress by area"));
  for (guint i = 0; chosen != NULL && i < page->targets->len; i++)
    {
      const GwPlanned *planned = page->targets->pdata[i];
      const char *area = gw_named_label (&planned->area);
      g_autofree char *key = g_strdup_printf ("%" G_GINT64_FORMAT, planned->id);
      g_autofree char *target = gw_planned_value_text (planned, planned->target);
      g_autofree char *actual = gw_planned_value_text (planned, planned->actual);
      g_autofree char *text =
          g_strdup_printf (_ ("%s: actual %s of %s"), area, actual, target);

      if (strcmp (planned->title.code, chosen->title.code) == 0)
        gw_chart_add (chart, key, area, planned->progress, text)->chosen =
            planned->id == chosen->id;
    }
  gw_chart_view_set_chart (self->chart, chart);
}

static void
changed_cb (GwTargetsView *self)
{
  const GwPlanPage *page = gw_plan_get_page (self->plan);
  const GError *error = gw_plan_get_error (self->plan);
  const char *name = "targets";

  if (error != NULL)
    {
      adw_status_page_set_description (self->failed, error->message);
      name = "failed";
    }
  else if (page == NULL)
    name = "loading";
  else if (page->targets->len == 0)
    name = "empty";
  gtk_stack_set_visible_child_name (self->stack, name);
  if (page == NULL)
    return;
  if (page != self->shown)
    {
      self->shown = page;
      show_years (self, page);
      show_headline (self, page);
    }
  show_chart (self, page, gw_plan_get_chosen (self->plan));
}

static void
mark_chosen_cb (GwTargetsView *self, const char *key)
{
  gw_plan_choose (self->plan, g_ascii_strtoll (key, NULL, 10));
}

static void
row_entered_cb (GwTargetsView *self)
{
  gw_target_form_focus (self->form);
}

/* ---- laid out ---- */

static void
add_status (GwTargetsView *self, const char *name, const char *icon, const char *title,
            const char *description, AdwStatusPage **ret_page)
{
  GtkWidget *page = adw_status_page_new ();

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), icon);
  adw_status_page_set_title (ADW_STATUS_PAGE (page), title);
  adw_status_page_set_description (ADW_STATUS_PAGE (page), description);
  gtk_widget_add_css_class (page, "compact");
  gtk_stack_add_named (self->stack, page, name);
  if (ret_page != NULL)
    *ret_page = ADW_STATUS_PAGE (page);
}

static void
make_failed (GwTargetsView *self)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("_Try Again"));

  add_status (self, "failed", "network-error-symbolic", _ ("The Plan Could Not Be Loaded"),
              NULL, &self->failed);
  gtk_widget_add_css_class (button, "pill");
  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  g_signal_connect_object (button, "clicked", G_CALLBACK (gw_plan_reload), self->plan,
                           G_CONNECT_SWAPPED);
  adw_status_page_set_child (self->failed, button);
}

static GtkWidget *
make_below (GwTargetsView *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *below = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->form = GW_TARGET_FORM (gw_target_form_new (self->plan));
  self->chart = GW_CHART_VIEW (gw_chart_view_new (_ ("Progress by area")));
  gtk_widget_set_size_request (GTK_WIDGET (self->chart), -1, CHART_HEIGHT);
  gtk_widget_set_vexpand (GTK_WIDGET (self->chart), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->chart), "filter-bar");
  g_signal_connect_swapped (self->chart, "chosen", G_CALLBACK (mark_chosen_cb), self);
  g_signal_connect_swapped (self->chart, "entered", G_CALLBACK (mark_chosen_cb), self);
  gtk_box_append (GTK_BOX (below), GTK_WIDGET (self->form));
  gtk_box_append (GTK_BOX (below), GTK_WIDGET (self->chart));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), below);
  return scroller;
}

static void
make_targets (GwTargetsView *self)
{
  GtkWidget *paned = gtk_paned_new (GTK_ORIENTATION_VERTICAL);

  self->table = gw_target_table_new (self->plan);
  g_signal_connect_swapped (self->table, "entered", G_CALLBACK (row_entered_cb), self);
  gtk_paned_set_start_child (GTK_PANED (paned), self->table);
  gtk_paned_set_end_child (GTK_PANED (paned), make_below (self));
  gtk_paned_set_shrink_start_child (GTK_PANED (paned), FALSE);
  gtk_paned_set_shrink_end_child (GTK_PANED (paned), FALSE);
  gtk_paned_set_position (GTK_PANED (paned), TABLE_HEIGHT);
  gtk_stack_add_named (self->stack, paned, "targets");
}

static void
make_stack (GwTargetsView *self)
{
  GtkWidget *spinner = gtk_spinner_new ();

  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_widget_set_vexpand (GTK_WIDGET (self->stack), TRUE);
  gtk_spinner_start (GTK_SPINNER (spinner));
  gtk_widget_set_halign (spinner, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (spinner, GTK_ALIGN_CENTER);
  gtk_widget_set_size_request (spinner, 32, 32);
  gtk_stack_add_named (self->stack, spinner, "loading");
  make_targets (self);
  add_status (self, "empty", "view-list-symbolic", _ ("No Targets"),
              _ ("The plan has no targets for this year and area. They come from a file, "
                 "with gridwardctl import targets."),
              NULL);
  make_failed (self);
}

static GtkWidget *
make_head (GwTargetsView *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  self->years = gtk_string_list_new (NULL);
  self->year =
      GTK_DROP_DOWN (gtk_drop_down_new (g_object_ref (G_LIST_MODEL (self->years)), NULL));
  self->area = GW_CHOOSER (gw_chooser_new ());
  self->headline = GTK_LABEL (gtk_label_new (NULL));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->year),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Year of the plan"),
                                  -1);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->year), _ ("Year of the plan"));
  gw_chooser_set_title (self->area, _ ("Area"));
  gtk_label_set_xalign (self->headline, 0);
  gtk_label_set_ellipsize (self->headline, PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (GTK_WIDGET (self->headline), "numeric");
  gtk_widget_add_css_class (head, "filter-bar");
  gtk_widget_set_hexpand (GTK_WIDGET (self->area), TRUE);
  gtk_box_append (GTK_BOX (bar), GTK_WIDGET (self->year));
  gtk_box_append (GTK_BOX (bar), GTK_WIDGET (self->area));
  gtk_box_append (GTK_BOX (head), bar);
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->headline));
  return head;
}

static void
gw_targets_view_dispose (GObject *object)
{
  GwTargetsView *self = GW_TARGETS_VIEW (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->area_codes, g_ptr_array_unref);
  g_clear_object (&self->years);
  g_clear_object (&self->plan);
  g_clear_object (&self->desk);

  G_OBJECT_CLASS (gw_targets_view_parent_class)->dispose (object);
}

static void
gw_targets_view_class_init (GwTargetsViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gw_targets_view_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
gw_targets_view_init (GwTargetsView *self)
{
  self->area_codes = g_ptr_array_new_with_free_func (g_free);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

void
gw_targets_view_set_desk (GwTargetsView *self, GwDesk *desk)
{
  g_return_if_fail (GW_IS_TARGETS_VIEW (self) && self->desk == NULL);

  self->desk = g_object_ref (desk);
  self->plan = gw_plan_new (gw_desk_get_client (desk), gw_desk_get_city (desk),
                            gw_desk_get_cells (desk));
  gtk_box_append (GTK_BOX (self->box), make_head (self));
  gtk_box_append (GTK_BOX (self->box), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  make_stack (self);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->stack));
  fill_areas (self);
  g_signal_connect_swapped (self->year, "notify::selected", G_CALLBACK (chosen_cb), self);
  g_signal_connect_swapped (self->area, "notify::selected", G_CALLBACK (chosen_cb), self);
  g_signal_connect_object (self->plan, "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
}

void
gw_targets_view_show (GwTargetsView *self)
{
  g_return_if_fail (GW_IS_TARGETS_VIEW (self));

  if (self->asked)
    return;
  self->asked = TRUE;
  gw_plan_reload (self->plan);
}

GwPlan *
gw_targets_view_get_plan (GwTargetsView *self)
{
  g_return_val_if_fail (GW_IS_TARGETS_VIEW (self), NULL);

  return self->plan;
}
