/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Figures and dimensions by their names and titles. */
#define G_LOG_DOMAIN "gridward-rules"

#include "backend/rules/figures.h"

#include <string.h>

typedef struct
{
  const char *name;
  const char *title;
  const char *title_zh;
} Words;

static const Words figures[GW_N_FIGURES] = {
  [GW_FIGURE_REPORTED] = { "reported", "Reported", "上报" },
  [GW_FIGURE_REJECTED] = { "rejected", "Rejected", "不予立案" },
  [GW_FIGURE_VOIDED] = { "voided", "Voided", "作废" },
  [GW_FIGURE_MERGED] = { "merged", "Merged", "并案" },
  [GW_FIGURE_FILED] = { "filed", "Filed", "立案" },
  [GW_FIGURE_FILED_IN_TIME] = { "filed_in_time", "Filed in time", "按时立案" },
  [GW_FIGURE_DISPATCHED] = { "dispatched", "Dispatched", "派遣" },
  [GW_FIGURE_DISPATCHED_IN_TIME] = { "dispatched_in_time", "Dispatched in time",
                                     "按期派遣" },
  [GW_FIGURE_REDISPATCHED] = { "redispatched", "Dispatched again", "改派" },
  [GW_FIGURE_RETURNED] = { "returned", "Returned", "回退" },
  [GW_FIGURE_HANDLED] = { "handled", "Handled", "处置" },
  [GW_FIGURE_HANDLED_IN_TIME] = { "handled_in_time", "Handled in time", "按期处置" },
  [GW_FIGURE_REWORKED] = { "reworked", "Reworked", "返工" },
  [GW_FIGURE_DEFERRED] = { "deferred", "Deferred", "缓办" },
  [GW_FIGURE_EXTENDED] = { "extended", "Extended", "延期" },
  [GW_FIGURE_CLOSED] = { "closed", "Closed", "结案" },
  [GW_FIGURE_CLOSED_IN_TIME] = { "closed_in_time", "Closed in time", "按期结案" },
  [GW_FIGURE_EXEMPT] = { "exempt", "Exempt", "申诉通过" },
  [GW_FIGURE_REOPENED] = { "reopened", "Reopened", "重开" },
  [GW_FIGURE_TO_HANDLE] = { "to_handle", "To handle", "待处置" },
  [GW_FIGURE_OVERDUE_TO_HANDLE] = { "overdue_to_handle", "Overdue to handle",
                                    "超期待处置" },
  [GW_FIGURE_TO_CLOSE] = { "to_close", "To close", "待结案" },
};

static const Words dimensions[GW_N_DIMENSIONS] = {
  [GW_DIMENSION_CITY] = { "city", "City", "全市" },
  [GW_DIMENSION_DISTRICT] = { "district", "District", "区县" },
  [GW_DIMENSION_STREET] = { "street", "Street", "街道" },
  [GW_DIMENSION_COMMUNITY] = { "community", "Community", "社区" },
  [GW_DIMENSION_CELL] = { "cell", "Cell", "单元网格" },
  [GW_DIMENSION_DUTY_GRID] = { "duty_grid", "Duty grid", "责任网格" },
  [GW_DIMENSION_DEPARTMENT] = { "department", "Department", "专业部门" },
  [GW_DIMENSION_KIND] = { "class_major", "Kind", "部件或事项" },
  [GW_DIMENSION_CLASS_GROUP] = { "class_middle", "Large class", "大类" },
  [GW_DIMENSION_CLASS] = { "class_minor", "Small class", "小类" },
  [GW_DIMENSION_SOURCE] = { "source", "Source", "来源" },
  [GW_DIMENSION_PERSON] = { "person", "Person", "人员" },
  [GW_DIMENSION_POST] = { "post", "Post", "岗位" },
  [GW_DIMENSION_SHIFT] = { "shift", "Shift", "班次" },
  [GW_DIMENSION_HOUR] = { "hour", "Hour", "时段" },
  [GW_DIMENSION_WEEKDAY] = { "weekday", "Weekday", "星期" },
  [GW_DIMENSION_DAY] = { "day", "Day", "日" },
  [GW_DIMENSION_WEEK] = { "week", "Week", "周" },
  [GW_DIMENSION_MONTH] = { "month", "Month", "月" },
  [GW_DIMENSION_QUARTER] = { "quarter", "Quarter", "季度" },
  [GW_DIMENSION_YEAR] = { "year", "Year", "年" },
};

static const Words exclusions[GW_N_EXCLUSIONS] = {
  [GW_EXCLUSION_VOID] = { "void", "without void cases", "作废的不计" },
  [GW_EXCLUSION_DEFERRED] = { "deferred", "without deferred cases", "缓办的不计" },
  [GW_EXCLUSION_EXEMPT] = { "exempt", "an appeal that was granted counts as in time",
                            "申诉成立的视同按期" },
};

#define VOID (1u << GW_EXCLUSION_VOID)
#define DEFERRED (1u << GW_EXCLUSION_DEFERRED)
#define EXEMPT (1u << GW_EXCLUSION_EXEMPT)

/* As the sets are left in service/case-counts.c; a report or a filing stays what it was. */
static const guint8 excluded[GW_N_FIGURES] = {
  [GW_FIGURE_DISPATCHED] = VOID,
  [GW_FIGURE_DISPATCHED_IN_TIME] = VOID,
  [GW_FIGURE_HANDLED] = VOID | DEFERRED,
  [GW_FIGURE_HANDLED_IN_TIME] = VOID | DEFERRED | EXEMPT,
  [GW_FIGURE_CLOSED] = VOID,
  [GW_FIGURE_CLOSED_IN_TIME] = VOID | EXEMPT,
  [GW_FIGURE_TO_HANDLE] = VOID | DEFERRED,
  [GW_FIGURE_OVERDUE_TO_HANDLE] = VOID | DEFERRED,
  [GW_FIGURE_TO_CLOSE] = VOID,
};

guint
gw_figure_exclusions (GwFigure figure)
{
  return excluded[figure];
}

const char *
gw_exclusion_name (GwExclusion exclusion)
{
  return exclusions[exclusion].name;
}

void
gw_figures_add (GwFigures *sum, const GwFigures *more)
{
  for (guint i = 0; i < GW_N_FIGURES; i++)
    sum->values[i] += more->values[i];
}

gboolean
gw_figures_are_zero (const GwFigures *some)
{
  static const GwFigures nothing;

  return memcmp (some, &nothing, sizeof nothing) == 0;
}

gboolean
gw_figure_is_waiting (GwFigure figure)
{
  return figure >= GW_FIGURE_TO_HANDLE;
}

gboolean
gw_dimension_is_period (GwDimension dimension)
{
  return dimension >= GW_DIMENSION_DAY;
}

const char *
gw_figure_name (GwFigure figure)
{
  return figures[figure].name;
}

const char *
gw_dimension_name (GwDimension dimension)
{
  return dimensions[dimension].name;
}

static gboolean
find (const Words *words, guint n_words, const char *name, guint *ret_position)
{
  for (guint i = 0; i < n_words; i++)
    if (strcmp (words[i].name, name) == 0)
      {
        *ret_position = i;
        return TRUE;
      }
  return FALSE;
}

gboolean
gw_figure_parse (const char *name, GwFigure *ret_figure)
{
  guint position;

  if (!find (figures, GW_N_FIGURES, name, &position))
    return FALSE;
  *ret_figure = (GwFigure)position;
  return TRUE;
}

gboolean
gw_dimension_parse (const char *name, GwDimension *ret_dimension)
{
  guint position;

  if (!find (dimensions, GW_N_DIMENSIONS, name, &position))
    return FALSE;
  *ret_dimension = (GwDimension)position;
  return TRUE;
}

static const char *
title (const Words *words, const char *language)
{
  return language != NULL && g_str_has_prefix (language, "zh") ? words->title_zh
                                                               : words->title;
}

const char *
gw_figure_title (GwFigure figure, const char *language)
{
  return title (&figures[figure], language);
}

const char *
gw_dimension_title (GwDimension dimension, const char *language)
{
  return title (&dimensions[dimension], language);
}

const char *
gw_exclusion_title (GwExclusion exclusion, const char *language)
{
  return title (&exclusions[exclusion], language);
}
