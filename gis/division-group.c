/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finds, for faces too small or too thin to be cells, the neighbours that take them. */
#define G_LOG_DOMAIN "gridward-gis"

#include "gis/adjacency.h"
#include "gis/division-private.h"

#include <math.h>

/* Twice the area over the perimeter is a strip's width; below this share of a cell's side
   it is too thin to be walked as a cell of its own. */
#define LEAST_WIDTH 0.12
/* Scraps of this size come from rounding at the border of areas: any neighbour will do. */
#define SCRAP_M2 1.0

typedef struct
{
  const GwDivider *divider;
  const guint *areas;
  const GwDivisionOptions *options;
  guint n;
  GArray *contacts; /* GwContact */
  guint *first;     /* n + 1: where a face's contacts begin */
  guint *group;     /* union-find: a face of the same group, the least at its root */
  guint *next;      /* ring of the faces of a group */
  double *area_m2;  /* of a root's group */
  double *border_m;
} Groups;

/* Perimeters, and where each face's contacts begin. */
static void
find_contacts (Groups *groups, GPtrArray *faces)
{
  for (guint face = 0; face < faces->len; face++)
    {
      const GwShape *shape = faces->pdata[face];

      for (guint ring = 0, start = 0; ring < shape->n_rings;
           start = shape->ring_ends[ring++])
        for (guint i = start, j = shape->ring_ends[ring] - 1; i < shape->ring_ends[ring];
             j = i++)
          groups->border_m[face] +=
              gw_divider_length_m (groups->divider, shape->points[j], shape->points[i]);
    }
  for (guint i = 0; i < groups->contacts->len; i++)
    groups->first[g_array_index (groups->contacts, GwContact, i).shape + 1] = i + 1;
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
  GArray *neighbours = g_array_new (FALSE, FALSE, sizeof (GwContact));
  guint face = root;

  do
    {
      for (guint i = groups->first[face]; i < groups->first[face + 1]; i++)
        {
          const GwContact *contact = &g_array_index (groups->contacts, GwContact, i);
          guint other = find_root (groups, contact->other);
          guint k = 0;

          if (other == root)
            continue;
          while (k < neighbours->len &&
                 g_array_index (neighbours, GwContact, k).other != other)
            k++;
          if (k == neighbours->len)
            g_array_append_vals (neighbours, &(GwContact){ root, other, 0 }, 1);
          g_array_index (neighbours, GwContact, k).length_m += contact->length_m;
        }
      face = groups->next[face];
    }
  while (face != root);
  return neighbours;
}

/* The longest border wins; one that would not make too large a cell goes before others. */
static const GwContact *
choose (Groups *groups, guint root, GArray *neighbours)
{
  const GwContact *best = NULL;
  gboolean best_fits = FALSE;
  gboolean scrap = groups->area_m2[root] < SCRAP_M2;

  for (guint i = 0; i < neighbours->len; i++)
    {
      const GwContact *contact = &g_array_index (neighbours, GwContact, i);
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
unite (Groups *groups, const GwContact *contact)
{
  guint a = contact->shape, b = contact->other, swap;
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
          const GwContact *contact = choose (groups, root, neighbours);

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
  g_autoptr (GArray) contacts = gw_adjacency_list ((GwShape *const *)faces->pdata, n);
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
