/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cutting the world into atoms. */
#define G_LOG_DOMAIN "gridward-rules"

#include "backend/rules/routing-atoms.h"

#include "backend/rules/routing-private.h"

#include <string.h>

#define MINUTES_PER_DAY 1440
#define MINUTES_PER_WEEK (7 * MINUTES_PER_DAY)

/* --- classes and places ------------------------------------------------------------------ */

static void
atoms_init (GwAtoms *atoms, guint n_rules)
{
  atoms->n_words = (n_rules + 63) / 64;
  atoms->sets = g_array_new (FALSE, TRUE, sizeof (guint64));
  atoms->members = g_array_new (FALSE, FALSE, sizeof (guint));
  atoms->originals = g_array_new (FALSE, FALSE, sizeof (guint));
}

static void
atoms_clear (GwAtoms *atoms)
{
  g_array_unref (atoms->sets);
  g_array_unref (atoms->members);
  g_array_unref (atoms->originals);
}

const guint64 *
gw_atoms_rules (const GwAtoms *atoms, guint kind)
{
  return &g_array_index (atoms->sets, guint64, (gsize)kind * atoms->n_words);
}

/* kinds: GBytes of the set -> its number + 1. */
static void
add_atom (GwAtoms *atoms, GHashTable *kinds, const guint64 *rules, guint original)
{
  GBytes *key = g_bytes_new (rules, atoms->n_words * sizeof (guint64));
  guint kind = GPOINTER_TO_UINT (g_hash_table_lookup (kinds, key));

  if (kind == 0)
    {
      kind = ++atoms->n;
      g_array_append_vals (atoms->sets, rules, atoms->n_words);
      g_hash_table_insert (kinds, g_bytes_ref (key), GUINT_TO_POINTER (kind));
    }
  g_bytes_unref (key);
  kind--;
  g_array_append_val (atoms->members, kind);
  g_array_append_val (atoms->originals, original);
}

/* condition NULL: none that a rule names. */
static void
add_class (GwAtomicWorld *self, GHashTable *kinds, guint position, const char *condition)
{
  const GwWorldClass *class = &g_array_index (self->world->classes, GwWorldClass, position);
  g_autofree guint64 *rules = g_new0 (guint64, self->classes.n_words + 1);

  for (guint i = 0; i < self->n_rules; i++)
    {
      const GwRoutingRule *rule = gw_routing_get (self->routing, i);

      if ((rule->kind == GW_KIND_ANY || rule->kind == class->kind) &&
          (rule->class_code == NULL || g_str_has_prefix (class->code, rule->class_code)) &&
          (rule->condition == NULL || g_strcmp0 (rule->condition, condition) == 0))
        gw_set_bit (rules, i);
    }
  add_atom (&self->classes, kinds, rules, position);
}

static void
cut_classes (GwAtomicWorld *self)
{
  g_autoptr (GHashTable) kinds = g_hash_table_new_full (
      g_bytes_hash, g_bytes_equal, (GDestroyNotify)g_bytes_unref, NULL);
  g_autoptr (GHashTable) named = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < self->n_rules; i++)
    {
      const char *condition = gw_routing_get (self->routing, i)->condition;

      if (condition != NULL)
        g_hash_table_add (named, (gpointer)condition);
    }
  for (guint i = 0; i < self->world->classes->len; i++)
    {
      const GPtrArray *conditions =
          g_array_index (self->world->classes, GwWorldClass, i).conditions;
      gboolean has_other = conditions == NULL;

      for (guint k = 0; conditions != NULL && k < conditions->len; k++)
        if (g_hash_table_contains (named, g_ptr_array_index (conditions, k)))
          add_class (self, kinds, i, g_ptr_array_index (conditions, k));
        else
          has_other = TRUE;
      if (has_other)
        add_class (self, kinds, i, NULL);
    }
}

/* cell NULL: one that no rule names. */
static void
add_place (GwAtomicWorld *self, GHashTable *kinds, guint area, const char *cell)
{
  gint64 territory = g_array_index (self->world->areas, GwWorldArea, area).territory;
  g_autofree guint64 *rules = g_new0 (guint64, self->areas.n_words + 1);

  for (guint i = 0; i < self->n_rules; i++)
    {
      const GwRoutingRule *rule = gw_routing_get (self->routing, i);

      if ((rule->area == NULL ||
           gw_routing_world_lies_in (self->world, area, rule->area)) &&
          (rule->cell == NULL || g_strcmp0 (rule->cell, cell) == 0) &&
          (rule->target != GW_ROUTE_TO_TERRITORY || territory > 0))
        gw_set_bit (rules, i);
    }
  add_atom (&self->areas, kinds, rules, area);
}

static void
cut_areas (GwAtomicWorld *self)
{
  g_autoptr (GHashTable) kinds = g_hash_table_new_full (
      g_bytes_hash, g_bytes_equal, (GDestroyNotify)g_bytes_unref, NULL);
  g_autoptr (GHashTable) named = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree guint *n_named = g_new0 (guint, self->world->areas->len + 1);

  for (guint i = 0; i < self->n_rules; i++)
    {
      const char *code = gw_routing_get (self->routing, i)->cell;
      const GwWorldCell *cell =
          code != NULL ? gw_routing_world_cell (self->world, code) : NULL;

      if (cell == NULL || !g_hash_table_add (named, (gpointer)code))
        continue;
      n_named[cell->area]++;
      add_place (self, kinds, cell->area, code);
    }
  for (guint i = 0; i < self->world->areas->len; i++)
    if (g_array_index (self->world->areas, GwWorldArea, i).n_cells > n_named[i])
      add_place (self, kinds, i, NULL);
}

/* --- everything else ---------------------------------------------------------------------- */

/* Room for one more dimension in every box. */
static GwAxis *
add_axis (GwAtomicWorld *self, GwRoutingMiss what, guint n_atoms)
{
  GwAxis axis = { what, self->n_words, (n_atoms + 63) / 64, n_atoms };

  self->n_words += axis.n_words;
  g_array_append_val (self->axes, axis);
  return &g_array_index (self->axes, GwAxis, self->axes->len - 1);
}

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  gint64 one = *(const gint64 *)a, other = *(const gint64 *)b;

  return one < other ? -1 : one > other;
}

/* Sorted, each once. */
static void
tidy (GArray *numbers)
{
  guint n = 0;

  g_array_sort (numbers, compare_numbers);
  for (guint i = 0; i < numbers->len; i++)
    if (n == 0 ||
        g_array_index (numbers, gint64, i) != g_array_index (numbers, gint64, n - 1))
      g_array_index (numbers, gint64, n++) = g_array_index (numbers, gint64, i);
  g_array_set_size (numbers, n);
}

static void
add_number (GArray *numbers, gint64 number)
{
  g_array_append_val (numbers, number);
}

/* What the axes are made of, while the boxes are filled. */
typedef struct
{
  GArray *dates;      /* each the first day of an atom */
  GArray *owners;     /* named ones; before them comes nobody, after them another one */
  GPtrArray *sources; /* named ones; after them comes another one */
  GArray *minutes;    /* of the week, each the first of an atom */
  GArray *loaded;     /* departments whose load is asked for */
  GPtrArray
      *limits; /* GArray for each of them: the highest load of each atom but the last */
} Cuts;

static gboolean
has_source (const GwRoutingWorld *world, const char *source)
{
  for (guint i = 0; i < world->sources->len; i++)
    if (strcmp (g_ptr_array_index (world->sources, i), source) == 0)
      return TRUE;
  return FALSE;
}

static void
collect_cuts (const GwAtomicWorld *self, Cuts *cuts)
{
  g_autoptr (GHashTable) sources = g_hash_table_new (g_str_hash, g_str_equal);

  add_number (cuts->dates, self->today);
  add_number (cuts->minutes, 0);
  for (guint i = 0; i < self->n_rules; i++)
    {
      const GwRoutingRule *rule = gw_routing_get (self->routing, i);

      if (rule->valid_from > self->today)
        add_number (cuts->dates, rule->valid_from);
      if (rule->valid_to > self->today)
        add_number (cuts->dates, rule->valid_to);
      /* What there is not makes no atom: a rule that asks for it matches nothing. */
      if (rule->owner > 0 &&
          gw_routing_world_department_code (self->world, rule->owner) != NULL)
        add_number (cuts->owners, rule->owner);
      if (rule->source != NULL && has_source (self->world, rule->source) &&
          g_hash_table_add (sources, (gpointer)rule->source))
        g_ptr_array_add (cuts->sources, (gpointer)rule->source);
      for (guint day = 0; day < 7 && !gw_week_window_is_open (&rule->window); day++)
        {
          add_number (cuts->minutes, day * MINUTES_PER_DAY);
          add_number (cuts->minutes, day * MINUTES_PER_DAY + rule->window.from);
          add_number (cuts->minutes,
                      (day * MINUTES_PER_DAY + rule->window.to) % MINUTES_PER_WEEK);
        }
      if (rule->max_open != GW_LOAD_ANY)
        add_number (cuts->loaded, rule->department);
    }
  tidy (cuts->dates);
  tidy (cuts->owners);
  tidy (cuts->minutes);
  tidy (cuts->loaded);
}

static void
collect_limits (const GwAtomicWorld *self, Cuts *cuts)
{
  for (guint k = 0; k < cuts->loaded->len; k++)
    {
      GArray *limits = g_array_new (FALSE, FALSE, sizeof (gint64));

      for (guint i = 0; i < self->n_rules; i++)
        {
          const GwRoutingRule *rule = gw_routing_get (self->routing, i);

          if (rule->max_open != GW_LOAD_ANY &&
              rule->department == g_array_index (cuts->loaded, gint64, k))
            add_number (limits, rule->max_open);
        }
      tidy (limits);
      g_ptr_array_add (cuts->limits, limits);
    }
}

static gboolean
date_holds (const GwRoutingRule *rule, const Cuts *cuts, guint atom)
{
  guint32 date = (guint32)g_array_index (cuts->dates, gint64, atom);

  return rule->valid_from <= date && (rule->valid_to == 0 || date < rule->valid_to);
}

static gboolean
owner_holds (const GwRoutingRule *rule, const Cuts *cuts, guint atom)
{
  gboolean nobody = atom == 0;

  if (rule->target == GW_ROUTE_TO_OWNER && nobody)
    return FALSE;
  if (rule->owner == GW_OWNER_ANY)
    return TRUE;
  if (rule->owner == GW_OWNER_KNOWN || rule->owner == GW_OWNER_NONE)
    return nobody == (rule->owner == GW_OWNER_NONE);
  return atom >= 1 && atom <= cuts->owners->len &&
         g_array_index (cuts->owners, gint64, atom - 1) == rule->owner;
}

static gboolean
source_holds (const GwRoutingRule *rule, const Cuts *cuts, guint atom)
{
  return rule->source == NULL ||
         (atom < cuts->sources->len &&
          strcmp (g_ptr_array_index (cuts->sources, atom), rule->source) == 0);
}

static gboolean
time_holds (const GwRoutingRule *rule, const Cuts *cuts, guint atom)
{
  guint minute = (guint)g_array_index (cuts->minutes, gint64, atom);

  return gw_week_window_holds (&rule->window, minute / MINUTES_PER_DAY + 1,
                               minute % MINUTES_PER_DAY);
}

static gboolean
load_holds (const GwRoutingRule *rule, const Cuts *cuts, guint which, guint atom)
{
  const GArray *limits = g_ptr_array_index (cuts->limits, which);

  return rule->max_open == GW_LOAD_ANY ||
         rule->department != g_array_index (cuts->loaded, gint64, which) ||
         (atom < limits->len && g_array_index (limits, gint64, atom) <= rule->max_open);
}

static gboolean
atom_holds (const GwAtomicWorld *self, const GwRoutingRule *rule, const Cuts *cuts,
            guint axis, guint atom)
{
  switch (g_array_index (self->axes, GwAxis, axis).what)
    {
    case GW_MISS_VALIDITY:
      return date_holds (rule, cuts, atom);
    case GW_MISS_OWNER:
      return owner_holds (rule, cuts, atom);
    case GW_MISS_SOURCE:
      return source_holds (rule, cuts, atom);
    case GW_MISS_TIME:
      return time_holds (rule, cuts, atom);
    case GW_MISS_LOAD:
      return load_holds (rule, cuts, axis - (self->axes->len - cuts->loaded->len), atom);
    case GW_MISS_AREA:
    case GW_MISS_CELL:
    case GW_MISS_CONDITION:
    case GW_MISS_TARGET:
    case GW_N_MISSES:
    default:
      g_assert_not_reached ();
    }
}

static void
add_axes (GwAtomicWorld *self, const Cuts *cuts)
{
  gboolean other_owner = cuts->owners->len < self->world->departments->len;
  gboolean other_source = cuts->sources->len < MAX (self->world->sources->len, 1);

  add_axis (self, GW_MISS_VALIDITY, cuts->dates->len);
  add_axis (self, GW_MISS_OWNER, 1 + cuts->owners->len + other_owner);
  add_axis (self, GW_MISS_SOURCE, cuts->sources->len + other_source);
  add_axis (self, GW_MISS_TIME, cuts->minutes->len);
  for (guint i = 0; i < cuts->limits->len; i++)
    add_axis (self, GW_MISS_LOAD, ((GArray *)g_ptr_array_index (cuts->limits, i))->len + 1);
}

/* rule NULL: everything. */
static void
fill_box (const GwAtomicWorld *self, const GwRoutingRule *rule, const Cuts *cuts,
          guint64 *box)
{
  for (guint i = 0; i < self->axes->len; i++)
    {
      const GwAxis *axis = &g_array_index (self->axes, GwAxis, i);

      for (guint atom = 0; atom < axis->n_atoms; atom++)
        if (rule == NULL || atom_holds (self, rule, cuts, i, atom))
          gw_set_bit (box + axis->first, atom);
    }
}

static void
cut_rest (GwAtomicWorld *self)
{
  Cuts cuts = {
    g_array_new (FALSE, FALSE, sizeof (gint64)),
    g_array_new (FALSE, FALSE, sizeof (gint64)),
    g_ptr_array_new (),
    g_array_new (FALSE, FALSE, sizeof (gint64)),
    g_array_new (FALSE, FALSE, sizeof (gint64)),
    g_ptr_array_new_with_free_func ((GDestroyNotify)g_array_unref),
  };

  collect_cuts (self, &cuts);
  collect_limits (self, &cuts);
  add_axes (self, &cuts);
  self->all = g_new0 (guint64, self->n_words);
  fill_box (self, NULL, &cuts, self->all);
  self->boxes = g_array_new (FALSE, TRUE, sizeof (guint64));
  g_array_set_size (self->boxes, self->n_rules * self->n_words);
  for (guint i = 0; i < self->n_rules; i++)
    fill_box (self, gw_routing_get (self->routing, i), &cuts,
              &g_array_index (self->boxes, guint64, (gsize)i * self->n_words));
  g_array_unref (cuts.dates);
  g_array_unref (cuts.owners);
  g_ptr_array_unref (cuts.sources);
  g_array_unref (cuts.minutes);
  g_array_unref (cuts.loaded);
  g_ptr_array_unref (cuts.limits);
}

GwAtomicWorld *
gw_atomic_world_new (const GwRouting *routing, const GwRoutingWorld *world, guint32 today)
{
  GwAtomicWorld *self = g_new0 (GwAtomicWorld, 1);

  self->routing = routing;
  self->world = world;
  self->today = today;
  self->n_rules = gw_routing_n_in_force (routing);
  self->axes = g_array_new (FALSE, FALSE, sizeof (GwAxis));
  atoms_init (&self->classes, self->n_rules);
  atoms_init (&self->areas, self->n_rules);
  cut_classes (self);
  cut_areas (self);
  cut_rest (self);
  return self;
}

void
gw_atomic_world_free (GwAtomicWorld *self)
{
  atoms_clear (&self->classes);
  atoms_clear (&self->areas);
  g_array_unref (self->axes);
  g_array_unref (self->boxes);
  g_free (self->all);
  g_free (self);
}
