/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ordered routing rules, and the index that finds the first match without trying them all. */
#define G_LOG_DOMAIN "gridward-rules"

#include "backend/rules/routing-private.h"

#include <string.h>

/* Areas above each other, a cell below them, and anywhere. More areas are tried by name. */
#define MAX_PLACES 16
#define ANYWHERE 0u

/* The rules of one class prefix, by their smallest place. */
typedef struct
{
  GHashTable *places; /* place number -> GArray of positions, ascending */
} Node;

struct _GwRouting
{
  gatomicrefcount ref_count;
  GStringChunk *strings;
  GArray *rules; /* GwRoutingRule: in force by rank, then retired */
  guint n_in_force;
  gboolean needs_loads;
  GHashTable *by_id;      /* gint64 -> GwRoutingRule */
  GHashTable *area_codes; /* code -> place number */
  GHashTable *cell_codes; /* the same numbers, other codes */
  guint n_places;
  GHashTable *nodes; /* class prefix -> Node */
  gsize longest_prefix;
};

static const char *const miss_names[GW_N_MISSES] = {
  [GW_MISS_VALIDITY] = "validity", [GW_MISS_AREA] = "area",
  [GW_MISS_CELL] = "cell",         [GW_MISS_CONDITION] = "condition",
  [GW_MISS_OWNER] = "owner",       [GW_MISS_SOURCE] = "source",
  [GW_MISS_TIME] = "time",         [GW_MISS_TARGET] = "target",
  [GW_MISS_LOAD] = "load",
};

const char *
gw_routing_miss_name (GwRoutingMiss miss)
{
  return (guint)miss < GW_N_MISSES ? miss_names[miss] : NULL;
}

/* --- one rule ------------------------------------------------------------------------- */

gboolean
gw_week_window_is_open (const GwWeekWindow *window)
{
  return (window->weekdays == 0 || window->weekdays == 0x7f) &&
         window->from == window->to % (24 * 60);
}

gboolean
gw_week_window_holds (const GwWeekWindow *window, guint weekday, guint minute)
{
  guint days = window->weekdays != 0 ? window->weekdays : 0x7f;
  gboolean today = (days >> (weekday - 1) & 1) != 0;
  gboolean yesterday = (days >> ((weekday + 5) % 7) & 1) != 0;

  if (window->from < window->to)
    return today && minute >= window->from && minute < window->to;
  return (today && minute >= window->from) || (yesterday && minute < window->to);
}

static gboolean
is_within (const char *area, const char *const *areas)
{
  for (guint i = 0; areas[i] != NULL; i++)
    if (strcmp (area, areas[i]) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
owner_fits (gint64 wanted, gint64 owner)
{
  switch (wanted)
    {
    case GW_OWNER_ANY:
      return TRUE;
    case GW_OWNER_KNOWN:
      return owner > 0;
    case GW_OWNER_NONE:
      return owner <= 0;
    default:
      return wanted == owner;
    }
}

static gint64
target_of (const GwRoutingRule *rule, const GwRoutingQuestion *question)
{
  switch (rule->target)
    {
    case GW_ROUTE_TO_OWNER:
      return question->owner;
    case GW_ROUTE_TO_TERRITORY:
      return question->territory;
    case GW_ROUTE_TO_DEPARTMENT:
    default:
      return rule->department;
    }
}

static guint
load_of (gint64 department, const GwRoutingQuestion *question)
{
  return question->load != NULL ? question->load (department, question->load_data) : 0;
}

static gboolean
text_fits (const char *wanted, const char *text)
{
  return wanted == NULL || (text != NULL && strcmp (wanted, text) == 0);
}

/* All but class and place; the cheap ones first. */
static gboolean
rest_fits (const GwRoutingRule *rule, const GwRoutingQuestion *question)
{
  return (rule->kind == GW_KIND_ANY || rule->kind == question->kind) &&
         rule->valid_from <= question->date &&
         (rule->valid_to == 0 || question->date < rule->valid_to) &&
         owner_fits (rule->owner, question->owner) &&
         gw_week_window_holds (&rule->window, question->weekday, question->minute) &&
         text_fits (rule->source, question->source) &&
         text_fits (rule->condition, question->condition) &&
         target_of (rule, question) > 0 &&
         (rule->max_open == GW_LOAD_ANY ||
          load_of (rule->department, question) <= rule->max_open);
}

static gboolean
class_fits (const GwRoutingRule *rule, const GwRoutingQuestion *question)
{
  return (rule->kind == GW_KIND_ANY || rule->kind == question->kind) &&
         (rule->class_code == NULL ||
          g_str_has_prefix (question->class_code, rule->class_code));
}

/* GW_N_MISSES: none. The class fits. */
static GwRoutingMiss
find_miss (const GwRoutingRule *rule, const GwRoutingQuestion *question)
{
  if (rule->valid_from > question->date ||
      (rule->valid_to != 0 && question->date >= rule->valid_to))
    return GW_MISS_VALIDITY;
  if (rule->area != NULL && !is_within (rule->area, question->areas))
    return GW_MISS_AREA;
  if (!text_fits (rule->cell, question->cell))
    return GW_MISS_CELL;
  if (!text_fits (rule->condition, question->condition))
    return GW_MISS_CONDITION;
  if (!owner_fits (rule->owner, question->owner))
    return GW_MISS_OWNER;
  if (!text_fits (rule->source, question->source))
    return GW_MISS_SOURCE;
  if (!gw_week_window_holds (&rule->window, question->weekday, question->minute))
    return GW_MISS_TIME;
  if (target_of (rule, question) <= 0)
    return GW_MISS_TARGET;
  if (rule->max_open != GW_LOAD_ANY &&
      load_of (rule->department, question) > rule->max_open)
    return GW_MISS_LOAD;
  return GW_N_MISSES;
}

gboolean
gw_routing_rule_matches (const GwRoutingRule *rule, const GwRoutingQuestion *question,
                         GwRoutingMiss *ret_miss)
{
  gboolean fits = !rule->retired && class_fits (rule, question);
  GwRoutingMiss miss = fits ? find_miss (rule, question) : GW_N_MISSES;

  if (ret_miss != NULL)
    *ret_miss = miss;
  return fits && miss == GW_N_MISSES;
}

/* --- building ------------------------------------------------------------------------- */

static void
node_free (gpointer data)
{
  Node *node = data;

  g_hash_table_unref (node->places);
  g_free (node);
}

static const char *
keep (GwRouting *routing, const char *text)
{
  return gw_is_given (text) ? g_string_chunk_insert_const (routing->strings, text) : NULL;
}

static guint
number_place (GwRouting *routing, GHashTable *codes, const char *code)
{
  gpointer number = g_hash_table_lookup (codes, code);

  if (number == NULL)
    {
      number = GUINT_TO_POINTER (++routing->n_places);
      g_hash_table_insert (codes, (gpointer)code, number);
    }
  return GPOINTER_TO_UINT (number);
}

static void
index_rule (GwRouting *routing, guint position)
{
  const GwRoutingRule *rule = &g_array_index (routing->rules, GwRoutingRule, position);
  const char *prefix = rule->class_code != NULL ? rule->class_code : "";
  Node *node = g_hash_table_lookup (routing->nodes, prefix);
  guint place = ANYWHERE;
  GArray *bucket;

  if (rule->cell != NULL)
    place = number_place (routing, routing->cell_codes, rule->cell);
  else if (rule->area != NULL)
    place = number_place (routing, routing->area_codes, rule->area);
  if (node == NULL)
    {
      node = g_new0 (Node, 1);
      node->places =
          g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify)g_array_unref);
      g_hash_table_insert (routing->nodes, (gpointer)prefix, node);
    }
  bucket = g_hash_table_lookup (node->places, GUINT_TO_POINTER (place));
  if (bucket == NULL)
    {
      bucket = g_array_new (FALSE, FALSE, sizeof (guint32));
      g_hash_table_insert (node->places, GUINT_TO_POINTER (place), bucket);
    }
  g_array_append_val (bucket, position);
  routing->longest_prefix = MAX (routing->longest_prefix, strlen (prefix));
  routing->needs_loads |= rule->max_open != GW_LOAD_ANY;
}

static int
compare_rules (gconstpointer a, gconstpointer b)
{
  const GwRoutingRule *one = a;
  const GwRoutingRule *other = b;

  if (one->retired != other->retired)
    return one->retired ? 1 : -1;
  return one->rank < other->rank ? -1 : one->rank > other->rank;
}

static void
copy_rules (GwRouting *routing, const GwRoutingRule *rules, guint n_rules)
{
  for (guint i = 0; i < n_rules; i++)
    {
      GwRoutingRule rule = rules[i];

      rule.class_code = keep (routing, rule.class_code);
      rule.condition = keep (routing, rule.condition);
      rule.area = keep (routing, rule.area);
      rule.cell = keep (routing, rule.cell);
      rule.source = keep (routing, rule.source);
      rule.note = keep (routing, rule.note);
      g_array_append_val (routing->rules, rule);
      routing->n_in_force += !rule.retired;
    }
  /* Stable, so that rules without a rank keep their order. */
  g_array_sort (routing->rules, compare_rules);
}

GwRouting *
gw_routing_new (const GwRoutingRule *rules, guint n_rules)
{
  GwRouting *routing = g_new0 (GwRouting, 1);

  g_atomic_ref_count_init (&routing->ref_count);
  routing->strings = g_string_chunk_new (4096);
  routing->rules = g_array_sized_new (FALSE, FALSE, sizeof (GwRoutingRule), n_rules);
  routing->by_id = g_hash_table_new (g_int64_hash, g_int64_equal);
  routing->area_codes = g_hash_table_new (g_str_hash, g_str_equal);
  routing->cell_codes = g_hash_table_new (g_str_hash, g_str_equal);
  routing->nodes = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, node_free);
  copy_rules (routing, rules, n_rules);
  for (guint i = 0; i < n_rules; i++)
    {
      GwRoutingRule *rule = &g_array_index (routing->rules, GwRoutingRule, i);

      g_hash_table_insert (routing->by_id, &rule->id, rule);
      if (i < routing->n_in_force)
        index_rule (routing, i);
    }
  return routing;
}

GwRouting *
gw_routing_ref (GwRouting *routing)
{
  g_atomic_ref_count_inc (&routing->ref_count);
  return routing;
}

void
gw_routing_unref (GwRouting *routing)
{
  if (!g_atomic_ref_count_dec (&routing->ref_count))
    return;
  g_hash_table_unref (routing->nodes);
  g_hash_table_unref (routing->cell_codes);
  g_hash_table_unref (routing->area_codes);
  g_hash_table_unref (routing->by_id);
  g_array_unref (routing->rules);
  g_string_chunk_free (routing->strings);
  g_free (routing);
}

guint
gw_routing_size (const GwRouting *routing)
{
  return routing->rules->len;
}

guint
gw_routing_n_in_force (const GwRouting *routing)
{
  return routing->n_in_force;
}

const GwRoutingRule *
gw_routing_get (const GwRouting *routing, guint position)
{
  g_return_val_if_fail (position < routing->rules->len, NULL);
  return &g_array_index (routing->rules, GwRoutingRule, position);
}

const GwRoutingRule *
gw_routing_by_id (const GwRouting *routing, gint64 id)
{
  return g_hash_table_lookup (routing->by_id, &id);
}

gboolean
gw_routing_needs_loads (const GwRouting *routing)
{
  return routing->needs_loads;
}

/* --- asking --------------------------------------------------------------------------- */

/* The numbers of the places that some rule names and that hold the case; their number. */
static guint
collect_places (const GwRouting *routing, const GwRoutingQuestion *question,
                guint places[MAX_PLACES])
{
  guint n = 0;
  guint number = 0;

  places[n++] = ANYWHERE;
  if (question->cell != NULL)
    number = GPOINTER_TO_UINT (g_hash_table_lookup (routing->cell_codes, question->cell));
  if (number != 0)
    places[n++] = number;
  for (guint i = 0; question->areas[i] != NULL && n < MAX_PLACES; i++)
    {
      number =
          GPOINTER_TO_UINT (g_hash_table_lookup (routing->area_codes, question->areas[i]));
      if (number != 0)
        places[n++] = number;
    }
  return n;
}

/* The position of the first match in the bucket that is better than best; else best. */
static guint
search_bucket (const GwRouting *routing, const GArray *bucket,
               const GwRoutingQuestion *question, guint best)
{
  for (guint i = 0; i < bucket->len; i++)
    {
      guint position = g_array_index (bucket, guint32, i);
      const GwRoutingRule *rule = gw_routing_get (routing, position);

      if (position >= best)
        return best;
      /* The bucket is the cell's or the area's; a cell's rule may name an area besides. */
      if (rest_fits (rule, question) && (rule->cell == NULL || rule->area == NULL ||
                                         is_within (rule->area, question->areas)))
        return position;
    }
  return best;
}

gboolean
gw_routing_find (const GwRouting *routing, const GwRoutingQuestion *question,
                 GwRoutingDecision *ret_decision)
{
  guint places[MAX_PLACES];
  guint n_places = collect_places (routing, question, places);
  gsize length = MIN (strlen (question->class_code), routing->longest_prefix);
  g_autofree char *prefix = g_strndup (question->class_code, length);
  guint best = G_MAXUINT;
  const GwRoutingRule *rule;

  for (gsize i = length + 1; i-- > 0;)
    {
      const Node *node;

      prefix[i] = '\0';
      node = g_hash_table_lookup (routing->nodes, prefix);
      for (guint k = 0; node != NULL && k < n_places; k++)
        {
          const GArray *bucket =
              g_hash_table_lookup (node->places, GUINT_TO_POINTER (places[k]));

          if (bucket != NULL)
            best = search_bucket (routing, bucket, question, best);
        }
    }
  if (best == G_MAXUINT)
    return FALSE;
  rule = gw_routing_get (routing, best);
  *ret_decision = (GwRoutingDecision){ rule->id, rule->rank, best, rule->target,
                                       target_of (rule, question) };
  return TRUE;
}

void
gw_routing_trace (const GwRouting *routing, const GwRoutingQuestion *question,
                  const GwRoutingDecision *decision, GwRoutingTrace *ret_trace)
{
  guint n = decision != NULL ? decision->position : routing->n_in_force;

  ret_trace->n_steps = 0;
  ret_trace->n_more = 0;
  for (guint i = n; i-- > 0;)
    {
      const GwRoutingRule *rule = gw_routing_get (routing, i);
      GwRoutingMiss miss;
      guint load = 0;

      /* A load may have fallen since the decision: then nothing is to be told. */
      if (!class_fits (rule, question) ||
          (miss = find_miss (rule, question)) == GW_N_MISSES)
        continue;
      if (ret_trace->n_steps == GW_ROUTING_TRACE_MAX)
        {
          ret_trace->n_more++;
          continue;
        }
      if (miss == GW_MISS_LOAD)
        load = load_of (rule->department, question);
      ret_trace->steps[ret_trace->n_steps++] = (GwRoutingStep){ rule->id, miss, load };
    }
}
