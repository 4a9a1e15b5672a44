/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a report says, in its order. */
#define G_LOG_DOMAIN "gridward-report"

#include "backend/report/content-private.h"

#include <string.h>

static void
row_clear (gpointer data)
{
  g_free (((GwReportRow *)data)->key);
}

static void
time_clear (gpointer data)
{
  g_free (((GwReportTime *)data)->key);
}

GwReportData *
gw_report_data_new (void)
{
  GwReportData *data = g_new0 (GwReportData, 1);

  for (guint i = 0; i < GW_N_REPORT_SETS; i++)
    {
      data->sets[i] = g_array_new (FALSE, FALSE, sizeof (GwReportRow));
      g_array_set_clear_func (data->sets[i], row_clear);
    }
  for (guint i = 0; i < GW_N_REPORT_TIMES; i++)
    {
      data->times[i] = g_array_new (FALSE, FALSE, sizeof (GwReportTime));
      g_array_set_clear_func (data->times[i], time_clear);
    }
  return data;
}

void
gw_report_data_free (GwReportData *data)
{
  if (data == NULL)
    return;
  for (guint i = 0; i < GW_N_REPORT_SETS; i++)
    g_array_unref (data->sets[i]);
  for (guint i = 0; i < GW_N_REPORT_TIMES; i++)
    g_array_unref (data->times[i]);
  g_clear_pointer (&data->snapshot, gw_snapshot_unref);
  g_free (data->area);
  g_free (data->made_at);
  g_free (data);
}

void
gw_report_data_add (GwReportData *data, GwReportSet set, const char *key,
                    const GwFigures *figures)
{
  const GwReportRow row = { g_strdup (key ? key : ""), *figures };

  g_array_append_val (data->sets[set], row);
}

void
gw_report_data_add_time (GwReportData *data, GwReportTimes times, const char *key,
                         const GwClosingRow *row)
{
  GwReportTime time = {
    g_strdup (key ? key : ""), row->n, row->median_s, row->p90_s, row->mean_s, { 0 }
  };

  for (guint i = 0; i < GW_N_CLOSING_BARS; i++)
    time.bars[i] = row->bars[i];
  g_array_append_val (data->times[times], time);
}

const char *
gw_report_data_language (const GwReportData *data)
{
  return data->zh ? "zh" : "en";
}

const GwIndicatorBook *
gw_report_data_book (const GwReportData *data)
{
  return gw_snapshot_indicators (data->snapshot);
}

const GwFigures *
gw_report_data_total (const GwReportData *data, GwReportSet set)
{
  static const GwFigures none;

  return data->sets[set]->len > 0 ? &g_array_index (data->sets[set], GwReportRow, 0).figures
                                  : &none;
}

const GwFigures *
gw_report_data_find (const GwReportData *data, GwReportSet set, const char *key)
{
  for (guint i = 0; i < data->sets[set]->len; i++)
    {
      const GwReportRow *row = &g_array_index (data->sets[set], GwReportRow, i);

      if (g_str_equal (row->key, key))
        return &row->figures;
    }
  return NULL;
}

/* --- the head -------------------------------------------------------------------------- */

static char *
place_name (const GwReportData *data)
{
  const GwCityInfo *city = gw_snapshot_city (data->snapshot);
  const char *name = data->zh || city->name_en == NULL ? city->name : city->name_en;
  const GwArea *area =
      data->area != NULL ? gw_snapshot_area_by_code (data->snapshot, data->area) : NULL;

  if (area == NULL)
    return g_strdup (name);
  return data->zh
             ? g_strconcat (name, area->name, NULL)
             : g_strdup_printf ("%s, %s", area->name_en ? area->name_en : area->name, name);
}

static const char *
title (const GwReportData *data)
{
  switch (data->period.kind)
    {
    case GW_REPORT_DAY:
      return SAY (data, "城市网格管理日报", "Daily report of urban grid management");
    case GW_REPORT_WEEK:
      return SAY (data, "城市网格管理周报", "Weekly report of urban grid management");
    default:
      return SAY (data, "城市网格管理月报", "Monthly report of urban grid management");
    }
}

static char *
warning (const GwReportData *data)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();

  if (gw_snapshot_city (data->snapshot)->synthetic)
    g_ptr_array_add (parts, (gpointer)SAY (data, "本报告出自虚构的演示城市。",
                                           "This city is a synthetic one, for "
                                           "demonstrations."));
  if (data->period.to >= data->today)
    g_ptr_array_add (
        parts, (gpointer)SAY (data, "本期尚未结束，数字截至出报之时。",
                              "The period has not ended yet: figures are up to the time of "
                              "this report."));
  if (parts->len == 0)
    return NULL;
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (data->zh ? "" : " ", (char **)parts->pdata);
}

static void
write_head (GwReportDocument *report, const GwReportData *data)
{
  report->city = place_name (data);
  report->title = g_strdup (title (data));
  report->period = gw_report_period_text (&data->period, data->zh);
  report->stem = g_strdup_printf (
      "gridward-%s-%s%s%s-%s", gw_report_kind_name (data->period.kind), data->period.name,
      data->area ? "-" : "", data->area ? data->area : "", data->zh ? "zh" : "en");
  report->made = g_strdup_printf (
      SAY (data, "Gridward 于 %s 生成，计至第 %" G_GINT64_FORMAT " 号事件",
           "Made by Gridward at %s, up to event %" G_GINT64_FORMAT " of the journal"),
      data->made_at, data->last_seq);
  report->warning = warning (data);
}

/* --- the parts ------------------------------------------------------------------------- */

static void
write_departments (GwReportDocument *report, const GwReportData *data)
{
  GwReportTable *table;
  GwReportColumn *reported;

  gw_report_add_heading (report, SAY (data, "专业部门", "Departments"));
  gw_report_add_department_bars (report, data);
  table = gw_report_add_figures (
      report, data, GW_REPORT_SET_DEPARTMENTS, "departments",
      SAY (data, "各专业部门", "By department"),
      SAY (data, "按事件发生时负责的部门计；尚未派遣的案卷没有部门。",
           "By the department that was responsible at the event; "
           "what was not yet dispatched has none."));
  /* Nothing is reported of a department. */
  reported = &g_array_index (table->columns, GwReportColumn,
                             gw_report_find_column (table, "reported"));
  reported->is_printed = FALSE;
}

static void
write_classes (GwReportDocument *report, const GwReportData *data)
{
  GwReportTable *table;

  gw_report_add_heading (report, SAY (data, "案卷类别", "Classes"));
  gw_report_add_pareto (report, data);
  table = gw_report_add_figures (
      report, data, GW_REPORT_SET_CLASSES, "classes", SAY (data, "各类别", "By class"),
      SAY (data, "上报最多的类别在前。", "The most reported come first."));
  table->n_printed = 20;
  gw_report_add_figures (report, data, GW_REPORT_SET_SOURCES, "sources",
                         SAY (data, "案卷来源", "By source"), NULL);
}

/* Not every city has both levels; where there is but one area, it is the total. */
static void
write_levels (GwReportDocument *report, const GwReportData *data, const char *note)
{
  GwReportTable *table;

  if (data->sets[GW_REPORT_SET_DISTRICTS]->len > 0)
    {
      table = gw_report_add_figures (report, data, GW_REPORT_SET_DISTRICTS, "districts",
                                     SAY (data, "各区县", "By district"), note);
      table->is_printed = data->sets[GW_REPORT_SET_DISTRICTS]->len > 1;
      table->only_some = TRUE;
    }
  if (data->sets[GW_REPORT_SET_STREETS]->len > 0)
    {
      table = gw_report_add_figures (report, data, GW_REPORT_SET_STREETS, "streets",
                                     SAY (data, "各街道（镇）", "By street or town"), note);
      table->only_some = TRUE;
    }
}

static void
write_places (GwReportDocument *report, const GwReportData *data)
{
  GwReportTable *communities, *cells;
  const char *of_place = SAY (data, "按事件发生时案卷所在的地点计。",
                              "By the place of the case at the event.");

  gw_report_add_heading (report, SAY (data, "区域", "Places"));
  communities =
      gw_report_add_figures (report, data, GW_REPORT_SET_COMMUNITIES, "communities",
                             SAY (data, "各社区", "By community"), of_place);
  communities->only_some = TRUE;
  gw_report_add_ground (report, data, GW_REPORT_SET_COMMUNITIES, communities,
                        SAY (data, "各社区结案率", "Closure rate of the communities"),
                        SAY (data, "颜色越深的棕色结案率越低；图例右侧为社区数。",
                             "Dark brown is low, dark blue is high; the numbers of the "
                             "legend count communities."));
  write_levels (report, data, of_place);
  gw_report_add_comparisons (report, data);
  cells = gw_report_add_figures (report, data, GW_REPORT_SET_CELLS, "cells",
                                 SAY (data, "各单元网格", "By grid cell"), of_place);
  cells->is_printed = FALSE;
  gw_report_add_ground (report, data, GW_REPORT_SET_CELLS, cells,
                        SAY (data, "各单元网格", "Grid cells"), NULL);
}

/* The table of communities is long: on paper it comes after what explains it. */
static void
move_communities_last (GwReportDocument *report)
{
  for (guint i = 0; i + 1 < report->blocks->len; i++)
    {
      GwReportBlock *block = report->blocks->pdata[i];

      if (block->table == NULL || !g_str_equal (block->table->name, "communities"))
        continue;
      g_ptr_array_insert (report->blocks, -1, g_ptr_array_steal_index (report->blocks, i));
      return;
    }
}

static void
write_method (GwReportDocument *report, const GwReportData *data)
{
  gw_report_add_heading (report, SAY (data, "计数口径", "How it is counted"));
  gw_report_add_paragraph (
      report,
      SAY (
          data,
          "每个数字都是一组案卷事件的个数：事件发生在本期之内（按本市时间的自然日），且到期"
          "末"
          "未被撤回（回退、作废、并案、重新立案）。期末以后的撤回不改变本期数字，所以过去的"
          "报告不会自行变化。",
          "Every figure is the number of events of cases that happened within the period, "
          "in days of the city's time, and were not taken back again (returned, voided, "
          "merged, reopened) by its end. What is taken back later does not change this "
          "period, so that a report of the past never changes by itself."));
  gw_report_add_paragraph (
      report,
      SAY (
          data,
          "待处置、超期待处置、待结案是期末最后一天结束时的存量，与何时上报无关。应处置 = "
          "已处置 + 待处置；应结案 = 已结案 + 待结案。作废、缓办的案卷不在其中；申诉成立的"
          "案卷视同按期。",
          "To handle, overdue and to close are what waited at the end of the last day, "
          "however old. Should be handled = handled + to handle; should be closed = closed "
          "+ to close. Void and deferred cases are in neither; an appeal that was granted "
          "counts as in time."));
  gw_report_add_paragraph (
      report,
      SAY (data,
           "分母为零的比率没有数值，写作“无案卷”。每个数字都可以在管理者页面中打开，"
           "列出所计的全部案卷，其条数等于该数字。",
           "A rate whose denominator is 0 has no value: it says \"no cases\". Every "
           "figure opens, on the page of the managers, into the list of exactly the "
           "cases that were counted."));
}

GwReportDocument *
gw_report_compose (const GwReportData *data)
{
  g_autoptr (GwReportDocument) report = gw_report_document_new (data->zh);

  write_head (report, data);
  gw_report_add_heading (report, SAY (data, "概况", "At a glance"));
  gw_report_add_key_facts (report, data);
  gw_report_add_trend (report, data);
  gw_report_add_explanations (report, data);
  write_departments (report, data);
  gw_report_add_scores (report, data);
  write_classes (report, data);
  gw_report_add_when (report, data);
  gw_report_add_heading (report, SAY (data, "结案用时", "Time to close"));
  gw_report_add_closing_times (report, data);
  write_places (report, data);
  move_communities_last (report);
  write_method (report, data);
  return g_steal_pointer (&report);
}
