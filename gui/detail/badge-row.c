/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is particular about a case, as badges under its name. */
#define G_LOG_DOMAIN "gridward-detail"

#include "gui/detail/badge-row.h"

#include <glib/gi18n.h>

#include "gui/detail/part.h"
#include "gui/detail/wrap-layout.h"
#include "gui/model/text.h"

struct _GwBadgeRow
{
  GtkWidget parent_instance;
};

G_DEFINE_FINAL_TYPE (GwBadgeRow, gw_badge_row, GTK_TYPE_WIDGET)

static guint opened_signal;

/* How each flag looks. What the state or a part of its own tells has no badge: registered,
 * with inspector, assigned, request. */
static const struct
{
  const char *flag;
  const char *css_class;
} styles[] = {
  { "supervised", "alert" }, { "suspended", "calm" }, { "deferred", "calm" },
  { "exempt", "calm" },      { "forced", "warn" },    { "late", "warn" },
  { "returned", "warn" },    { "verified", "calm" },
};

static void
gw_badge_row_dispose (GObject *object)
{
  gw_part_clear (GTK_WIDGET (object));

  G_OBJECT_CLASS (gw_badge_row_parent_class)->dispose (object);
}

static void
gw_badge_row_class_init (GwBadgeRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gw_badge_row_dispose;
  opened_signal = g_signal_new ("opened", GW_TYPE_BADGE_ROW, G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_layout_manager_type (widget_class, GW_TYPE_WRAP_LAYOUT);
}

static void
gw_badge_row_init (GwBadgeRow *self)
{
}

/* Takes text. */
static void
add_badge (GwBadgeRow *self, char *text, const char *css_class)
{
  GtkWidget *badge = gw_part_line (text, "badge");

  gtk_widget_add_css_class (badge, css_class);
  gtk_widget_set_parent (badge, GTK_WIDGET (self));
  g_free (text);
}

static const char *
style_of (const char *flag)
{
  for (guint i = 0; i < G_N_ELEMENTS (styles); i++)
    if (g_str_equal (styles[i].flag, flag))
      return styles[i].css_class;
  return NULL;
}

static void
add_flag (GwBadgeRow *self, const char *flag, const GwCaseDetail *detail, GwCityInfo *city)
{
  const char *css_class = style_of (flag);
  gint64 until_usec = detail->progress.suspended_until_usec;

  if (css_class == NULL)
    return;
  if (g_str_equal (flag, "suspended") && until_usec != 0)
    {
      g_autofree char *until =
          gw_text_full_moment (until_usec, gw_city_info_get_time_zone (city));

      /* Translators: the case rests until then. */
      add_badge (self, g_strdup_printf (_ ("Suspended until %s"), until), css_class);
    }
  else
    add_badge (self, g_strdup (gw_text_flag (flag)), css_class);
}

static void
add_counts (GwBadgeRow *self, const GwCaseDetail *detail)
{
  const GwCaseRow *row = detail->row;
  const GwCaseProgress *progress = &detail->progress;

  if (row->reworks > 0)
    add_badge (
        self,
        g_strdup_printf (ngettext ("%u rework", "%u reworks", row->reworks), row->reworks),
        "warn");
  if (row->returns > 0)
    add_badge (
        self,
        g_strdup_printf (ngettext ("%u return", "%u returns", row->returns), row->returns),
        "warn");
  if (progress->redispatches > 0)
    add_badge (self,
               g_strdup_printf (ngettext ("dispatched anew", "dispatched anew %u times",
                                          progress->redispatches),
                                progress->redispatches),
               "warn");
  if (progress->extensions > 0)
    add_badge (
        self,
        g_strdup_printf (ngettext ("%u extension", "%u extensions", progress->extensions),
                         progress->extensions),
        "calm");
  if (progress->reopenings > 0)
    add_badge (
        self,
        g_strdup_printf (ngettext ("reopened", "reopened %u times", progress->reopenings),
                         progress->reopenings),
        "warn");
}

static void
link_clicked_cb (GwBadgeRow *self, GtkButton *button)
{
  g_autofree char *number = g_strdup (g_object_get_data (G_OBJECT (button), "number"));

  g_signal_emit (self, opened_signal, 0, number);
}

static void
add_merged (GwBadgeRow *self, const GwCaseDetail *detail)
{
  for (guint i = 0; i < detail->progress.links->len; i++)
    {
      const GwCaseLink *link = detail->progress.links->pdata[i];
      g_autofree char *text = NULL;
      GtkWidget *button;

      if (g_strcmp0 (link->relation, "merged_into") != 0)
        continue;
      button = gw_part_link (link->number);
      text = g_strdup_printf (_ ("Merged into %s"), link->number);
      gtk_button_set_label (GTK_BUTTON (button), text);
      g_object_set_data_full (G_OBJECT (button), "number", g_strdup (link->number), g_free);
      g_signal_connect_swapped (button, "clicked", G_CALLBACK (link_clicked_cb), self);
      gtk_widget_set_parent (button, GTK_WIDGET (self));
    }
}

void
gw_badge_row_set_detail (GwBadgeRow *self, const GwCaseDetail *detail, GwCityInfo *city)
{
  const GwCaseRow *row;

  g_return_if_fail (GW_IS_BADGE_ROW (self));

  row = detail->row;
  gw_part_clear (GTK_WIDGET (self));
  if (row->urgent)
    add_badge (self, g_strdup (_ ("Urgent")), "alert");
  for (guint i = 0; row->flags != NULL && row->flags[i] != NULL; i++)
    add_flag (self, row->flags[i], detail, city);
  add_merged (self, detail);
  add_counts (self, detail);
  gtk_widget_set_visible (GTK_WIDGET (self),
                          gtk_widget_get_first_child (GTK_WIDGET (self)) != NULL);
  /* GTK keeps what it measured of a hidden row whatever is put into it. */
  gtk_widget_queue_resize (GTK_WIDGET (self));
}
