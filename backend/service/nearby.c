/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Open cases near a case or a report. Where they are is known in memory; what is shown of
 * them is read, so that it is as of now.
 */
#define G_LOG_DOMAIN "gridward-service"

#include "backend/service/nearby.h"

#include <string.h>

#include "backend/rules/similarity.h"
#include "backend/service/case-query.h"
#include "backend/service/nearby-private.h"
#include "backend/service/open-index.h"
#include "backend/service/service-private.h"

/* In a place with more cases than this, the farther ones are not looked at. */
#define EXAMINED_MAX 200

/* What is looked for. */
typedef struct
{
  GwService *service;
  const GwPerson *user;
  gint64 case_id; /* itself is not near itself; 0: a report */
  const GwCaseClass *class;
  gint64 component_id;
  gint64 at_ms; /* when it was reported */
  GwFixed position;
  GwBigrams *bigrams;
  GwDuplicateLimits limits;
} Question;

static void
clear_question (Question *question)
{
  g_clear_pointer (&question->bigrams, gw_bigrams_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Question, clear_question)

static void
clear_case (gpointer data)
{
  GwNearbyCase *nearby = data;

  gw_case_row_unref (nearby->row);
}

void
gw_nearby_free (GwNearby *nearby)
{
  g_array_unref (nearby->cases);
  g_free (nearby);
}

/*
 * A component and its fault have the same digits in the catalogue: who reports the one and
 * who reports the other have seen the same thing.
 */
static gboolean
is_same_class (const GwCaseClass *a, const GwCaseClass *b)
{
  return a != NULL && b != NULL && strcmp (a->code, b->code) == 0;
}

/* Nearest first, among equals the newest. */
static int
compare_near (gconstpointer a, gconstpointer b)
{
  const GwOpenNear *left = a, *right = b;

  if (left->distance_m != right->distance_m)
    return left->distance_m < right->distance_m ? -1 : 1;
  return (left->open_case.id < right->open_case.id) -
         (left->open_case.id > right->open_case.id);
}

static int
rank (const GwNearbyCase *nearby)
{
  return nearby->duplicate ? 0 : nearby->same_class ? 1 : 2;
}

static int
compare_cases (gconstpointer a, gconstpointer b)
{
  const GwNearbyCase *left = a, *right = b;

  if (rank (left) != rank (right))
    return rank (left) - rank (right);
  if (left->score != right->score)
    return left->score > right->score ? -1 : 1;
  return (left->row->id < right->row->id) - (left->row->id > right->row->id);
}

/* Takes the row. */
static void
add_case (const Question *question, const GwOpenNear *near, GwCaseRow *row,
          GwNearby *nearby)
{
  g_autoptr (GwBigrams) bigrams = gw_bigrams_new (row->description);
  GwNearbyCase found = {
    .row = row,
    .distance_m = near->distance_m,
    .age_ms = MAX (nearby->now_ms - row->reported_at, 0),
    .same_class = is_same_class (question->class, row->class),
    .has_similarity =
        !gw_bigrams_is_empty (bigrams) && !gw_bigrams_is_empty (question->bigrams),
    .similarity = gw_bigrams_dice (bigrams, question->bigrams),
  };
  gboolean both_components = question->component_id != 0 && row->component_id != 0;
  const GwDuplicateFacts facts = {
    .same_class = found.same_class,
    .same_component = both_components && question->component_id == row->component_id,
    .other_component = both_components && question->component_id != row->component_id,
    .distance_m = found.distance_m,
    .apart_ms = ABS (question->at_ms - row->reported_at),
    .has_similarity = found.has_similarity,
    .similarity = found.similarity,
  };
  GwDuplicateVerdict verdict = gw_duplicate_judge (&facts, &question->limits);

  found.score = verdict.score;
  found.duplicate = verdict.duplicate;
  g_array_append_val (nearby->cases, found);
}

/* NULL without error: not one for this user, or it has ended meanwhile. */
static GwCaseRow *
load_row (const Question *question, gint64 id, GError **error)
{
  GwService *service = question->service;
  g_autoptr (GwCaseRecord) record = NULL;
  g_autoptr (GwCaseRow) row = NULL;
  GError *local = NULL;

  record = gw_store_case_load (gw_store_read (service->store), id, &local);
  if (record == NULL)
    {
      gw_service_propagate_error (error, local);
      return NULL;
    }
  row = gw_case_row_new_take (service->snapshot, record);
  if (row == NULL || gw_case_state_is_terminal (row->state) ||
      !gw_case_row_is_visible (row, question->user))
    return NULL;
  return g_steal_pointer (&row);
}

/* Those of the class first, so that a crowded place cannot hide them. */
static gboolean
load_cases (const Question *question, GArray *found, gboolean same_class, guint limit,
            guint *n_examined, GwNearby *nearby, GError **error)
{
  for (guint i = 0; i < found->len; i++)
    {
      const GwOpenNear *near = &g_array_index (found, GwOpenNear, i);
      const GwCaseClass *class =
          gw_snapshot_class_by_id (question->service->snapshot, near->open_case.class_id);
      GError *local = NULL;
      GwCaseRow *row;

      if (nearby->cases->len >= limit || *n_examined >= EXAMINED_MAX)
        return TRUE;
      if (near->open_case.id == question->case_id ||
          is_same_class (question->class, class) != same_class)
        continue;
      (*n_examined)++;
      row = load_row (question, near->open_case.id, &local);
      if (local != NULL)
        {
          g_propagate_error (error, local);
          return FALSE;
        }
      if (row != NULL)
        add_case (question, near, row, nearby);
    }
  return TRUE;
}

static GwNearby *
answer (const Question *question, guint limit, GError **error)
{
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (GwOpenNear));
  g_autoptr (GwNearby) nearby = g_new0 (GwNearby, 1);
  guint n_examined = 0;

  nearby->now_ms = gw_service_now (question->service);
  nearby->limits = question->limits;
  nearby->cases = g_array_new (FALSE, FALSE, sizeof (GwNearbyCase));
  g_array_set_clear_func (nearby->cases, clear_case);
  if (!gw_nearby_start (question->service, error))
    return NULL;
  gw_open_index_find (gw_open_cases_get_index (question->service->open_cases),
                      question->position, question->limits.radius_m, found);
  g_array_sort (found, compare_near);
  limit = CLAMP (limit, 1, GW_NEARBY_MAX);
  if (!load_cases (question, found, TRUE, limit, &n_examined, nearby, error) ||
      !load_cases (question, found, FALSE, limit, &n_examined, nearby, error))
    return NULL;
  g_array_sort (nearby->cases, compare_cases);
  return g_steal_pointer (&nearby);
}

static GwDuplicateLimits
limits_of (const GwService *service, const GwCaseClass *class)
{
  return gw_settings_duplicate_limits (gw_snapshot_settings (service->snapshot),
                                       class != NULL ? class->code : NULL);
}

GwNearby *
gw_nearby_of_case (GwService *service, const GwPerson *user, const char *number,
                   guint limit, GError **error)
{
  g_autoptr (GwCaseDetail) detail = NULL;
  g_auto (Question) question = { NULL };

  g_return_val_if_fail (service != NULL && user != NULL && number != NULL, NULL);

  detail = gw_case_query_one (service, user, number, error);
  if (detail == NULL)
    return NULL;
  question = (Question){
    .service = service,
    .user = user,
    .case_id = detail->row->id,
    .class = detail->row->class,
    .component_id = detail->row->component_id,
    .at_ms = detail->row->reported_at,
    .position = detail->row->position,
    .bigrams = gw_bigrams_new (detail->row->description),
    .limits = limits_of (service, detail->row->class),
  };
  return answer (&question, limit, error);
}

static gboolean
find_class (const GwSnapshot *snapshot, const GwNearbyReport *report,
            const GwCaseClass **ret_class, GError **error)
{
  *ret_class = NULL;
  if (report->class_code == NULL)
    return TRUE;
  *ret_class = gw_catalogue_find (gw_snapshot_catalogue (snapshot), report->kind,
                                  report->class_code);
  if (*ret_class != NULL)
    return TRUE;
  gw_case_error_set (error, GW_CASE_ERROR_UNKNOWN_CLASS, "class",
                     "there is no such class “%s”", report->class_code);
  return FALSE;
}

static gboolean
find_position (const GwSnapshot *snapshot, const GwNearbyReport *report,
               GwFixed *ret_position, GError **error)
{
  GwLonLat location = gw_coordinates_to_wgs84 (report->coordinate_system, report->location);

  if (gw_lon_lat_is_valid (location))
    {
      *ret_position = gw_fixed_from_lon_lat (location);
      if (gw_snapshot_find_cell (snapshot, *ret_position) != NULL)
        return TRUE;
    }
  gw_case_error_set (error, GW_CASE_ERROR_OUTSIDE_CITY, NULL,
                     "no cell of the city holds this place");
  return FALSE;
}

GwNearby *
gw_nearby_of_report (GwService *service, const GwPerson *user, const GwNearbyReport *report,
                     guint limit, GError **error)
{
  g_auto (Question) question = { NULL };
  const GwCaseClass *class;
  GwFixed position;

  g_return_val_if_fail (service != NULL && user != NULL && report != NULL, NULL);

  if (!find_class (service->snapshot, report, &class, error) ||
      !find_position (service->snapshot, report, &position, error))
    return NULL;
  question = (Question){
    .service = service,
    .user = user,
    .class = class,
    .at_ms = gw_service_now (service),
    .position = position,
    .bigrams = gw_bigrams_new (report->description),
    .limits = limits_of (service, class),
  };
  return answer (&question, limit, error);
}
