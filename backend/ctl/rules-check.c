/* SPDX-License-Identifier: GPL-3.0-or-later */
/* gridwardctl rules check: rules that never match, cases that no rule takes. */
#define G_LOG_DOMAIN "gridward-ctl"

#include "config.h"

#include "backend/ctl/rules-file.h"
#include "backend/rules/routing-check.h"
#include "backend/service/rule-book.h"

#include <glib/gi18n.h>

#define LINES_SHOWN 50
#define LOSERS_SHOWN 20

typedef struct
{
  const GwSnapshot *snapshot;
  const GwRoutingWorld *world;
  const GwRouting *routing;
  const GwRoutingReport *report;
  gboolean all;
  guint n_faults;
} Printer;

static void
fault (Printer *self, const char *text)
{
  self->n_faults++;
  if (self->all || self->n_faults <= LINES_SHOWN)
    g_print ("%s %s\n", _ ("FAULT"), text);
}

static guint
rank_of (const Printer *self, guint position)
{
  return gw_routing_get (self->routing, position)->rank;
}

static char *
list_takers (const Printer *self, const GwDeadRule *dead)
{
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; i < MIN (dead->n_by, GW_RULE_BY_MAX); i++)
    g_string_append_printf (list, "%s%u", i > 0 ? ", " : "", rank_of (self, dead->by[i]));
  if (dead->n_by > GW_RULE_BY_MAX)
    g_string_append (list, ", …");
  return g_string_free (g_steal_pointer (&list), FALSE);
}

static void
print_dead (Printer *self, const GwDeadRule *dead)
{
  guint rank = rank_of (self, dead->position);
  g_autofree char *takers = list_takers (self, dead);
  g_autofree char *text = NULL;

  switch (dead->verdict)
    {
    case GW_RULE_SHADOWED:
      text = dead->n_by == 1
                 ? g_strdup_printf (_ ("rule %u can never match: rule %s takes all of it"),
                                    rank, takers)
                 : g_strdup_printf (
                       _ ("rule %u can never match: rules %s take all of it together"),
                       rank, takers);
      break;
    case GW_RULE_EMPTY:
      text = g_strdup_printf (
          _ ("rule %u can never match: nothing in the city is what it asks for"), rank);
      break;
    case GW_RULE_EXPIRED:
      g_print (_ ("note  rule %u has ended\n"), rank);
      return;
    case GW_RULE_UNDECIDED:
      g_print (_ ("note  rule %u: not decided, too many combinations\n"), rank);
      return;
    case GW_RULE_FIRES:
    default:
      return;
    }
  fault (self, text);
}

/* "time, load": what it depends on whether some rule matches. */
static char *
list_circumstances (guint depends)
{
  static const struct
  {
    GwRoutingMiss what;
    const char *name;
  } names[] = {
    { GW_MISS_VALIDITY, N_ ("date") },   { GW_MISS_OWNER, N_ ("owner") },
    { GW_MISS_SOURCE, N_ ("source") },   { GW_MISS_TIME, N_ ("time of the week") },
    { GW_MISS_LOAD, N_ ("open cases") },
  };
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if ((depends >> names[i].what & 1) != 0)
      g_string_append_printf (list, "%s%s", list->len > 0 ? ", " : "", _ (names[i].name));
  return g_string_free (g_steal_pointer (&list), FALSE);
}

static void
print_gap (Printer *self, const GwClassGap *gap)
{
  const GwWorldClass *class =
      &g_array_index (self->world->classes, GwWorldClass, gap->class);
  const char *area = g_array_index (self->world->areas, GwWorldArea, gap->area).code;
  guint n_taken = self->report->n_areas - self->report->area_gaps->len;
  const char *kind = gw_class_kind_name (class->kind);
  g_autofree char *text = NULL;

  if (gap->n_never > 0 && gap->n_never == n_taken)
    text =
        g_strdup_printf (_ ("no rule takes the class %s %s, anywhere"), kind, class->code);
  else if (gap->n_never > 0)
    text = g_strdup_printf (_ ("no rule takes the class %s %s in %u of %u areas, as %s"),
                            kind, class->code, gap->n_never, n_taken, area);
  if (text != NULL)
    fault (self, text);
  if (gap->n_partly > 0)
    {
      g_autofree char *circumstances = list_circumstances (gap->depends);
      g_autofree char *partly = g_strdup_printf (
          _ ("the class %s %s in %u of %u areas, as %s: no rule takes some (%s)"), kind,
          class->code, gap->n_partly, n_taken, area, circumstances);

      fault (self, partly);
    }
}

/* The rules that overlaps[first] up to the next winner loses; the number of them. */
static guint
print_winner (const Printer *self, guint first)
{
  const GArray *overlaps = self->report->overlaps;
  guint winner = g_array_index (overlaps, GwRuleOverlap, first).winner;
  const GwRoutingRule *rule = gw_routing_get (self->routing, winner);
  g_autoptr (GwReason) words = gw_snapshot_describe_rule (self->snapshot, rule);
  g_autoptr (GString) losers = g_string_new (NULL);
  guint n = 0;

  for (; first + n < overlaps->len; n++)
    {
      const GwRuleOverlap *overlap = &g_array_index (overlaps, GwRuleOverlap, first + n);

      if (overlap->winner != winner)
        break;
      if (self->all || n < LOSERS_SHOWN)
        g_string_append_printf (losers, "%s%u", n > 0 ? ", " : "",
                                rank_of (self, overlap->loser));
      else if (n == LOSERS_SHOWN)
        g_string_append (losers, ", …");
    }
  g_print (_ ("note  where they overlap, rule %u wins over %s\n"), rule->rank, losers->str);
  g_print ("      %s\n", gw_reason_get (words, gw_ctl_language ()));
  return n;
}

static void
print_overlaps (const Printer *self)
{
  const GwRoutingReport *report = self->report;
  guint n_winners = 0;
  guint n_shown = 0;

  while (n_shown < report->overlaps->len && (self->all || n_winners++ < LINES_SHOWN))
    n_shown += print_winner (self, n_shown);
  if (report->n_overlaps > n_shown)
    g_print (_ ("note  … and %u more overlaps\n"), report->n_overlaps - n_shown);
  if (report->n_exceptions > 0)
    g_print (_ ("note  %u times a rule is the exception to a wider one after it\n"),
             report->n_exceptions);
}

static gboolean
print_report (Printer *self, GError **error)
{
  const GwRoutingReport *report = self->report;

  for (guint i = 0; i < report->dead->len; i++)
    print_dead (self, &g_array_index (report->dead, GwDeadRule, i));
  for (guint i = 0; i < report->area_gaps->len; i++)
    {
      guint area = g_array_index (report->area_gaps, guint, i);
      g_autofree char *text =
          g_strdup_printf (_ ("no rule takes any class in the area %s"),
                           g_array_index (self->world->areas, GwWorldArea, area).code);

      fault (self, text);
    }
  for (guint i = 0; i < report->class_gaps->len; i++)
    print_gap (self, &g_array_index (report->class_gaps, GwClassGap, i));
  if (!self->all && self->n_faults > LINES_SHOWN)
    g_print (_ ("… and %u more\n"), self->n_faults - LINES_SHOWN);
  print_overlaps (self);
  if (report->incomplete)
    g_print (_ ("note  some combinations were given up: there may be more faults\n"));
  g_print (ngettext ("%u rule checked: %u faults\n", "%u rules checked: %u faults\n",
                     gw_routing_n_in_force (self->routing)),
           gw_routing_n_in_force (self->routing), self->n_faults);
  if (self->n_faults == 0)
    return TRUE;
  g_set_error_literal (error, GW_CTL_ERROR, GW_CTL_ERROR_FAULTS, "faults");
  return FALSE;
}

static gboolean
check (GwService *service, const GwRouting *routing, gboolean all, GError **error)
{
  const GwSnapshot *snapshot = gw_service_get_snapshot (service);
  guint today =
      gw_calendar_local_date (gw_snapshot_calendar (snapshot), gw_service_now (service));
  g_autoptr (GwRoutingWorld) world = gw_rule_book_world (snapshot);
  g_autoptr (GwRoutingReport) report = gw_routing_check (routing, world, today);
  Printer printer = { snapshot, world, routing, report, all, 0 };

  return print_report (&printer, error);
}

gboolean
gw_ctl_rules_check (GwCtl *ctl, int argc, char **argv, GError **error)
{
  g_autofree char *draft = NULL;
  gboolean all = FALSE;
  const GOptionEntry entries[] = {
    { "draft", 0, 0, G_OPTION_ARG_FILENAME, &draft,
      N_ ("Check the rules of this file instead of those in force"), "FILE.csv" },
    { "all", 0, 0, G_OPTION_ARG_NONE, &all, N_ ("Print every line, however many"), NULL },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr (GwService) service = NULL;
  g_autoptr (GwRoutingTable) table = NULL;
  g_autoptr (GwRouting) routing = NULL;

  if (!gw_ctl_parse (ctl, entries, 0, &argc, &argv, error))
    return FALSE;
  service = gw_ctl_open (ctl, TRUE, error);
  if (service == NULL)
    return FALSE;
  if (draft == NULL)
    routing = gw_routing_ref (
        (GwRouting *)gw_snapshot_routing (gw_service_get_snapshot (service)));
  else
    {
      table = gw_ctl_read_rules (gw_service_get_snapshot (service), draft, error);
      if (table == NULL)
        return FALSE;
      routing = gw_routing_new ((const GwRoutingRule *)(const void *)table->rules->data,
                                table->rules->len);
    }
  return check (service, routing, all, error);
}
