/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Places names: along lines, across areas, at places. */

#include "gis/painter-label.h"

#include "gis/label-grid.h"

#include <math.h>

#define PIXELS_OF(zoom) ((double)GW_TILE_SIZE * (double)(1u << (zoom)))
/* Room left free round each label. */
#define PADDING_PX 3.0
/* Neighbouring characters turn against each other by this much at most. */
#define BEND_MAX (G_PI / 6)
/* From here on a line's name is written downwards, with upright characters. */
#define STEEP_MIN (G_PI / 180 * 56)

struct _GwLabelSet
{
  GPtrArray *labels;   /* GwLabel */
  GHashTable *by_tile; /* gint64 key -> GArray of guint */
};

typedef struct
{
  GwLabelSet *set;
  const GwScene *scene;
  GwTextCache *texts;
  GwLabelGrid *grid;
  guint zoom;
  const GwTextStyle *style;
  double size;
} Placing;

static void
piece_clear (gpointer data)
{
  g_free (((GwLabelPiece *)data)->text);
}

static void
label_free (gpointer data)
{
  GwLabel *label = data;

  g_array_unref (label->pieces);
  g_free (label);
}

static GwLabel *
label_new (const Placing *placing)
{
  GwLabel *label = g_new0 (GwLabel, 1);

  label->style = placing->style;
  label->size = placing->size;
  label->pieces = g_array_new (FALSE, FALSE, sizeof (GwLabelPiece));
  g_array_set_clear_func (label->pieces, piece_clear);
  return label;
}

static gint64
tile_key (gint64 x, gint64 y)
{
  return x * (G_GINT64_CONSTANT (1) << 32) + y;
}

static gint64
tile_of (double pixels)
{
  return (gint64)floor (pixels / GW_TILE_SIZE);
}

static void
set_index (GwLabelSet *set, guint number, const GwLabelBox *box)
{
  for (gint64 y = tile_of (box->top); y <= tile_of (box->bottom); y++)
    for (gint64 x = tile_of (box->left); x <= tile_of (box->right); x++)
      {
        gint64 key = tile_key (x, y);
        GArray *numbers = g_hash_table_lookup (set->by_tile, &key);

        if (numbers == NULL)
          {
            numbers = g_array_new (FALSE, FALSE, sizeof (guint));
            g_hash_table_insert (set->by_tile, g_memdup2 (&key, sizeof key), numbers);
          }
        if (numbers->len == 0 || g_array_index (numbers, guint, numbers->len - 1) != number)
          g_array_append_val (numbers, number);
      }
}

/* Takes the label into the set when its boxes are free; frees it otherwise. */
static gboolean
take_label (Placing *placing, GwLabel *label, const GArray *boxes, const char *name)
{
  const GwLabelBox *all = (const GwLabelBox *)(gpointer)boxes->data;

  if (!gw_label_grid_take (placing->grid, all, boxes->len, name, placing->style->repeat))
    {
      label_free (label);
      return FALSE;
    }
  for (guint i = 0; i < boxes->len; i++)
    set_index (placing->set, placing->set->labels->len, &all[i]);
  g_ptr_array_add (placing->set->labels, label);
  return TRUE;
}

static GwLabelBox
box_round (double x, double y, double half_width, double half_height)
{
  return (GwLabelBox){ x - half_width - PADDING_PX, y - half_height - PADDING_PX,
                       x + half_width + PADDING_PX, y + half_height + PADDING_PX };
}

static gboolean
place_at (Placing *placing, const char *name, double x, double y)
{
  double width =
      gw_text_cache_width (placing->texts, name, placing->size, placing->style->bold);
  g_autoptr (GArray) boxes = g_array_new (FALSE, FALSE, sizeof (GwLabelBox));
  GwLabelBox box = box_round (x, y, width / 2, placing->size * 0.6);
  GwLabelPiece piece = { g_strdup (name), round (x), round (y), 0 };
  GwLabel *label = label_new (placing);

  g_array_append_val (boxes, box);
  g_array_append_val (label->pieces, piece);
  return take_label (placing, label, boxes, name);
}

/* TRUE when the whole text would stand on the area. */
static gboolean
area_holds (const Placing *placing, const GwSceneItem *item, double x, double y,
            double width)
{
  double pixels = PIXELS_OF (placing->zoom);

  for (int column = -1; column <= 1; column++)
    for (int row = -1; row <= 1; row++)
      {
        GwMercator at = { (x + column * width / 2) / pixels,
                          (y + row * placing->size * 0.6) / pixels };
        GwFixed point = gw_fixed_from_lon_lat (gw_mercator_to_lon_lat (at));

        if (!gw_shape_contains (item->feature->shape, point))
          return FALSE;
      }
  return TRUE;
}

/* Once in the middle; wide areas again on a lattice wherever the name fits inside. */
static void
place_on_area (Placing *placing, const GwSceneItem *item, const char *name)
{
  double pixels = PIXELS_OF (placing->zoom), step = placing->style->repeat;
  double width =
      gw_text_cache_width (placing->texts, name, placing->size, placing->style->bold);
  double left = item->box.min.x * pixels, right = item->box.max.x * pixels;
  double top = item->box.min.y * pixels, bottom = item->box.max.y * pixels;
  GwMercator middle;

  if (right - left < width * 0.9 || bottom - top < placing->size)
    return;
  middle = gw_mercator_from_lon_lat (
      gw_fixed_to_lon_lat (gw_shape_label_point (item->feature->shape)));
  place_at (placing, name, middle.x * pixels, middle.y * pixels);
  if (right - left < step && bottom - top < step)
    return;
  for (double y = ceil (top / step) * step; y < bottom; y += step)
    for (double x = ceil (left / step) * step; x < right; x += step)
      if (area_holds (placing, item, x, y, width))
        place_at (placing, name, x, y);
}

/* The point at a length from the start of the line, both in pixels of the world. */
static GwMercator
line_at (const GwSceneItem *item, double pixels, double length)
{
  double at = CLAMP (length / pixels, 0, item->lengths[item->n_points - 1]);
  guint low = 0, high = item->n_points - 1;
  double span, share;

  while (high - low > 1)
    {
      guint middle = (low + high) / 2;

      if (item->lengths[middle] <= at)
        low = middle;
      else
        high = middle;
    }
  span = item->lengths[high] - item->lengths[low];
  share = span > 0 ? (at - item->lengths[low]) / span : 0;
  return (GwMercator){
    (item->points[low].x + (item->points[high].x - item->points[low].x) * share) * pixels,
    (item->points[low].y + (item->points[high].y - item->points[low].y) * share) * pixels,
  };
}

/* The angle between two directions, 0 to pi. */
static double
turn_between (double a, double b)
{
  return fabs (remainder (a - b, 2 * G_PI));
}

typedef struct
{
  char **characters;
  double *widths;
  guint n;
  double length; /* of the whole text along the line */
} LineText;

static void
line_text_init (LineText *text, Placing *placing, const char *name)
{
  double gap = placing->style->spacing * placing->size;

  text->n = (guint)g_utf8_strlen (name, -1);
  text->characters = g_new0 (char *, text->n + 1);
  text->widths = g_new (double, text->n);
  text->length = 0;
  for (guint i = 0; i < text->n; i++, name = g_utf8_next_char (name))
    {
      text->characters[i] = g_strndup (name, g_utf8_next_char (name) - name);
      text->widths[i] = gw_text_cache_width (placing->texts, text->characters[i],
                                             placing->size, placing->style->bold) +
                        gap;
      text->length += text->widths[i];
    }
}

static void
line_text_clear (LineText *text)
{
  g_strfreev (text->characters);
  g_free (text->widths);
}

/* Sets the characters round a place on the line; FALSE when it bends too much there. */
static gboolean
set_on_line (const Placing *placing, const GwSceneItem *item, const LineText *text,
             double middle, GwLabel *label, GArray *boxes)
{
  double pixels = PIXELS_OF (placing->zoom);
  double start = middle - text->length / 2;
  GwMercator from = line_at (item, pixels, start);
  GwMercator to = line_at (item, pixels, start + text->length);
  double slope = atan2 (fabs (to.y - from.y), fabs (to.x - from.x));
  gboolean downward = slope > STEEP_MIN;
  gboolean backward = downward ? to.y < from.y : to.x < from.x;
  double chord = backward ? atan2 (from.y - to.y, from.x - to.x)
                          : atan2 (to.y - from.y, to.x - from.x);
  double last = chord, half = placing->size * 0.55, along = 0;

  for (guint i = 0; i < text->n; i++)
    {
      double width = text->widths[i];
      double at = along + width / 2;
      double place = backward ? start + text->length - at : start + at;
      double reach = backward ? -width / 2 : width / 2;
      GwMercator before = line_at (item, pixels, place - reach);
      GwMercator after = line_at (item, pixels, place + reach);
      GwMercator centre = line_at (item, pixels, place);
      double angle = atan2 (after.y - before.y, after.x - before.x);
      gboolean upright = downward && (guchar)text->characters[i][0] >= 0x80;
      GwLabelPiece piece = { g_strdup (text->characters[i]), centre.x, centre.y,
                             upright ? angle - G_PI_2 : angle };
      GwLabelBox box = box_round (centre.x, centre.y, half, half);

      g_array_append_val (label->pieces, piece);
      g_array_append_val (boxes, box);
      if (turn_between (angle, last) > BEND_MAX)
        return FALSE;
      last = angle;
      along += width;
    }
  return TRUE;
}

static gboolean
place_on_line_at (Placing *placing, const GwSceneItem *item, const LineText *text,
                  const char *name, double middle)
{
  g_autoptr (GArray) boxes = g_array_new (FALSE, FALSE, sizeof (GwLabelBox));
  GwLabel *label = label_new (placing);

  if (!set_on_line (placing, item, text, middle, label, boxes))
    {
      label_free (label);
      return FALSE;
    }
  return take_label (placing, label, boxes, name);
}

static void
place_on_line (Placing *placing, const GwSceneItem *item, const char *name)
{
  double length = item->lengths[item->n_points - 1] * PIXELS_OF (placing->zoom);
  guint n_slots = MAX (1, (guint)(length / placing->style->repeat));
  double slot = length / n_slots;
  LineText text;

  line_text_init (&text, placing, name);
  for (guint i = 0; length > text.length + 8 && i < n_slots; i++)
    {
      double room = (MIN (slot, length - 8) - text.length) / 2;

      /* From the middle of the slot outwards, first on one side, then on the other. */
      for (int try = 0; try < 9 && (try == 0 || room > 0); try++)
        {
          double shift = room * ((try + 1) / 2) / 4 * (try % 2 ? 1 : -1);

          if (place_on_line_at (placing, item, &text, name, slot * (i + 0.5) + shift))
            break;
        }
    }
  line_text_clear (&text);
}

static void
place_item (Placing *placing, const GwSceneItem *item)
{
  const GwMapFeature *feature = item->feature;
  const char *name = feature->name ? feature->name : feature->name_en;
  double pixels = PIXELS_OF (placing->zoom);

  if (name == NULL || *name == '\0')
    return;
  if (feature->kind == GW_MAP_PLACE && feature->rank != placing->style->rank)
    return;
  if (item->n_rings > 0)
    place_on_area (placing, item, name);
  else if (item->n_points > 1)
    place_on_line (placing, item, name);
  else
    place_at (placing, name, item->points[0].x * pixels, item->points[0].y * pixels);
}

GwLabelSet *
gw_label_set_new (const GwScene *scene, GwTextCache *texts, guint zoom)
{
  g_autoptr (GwLabelGrid) grid = gw_label_grid_new ();
  GwLabelSet *set = g_new0 (GwLabelSet, 1);
  Placing placing = { set, scene, texts, grid, zoom, NULL, 0 };
  guint n_styles;
  const GwTextStyle *styles = gw_style_texts (&n_styles);

  set->labels = g_ptr_array_new_with_free_func (label_free);
  set->by_tile = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free,
                                        (GDestroyNotify)g_array_unref);
  for (guint i = 0; i < n_styles; i++)
    {
      guint n_items;
      const GwSceneItem *const *items = gw_scene_items (scene, styles[i].kind, &n_items);

      placing.style = &styles[i];
      placing.size = (double)gw_style_size (styles[i].size, zoom);
      for (guint j = 0; placing.size > 0 && j < n_items; j++)
        place_item (&placing, items[j]);
    }
  return set;
}

void
gw_label_set_free (GwLabelSet *set)
{
  if (set == NULL)
    return;
  g_ptr_array_unref (set->labels);
  g_hash_table_unref (set->by_tile);
  g_free (set);
}

guint
gw_label_set_size (const GwLabelSet *set)
{
  return set->labels->len;
}

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  guint left = *(const guint *)a, right = *(const guint *)b;

  return (left > right) - (left < right);
}

void
gw_label_set_find (const GwLabelSet *set, double left, double top, double right,
                   double bottom, GPtrArray *out)
{
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (guint));

  g_ptr_array_set_size (out, 0);
  for (gint64 y = tile_of (top); y <= tile_of (bottom); y++)
    for (gint64 x = tile_of (left); x <= tile_of (right); x++)
      {
        gint64 key = tile_key (x, y);
        const GArray *found = g_hash_table_lookup (set->by_tile, &key);

        if (found != NULL)
          g_array_append_vals (numbers, found->data, found->len);
      }
  g_array_sort (numbers, compare_numbers);
  for (guint i = 0; i < numbers->len; i++)
    {
      guint number = g_array_index (numbers, guint, i);

      if (i == 0 || number != g_array_index (numbers, guint, i - 1))
        g_ptr_array_add (out, g_ptr_array_index (set->labels, number));
    }
}
