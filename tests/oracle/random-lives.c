/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Cases of the small town at random, by the people who may: whatever a case offers somebody is
 * done, mostly what leads on.
 *
 * random-lives OUT.db N_CASES SEED: prints when it ended, as an instant.
 */
#include <gio/gio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "backend/service/case-query.h"
#include "backend/service/figures.h"
#include "tests/lib/town.h"

#define HOUR G_GINT64_CONSTANT (3600000)
#define ROUNDS 160
#define MOST_HOURS 12   /* between two rounds */
#define MOST_ROUNDS 60  /* that a case lives */
#define AT_ONCE 64      /* actions in flight */
#define ACTS_IN_TEN 4   /* of the rounds of a case */
#define STRAYS_IN_TEN 2 /* of the actions, whatever comes of them */

typedef struct
{
  char *number;
  guint rounds_left;
} Life;

typedef struct
{
  GwTown *town;
  GRand *chance;
  GPtrArray *lives;
  GHashTable *people; /* login -> GwPerson */
  guint n_waiting;
  guint n_done;
  guint n_refused;
} Play;

static const char *const logins[] = {
  "inspector", "inspector2", "acceptor", "leader",  "dispatcher",
  "admin",     "sanitation", "works",    "handler",
};

static const char *const classes[] = { "06010", "06011", "06013", "07003" };

static const GwPerson *
person (Play *play, const char *login)
{
  GwPerson *found = g_hash_table_lookup (play->people, login);

  if (found == NULL)
    {
      found = gw_town_person (play->town, login);
      g_hash_table_insert (play->people, (gpointer)login, found);
    }
  return found;
}

static guint
below (Play *play, guint n)
{
  return (guint)g_rand_int_range (play->chance, 0, (gint32)n);
}

static void
life_free (gpointer data)
{
  Life *life = data;

  g_free (life->number);
  g_free (life);
}

static void
wait_until (Play *play, guint n_waiting)
{
  while (play->n_waiting > n_waiting)
    g_main_context_iteration (NULL, TRUE);
}

/* --- reports --------------------------------------------------------------------------- */

static void
reported_cb (GwCaseDetail *detail, gboolean repeated, const GError *error, gpointer data)
{
  Play *play = data;
  Life *life;

  play->n_waiting--;
  if (error != NULL)
    g_error ("%s", error->message);
  life = g_new0 (Life, 1);
  life->number = g_strdup (detail->row->number);
  life->rounds_left = MOST_ROUNDS;
  g_ptr_array_add (play->lives, life);
}

static void
report (Play *play)
{
  static const char *const sources[] = { "inspector", "inspector", "video", "public" };
  gboolean by_phone = below (play, 6) == 0;
  const char *login = by_phone ? "acceptor" : logins[below (play, 2)];
  GwReport report = gw_town_report ();
  g_autoptr (GError) error = NULL;

  report.location = gw_town_place (below (play, 16));
  report.class_code = classes[below (play, G_N_ELEMENTS (classes))];
  report.source = by_phone ? "hotline" : sources[below (play, G_N_ELEMENTS (sources))];
  report.urgent = below (play, 10) == 0;
  if (!gw_intake_report (play->town->service, person (play, login), &report, reported_cb,
                         play, &error))
    g_error ("%s", error->message);
  play->n_waiting++;
}

/* --- actions --------------------------------------------------------------------------- */

/* Who has a case in this state on his desk, or anybody. */
static const char *
choose_login (Play *play, const Life *life)
{
  g_autoptr (GwCaseDetail) detail =
      gw_case_query_one (play->town->service, person (play, "admin"), life->number, NULL);
  const char *department =
      detail->row->department != NULL ? detail->row->department->code : "";

  if (below (play, 10) < STRAYS_IN_TEN)
    return logins[below (play, G_N_ELEMENTS (logins))];
  switch (detail->row->state)
    {
    case GW_CASE_FILED:
      return "dispatcher";
    case GW_CASE_DISPATCHED:
    case GW_CASE_HANDLING:
      return strcmp (department, "works") == 0 ? "works" : "sanitation";
    case GW_CASE_HANDLED:
      return below (play, 2) == 0 ? "inspector" : "leader";
    default:
      return "leader";
    }
}

/* What leads on, mostly; NULL: nothing that can be done here. */
static const GwCaseEdge *
choose_edge (Play *play, const GwCaseDetail *detail)
{
  const GwCaseEdge *chosen = NULL;
  guint n = 0;
  gboolean forward = below (play, 10) < 7;

  for (guint i = 0; i < detail->edges->len; i++)
    {
      const GwCaseEdge *edge = g_ptr_array_index (detail->edges, i);

      if (edge->action == GW_ACTION_SELF_HANDLE || edge->action == GW_ACTION_SPLIT ||
          edge->action == GW_ACTION_LINK)
        continue;
      if (forward && (edge->effects & GW_EFFECT_FORWARD) != 0)
        return edge;
      /* Voiding and merging end too many lives. */
      if ((edge->to == GW_CASE_VOIDED || edge->to == GW_CASE_MERGED ||
           edge->to == GW_CASE_REJECTED) &&
          below (play, 6) != 0)
        continue;
      if (below (play, ++n) == 0)
        chosen = edge;
    }
  return chosen;
}

static void
acted_cb (GwCaseDetail *detail, const GError *error, gpointer data)
{
  Play *play = data;

  play->n_waiting--;
  if (error != NULL)
    play->n_refused++;
  else
    play->n_done++;
}

static GwActionRequest
fill (Play *play, const Life *life, const GwCaseEdge *edge)
{
  GwActionRequest request = { .number = life->number,
                              .action = edge->action,
                              .opinion = "按规定办理" };
  const Life *other = g_ptr_array_index (play->lives, below (play, play->lives->len));
  guint fields = edge->fields;

  if ((fields & GW_FIELD_OPINION) == 0)
    request.opinion = NULL;
  if ((fields & GW_FIELD_HANDLER) != 0)
    request.handler = "handler";
  if ((fields & GW_FIELD_INSPECTOR) != 0)
    request.inspector = below (play, 2) == 0 ? "inspector" : "inspector2";
  if ((fields & GW_FIELD_DEPARTMENT) != 0 && below (play, 3) == 0)
    request.department = below (play, 2) == 0 ? "works" : "sanitation";
  if ((fields & GW_FIELD_UNTIL) != 0)
    request.until = play->town->now_ms + (gint64)(2 + below (play, 20)) * 24 * HOUR;
  if ((fields & GW_FIELD_CASE) != 0)
    request.other = other->number;
  if ((fields & GW_FIELD_CLASS) != 0 && below (play, 2) == 0)
    request.class_code = classes[below (play, G_N_ELEMENTS (classes))];
  if ((fields & GW_FIELD_LOCATION) != 0)
    {
      request.has_location = TRUE;
      request.location = gw_town_place (below (play, 16));
    }
  if ((fields & GW_FIELD_SATISFACTION) != 0)
    request.satisfaction = GW_SATISFACTION_SATISFIED;
  request.has_confirmed = (fields & GW_FIELD_CONFIRMED) != 0;
  request.confirmed = below (play, 4) != 0;
  return request;
}

static void
act (Play *play, const Life *life)
{
  const char *login = choose_login (play, life);
  g_autoptr (GwCaseDetail) detail =
      gw_case_query_one (play->town->service, person (play, login), life->number, NULL);
  const GwCaseEdge *edge = detail != NULL ? choose_edge (play, detail) : NULL;
  GwActionRequest request;

  if (edge == NULL)
    return;
  request = fill (play, life, edge);
  request.version = detail->row->version;
  if (gw_case_action (play->town->service, person (play, login), &request, acted_cb, play,
                      NULL))
    play->n_waiting++;
  else
    play->n_refused++;
}

static void
live (Play *play)
{
  for (guint i = play->lives->len; i > 0; i--)
    {
      Life *life = g_ptr_array_index (play->lives, i - 1);

      if (below (play, 10) < ACTS_IN_TEN)
        act (play, life);
      wait_until (play, AT_ONCE);
      if (--life->rounds_left == 0)
        g_ptr_array_remove_index_fast (play->lives, i - 1);
    }
  wait_until (play, 0);
}

static void
pass_time (Play *play)
{
  play->town->now_ms += (gint64)(1 + below (play, MOST_HOURS)) * HOUR;
  gw_service_follow_clock (play->town->service);
  while (gw_service_settled_until (play->town->service) < play->town->now_ms)
    g_main_context_iteration (NULL, TRUE);
}

int
main (int argc, char **argv)
{
  g_autoptr (GwTown) town = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) from = NULL;
  g_autoptr (GFile) to = NULL;
  Play play = { 0 };
  guint n_cases, n_reported = 0;

  if (argc != 4)
    g_error ("random-lives OUT.db N_CASES SEED");
  n_cases = (guint)atoi (argv[2]);
  town = gw_town_new ();
  town->now_ms = GW_TOWN_MONDAY;
  play.town = town;
  play.chance = g_rand_new_with_seed ((guint32)atoi (argv[3]));
  play.lives = g_ptr_array_new_with_free_func (life_free);
  play.people = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                       (GDestroyNotify)gw_person_unref);
  for (guint i = 0; i < ROUNDS; i++)
    {
      for (; n_reported < n_cases * (guint64)(i + 1) / ROUNDS; n_reported++)
        {
          report (&play);
          wait_until (&play, AT_ONCE);
        }
      wait_until (&play, 0);
      live (&play);
      pass_time (&play);
    }
  /* So that the figures of all days but the last are those that are kept added up. */
  if (!gw_figures_rebuild (town->service, &error))
    g_error ("%s", error->message);
  g_clear_pointer (&town->service, gw_service_close);
  from = g_file_new_for_path (town->path);
  to = g_file_new_for_path (argv[1]);
  if (!g_file_copy (from, to, G_FILE_COPY_OVERWRITE, NULL, NULL, NULL, &error))
    g_error ("%s", error->message);
  printf ("%" G_GINT64_FORMAT " %u %u\n", town->now_ms, play.n_done, play.n_refused);
  g_rand_free (play.chance);
  g_ptr_array_unref (play.lives);
  g_hash_table_unref (play.people);
  return 0;
}
