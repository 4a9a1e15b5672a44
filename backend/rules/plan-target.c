/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a target of the plan stands on a day. */
#define G_LOG_DOMAIN "gridward-rules"

#include "backend/rules/plan-target.h"

#include <string.h>

#define THOUSANDTHS 1000
#define MAX_INTEGER_DIGITS 10

static const char *const unit_names[] = {
  [GW_TARGET_COUNT] = "count",
  [GW_TARGET_PERCENT] = "percent",
};

void
gw_plan_target_clear (GwPlanTarget *target)
{
  g_free (target->code);
  g_free (target->area);
  g_free (target->title);
  g_free (target->title_en);
  g_free (target->department);
  g_free (target->indicator);
  g_free (target->note);
  memset (target, 0, sizeof *target);
}

void
gw_plan_target_free (GwPlanTarget *target)
{
  gw_plan_target_clear (target);
  g_free (target);
}

const char *
gw_target_unit_name (GwTargetUnit unit)
{
  return unit_names[unit];
}

gboolean
gw_target_unit_parse (const char *name, GwTargetUnit *ret_unit)
{
  for (guint i = 0; i < G_N_ELEMENTS (unit_names); i++)
    if (strcmp (name, unit_names[i]) == 0)
      {
        *ret_unit = i;
        return TRUE;
      }
  return FALSE;
}

gboolean
gw_target_value_parse (const char *text, gint64 *ret_value)
{
  const gsize whole = strspn (text, "0123456789");
  gsize decimals = 0;

  if (whole == 0 || whole > MAX_INTEGER_DIGITS)
    return FALSE;
  if (text[whole] == '.')
    {
      decimals = strspn (text + whole + 1, "0123456789");
      if (decimals == 0 || decimals > 2)
        return FALSE;
    }
  if (text[whole + decimals + (decimals > 0)] != '\0')
    return FALSE;
  *ret_value = g_ascii_strtoll (text, NULL, 10) * GW_TARGET_SCALE;
  if (decimals > 0)
    *ret_value += g_ascii_strtoll (text + whole + 1, NULL, 10) * (decimals == 1 ? 10 : 1);
  return *ret_value <= GW_TARGET_VALUE_MAX;
}

char *
gw_target_value_to_text (gint64 value)
{
  const gint64 whole = value / GW_TARGET_SCALE;
  const guint part = (guint)(value % GW_TARGET_SCALE);

  if (part == 0)
    return g_strdup_printf ("%" G_GINT64_FORMAT, whole);
  if (part % 10 == 0)
    return g_strdup_printf ("%" G_GINT64_FORMAT ".%u", whole, part / 10);
  return g_strdup_printf ("%" G_GINT64_FORMAT ".%02u", whole, part);
}

/* Days since some day. */
static gint64
day_number (guint32 date)
{
  GDate day;

  g_date_clear (&day, 1);
  g_date_set_dmy (&day, (GDateDay)(date % 100), (GDateMonth)(date / 100 % 100),
                  (GDateYear)(date / 10000));
  return g_date_get_julian (&day);
}

/* FALSE: the target is to be held all the time. */
static gboolean
has_line (const GwPlanTarget *target, gint64 *ret_start)
{
  *ret_start = target->has_start ? target->start : 0;
  if (*target->indicator != '\0' && target->unit == GW_TARGET_PERCENT)
    return FALSE;
  if (target->up)
    return *ret_start < target->target;
  return target->has_start && *ret_start > target->target;
}

static gint64
expected_on (const GwPlanTarget *target, guint32 today)
{
  const gint64 first = day_number (target->year * 10000 + 101);
  const gint64 last = day_number (target->due);
  const gint64 day = CLAMP (day_number (today), first, last);
  gint64 start;

  if (!has_line (target, &start) || last == first)
    return target->target;
  return start + (target->target - start) * (day - first) / (last - first);
}

static gboolean
as_good_as (const GwPlanTarget *target, gint64 actual, gint64 wanted)
{
  return target->up ? actual >= wanted : actual <= wanted;
}

static guint
progress_of (const GwPlanTarget *target, gint64 actual)
{
  gint64 start;

  if (as_good_as (target, actual, target->target))
    return THOUSANDTHS;
  if (!has_line (target, &start))
    {
      /* Of what is to be held: how much of it there is, or how far it is overdrawn. */
      const gint64 part = target->up ? actual : target->target;
      const gint64 all = target->up ? target->target : actual;

      return all > 0 ? (guint)(part * THOUSANDTHS / all) : 0;
    }
  if (!as_good_as (target, actual, start))
    return 0;
  return (guint)((actual - start) * THOUSANDTHS / (target->target - start));
}

GwTargetStanding
gw_plan_target_standing (const GwPlanTarget *target, gboolean has_actual, gint64 actual,
                         guint32 today)
{
  const gboolean over = today > target->due;
  GwTargetStanding standing = { .lamp = over ? GW_LAMP_RED : GW_LAMP_NONE };

  standing.has_expected = TRUE;
  standing.expected = expected_on (target, today);
  if (!has_actual)
    return standing;
  standing.has_progress = TRUE;
  standing.progress = progress_of (target, actual);
  standing.reached = as_good_as (target, actual, target->target);
  if (standing.reached)
    standing.lamp = GW_LAMP_GREEN;
  else if (!over)
    standing.lamp =
        as_good_as (target, actual, standing.expected) ? GW_LAMP_GREEN : GW_LAMP_YELLOW;
  return standing;
}

char *
gw_plan_target_reason (const GwPlanTarget *target, const GwTargetStanding *standing,
                       gboolean has_actual, guint32 today, const char *language)
{
  const gboolean zh = language != NULL && g_str_has_prefix (language, "zh");
  const char *percent = target->unit == GW_TARGET_PERCENT ? (zh ? "%" : " %") : "";
  /* Nothing is a part of a whole. */
  const gint64 part = target->unit == GW_TARGET_COUNT ? GW_TARGET_SCALE : 1;
  g_autofree char *expected =
      gw_target_value_to_text ((standing->expected + part - 1) / part * part);

  if (!has_actual)
    return g_strdup (today > target->due ? (zh ? "已过期限，未填报实际值"
                                               : "overdue, and no actual is known")
                                         : (zh ? "尚无实际值" : "no actual yet"));
  if (standing->reached)
    return g_strdup (zh ? "已达到目标" : "the target is reached");
  if (today > target->due)
    return g_strdup (zh ? "已过期限，未达到目标"
                        : "overdue, and the target is not reached");
  if (standing->expected == target->target)
    return g_strdup_printf (zh ? "未达到目标，期限未到"
                               : "short of the target, not yet due");
  if (standing->lamp == GW_LAMP_GREEN)
    return g_strdup_printf (zh ? "进度正常，按时间进度今日应为 %s%s"
                               : "on course: %s%s are to be expected by today",
                            expected, percent);
  return g_strdup_printf (zh ? "落后于时间进度，今日应为 %s%s"
                             : "behind: %s%s are to be expected by today",
                          expected, percent);
}
