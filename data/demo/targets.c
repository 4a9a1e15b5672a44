/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A plan for the demo city. */
#include "data/demo/targets.h"

#include <string.h>

#define JANUARY 1
#define PER_MILLE 1000

/* What is said of each area, in per mille of what would be on course by the day. */
static const guint paces[] = { 1040, 960, 1010, 780, 1100, 990, 1000, 880, 1030 };

static const struct
{
  const char *code;
  const char *title;
  const char *title_en;
  GwTargetUnit unit;
  gboolean up;
  gint64 start;       /* whole units */
  gint64 target;      /* of the city, whole units */
  gboolean is_shared; /* the streets share the city's number, evenly */
  guint due;          /* month and day */
  const char *indicator;
} plans[] = {
  { "access_points", "便民服务点建成数（示例）", "Access points built (invented)",
    GW_TARGET_COUNT, TRUE, 0, 240, TRUE, 1231, "" },
  { "village_coverage", "村居网格覆盖率（示例）", "Share of villages covered (invented)",
    GW_TARGET_PERCENT, TRUE, 60, 95, FALSE, 1031, "" },
  { "online_matters", "网上办结率（示例）", "Matters closed online (invented)",
    GW_TARGET_PERCENT, TRUE, 50, 80, FALSE, 1231, "" },
  { "closure_rate", "结案率目标（示例）", "Closure rate to be held (invented)",
    GW_TARGET_PERCENT, TRUE, 0, 90, FALSE, 1231, "closure_rate" },
};

static guint
days_between (guint32 from, guint32 to)
{
  GDate first, last;

  g_date_clear (&first, 1);
  g_date_clear (&last, 1);
  g_date_set_dmy (&first, (GDateDay)(from % 100), (GDateMonth)(from / 100 % 100),
                  (GDateYear)(from / 10000));
  g_date_set_dmy (&last, (GDateDay)(to % 100), (GDateMonth)(to / 100 % 100),
                  (GDateYear)(to / 10000));
  return (guint)MAX (g_date_days_between (&first, &last), 0);
}

/* The actual: what would be on course, at the area's own pace. */
static void
set_actual (GwPlanTarget *target, guint32 today, guint pace)
{
  const guint32 first = target->year * 10000 + JANUARY * 100 + 1;
  const guint all = MAX (days_between (first, target->due), 1);
  const gint64 way = (target->target - target->start) *
                     MIN (days_between (first, today), all) / all * pace / PER_MILLE;
  const gint64 whole = (target->start + way) / GW_TARGET_SCALE * GW_TARGET_SCALE;

  target->has_actual = TRUE;
  target->actual_date = today;
  target->actual =
      target->unit == GW_TARGET_PERCENT ? MIN (whole, GW_TARGET_PERCENT_MAX) : whole;
}

static GwPlanTarget *
make_target (guint plan, const GwCityArea *area, const char *department, guint n_streets,
             guint32 today, guint pace)
{
  GwPlanTarget *target = g_new0 (GwPlanTarget, 1);
  const gboolean share = plans[plan].is_shared && n_streets > 0;

  target->year = today / 10000;
  target->code = g_strdup (plans[plan].code);
  target->area = g_strdup (area->code);
  target->title = g_strdup (plans[plan].title);
  target->title_en = g_strdup (plans[plan].title_en);
  target->unit = plans[plan].unit;
  target->up = plans[plan].up;
  target->has_start = *plans[plan].indicator == '\0';
  target->start = plans[plan].start * GW_TARGET_SCALE;
  target->target = plans[plan].target / (share ? n_streets : 1) * GW_TARGET_SCALE;
  target->due = target->year * 10000 + plans[plan].due;
  target->department = g_strdup (department);
  target->indicator = g_strdup (plans[plan].indicator);
  target->note = g_strdup ("");
  if (*target->indicator == '\0')
    set_actual (target, today, pace);
  return target;
}

static guint
count_streets (const GwCity *city)
{
  guint n = 0;

  for (guint i = 0; i < city->areas->len; i++)
    n += strcmp (((GwCityArea *)city->areas->pdata[i])->level, "street") == 0;
  return n;
}

GPtrArray *
gw_demo_targets_make (const GwCity *city, guint32 today)
{
  GPtrArray *targets = g_ptr_array_new_with_free_func ((GDestroyNotify)gw_plan_target_free);
  const guint n_streets = count_streets (city);

  for (guint plan = 0; plan < G_N_ELEMENTS (plans); plan++)
    {
      const GwCityDepartment *department =
          city->departments->pdata[plan % city->departments->len];
      guint n = 0;

      for (guint i = 0; i < city->areas->len; i++)
        {
          const GwCityArea *area = city->areas->pdata[i];
          const gboolean street = strcmp (area->level, "street") == 0;

          if (street || area->parent == NULL)
            g_ptr_array_add (targets,
                             make_target (plan, area, department->code,
                                          street ? n_streets : 0, today,
                                          paces[(plan * 2 + n++) % G_N_ELEMENTS (paces)]));
        }
    }
  return targets;
}
