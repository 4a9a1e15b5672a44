/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finds, for faces too small or too thin to be cells, the neighbours that take them. */
#define G_LOG_DOMAIN "gridward-gis"

#include "gis/division-private.h"

#include <math.h>

/* Twice the area over the perimeter is a strip's width; below this share of a cell's side
   it is too thin to be walked as a cell of its own. */
#define LEAST_WIDTH 0.12
/* Scraps of this size come from rounding at the border of areas: any neighbour will do. */
#define SCRAP_M2 1.0

typedef struct
{
  GwFixed a; /* the lesser end */
  GwFixed b;
  guint face;
} Edge;

/* Two faces and the length of the border between them. */
typedef struct
{
  guint face;
  guint other;
  double length_m;
} Contact;

typedef struct
{
  const GwDivider *divider;
  const guint *areas;
  const GwDivisionOptions *options;
  guint n;
  GArray *contacts; /* Contact, each in both directions, by face */
  guint *first;     /* n + 1: where a face's contacts begin */
  guint *group;     /* union-find: a face of the same group, the least at its root */
  guint *next;      /* ring of the faces of a group */
  double *area_m2;  /* of a root's group */
  double *border_m;
} Groups;

static int
compare_edges (gconstpointer a, gconstpointer b)
{
  const Edge *first = a, *second = b;
  int order = gw_fixed_compare (first->a, second->a);

  if (order == 0)
    order = gw_fixed_compare (first->b, second->b);
  if (order == 0)
    order = (first->face > second->face) - (first->face < second->face);
  return order;
}

static int
compare_contacts (gconstpointer a, gconstpointer b)
{
  const Contact *first = a, *second = b;

  if (first->face != second->face)
    return first->face < second->face ? -1 : 1;
  if (first->other != second->other)
    return first->other < second->other ? -1 : 1;
  return (first->length_m > second->length_m) - (first->length_m < second->length_m);
}

static GArray *
list_edges (GPtrArray *faces)
{
  GArray *edges = g_array_new (FALSE, FALSE, sizeof (Edge));

  for (guint face = 0; face < faces->len; face++)
    {
      const GwShape *shape = faces->pdata[face];

      for (guint ring = 0, start = 0; ring < shape->n_rings;
           start = shape->ring_ends[ring++])
        for (guint i = start, j = shape->ring_ends[ring] - 1; i < shape->ring_ends[ring];
             j = i++)
          {
            gboolean forward = gw_fixed_compare (shape->points[j], shape->points[i]) < 0;
            Edge edge = { shape->points[forward ? j : i], shape->points[forward ? i : j],
                          face };

            g_array_append_val (edges, edge);
          }
    }
  g_array_sort (edges, compare_edges);
  return edges;
}

/* In an arrangement an edge has at most two faces. */
static void
find_contacts (Groups *groups, GPtrArray *faces)
{
  g_autoptr (GArray) edges = list_edges (faces);

  for (guint i = 0; i < edges->len; i++)
    {
      const Edge *edge = &g_array_index (edges, Edge, i);
      const Edge *other = i + 1 < edges->len ? edge + 1 : NULL;
      double length_m = gw_divider_length_m (groups->divider, edge->a, edge->b);

      groups->border_m[edge->face] += length_m;
      if (other != NULL && gw_fixed_compare (edge->a, other->a) == 0 &&
          gw_fixed_compare (edge->b, other->b) == 0)
        {
          Contact contacts[2] = { { edge->face, other->face, length_m },
                                  { other->face, edge->face, length_m } };

          groups->border_m[other->face] += length_m;
          g_array_append_vals (groups->contacts, contacts, 2);
          i++;
        }
    }
  g_array_sort (groups->contacts, compare_contacts);
  for (guint i = 0; i < groups->contacts->len; i++)
    groups->first[g_array_index (groups->contacts, Contact, i).face + 1] = i + 1;
  for (guint i = 0; i < groups->n; i++)
    groups->first[i + 1] = MAX (groups->first[i + 1], groups->first[i]);
}

static guint
find_root (Groups *groups, guint face)
{
  while (groups->group[face] != face)
    face = groups->group[face] = groups->group[groups->group[face]];
  return face;
}

static gboolean
is_too_small (const Groups *groups, guint root)
{
  double width_m = 2 * groups->area_m2[root] / groups->border_m[root];

  return groups->area_m2[root] < groups->options->min_m2 ||
         width_m < LEAST_WIDTH * sqrt (groups->options->target_m2);
}

/* Sums up a group's borders by neighbouring group; the caller frees. */
static GArray *
list_neighbours (Groups *groups, guint root)
{
  GArray *neighbours = g_array_new (FALSE, FALSE, sizeof (Contact));
  guint face = root;

  do
    {
      for (guint i = groups->first[face]; i < groups->first[face + 1]; i++)
        {
          const Contact *contact = &g_array_index (groups->contacts, Contact, i);
          guint other = find_root (groups, contact->other);
          guint k = 0;

          if (other == root)
            continue;
          while (k < neighbours->len &&
                 g_array_index (neighbours, Contact, k).other != other)
            k++;
          if (k == neighbours->len)
            g_array_append_vals (neighbours, &(Contact){ root, other, 0 }, 1);
          g_array_index (neighbours, Contact, k).length_m += contact->length_m;
        }
      face = groups->next[face];
    }
  while (face != root);
  return neighbours;
}

/* The longest border wins; one that would not make too large a cell goes before others. */
static const Contact *
choose (Groups *groups, guint root, GArray *neighbours)
{
  const Contact *best = NULL;
  gboolean best_fits = FALSE;
  gboolean scrap = groups->area_m2[root] < SCRAP_M2;

  for (guint i = 0; i < neighbours->len; i++)
    {
      const Contact *contact = &g_array_index (neighbours, Contact, i);
      double sum = groups->area_m2[root] + groups->area_m2[contact->other];
      gboolean fits = sum <= groups->options->max_m2;
      gboolean same = groups->areas[root] == groups->areas[contact->other];

      if (!same && !scrap)
        continue;
      if (best == NULL || (fits && !best_fits) ||
          (fits == best_fits && contact->length_m > best->length_m * (1 + 1e-9)))
        {
          best = contact;
          best_fits = fits;
        }
    }
  return best;
}

static guint
unite (Groups *groups, const Contact *contact)
{
  guint a = contact->face, b = contact->other, swap;
  /* A scrap takes the area of the larger one, and with it its root. */
  guint root = groups->area_m2[a] > groups->area_m2[b] ? a : b;
  guint leaf = root == a ? b : a;

  groups->group[leaf] = root;
  groups->area_m2[root] += groups->area_m2[leaf];
  groups->border_m[root] += groups->border_m[leaf] - 2 * contact->length_m;
  swap = groups->next[a];
  groups->next[a] = groups->next[b];
  groups->next[b] = swap;
  return root;
}

static int
compare_areas (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const double *area_m2 = user_data;
  guint first = *(const guint *)a, second = *(const guint *)b;

  if (area_m2[first] != area_m2[second])
    return area_m2[first] < area_m2[second] ? -1 : 1;
  return (first > second) - (first < second);
}

/* Smallest first, so that scraps gather before they go to a proper cell. */
static void
join_small (Groups *groups)
{
  g_autofree guint *order = g_new (guint, groups->n);

  for (guint i = 0; i < groups->n; i++)
    order[i] = i;
  g_qsort_with_data (order, (int)groups->n, sizeof *order, compare_areas, groups->area_m2);
  for (guint i = 0; i < groups->n; i++)
    {
      guint root = find_root (groups, order[i]);

      while (is_too_small (groups, root))
        {
          g_autoptr (GArray) neighbours = list_neighbours (groups, root);
          const Contact *contact = choose (groups, root, neighbours);

          if (contact == NULL)
            break;
          root = unite (groups, contact);
        }
    }
}

guint *
gw_divider_group (const GwDivider *divider, GPtrArray *faces, const guint *areas,
                  const GwDivisionOptions *options)
{
  guint n = faces->len;
  g_autoptr (GArray) contacts = g_array_new (FALSE, FALSE, sizeof (Contact));
  g_autofree guint *first = g_new0 (guint, (gsize)n + 1);
  g_autofree guint *next = g_new (guint, n);
  g_autofree double *area_m2 = g_new (double, n);
  g_autofree double *border_m = g_new0 (double, n);
  Groups groups = { divider, areas, options, n,       contacts,
                    first,   NULL,  next,    area_m2, border_m };

  groups.group = g_new (guint, n);
  for (guint i = 0; i < n; i++)
    {
      groups.group[i] = i;
      next[i] = i;
      area_m2[i] = gw_divider_area_m2 (divider, faces->pdata[i]);
    }
  find_contacts (&groups, faces);
  join_small (&groups);
  for (guint i = 0; i < n; i++)
    groups.group[i] = find_root (&groups, i);
  return groups.group;
}
