/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Projection of map features, and one uniform grid of buckets per kind. */

#include "gis/painter-scene.h"

#include <math.h>

/* Buckets are tiles of this zoom (about 550 m in the south of China) ... */
#define BUCKET_ZOOM 16
/* ... unless the features span so much that there would be more than this per side. */
#define BUCKETS_MAX 256

typedef struct
{
  GPtrArray *items; /* GwSceneItem, borrowed from the scene */
  guint *starts;    /* n_buckets + 1 offsets into entries */
  guint *entries;   /* positions in items, ascending within a bucket */
} Layer;

struct _GwScene
{
  GwBox degrees;
  GwSceneBox box;
  GPtrArray *items; /* GwSceneItem, owned */
  double bucket_size;
  guint columns;
  guint rows;
  Layer layers[GW_MAP_N_KINDS];
};

typedef struct
{
  guint left, top, right, bottom; /* inclusive */
} BucketRange;

static void
item_free (gpointer data)
{
  GwSceneItem *item = data;

  g_free (item->points);
  g_free (item->lengths);
  g_free (item);
}

static void
measure_line (GwSceneItem *item)
{
  item->lengths = g_new (double, item->n_points);
  item->lengths[0] = 0;
  for (guint i = 1; i < item->n_points; i++)
    item->lengths[i] =
        item->lengths[i - 1] + hypot (item->points[i].x - item->points[i - 1].x,
                                      item->points[i].y - item->points[i - 1].y);
}

static GwSceneItem *
item_new (const GwMapFeature *feature)
{
  GwSceneItem *item = g_new0 (GwSceneItem, 1);
  const GwFixed *points = feature->shape ? feature->shape->points : feature->points;

  item->feature = feature;
  item->n_points = feature->shape ? feature->shape->n_points : feature->n_points;
  item->points = g_new (GwMercator, item->n_points);
  item->box = (GwSceneBox){ { 1, 1 }, { 0, 0 } };
  for (guint i = 0; i < item->n_points; i++)
    {
      GwMercator at = gw_mercator_from_lon_lat (gw_fixed_to_lon_lat (points[i]));

      item->points[i] = at;
      item->box.min.x = MIN (item->box.min.x, at.x);
      item->box.min.y = MIN (item->box.min.y, at.y);
      item->box.max.x = MAX (item->box.max.x, at.x);
      item->box.max.y = MAX (item->box.max.y, at.y);
    }
  if (feature->shape)
    {
      item->n_rings = feature->shape->n_rings;
      item->ring_ends = feature->shape->ring_ends;
    }
  else
    measure_line (item);
  return item;
}

static guint
bucket_at (double value, double origin, double size, guint n)
{
  return (guint)CLAMP (floor ((value - origin) / size), 0.0, (double)n - 1);
}

static BucketRange
scene_range (const GwScene *scene, GwSceneBox box)
{
  return (BucketRange){
    bucket_at (box.min.x, scene->box.min.x, scene->bucket_size, scene->columns),
    bucket_at (box.min.y, scene->box.min.y, scene->bucket_size, scene->rows),
    bucket_at (box.max.x, scene->box.min.x, scene->bucket_size, scene->columns),
    bucket_at (box.max.y, scene->box.min.y, scene->bucket_size, scene->rows),
  };
}

static void
layer_build (GwScene *scene, Layer *layer)
{
  guint n_buckets = scene->columns * scene->rows;
  g_autofree guint *next = NULL;

  layer->starts = g_new0 (guint, n_buckets + 1);
  for (guint pass = 0; pass < 2; pass++)
    {
      for (guint i = 0; i < layer->items->len; i++)
        {
          const GwSceneItem *item = g_ptr_array_index (layer->items, i);
          BucketRange range = scene_range (scene, item->box);

          for (guint y = range.top; y <= range.bottom; y++)
            for (guint x = range.left; x <= range.right; x++)
              if (pass == 0)
                layer->starts[y * scene->columns + x + 1]++;
              else
                layer->entries[next[y * scene->columns + x]++] = i;
        }
      if (pass == 0)
        {
          for (guint i = 0; i < n_buckets; i++)
            layer->starts[i + 1] += layer->starts[i];
          layer->entries = g_new (guint, layer->starts[n_buckets]);
          next = g_memdup2 (layer->starts, n_buckets * sizeof (guint));
        }
    }
}

static void
scene_set_buckets (GwScene *scene)
{
  double width = MAX (scene->box.max.x - scene->box.min.x, 0.0);
  double height = MAX (scene->box.max.y - scene->box.min.y, 0.0);

  scene->bucket_size = MAX (1.0 / (1 << BUCKET_ZOOM), MAX (width, height) / BUCKETS_MAX);
  scene->columns = (guint)floor (width / scene->bucket_size) + 1;
  scene->rows = (guint)floor (height / scene->bucket_size) + 1;
}

GwScene *
gw_scene_new (GPtrArray *features)
{
  GwScene *scene;

  g_return_val_if_fail (features != NULL, NULL);

  scene = g_new0 (GwScene, 1);
  scene->degrees = gw_box_empty ();
  scene->box = (GwSceneBox){ { 1, 1 }, { 0, 0 } };
  scene->items = g_ptr_array_new_with_free_func (item_free);
  for (guint kind = 0; kind < GW_MAP_N_KINDS; kind++)
    scene->layers[kind].items = g_ptr_array_new ();

  for (guint i = 0; i < features->len; i++)
    {
      const GwMapFeature *feature = g_ptr_array_index (features, i);
      GwSceneItem *item = item_new (feature);

      g_ptr_array_add (scene->items, item);
      g_ptr_array_add (scene->layers[feature->kind].items, item);
      scene->box.min.x = MIN (scene->box.min.x, item->box.min.x);
      scene->box.min.y = MIN (scene->box.min.y, item->box.min.y);
      scene->box.max.x = MAX (scene->box.max.x, item->box.max.x);
      scene->box.max.y = MAX (scene->box.max.y, item->box.max.y);
      if (feature->shape)
        gw_box_unite (&scene->degrees, feature->shape->box);
      for (guint j = 0; j < feature->n_points; j++)
        gw_box_add (&scene->degrees, feature->points[j]);
    }
  scene_set_buckets (scene);
  for (guint kind = 0; kind < GW_MAP_N_KINDS; kind++)
    layer_build (scene, &scene->layers[kind]);
  return scene;
}

void
gw_scene_free (GwScene *scene)
{
  if (scene == NULL)
    return;
  for (guint kind = 0; kind < GW_MAP_N_KINDS; kind++)
    {
      g_ptr_array_unref (scene->layers[kind].items);
      g_free (scene->layers[kind].starts);
      g_free (scene->layers[kind].entries);
    }
  g_ptr_array_unref (scene->items);
  g_free (scene);
}

GwBox
gw_scene_box (const GwScene *scene)
{
  return scene->degrees;
}

static int
compare_position (gconstpointer a, gconstpointer b)
{
  guint left = *(const guint *)a, right = *(const guint *)b;

  return (left > right) - (left < right);
}

static gboolean
boxes_meet (GwSceneBox a, GwSceneBox b)
{
  return a.min.x <= b.max.x && b.min.x <= a.max.x && a.min.y <= b.max.y &&
         b.min.y <= a.max.y;
}

void
gw_scene_find (const GwScene *scene, GwMapKind kind, GwSceneBox box, GPtrArray *out)
{
  const Layer *layer = &scene->layers[kind];
  g_autoptr (GArray) found = NULL;
  BucketRange range;

  g_ptr_array_set_size (out, 0);
  if (layer->items->len == 0 || !boxes_meet (scene->box, box))
    return;

  found = g_array_new (FALSE, FALSE, sizeof (guint));
  range = scene_range (scene, box);
  for (guint y = range.top; y <= range.bottom; y++)
    for (guint x = range.left; x <= range.right; x++)
      {
        guint bucket = y * scene->columns + x;

        for (guint i = layer->starts[bucket]; i < layer->starts[bucket + 1]; i++)
          {
            const GwSceneItem *item = g_ptr_array_index (layer->items, layer->entries[i]);

            if (boxes_meet (item->box, box))
              g_array_append_val (found, layer->entries[i]);
          }
      }
  g_array_sort (found, compare_position);
  for (guint i = 0; i < found->len; i++)
    if (i == 0 || g_array_index (found, guint, i) != g_array_index (found, guint, i - 1))
      g_ptr_array_add (out,
                       g_ptr_array_index (layer->items, g_array_index (found, guint, i)));
}

const GwSceneItem *const *
gw_scene_items (const GwScene *scene, GwMapKind kind, guint *ret_n)
{
  *ret_n = scene->layers[kind].items->len;
  return (const GwSceneItem *const *)scene->layers[kind].items->pdata;
}
