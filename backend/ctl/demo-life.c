/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who does what about a case, when, and how well. */
#define G_LOG_DOMAIN "gridward-ctl"

#include "backend/ctl/demo-life.h"

#include <math.h>

#include "backend/service/case-action.h"
#include "backend/service/case-query.h"
#include "backend/service/intake.h"

#define MINUTE G_GINT64_CONSTANT (60000)
#define HOUR (60 * MINUTE)
/* Houses next to each other in the list stand next to each other. */
#define HOT_SPOT_HOUSES 60
#define OFFICE_OPENS 7
#define OFFICE_CLOSES 21

/* One step that the service has been asked for. */
typedef struct
{
  GwDemoLives *lives;
  GwDemoLife *life;
} Step;

static gboolean
happens (GwDemoLives *lives, double probability)
{
  return g_rand_double (lives->chance) < probability;
}

static guint
below (GwDemoLives *lives, guint n)
{
  return (guint)g_rand_int_range (lives->chance, 0, (gint32)n);
}

static gint64
minutes (GwDemoLives *lives, guint least, guint most)
{
  return (gint64)g_rand_int_range (lives->chance, (gint32)least, (gint32)most) * MINUTE;
}

void
gw_demo_life_free (GwDemoLife *life)
{
  g_free (life->number);
  g_free (life);
}

static int
compare_lives (gconstpointer a, gconstpointer b, gpointer data)
{
  const GwDemoLife *left = a, *right = b;

  return (left->at > right->at) - (left->at < right->at);
}

guint
gw_demo_lives_hour (const GwDemoLives *lives, gint64 at)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (at / 1000);
  g_autoptr (GDateTime) local = g_date_time_to_timezone (utc, lives->zone);

  return (guint)g_date_time_get_hour (local);
}

void
gw_demo_lives_queue (GwDemoLives *lives, GwDemoLife *life)
{
  g_sequence_insert_sorted (lives->queue, life, compare_lives, NULL);
}

/* Nobody works at night: what would be done then is done in the morning. */
static gint64
in_office (GwDemoLives *lives, gint64 at)
{
  guint hour = gw_demo_lives_hour (lives, at);

  if (hour >= OFFICE_OPENS && hour < OFFICE_CLOSES)
    return at;
  return at + ((OFFICE_OPENS + 24 - (gint64)hour) % 24) * HOUR + minutes (lives, 0, 60);
}

static void
fail (GwDemoLives *lives, const GError *error)
{
  if (lives->error == NULL)
    lives->error = g_error_copy (error);
}

/* --- who, and where -------------------------------------------------------------------- */

/* Borrowed; those whom the demo city was made with are there. */
static const GwPerson *
person (GwDemoLives *lives, const char *login)
{
  return g_hash_table_lookup (lives->people, login);
}

static const GwPerson *
of_department (GwDemoLives *lives, const GwDepartment *department)
{
  g_autofree char *login = g_strconcat ("dept-", department->code, NULL);

  return person (lives, login);
}

/* Whom the check was given to; else who leads the shift. */
static const GwPerson *
checker (GwDemoLives *lives, const GwCaseDetail *detail)
{
  const GwCaseTask *task = detail->tasks->len > 0
                               ? g_ptr_array_index (detail->tasks, detail->tasks->len - 1)
                               : NULL;

  if (task != NULL && task->done_at == 0 && task->inspector != NULL)
    return person (lives, task->inspector->login);
  return person (lives, "leader");
}

static GwFixed
pick_house (GwDemoLives *lives)
{
  const GPtrArray *houses = lives->city->houses;
  guint at = below (lives, houses->len);

  if (happens (lives, 0.4))
    at = (lives->hot_spots[below (lives, GW_DEMO_HOT_SPOTS)] +
          below (lives, HOT_SPOT_HOUSES)) %
         houses->len;
  return ((const GwCityHouse *)g_ptr_array_index (houses, at))->position;
}

static const GwCityComponent *
pick_component (GwDemoLives *lives, const char *class_code)
{
  const GPtrArray *components = g_hash_table_lookup (lives->components, class_code);

  return components != NULL ? g_ptr_array_index (components, below (lives, components->len))
                            : NULL;
}

/* --- the report ------------------------------------------------------------------------ */

/* The source of a report and who enters it. */
static const char *
pick_source (GwDemoLives *lives, const GwPerson **ret_user)
{
  guint at = below (lives, 100);

  *ret_user = lives->inspectors->pdata[below (lives, lives->inspectors->len)];
  if (at < 80)
    return "inspector";
  if (at < 92)
    {
      *ret_user = person (lives, "acceptor");
      return "hotline";
    }
  return at < 97 ? "public" : "video";
}

static char *
describe (GwDemoLives *lives, const GwDemoLife *life, const char *source, GwFixed position)
{
  GwSnapshot *snapshot = gw_service_get_snapshot (lives->service);
  guint32 at = gw_cell_index_find (gw_snapshot_cell_index (snapshot), position);
  const GwCell *cell = at != GW_CELL_NONE ? gw_snapshot_cell (snapshot, at) : NULL;
  const char *text =
      life->incident->texts[below (lives, G_N_ELEMENTS (life->incident->texts))];

  return g_strdup_printf ("%s%s%s。（演示）",
                          g_str_equal (source, "hotline") ? "市民来电：" : "",
                          cell != NULL ? cell->community->name : "", text);
}

static void schedule (GwDemoLives *lives, GwDemoLife *life, const GwCaseDetail *detail);

static void
reported_cb (GwCaseDetail *detail, gboolean repeated, const GError *error, gpointer data)
{
  Step *step = data;

  step->lives->n_waiting--;
  if (error != NULL)
    {
      fail (step->lives, error);
      gw_demo_life_free (step->life);
    }
  else
    {
      step->lives->n_cases++;
      step->life->number = g_strdup (detail->row->number);
      schedule (step->lives, step->life, detail);
    }
  g_free (step);
}

static void
report (GwDemoLives *lives, GwDemoLife *life)
{
  const GwCityComponent *component =
      g_str_equal (life->incident->kind, "component")
          ? pick_component (lives, life->incident->class_code)
          : NULL;
  GwFixed position = component != NULL ? component->position : pick_house (lives);
  const GwPerson *user;
  const char *source = pick_source (lives, &user);
  g_autofree char *description = describe (lives, life, source, position);
  const GwReport report = {
    .kind = g_str_equal (life->incident->kind, "component") ? GW_KIND_COMPONENT
                                                            : GW_KIND_MATTER,
    .class_code = life->incident->class_code,
    .component = component != NULL ? component->code : NULL,
    .location = gw_fixed_to_lon_lat (position),
    .description = description,
    .source = source,
    .urgent = life->incident->urgent,
  };
  Step *step = g_new (Step, 1);
  g_autoptr (GError) error = NULL;

  *step = (Step){ lives, life };
  lives->n_waiting++;
  if (!gw_intake_report (lives->service, user, &report, reported_cb, step, &error))
    reported_cb (NULL, FALSE, error, step);
}

/* --- what becomes of it ---------------------------------------------------------------- */

/* What share of its limit a department likes to take: each has its own way. */
static double
pace (const GwDepartment *department)
{
  return 0.25 + 0.5 * (g_str_hash (department->code) % 97) / 97;
}

static gint64
handling_takes (GwDemoLives *lives, const GwCaseRow *row)
{
  gint64 limit = row->deadline > lives->now_ms ? row->deadline - lives->now_ms : 8 * HOUR;
  double share =
      pace (row->department) * (0.4 + 1.4 * pow (g_rand_double (lives->chance), 2));

  /* A few are forgotten. */
  if (happens (lives, 0.05))
    share += 2 + 6 * g_rand_double (lives->chance);
  return (gint64)((double)limit * share) + minutes (lives, 5, 40);
}

static gint64
next_step_takes (GwDemoLives *lives, const GwCaseRow *row)
{
  switch (row->state)
    {
    case GW_CASE_REPORTED:
      return minutes (lives, 3, 45);
    case GW_CASE_FILED:
      return minutes (lives, 2, 25);
    case GW_CASE_DISPATCHED:
      return minutes (lives, 8, 90);
    case GW_CASE_HANDLING:
      return handling_takes (lives, row);
    case GW_CASE_HANDLED:
      return minutes (lives, 30, 300);
    case GW_CASE_CHECKED:
      return minutes (lives, 15, 180);
    default:
      return 0;
    }
}

/* Puts the life where its next step is; one that has ended is freed. */
static void
schedule (GwDemoLives *lives, GwDemoLife *life, const GwCaseDetail *detail)
{
  gint64 takes = next_step_takes (lives, detail->row);

  if (takes == 0)
    {
      gw_demo_life_free (life);
      return;
    }
  life->at = in_office (lives, lives->now_ms + takes);
  gw_demo_lives_queue (lives, life);
}

static void
decide_reported (GwDemoLives *lives, const GwCaseDetail *detail, GwActionRequest *request,
                 const GwPerson **ret_user)
{
  *ret_user = person (lives, "leader");
  request->action = happens (lives, 0.05) ? GW_ACTION_REJECT : GW_ACTION_FILE;
  if (request->action == GW_ACTION_REJECT)
    request->opinion = "不属于本市城市管理立案范围。";
}

static void
decide_dispatched (GwDemoLives *lives, const GwCaseDetail *detail, GwActionRequest *request,
                   const GwPerson **ret_user)
{
  gboolean returns = detail->row->returns == 0 && happens (lives, 0.04);

  *ret_user = of_department (lives, detail->row->department);
  request->action = returns ? GW_ACTION_RETURN : GW_ACTION_ACCEPT;
  if (returns)
    request->opinion = "不属于我单位职责范围，请改派。";
}

static void
decide_handling (GwDemoLives *lives, GwDemoLife *life, const GwCaseDetail *detail,
                 GwActionRequest *request, const GwPerson **ret_user)
{
  gboolean waits = (detail->row->progress.flags & GW_FLAG_REQUEST) != 0;
  gboolean late = detail->row->deadline != 0 && lives->now_ms > detail->row->deadline;

  *ret_user =
      waits ? person (lives, "dispatcher") : of_department (lives, detail->row->department);
  request->action = waits ? GW_ACTION_APPROVE : GW_ACTION_HANDLE;
  request->opinion = waits ? "情况属实，同意延期。" : life->incident->cure;
  if (waits || late || life->extended || !happens (lives, 0.03))
    return;
  life->extended = TRUE;
  request->action = GW_ACTION_REQUEST_EXTENSION;
  request->opinion = "需采购配件，申请延期。";
}

static void
decide_handled (GwDemoLives *lives, GwDemoLife *life, const GwCaseDetail *detail,
                GwActionRequest *request, const GwPerson **ret_user)
{
  gboolean again = !life->reworked && happens (lives, 0.08);

  *ret_user = checker (lives, detail);
  request->action = again ? GW_ACTION_REWORK : GW_ACTION_CHECK;
  request->opinion = again ? "现场仍有残留，请返工。" : "现场核查，问题已解决。";
  life->reworked |= again;
}

static const GwPerson *
decide (GwDemoLives *lives, GwDemoLife *life, const GwCaseDetail *detail,
        GwActionRequest *request)
{
  const GwPerson *user = NULL;

  switch (detail->row->state)
    {
    case GW_CASE_REPORTED:
      decide_reported (lives, detail, request, &user);
      break;
    case GW_CASE_FILED:
      user = person (lives, "dispatcher");
      request->action = GW_ACTION_DISPATCH;
      if (detail->row->returns > 0)
        {
          request->action = GW_ACTION_REDISPATCH;
          request->department = "cg";
          request->opinion = "由你局牵头处理。";
        }
      break;
    case GW_CASE_DISPATCHED:
      decide_dispatched (lives, detail, request, &user);
      break;
    case GW_CASE_HANDLING:
      decide_handling (lives, life, detail, request, &user);
      break;
    case GW_CASE_HANDLED:
      decide_handled (lives, life, detail, request, &user);
      break;
    default:
      user = person (lives, "leader");
      request->action = GW_ACTION_CLOSE;
      request->opinion = "符合结案条件，同意结案。";
    }
  return user;
}

/* What cannot be done as it was meant (someone else has it now) ends the life: the case stays as
 * it is, open, as cases do. */
static void
acted_cb (GwCaseDetail *detail, const GError *error, gpointer data)
{
  Step *step = data;

  step->lives->n_waiting--;
  if (error == NULL)
    schedule (step->lives, step->life, detail);
  else
    {
      if (g_error_matches (error, GW_CASE_ERROR, GW_CASE_ERROR_INTERNAL))
        fail (step->lives, error);
      gw_demo_life_free (step->life);
    }
  g_free (step);
}

static void
act (GwDemoLives *lives, GwDemoLife *life)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GwCaseDetail) detail =
      gw_case_query_one (lives->service, person (lives, "admin"), life->number, &error);
  GwActionRequest request = { .number = life->number };
  const GwPerson *user;
  Step *step = g_new (Step, 1);

  *step = (Step){ lives, life };
  lives->n_waiting++;
  if (detail == NULL)
    {
      acted_cb (NULL, error, step);
      return;
    }
  user = decide (lives, life, detail, &request);
  request.version = detail->row->version;
  if (!gw_case_action (lives->service, user, &request, acted_cb, step, &error))
    acted_cb (NULL, error, step);
}

void
gw_demo_lives_step (GwDemoLives *lives, GwDemoLife *life)
{
  if (life->number == NULL)
    report (lives, life);
  else
    act (lives, life);
}
