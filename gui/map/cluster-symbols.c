/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pictures of cases and clusters. */
#define G_LOG_DOMAIN "gridward-gui"

#include "gui/map/cluster-symbols.h"

#include "gui/map/class-marks.h"
#include "gui/map/picture-cache.h"

#include <math.h>

/* A large window full of clusters shows about six hundred, and two zooms are in use. */
#define MAX_NODES 2400
#define MAX_PARTS 1200
#define RING_PX 3.5
#define RING_GAP_PX 2.5
#define FONT_PX 11

typedef struct
{
  guint32 fill;
  guint32 line;
  guint32 text;
} Paint;

/* Told apart by lightness and shape too, for the one in twelve who cannot by hue. */
static const Paint paints[GW_SYMBOL_N] = {
  [GW_SYMBOL_ENDED] = { 0x9a9996, 0xffffff, 0xffffff },
  [GW_SYMBOL_NONE] = { 0xffffff, 0x1c71d8, 0x1a5fb4 },
  [GW_SYMBOL_GREEN] = { 0x1f8f5f, 0xffffff, 0xffffff },
  [GW_SYMBOL_YELLOW] = { 0xf8d22a, 0x4a3a00, 0x2e2400 },
  [GW_SYMBOL_RED] = { 0xd01b24, 0xffffff, 0xffffff },
};

/*
 * A whole picture is two parts laid on each other: drawing shapes and text takes twenty
 * times as long, and most clusters have both in common with others.
 */
struct _GwClusterSymbols
{
  GwPictureCache *nodes;  /* GskRenderNode */
  GwPictureCache *bodies; /* cairo_surface_t: shape and ring */
  GwPictureCache *counts; /* cairo_surface_t: the number, of the same size */
};

GwClusterSymbols *
gw_cluster_symbols_new (void)
{
  GwClusterSymbols *symbols = g_new0 (GwClusterSymbols, 1);

  symbols->nodes = gw_picture_cache_new (MAX_NODES, (GDestroyNotify)gsk_render_node_unref);
  symbols->bodies = gw_picture_cache_new (MAX_PARTS, (GDestroyNotify)cairo_surface_destroy);
  symbols->counts = gw_picture_cache_new (MAX_PARTS, (GDestroyNotify)cairo_surface_destroy);
  return symbols;
}

void
gw_cluster_symbols_free (GwClusterSymbols *symbols)
{
  gw_picture_cache_free (symbols->nodes);
  gw_picture_cache_free (symbols->bodies);
  gw_picture_cache_free (symbols->counts);
  g_free (symbols);
}

void
gw_cluster_symbols_clear (GwClusterSymbols *symbols)
{
  gw_picture_cache_clear (symbols->nodes);
  gw_picture_cache_clear (symbols->bodies);
  gw_picture_cache_clear (symbols->counts);
}

double
gw_cluster_symbol_radius (guint count, gboolean emphasised)
{
  /* Room for the mark of the class. */
  if (count <= 1)
    return emphasised ? 13 : 9.5;
  if (count < 10)
    return 13;
  if (count < 100)
    return 16;
  return count < 1000 ? 19 : 22;
}

void
gw_cluster_count_text (guint count, char *buffer, gsize size)
{
  if (count < 1000)
    g_snprintf (buffer, size, "%u", count);
  else if (count < 10000)
    g_snprintf (buffer, size, "%u.%uk", count / 1000, count % 1000 / 100);
  else
    g_snprintf (buffer, size, "%uk", count / 1000);
}

static void
set_colour (cairo_t *cr, guint32 rgb, double alpha)
{
  cairo_set_source_rgba (cr, (rgb >> 16 & 0xff) / 255.0, (rgb >> 8 & 0xff) / 255.0,
                         (rgb & 0xff) / 255.0, alpha);
}

/* Areas of the shapes are about equal, so that none looks heavier for its form alone. */
static void
trace_shape (cairo_t *cr, GwSymbol symbol, double r)
{
  switch (symbol)
    {
    case GW_SYMBOL_YELLOW:
      cairo_move_to (cr, 0, -r * 1.12);
      cairo_line_to (cr, r * 1.08, r * 0.78);
      cairo_line_to (cr, -r * 1.08, r * 0.78);
      cairo_close_path (cr);
      break;
    case GW_SYMBOL_RED:
      cairo_move_to (cr, 0, -r * 1.16);
      cairo_line_to (cr, r * 1.16, 0);
      cairo_line_to (cr, 0, r * 1.16);
      cairo_line_to (cr, -r * 1.16, 0);
      cairo_close_path (cr);
      break;
    case GW_SYMBOL_ENDED:
    case GW_SYMBOL_NONE:
    case GW_SYMBOL_GREEN:
    case GW_SYMBOL_N:
      cairo_new_sub_path (cr);
      cairo_arc (cr, 0, 0, symbol == GW_SYMBOL_ENDED ? r * 0.7 : r * 0.95, 0, 2 * G_PI);
      break;
    }
}

static void
draw_symbol (cairo_t *cr, GwSymbol symbol, double r)
{
  const Paint *paint = &paints[symbol];

  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  trace_shape (cr, symbol, r);
  cairo_set_line_width (cr, 4);
  cairo_set_source_rgba (cr, 0, 0, 0, 0.28);
  cairo_stroke_preserve (cr);
  set_colour (cr, paint->fill, 1);
  cairo_fill_preserve (cr);
  set_colour (cr, paint->line, 1);
  cairo_set_line_width (cr, symbol == GW_SYMBOL_NONE ? 2.5 : 1.6);
  cairo_stroke (cr);
}

static guint32
ring_colour (GwSymbol symbol)
{
  return symbol == GW_SYMBOL_NONE ? paints[symbol].line : paints[symbol].fill;
}

/* The worst begins at the top and goes clockwise. */
static void
draw_ring (cairo_t *cr, const guint8 parts[GW_SYMBOL_N], double r)
{
  double from = -G_PI / 2;

  cairo_new_path (cr);
  cairo_arc (cr, 0, 0, r, 0, 2 * G_PI);
  set_colour (cr, 0xffffff, 0.85);
  cairo_fill (cr);
  cairo_set_line_width (cr, RING_PX);
  for (guint symbol = GW_SYMBOL_N; symbol-- > 0;)
    {
      double to = from + 2 * G_PI * parts[symbol] / GW_CLUSTER_RING_PARTS;

      if (parts[symbol] == 0)
        continue;
      cairo_new_path (cr);
      cairo_arc (cr, 0, 0, r, from, to);
      set_colour (cr, ring_colour (symbol), 1);
      cairo_stroke (cr);
      from = to;
    }
  cairo_arc (cr, 0, 0, r + RING_PX / 2 + 0.5, 0, 2 * G_PI);
  cairo_set_line_width (cr, 1);
  cairo_set_source_rgba (cr, 0, 0, 0, 0.35);
  cairo_stroke (cr);
}

/* Dark on white on dark: it stands out on any ground. */
static void
draw_emphasis (cairo_t *cr, double r)
{
  const struct
  {
    double width;
    guint32 rgb;
  } rings[] = { { 7, 0xffffff }, { 3.5, 0x1a5fb4 } };

  for (guint i = 0; i < G_N_ELEMENTS (rings); i++)
    {
      cairo_new_sub_path (cr);
      cairo_arc (cr, 0, 0, r * 1.16 + 5, 0, 2 * G_PI);
      cairo_set_line_width (cr, rings[i].width);
      set_colour (cr, rings[i].rgb, 0.95);
      cairo_stroke (cr);
    }
}

/* What a picture shows; count 1: a single case, with its group of classes. */
typedef struct
{
  GwSymbol symbol;
  guint count;
  guint group;
  guint8 parts[GW_SYMBOL_N];
  gboolean emphasised;
} Picture;

static void
draw_count (cairo_t *cr, PangoContext *context, const Picture *picture)
{
  g_autoptr (PangoLayout) layout = pango_layout_new (context);
  g_autoptr (PangoFontDescription) font =
      pango_font_description_copy (pango_context_get_font_description (context));
  /* A triangle has more room in its lower half. */
  double lift = picture->symbol == GW_SYMBOL_YELLOW ? 2 : 0;
  PangoRectangle ink;
  char text[8];

  gw_cluster_count_text (picture->count, text, sizeof text);
  pango_font_description_set_absolute_size (font, FONT_PX * PANGO_SCALE);
  pango_font_description_set_weight (font, PANGO_WEIGHT_BOLD);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_text (layout, text, -1);
  pango_layout_get_pixel_extents (layout, &ink, NULL);
  cairo_move_to (cr, round (-ink.x - ink.width / 2.0),
                 round (-ink.y - ink.height / 2.0 + lift));
  set_colour (cr, paints[picture->symbol].text, 1);
  pango_cairo_show_layout (cr, layout);
}

/* In the middle of the shape's room: a triangle has more of it in its lower half. */
static void
draw_mark (cairo_t *cr, const Picture *picture, double radius)
{
  gboolean ended = picture->symbol == GW_SYMBOL_ENDED;
  gboolean triangle = picture->symbol == GW_SYMBOL_YELLOW;

  cairo_save (cr);
  cairo_translate (cr, 0, triangle ? radius * 0.2 : 0);
  set_colour (cr, paints[picture->symbol].text, 1);
  gw_class_mark_draw (cr, picture->group, radius * (ended ? 0.4 : triangle ? 0.42 : 0.52));
  cairo_restore (cr);
}

/* Of a square that is twice half wide, drawn round its middle. */
static cairo_surface_t *
create_surface (double half, int scale, cairo_t **ret_cr)
{
  int pixels = (int)ceil (half * 2) * scale;
  cairo_surface_t *surface =
      cairo_image_surface_create (CAIRO_FORMAT_ARGB32, pixels, pixels);

  *ret_cr = cairo_create (surface);
  cairo_scale (*ret_cr, scale, scale);
  cairo_translate (*ret_cr, half, half);
  return surface;
}

static cairo_surface_t *
draw_body (const Picture *picture, double radius, double half, int scale)
{
  cairo_t *cr;
  cairo_surface_t *surface = create_surface (half, scale, &cr);

  if (picture->emphasised)
    draw_emphasis (cr, radius);
  if (picture->count > 1)
    draw_ring (cr, picture->parts, radius + RING_GAP_PX);
  draw_symbol (cr, picture->symbol, picture->count > 1 ? radius * 0.9 : radius);
  if (picture->count == 1)
    draw_mark (cr, picture, radius);
  cairo_destroy (cr);
  return surface;
}

static GdkTexture *
texture_from_surface (cairo_surface_t *surface)
{
  int height = cairo_image_surface_get_height (surface);
  int stride = cairo_image_surface_get_stride (surface);
  g_autoptr (GBytes) bytes = NULL;

  cairo_surface_flush (surface);
  bytes = g_bytes_new (cairo_image_surface_get_data (surface), (gsize)stride * height);
  return gdk_memory_texture_new (cairo_image_surface_get_width (surface), height,
                                 GDK_MEMORY_DEFAULT, bytes, stride);
}

GdkTexture *
gw_cluster_symbol_texture (GwSymbol symbol, guint group, double radius, int scale)
{
  const Picture picture = { .symbol = symbol, .count = 1, .group = group };
  cairo_surface_t *surface = draw_body (&picture, radius, ceil (radius * 1.16 + 3), scale);
  GdkTexture *texture = texture_from_surface (surface);

  cairo_surface_destroy (surface);
  return texture;
}

/* The cairo renderer converts textures in every frame; a surface it just paints. */
static GskRenderNode *
node_from_surface (GtkWidget *widget, cairo_surface_t *surface, float half, int scale)
{
  const graphene_rect_t bounds = GRAPHENE_RECT_INIT (-half, -half, half * 2, half * 2);
  GtkNative *native = gtk_widget_get_native (widget);
  g_autoptr (GdkTexture) texture = NULL;
  GskRenderNode *node;
  cairo_t *cr;

  if (native == NULL || !GSK_IS_CAIRO_RENDERER (gtk_native_get_renderer (native)))
    {
      texture = texture_from_surface (surface);
      return gsk_texture_node_new (texture, &bounds);
    }
  node = gsk_cairo_node_new (&bounds);
  cr = gsk_cairo_node_get_draw_context (node);
  cairo_surface_set_device_scale (surface, scale, scale);
  cairo_set_source_surface (cr, surface, -half, -half);
  cairo_paint (cr);
  cairo_destroy (cr);
  return node;
}

/* How large a picture is drawn, and how many pixels stand for one. */
typedef struct
{
  double radius;
  float half;
  int scale;
} Extent;

static cairo_surface_t *
get_body (GwClusterSymbols *symbols, const Picture *picture, const Extent *extent)
{
  const guint8 *parts = picture->parts;
  cairo_surface_t *body;
  char key[40];

  g_snprintf (key, sizeof key, "%u%c%u %.0f %x%x%x%x%x", picture->symbol,
              picture->emphasised ? '!' : ' ', picture->group, extent->radius, parts[0],
              parts[1], parts[2], parts[3], parts[4]);
  body = gw_picture_cache_lookup (symbols->bodies, key);
  if (body == NULL)
    body = gw_picture_cache_insert (
        symbols->bodies, key,
        draw_body (picture, extent->radius, extent->half, extent->scale));
  return body;
}

/* Equal texts are of counts of one size, whose pictures are equally large. */
static cairo_surface_t *
get_count (GwClusterSymbols *symbols, GtkWidget *widget, const Picture *picture,
           const Extent *extent)
{
  cairo_surface_t *surface;
  char text[8];
  char key[24];
  cairo_t *cr;

  gw_cluster_count_text (picture->count, text, sizeof text);
  g_snprintf (key, sizeof key, "%u %s", picture->symbol, text);
  surface = gw_picture_cache_lookup (symbols->counts, key);
  if (surface != NULL)
    return surface;
  surface = create_surface (extent->half, extent->scale, &cr);
  draw_count (cr, gtk_widget_get_pango_context (widget), picture);
  cairo_destroy (cr);
  return gw_picture_cache_insert (symbols->counts, key, surface);
}

static GskRenderNode *
make_node (GwClusterSymbols *symbols, GtkWidget *widget, const Picture *picture)
{
  double radius = gw_cluster_symbol_radius (picture->count, picture->emphasised);
  const Extent extent = {
    radius, (float)ceil (radius * 1.16 + (picture->emphasised ? 10 : RING_PX + 2)),
    MAX (gtk_widget_get_scale_factor (widget), 1)
  };
  cairo_surface_t *layers[2] = { get_body (symbols, picture, &extent) };
  cairo_surface_t *whole;
  GskRenderNode *node;
  cairo_t *cr;

  if (picture->count <= 1)
    return node_from_surface (widget, layers[0], extent.half, extent.scale);
  layers[1] = get_count (symbols, widget, picture, &extent);
  whole = cairo_surface_create_similar_image (layers[0], CAIRO_FORMAT_ARGB32,
                                              cairo_image_surface_get_width (layers[0]),
                                              cairo_image_surface_get_height (layers[0]));
  cr = cairo_create (whole);
  for (guint i = 0; i < G_N_ELEMENTS (layers); i++)
    {
      cairo_set_source_surface (cr, layers[i], 0, 0);
      cairo_paint (cr);
    }
  cairo_destroy (cr);
  node = node_from_surface (widget, whole, extent.half, extent.scale);
  cairo_surface_destroy (whole);
  return node;
}

static GskRenderNode *
get_node (GwClusterSymbols *symbols, GtkWidget *widget, const Picture *picture)
{
  const guint8 *parts = picture->parts;
  char text[8];
  char key[32];
  GskRenderNode *node;

  gw_cluster_count_text (picture->count, text, sizeof text);
  g_snprintf (key, sizeof key, "%u%c%u %s %x%x%x%x%x", picture->symbol,
              picture->emphasised ? '!' : ' ', picture->group, text, parts[0], parts[1],
              parts[2], parts[3], parts[4]);
  node = gw_picture_cache_lookup (symbols->nodes, key);
  if (node == NULL)
    node =
        gw_picture_cache_insert (symbols->nodes, key, make_node (symbols, widget, picture));
  return node;
}

void
gw_cluster_ring_parts (const guint counts[GW_SYMBOL_N], guint8 parts[GW_SYMBOL_N])
{
  guint total = 0;
  guint given = 0;
  guint largest = 0;

  for (guint i = 0; i < GW_SYMBOL_N; i++)
    {
      total += counts[i];
      if (counts[i] > counts[largest])
        largest = i;
    }
  for (guint i = 0; i < GW_SYMBOL_N; i++)
    {
      guint share = total > 0 ? counts[i] * GW_CLUSTER_RING_PARTS / total : 0;

      parts[i] = (guint8)MAX (share, counts[i] > 0 ? 1 : 0);
      given += parts[i];
    }
  /* What rounding left over, or took too much, is the largest's. */
  if (total > 0)
    parts[largest] = (guint8)(parts[largest] + GW_CLUSTER_RING_PARTS - given);
}

GskRenderNode *
gw_cluster_symbols_get (GwClusterSymbols *symbols, GtkWidget *widget,
                        const guint counts[GW_SYMBOL_N], guint group)
{
  Picture picture = { 0 };

  for (guint symbol = 0; symbol < GW_SYMBOL_N; symbol++)
    {
      picture.count += counts[symbol];
      if (counts[symbol] > 0)
        picture.symbol = symbol;
    }
  if (picture.count > 1)
    gw_cluster_ring_parts (counts, picture.parts);
  else
    picture.group = group;
  return get_node (symbols, widget, &picture);
}

GskRenderNode *
gw_cluster_symbols_get_single (GwClusterSymbols *symbols, GtkWidget *widget,
                               GwSymbol symbol, guint group, gboolean emphasised)
{
  const Picture picture = {
    .symbol = symbol, .count = 1, .group = group, .emphasised = emphasised
  };

  return get_node (symbols, widget, &picture);
}
