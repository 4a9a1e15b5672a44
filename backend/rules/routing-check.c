/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Going through every combination of class and area, and of the rest what is left. */
#define G_LOG_DOMAIN "gridward-rules"

#include "backend/rules/routing-check.h"

#include "backend/rules/routing-atoms.h"

#include <string.h>

#define MAX_OVERLAPS_KEPT 1000

/* What the rules of one combination of class and area leave to nobody. */
typedef struct
{
  gboolean never;  /* no rule at all */
  gboolean partly; /* some rule, under circumstances */
  guint depends;   /* 1 << GwRoutingMiss */
} Left;

typedef struct
{
  GwAtomicWorld *world;
  GwRoutingReport *report;
  gboolean *empty;   /* by rule: asks for what contradicts itself */
  gboolean *total;   /* by rule: asks for class and area only */
  gboolean *fires;   /* by rule */
  gboolean *unclear; /* by rule: given up before it was its turn */
  GHashTable *seen;  /* GBytes of a list of rules -> Left */
  GArray *sequence;  /* guint: the rules of the combination in hand */
  guint64 effort;
  Left *left; /* by kind of class x kind of area */
} Check;

/* --- one combination --------------------------------------------------------------------- */

/* What box leaves open; adds the dimensions on which it depends. */
static void
note_left (const Check *self, const GArray *boxes, Left *left)
{
  const GwAtomicWorld *world = self->world;

  for (guint b = 0; b * world->n_words < boxes->len; b++)
    for (guint i = 0; i < world->axes->len; i++)
      {
        const GwAxis *axis = &g_array_index (world->axes, GwAxis, i);
        const guint64 *box = &g_array_index (boxes, guint64, (gsize)b * world->n_words);

        for (guint w = axis->first; w < axis->first + axis->n_words; w++)
          if (box[w] != world->all[w])
            left->depends |= 1u << axis->what;
      }
  left->partly = boxes->len > 0;
}

/* Gives the rule what it takes of the boxes; returns what is left. */
static GArray *
take (Check *self, GArray *boxes, guint rule)
{
  const GwAtomicWorld *world = self->world;
  const guint64 *taken = gw_atomic_box (world, rule);
  GArray *rest = g_array_new (FALSE, FALSE, sizeof (guint64));

  for (guint b = 0; b * world->n_words < boxes->len; b++)
    {
      const guint64 *box = &g_array_index (boxes, guint64, (gsize)b * world->n_words);

      self->effort += world->n_words;
      if (!gw_box_meets (world, box, taken))
        {
          g_array_append_vals (rest, box, world->n_words);
          continue;
        }
      self->fires[rule] = TRUE;
      gw_box_subtract (world, box, taken, rest);
    }
  g_array_unref (boxes);
  return rest;
}

static Left
run_sequence (Check *self)
{
  GArray *boxes = g_array_new (FALSE, FALSE, sizeof (guint64));
  Left left = { .never = self->sequence->len == 0 };

  g_array_append_vals (boxes, self->world->all, self->world->n_words);
  for (guint i = 0; i < self->sequence->len && boxes->len > 0; i++)
    {
      guint rule = g_array_index (self->sequence, guint, i);

      if (self->effort > GW_CHECK_EFFORT_MAX)
        {
          self->unclear[rule] = TRUE;
          self->report->incomplete = TRUE;
          continue;
        }
      boxes = take (self, boxes, rule);
    }
  if (!left.never && !self->report->incomplete)
    note_left (self, boxes, &left);
  g_array_unref (boxes);
  return left;
}

/* The rules of both kinds, up to the first that takes everything. TRUE when there is one. */
static gboolean
collect_sequence (Check *self, guint class, guint area)
{
  const GwAtomicWorld *world = self->world;
  const guint64 *of_class = gw_atoms_rules (&world->classes, class);
  const guint64 *of_area = gw_atoms_rules (&world->areas, area);

  g_array_set_size (self->sequence, 0);
  self->effort += world->classes.n_words;
  for (guint w = 0; w < world->classes.n_words; w++)
    for (guint64 both = of_class[w] & of_area[w]; both != 0; both &= both - 1)
      {
        guint rule = w * 64 + (guint)__builtin_ctzll (both);

        if (self->empty[rule])
          continue;
        g_array_append_val (self->sequence, rule);
        if (self->total[rule])
          return TRUE;
      }
  return FALSE;
}

/* The same list of rules always leaves the same. */
static Left
run_combination (Check *self, guint class, guint area)
{
  gboolean complete = collect_sequence (self, class, area);
  g_autoptr (GBytes) key = NULL;
  const Left *known;
  Left left;

  if (complete && self->sequence->len == 1)
    {
      self->fires[g_array_index (self->sequence, guint, 0)] = TRUE;
      return (Left){ FALSE, FALSE, 0 };
    }
  key = g_bytes_new (self->sequence->data, self->sequence->len * sizeof (guint));
  known = g_hash_table_lookup (self->seen, key);
  if (known != NULL)
    return *known;
  left = run_sequence (self);
  g_hash_table_insert (self->seen, g_steal_pointer (&key), g_memdup2 (&left, sizeof left));
  return left;
}

static void
run_all (Check *self)
{
  guint n_areas = self->world->areas.n;

  for (guint rule = 0; rule < self->world->n_rules; rule++)
    {
      const guint64 *box = gw_atomic_box (self->world, rule);

      self->empty[rule] = gw_box_is_empty (self->world, box);
      self->total[rule] = gw_box_is_all (self->world, box);
    }
  for (guint class = 0; class < self->world->classes.n; class ++)
    for (guint area = 0; area < n_areas; area++)
      self->left[class * n_areas + area] = run_combination (self, class, area);
}

/* --- rules that do not fire -------------------------------------------------------------- */

/* For each rule the kinds of class (or area) that it takes, as bits. */
static guint64 *
turn (const GwAtoms *atoms, guint n_rules)
{
  guint n_words = (atoms->n + 63) / 64;
  guint64 *kinds = g_new0 (guint64, (gsize)n_rules * n_words + 1);

  for (guint kind = 0; kind < atoms->n; kind++)
    for (guint rule = 0; rule < n_rules; rule++)
      if (gw_bit (gw_atoms_rules (atoms, kind), rule))
        gw_set_bit (kinds + (gsize)rule * n_words, kind);
  return kinds;
}

typedef struct
{
  const GwAtomicWorld *world;
  guint n_class_words;
  guint n_area_words;
  guint64 *classes; /* by rule */
  guint64 *areas;
} Extents;

static gboolean
words_meet (const guint64 *one, const guint64 *other, guint n)
{
  for (guint w = 0; w < n; w++)
    if ((one[w] & other[w]) != 0)
      return TRUE;
  return FALSE;
}

static gboolean
words_lie_in (const guint64 *inner, const guint64 *outer, guint n)
{
  for (guint w = 0; w < n; w++)
    if ((inner[w] & ~outer[w]) != 0)
      return FALSE;
  return TRUE;
}

static gboolean
extents_meet (const Extents *self, guint one, guint other)
{
  guint c = self->n_class_words, a = self->n_area_words;

  return words_meet (self->classes + (gsize)one * c, self->classes + (gsize)other * c, c) &&
         words_meet (self->areas + (gsize)one * a, self->areas + (gsize)other * a, a) &&
         gw_box_meets (self->world, gw_atomic_box (self->world, one),
                       gw_atomic_box (self->world, other));
}

static gboolean
extents_lie_in (const Extents *self, guint inner, guint outer)
{
  guint c = self->n_class_words, a = self->n_area_words;

  return words_lie_in (self->classes + (gsize)inner * c, self->classes + (gsize)outer * c,
                       c) &&
         words_lie_in (self->areas + (gsize)inner * a, self->areas + (gsize)outer * a, a) &&
         gw_box_lies_in (self->world, gw_atomic_box (self->world, inner),
                         gw_atomic_box (self->world, outer));
}

static void
find_takers (const Extents *extents, GwDeadRule *dead)
{
  for (guint i = 0; i < dead->position; i++)
    {
      if (!extents_meet (extents, dead->position, i))
        continue;
      if (extents_lie_in (extents, dead->position, i))
        {
          dead->n_by = 1;
          dead->by[0] = i;
          return;
        }
      if (dead->n_by < GW_RULE_BY_MAX)
        dead->by[dead->n_by] = i;
      dead->n_by++;
    }
}

static void
report_dead (Check *self, const Extents *extents)
{
  for (guint i = 0; i < self->world->n_rules; i++)
    {
      const GwRoutingRule *rule = gw_routing_get (self->world->routing, i);
      GwDeadRule dead = { .position = i, .verdict = GW_RULE_SHADOWED };

      if (self->fires[i])
        continue;
      if (rule->valid_to != 0 && rule->valid_to <= self->world->today)
        dead.verdict = GW_RULE_EXPIRED;
      else if (!extents_meet (extents, i, i))
        dead.verdict = GW_RULE_EMPTY;
      else if (self->unclear[i])
        dead.verdict = GW_RULE_UNDECIDED;
      else
        find_takers (extents, &dead);
      g_array_append_val (self->report->dead, dead);
    }
}

static gboolean
same_target (const GwRoutingRule *one, const GwRoutingRule *other)
{
  return one->target == other->target && one->department == other->department;
}

static void
report_overlaps (Check *self, const Extents *extents)
{
  GwRoutingReport *report = self->report;

  for (guint i = 0; i < self->world->n_rules; i++)
    for (guint k = i + 1; self->fires[i] && k < self->world->n_rules; k++)
      {
        const GwRuleOverlap overlap = { i, k };

        if (!self->fires[k] ||
            same_target (gw_routing_get (self->world->routing, i),
                         gw_routing_get (self->world->routing, k)) ||
            !extents_meet (extents, i, k))
          continue;
        if (extents_lie_in (extents, i, k))
          {
            report->n_exceptions++;
            continue;
          }
        if (report->n_overlaps++ < MAX_OVERLAPS_KEPT)
          g_array_append_val (report->overlaps, overlap);
      }
}

/* --- what no rule takes -------------------------------------------------------------------- */

static const Left *
left_of (const Check *self, guint class_atom, guint area_atom)
{
  const GwAtomicWorld *world = self->world;

  return &self->left[g_array_index (world->classes.members, guint, class_atom) *
                         world->areas.n +
                     g_array_index (world->areas.members, guint, area_atom)];
}

/* By kind of area: no class has a rule there. */
static gboolean *
find_bare_areas (const Check *self)
{
  const GwAtomicWorld *world = self->world;
  gboolean *bare = g_new0 (gboolean, world->areas.n + 1);

  for (guint area = 0; area < world->areas.n; area++)
    {
      bare[area] = world->classes.n > 0;
      for (guint class = 0; bare[area] && class < world->classes.n; class ++)
        bare[area] = self->left[class * world->areas.n + area].never;
    }
  return bare;
}

static void
report_class (Check *self, guint first, guint last, const gboolean *bare)
{
  const GwAtomicWorld *world = self->world;
  GwClassGap gap = { .class = g_array_index (world->classes.originals, guint, first) };

  for (guint a = 0; a < world->areas.members->len; a++)
    {
      gboolean never = FALSE, partly = FALSE;

      if (bare[g_array_index (world->areas.members, guint, a)])
        continue;
      for (guint c = first; c < last; c++)
        {
          const Left *left = left_of (self, c, a);

          never |= left->never;
          partly |= left->partly;
          gap.depends |= left->depends;
        }
      if ((never || partly) && gap.n_never + gap.n_partly == 0)
        gap.area = g_array_index (world->areas.originals, guint, a);
      gap.n_never += never;
      gap.n_partly += !never && partly;
    }
  if (gap.n_never + gap.n_partly > 0)
    g_array_append_val (self->report->class_gaps, gap);
}

static void
report_gaps (Check *self)
{
  const GwAtomicWorld *world = self->world;
  g_autofree gboolean *bare = find_bare_areas (self);
  guint first = 0;

  self->report->n_areas = world->areas.members->len;
  for (guint a = 0; a < world->areas.members->len; a++)
    if (bare[g_array_index (world->areas.members, guint, a)])
      g_array_append_val (self->report->area_gaps,
                          g_array_index (world->areas.originals, guint, a));
  /* The atoms of a class, with and without conditions, follow each other. */
  for (guint c = 1; c <= world->classes.members->len; c++)
    if (c == world->classes.members->len ||
        g_array_index (world->classes.originals, guint, c) !=
            g_array_index (world->classes.originals, guint, first))
      {
        report_class (self, first, c, bare);
        first = c;
      }
}

/* --- all ----------------------------------------------------------------------------------- */

static GwRoutingReport *
report_new (void)
{
  GwRoutingReport *report = g_new0 (GwRoutingReport, 1);

  report->dead = g_array_new (FALSE, FALSE, sizeof (GwDeadRule));
  report->class_gaps = g_array_new (FALSE, FALSE, sizeof (GwClassGap));
  report->area_gaps = g_array_new (FALSE, FALSE, sizeof (guint));
  report->overlaps = g_array_new (FALSE, FALSE, sizeof (GwRuleOverlap));
  return report;
}

void
gw_routing_report_free (GwRoutingReport *report)
{
  g_array_unref (report->dead);
  g_array_unref (report->class_gaps);
  g_array_unref (report->area_gaps);
  g_array_unref (report->overlaps);
  g_free (report);
}

GwRoutingReport *
gw_routing_check (const GwRouting *routing, const GwRoutingWorld *world, guint32 today)
{
  g_autoptr (GwAtomicWorld) atomic = gw_atomic_world_new (routing, world, today);
  GwRoutingReport *report = report_new ();
  Check self = { .world = atomic, .report = report };
  Extents extents = { .world = atomic,
                      .n_class_words = (atomic->classes.n + 63) / 64,
                      .n_area_words = (atomic->areas.n + 63) / 64 };

  self.empty = g_new0 (gboolean, atomic->n_rules + 1);
  self.total = g_new0 (gboolean, atomic->n_rules + 1);
  self.fires = g_new0 (gboolean, atomic->n_rules + 1);
  self.unclear = g_new0 (gboolean, atomic->n_rules + 1);
  self.sequence = g_array_new (FALSE, FALSE, sizeof (guint));
  self.seen = g_hash_table_new_full (g_bytes_hash, g_bytes_equal,
                                     (GDestroyNotify)g_bytes_unref, g_free);
  self.left = g_new0 (Left, (gsize)atomic->classes.n * atomic->areas.n + 1);
  extents.classes = turn (&atomic->classes, atomic->n_rules);
  extents.areas = turn (&atomic->areas, atomic->n_rules);
  run_all (&self);
  report_dead (&self, &extents);
  report_overlaps (&self, &extents);
  report_gaps (&self);
  g_free (extents.classes);
  g_free (extents.areas);
  g_free (self.left);
  g_hash_table_unref (self.seen);
  g_array_unref (self.sequence);
  g_free (self.unclear);
  g_free (self.fires);
  g_free (self.total);
  g_free (self.empty);
  return report;
}
