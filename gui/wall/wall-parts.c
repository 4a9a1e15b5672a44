/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What makes a window one for the wall. */
#define G_LOG_DOMAIN "gridward-wall"

#include "gui/wall/wall-parts.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/* ---- size ---- */

/* Of a letter on a screen 1080 pixels high, and of the narrowest shape that it is made for. */
#define LETTER_PX 21.0
#define HEIGHT 1080.0
#define WIDTH 1728.0

struct _GwWallScale
{
  GtkCssProvider *provider;
  double wanted;
  double shown;
  guint update_id;
};

GwWallScale *
gw_wall_scale_new (void)
{
  GwWallScale *scale = g_new0 (GwWallScale, 1);

  scale->provider = gtk_css_provider_new ();
  gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                              GTK_STYLE_PROVIDER (scale->provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION + 1);
  return scale;
}

void
gw_wall_scale_free (GwWallScale *scale)
{
  g_clear_handle_id (&scale->update_id, g_source_remove);
  gtk_style_context_remove_provider_for_display (gdk_display_get_default (),
                                                 GTK_STYLE_PROVIDER (scale->provider));
  g_object_unref (scale->provider);
  g_free (scale);
}

static gboolean
update_cb (gpointer data)
{
  GwWallScale *scale = data;
  char size[G_ASCII_DTOSTR_BUF_SIZE];
  g_autofree char *css = NULL;

  scale->update_id = 0;
  scale->shown = scale->wanted;
  g_ascii_formatd (size, sizeof size, "%.1f", scale->shown);
  css = g_strdup_printf ("@import url(\"resource:///org/gridward/Desk/wall/wall.css\");\n"
                         "window.wall { font-size: %spx; }",
                         size);
  gtk_css_provider_load_from_data (scale->provider, css, -1);
  return G_SOURCE_REMOVE;
}

void
gw_wall_scale_set_size (GwWallScale *scale, int width, int height)
{
  if (scale == NULL || width <= 1 || height <= 1)
    return;
  scale->wanted = LETTER_PX * MIN (height / HEIGHT, width / WIDTH);
  /* Letters change what is being laid out. */
  if (ABS (scale->wanted - scale->shown) > 0.2 && scale->update_id == 0)
    scale->update_id = g_idle_add_full (G_PRIORITY_DEFAULT, update_cb, scale, NULL);
}

/* ---- darkness ---- */

struct _GwWallDark
{
  AdwColorScheme before;
  gboolean forced;
};

GwWallDark *
gw_wall_dark_new (void)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();
  GwWallDark *dark = g_new0 (GwWallDark, 1);

  dark->before = adw_style_manager_get_color_scheme (manager);
  dark->forced = dark->before != ADW_COLOR_SCHEME_FORCE_LIGHT;
  if (dark->forced)
    adw_style_manager_set_color_scheme (manager, ADW_COLOR_SCHEME_FORCE_DARK);
  return dark;
}

void
gw_wall_dark_free (GwWallDark *dark)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();

  /* Who chose another appearance meanwhile keeps it. */
  if (dark->forced &&
      adw_style_manager_get_color_scheme (manager) == ADW_COLOR_SCHEME_FORCE_DARK)
    adw_style_manager_set_color_scheme (manager, dark->before);
  g_free (dark);
}

/* ---- map ---- */

static void
hide_tools (GtkWidget *widget)
{
  static const char *const tools[] = { "map-buttons", "map-pill", "place-search" };

  for (guint i = 0; i < G_N_ELEMENTS (tools); i++)
    if (gtk_widget_has_css_class (widget, tools[i]))
      gtk_widget_set_visible (widget, FALSE);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    hide_tools (child);
}

void
gw_wall_bare_map (GwMapView *map_view)
{
  hide_tools (GTK_WIDGET (map_view));
}

/* ---- clock ---- */

static GDateTime *
get_local_time (GwCityInfo *city)
{
  g_autoptr (GDateTime) utc =
      g_date_time_new_from_unix_utc (gw_city_info_now (city) / G_USEC_PER_SEC);

  return g_date_time_to_timezone (utc, gw_city_info_get_time_zone (city));
}

char *
gw_wall_dup_time (GwCityInfo *city)
{
  g_autoptr (GDateTime) now = get_local_time (city);

  return g_date_time_format (now, "%H:%M:%S");
}

char *
gw_wall_dup_date (GwCityInfo *city)
{
  static const char *const days[] = { N_ ("Monday"),   N_ ("Tuesday"), N_ ("Wednesday"),
                                      N_ ("Thursday"), N_ ("Friday"),  N_ ("Saturday"),
                                      N_ ("Sunday") };
  g_autoptr (GDateTime) now = get_local_time (city);
  /* Translators: a date, like "Nov 23, 2026"; see strftime. */
  g_autofree char *date = g_date_time_format (now, _ ("%b %-d, %Y"));

  return g_strdup_printf ("%s · %s", date, _ (days[g_date_time_get_day_of_week (now) - 1]));
}
