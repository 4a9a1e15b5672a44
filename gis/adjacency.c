/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Neighbours by common edges: all edges sorted, equal ones stand side by side. */
#define G_LOG_DOMAIN "gridward-gis"

#include "gis/adjacency.h"

#include "gis/division-private.h"

typedef struct
{
  GwFixed a; /* the lesser end */
  GwFixed b;
  guint shape;
} Edge;

static int
compare_edges (gconstpointer a, gconstpointer b)
{
  const Edge *first = a, *second = b;
  int order = gw_fixed_compare (first->a, second->a);

  if (order == 0)
    order = gw_fixed_compare (first->b, second->b);
  if (order == 0)
    order = (first->shape > second->shape) - (first->shape < second->shape);
  return order;
}

static int
compare_contacts (gconstpointer a, gconstpointer b)
{
  const GwContact *first = a, *second = b;

  if (first->shape != second->shape)
    return first->shape < second->shape ? -1 : 1;
  if (first->other != second->other)
    return first->other < second->other ? -1 : 1;
  return (first->length_m > second->length_m) - (first->length_m < second->length_m);
}

static GArray *
list_edges (GwShape *const *shapes, guint n_shapes)
{
  GArray *edges = g_array_new (FALSE, FALSE, sizeof (Edge));

  for (guint n = 0; n < n_shapes; n++)
    {
      const GwShape *shape = shapes[n];

      for (guint ring = 0, start = 0; ring < shape->n_rings;
           start = shape->ring_ends[ring++])
        for (guint i = start, j = shape->ring_ends[ring] - 1; i < shape->ring_ends[ring];
             j = i++)
          {
            gboolean forward = gw_fixed_compare (shape->points[j], shape->points[i]) < 0;
            Edge edge = { shape->points[forward ? j : i], shape->points[forward ? i : j],
                          n };

            g_array_append_val (edges, edge);
          }
    }
  g_array_sort (edges, compare_edges);
  return edges;
}

/* Sums up the edges between the same two shapes. */
static void
merge_contacts (GArray *contacts)
{
  guint n = 0;

  g_array_sort (contacts, compare_contacts);
  for (guint i = 0; i < contacts->len; i++)
    {
      GwContact contact = g_array_index (contacts, GwContact, i);
      GwContact *last = n > 0 ? &g_array_index (contacts, GwContact, n - 1) : NULL;

      if (last != NULL && last->shape == contact.shape && last->other == contact.other)
        last->length_m += contact.length_m;
      else
        g_array_index (contacts, GwContact, n++) = contact;
    }
  g_array_set_size (contacts, n);
}

GArray *
gw_adjacency_list (GwShape *const *shapes, guint n_shapes)
{
  GArray *contacts = g_array_new (FALSE, FALSE, sizeof (GwContact));
  g_autoptr (GArray) edges = list_edges (shapes, n_shapes);
  g_autoptr (GwDivider) divider = NULL;

  if (edges->len == 0)
    return contacts;
  divider = gw_divider_new (g_array_index (edges, Edge, edges->len / 2).a);
  for (guint i = 0; i + 1 < edges->len; i++)
    {
      const Edge *edge = &g_array_index (edges, Edge, i), *other = edge + 1;

      if (gw_fixed_compare (edge->a, other->a) == 0 &&
          gw_fixed_compare (edge->b, other->b) == 0 && edge->shape != other->shape)
        {
          double length_m = gw_divider_length_m (divider, edge->a, edge->b);
          GwContact pair[2] = { { edge->shape, other->shape, length_m },
                                { other->shape, edge->shape, length_m } };

          g_array_append_vals (contacts, pair, 2);
        }
    }
  merge_contacts (contacts);
  return contacts;
}
