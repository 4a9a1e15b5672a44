/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Portions grow from seeds far apart; the lightest one grows next. */
#define G_LOG_DOMAIN "gridward-demo"

#include "data/demo/grow.h"

#include "data/demo/plan.h"

#include <math.h>

/* A portion lighter than this share of the mean is given to its neighbours. */
#define LEAST_SHARE 0.6

typedef struct
{
  const GwGrowth *growth;
  const guint *members;
  guint n_members;
  guint first_portion;
  guint n_portions;
  guint *portions; /* by shape */
  guint *seeds;    /* by portion */
  double *weights; /* by portion */
  gboolean *stuck; /* by portion: nothing left round it */
} Parting;

GwGrowth *
gw_growth_new (GwShape *const *shapes, guint n)
{
  GwGrowth *growth = g_new0 (GwGrowth, 1);

  growth->n = n;
  growth->positions = g_new (GwMetres, n);
  growth->weights = g_new (double, n);
  growth->contacts = gw_adjacency_list (shapes, n);
  growth->first = g_new0 (guint, (gsize)n + 1);
  for (guint i = 0; i < n; i++)
    {
      growth->positions[i] = gw_plan_from_fixed (gw_shape_label_point (shapes[i]));
      growth->weights[i] = 1;
    }
  for (guint i = 0; i < growth->contacts->len; i++)
    growth->first[g_array_index (growth->contacts, GwContact, i).shape + 1] = i + 1;
  for (guint i = 0; i < n; i++)
    growth->first[i + 1] = MAX (growth->first[i + 1], growth->first[i]);
  return growth;
}

void
gw_growth_free (GwGrowth *growth)
{
  g_free (growth->positions);
  g_free (growth->weights);
  g_free (growth->first);
  g_array_unref (growth->contacts);
  g_free (growth);
}

static double
apart (const Parting *parting, guint a, guint b)
{
  GwMetres p = parting->growth->positions[a], q = parting->growth->positions[b];

  return hypot (p.x - q.x, p.y - q.y);
}

/* Each seed is the member farthest from those before, in lengths of its own size. */
static void
place_seeds (Parting *parting)
{
  g_autofree double *nearest = g_new (double, parting->n_members);
  guint farthest = 0;

  for (guint i = 0; i < parting->n_members; i++)
    nearest[i] = G_MAXDOUBLE;
  for (guint portion = 0; portion < parting->n_portions; portion++)
    {
      guint seed = parting->members[farthest];

      parting->seeds[portion] = seed;
      parting->weights[portion] = parting->growth->weights[seed];
      parting->portions[seed] = parting->first_portion + portion;
      farthest = 0;
      for (guint i = 0; i < parting->n_members; i++)
        {
          guint member = parting->members[i];

          nearest[i] = MIN (nearest[i], apart (parting, member, seed));
          if (parting->portions[member] == GW_GROW_NONE &&
              (parting->portions[parting->members[farthest]] != GW_GROW_NONE ||
               nearest[i] > nearest[farthest]))
            farthest = i;
        }
      if (parting->portions[parting->members[farthest]] != GW_GROW_NONE)
        parting->n_portions = portion + 1;
    }
}

/* The free member next to the portion that is nearest to its seed, or GW_GROW_NONE. */
static guint
find_next (const Parting *parting, const gboolean *is_member, guint portion)
{
  const GwGrowth *growth = parting->growth;
  guint best = GW_GROW_NONE;
  double best_m = G_MAXDOUBLE;

  for (guint i = 0; i < parting->n_members; i++)
    {
      guint member = parting->members[i];

      if (parting->portions[member] != parting->first_portion + portion)
        continue;
      for (guint k = growth->first[member]; k < growth->first[member + 1]; k++)
        {
          guint other = g_array_index (growth->contacts, GwContact, k).other;
          double distance_m;

          if (!is_member[other] || parting->portions[other] != GW_GROW_NONE)
            continue;
          distance_m = apart (parting, other, parting->seeds[portion]);
          if (distance_m < best_m)
            {
              best_m = distance_m;
              best = other;
            }
        }
    }
  return best;
}

static void
grow (Parting *parting, const gboolean *is_member)
{
  for (;;)
    {
      guint lightest = GW_GROW_NONE, next;

      for (guint i = 0; i < parting->n_portions; i++)
        if (!parting->stuck[i] &&
            (lightest == GW_GROW_NONE || parting->weights[i] < parting->weights[lightest]))
          lightest = i;
      if (lightest == GW_GROW_NONE)
        return;
      next = find_next (parting, is_member, lightest);
      if (next == GW_GROW_NONE)
        {
          parting->stuck[lightest] = TRUE;
          continue;
        }
      parting->portions[next] = parting->first_portion + lightest;
      parting->weights[lightest] += parting->growth->weights[next];
    }
}

/* Gives a shape to the lightest of its neighbours' portions; FALSE when it has none. */
static gboolean
give_away (Parting *parting, const gboolean *is_member, guint shape)
{
  const GwGrowth *growth = parting->growth;
  guint mine = parting->portions[shape], best = GW_GROW_NONE;

  for (guint k = growth->first[shape]; k < growth->first[shape + 1]; k++)
    {
      guint other = g_array_index (growth->contacts, GwContact, k).other;
      guint portion;

      if (!is_member[other] || parting->portions[other] == mine ||
          parting->portions[other] == GW_GROW_NONE)
        continue;
      portion = parting->portions[other] - parting->first_portion;
      if (best == GW_GROW_NONE || parting->weights[portion] < parting->weights[best])
        best = portion;
    }
  if (best == GW_GROW_NONE)
    return FALSE;
  if (mine != GW_GROW_NONE)
    parting->weights[mine - parting->first_portion] -= growth->weights[shape];
  parting->portions[shape] = parting->first_portion + best;
  parting->weights[best] += growth->weights[shape];
  return TRUE;
}

/* Dissolves portions that were shut in before they had grown. */
static void
dissolve_light (Parting *parting, const gboolean *is_member)
{
  double total = 0;

  for (guint i = 0; i < parting->n_portions; i++)
    total += parting->weights[i];
  for (guint i = 0; i < parting->n_portions; i++)
    {
      gboolean moved = parting->weights[i] < LEAST_SHARE * total / parting->n_portions;

      while (moved)
        {
          moved = FALSE;
          for (guint k = 0; k < parting->n_members; k++)
            if (parting->portions[parting->members[k]] == parting->first_portion + i)
              moved |= give_away (parting, is_member, parting->members[k]);
        }
    }
}

/* Members that no seed could reach begin portions of their own. */
static void
adopt_islands (Parting *parting, const gboolean *is_member)
{
  for (guint i = 0; i < parting->n_members; i++)
    {
      guint member = parting->members[i];

      if (parting->portions[member] != GW_GROW_NONE)
        continue;
      parting->portions[member] = parting->first_portion + parting->n_portions;
      parting->seeds[parting->n_portions] = member;
      parting->weights[parting->n_portions] = parting->growth->weights[member];
      parting->n_portions++;
      grow (parting, is_member);
    }
}

/* Numbers the portions that are left without gaps. */
static guint
renumber (Parting *parting)
{
  g_autofree guint *numbers = g_new (guint, parting->n_portions);
  guint n = 0;

  for (guint i = 0; i < parting->n_portions; i++)
    numbers[i] = GW_GROW_NONE;
  for (guint i = 0; i < parting->n_members; i++)
    {
      guint *portion = &parting->portions[parting->members[i]];
      guint *number = &numbers[*portion - parting->first_portion];

      if (*number == GW_GROW_NONE)
        *number = n++;
      *portion = parting->first_portion + *number;
    }
  return n;
}

guint
gw_growth_part (const GwGrowth *growth, const guint *members, guint n_members,
                guint n_portions, guint first_portion, guint *portions)
{
  g_autofree guint *seeds = g_new (guint, n_members);
  g_autofree double *weights = g_new0 (double, n_members);
  g_autofree gboolean *stuck = g_new0 (gboolean, n_members);
  g_autofree gboolean *is_member = g_new0 (gboolean, growth->n);
  Parting parting = {
    growth,   members, n_members, first_portion, MIN (n_portions, n_members),
    portions, seeds,   weights,   stuck
  };

  g_return_val_if_fail (n_members > 0 && n_portions > 0, 0);

  for (guint i = 0; i < n_members; i++)
    is_member[members[i]] = TRUE;
  place_seeds (&parting);
  grow (&parting, is_member);
  adopt_islands (&parting, is_member);
  dissolve_light (&parting, is_member);
  return renumber (&parting);
}
