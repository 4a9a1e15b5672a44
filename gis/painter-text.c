/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pango shapes each text once; afterwards it is a cairo path. */

#include "gis/painter-text.h"

#include <pango/pangocairo.h>

#define FONT_FAMILIES "Noto Sans CJK SC, Noto Sans SC, Noto Sans, Sans"
/* From the baseline up to the middle of Chinese characters, in parts of the font size. */
#define MIDDLE_HEIGHT 0.37

typedef struct
{
  double width;
  cairo_path_t *path; /* its middle at the origin */
} TextPath;

struct _GwTextCache
{
  cairo_surface_t *surface;
  cairo_t *cr; /* only to make paths */
  PangoLayout *layout;
  PangoFontDescription *font;
  GHashTable *paths; /* key -> TextPath */
};

static void
text_path_free (gpointer data)
{
  TextPath *path = data;

  cairo_path_destroy (path->path);
  g_free (path);
}

GwTextCache *
gw_text_cache_new (void)
{
  GwTextCache *cache = g_new0 (GwTextCache, 1);
  g_autoptr (PangoFontMap) map = pango_cairo_font_map_new ();
  PangoContext *context = pango_font_map_create_context (map);
  cairo_font_options_t *options = cairo_font_options_create ();

  /* Unhinted: the same text has the same shape wherever it stands and however it turns. */
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options (context, options);
  pango_cairo_context_set_resolution (context, 96);
  pango_context_set_round_glyph_positions (context, FALSE);
  pango_context_set_language (context, pango_language_from_string ("zh-cn"));
  cairo_font_options_destroy (options);

  cache->surface = cairo_image_surface_create (CAIRO_FORMAT_A8, 1, 1);
  cache->cr = cairo_create (cache->surface);
  cache->layout = pango_layout_new (context);
  g_object_unref (context);
  cache->font = pango_font_description_from_string (FONT_FAMILIES);
  cache->paths = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, text_path_free);
  return cache;
}

void
gw_text_cache_free (GwTextCache *cache)
{
  if (cache == NULL)
    return;
  g_hash_table_unref (cache->paths);
  pango_font_description_free (cache->font);
  g_object_unref (cache->layout);
  cairo_destroy (cache->cr);
  cairo_surface_destroy (cache->surface);
  g_free (cache);
}

static const TextPath *
lookup (GwTextCache *cache, const char *text, double size, gboolean bold)
{
  char key[256];
  g_autofree char *long_key = NULL;
  const char *name = key;
  TextPath *path;
  PangoRectangle extents;

  if (g_snprintf (key, sizeof key, "%d/%d/%s", (int)(size * 10), bold, text) >=
      (int)sizeof key)
    name = long_key = g_strdup_printf ("%d/%d/%s", (int)(size * 10), bold, text);
  path = g_hash_table_lookup (cache->paths, name);
  if (path != NULL)
    return path;

  path = g_new0 (TextPath, 1);
  pango_font_description_set_weight (cache->font,
                                     bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_font_description_set_absolute_size (cache->font, size * PANGO_SCALE);
  pango_layout_set_font_description (cache->layout, cache->font);
  pango_layout_set_text (cache->layout, text, -1);
  pango_layout_get_extents (cache->layout, NULL, &extents);
  path->width = (double)extents.width / PANGO_SCALE;

  cairo_new_path (cache->cr);
  cairo_move_to (cache->cr, -path->width / 2, size * MIDDLE_HEIGHT);
  pango_cairo_layout_line_path (cache->cr,
                                pango_layout_get_line_readonly (cache->layout, 0));
  path->path = cairo_copy_path (cache->cr);
  g_hash_table_insert (cache->paths, g_strdup (name), path);
  return path;
}

double
gw_text_cache_width (GwTextCache *cache, const char *text, double size, gboolean bold)
{
  return lookup (cache, text, size, bold)->width;
}

void
gw_text_cache_append (GwTextCache *cache, cairo_t *cr, const char *text, double size,
                      gboolean bold)
{
  cairo_append_path (cr, lookup (cache, text, size, bold)->path);
}
