/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the columns of the table of cases are, and the words in their cells. */
#define G_LOG_DOMAIN "gridward-cases"

#include "gui/cases/case-columns.h"

#include <glib/gi18n.h>

#include "gui/model/clock-text.h"
#include "gui/model/decision-text.h"
#include "gui/model/text.h"

/* In the order in which they stand until somebody moves one. */
static const GwCaseColumnInfo columns[GW_N_COLUMNS] = {
  [GW_COLUMN_LAMP] = { .id = "lamp", .title = N_ ("Lamp"), .width = 40, .is_usual = TRUE },
  [GW_COLUMN_NUMBER] = { "number", N_ ("Number"), 140, TRUE, TRUE, GW_SORT_OLDEST,
                         GW_SORT_NEWEST },
  [GW_COLUMN_CLASS] = { .id = "class",
                        .title = N_ ("Class"),
                        .width = 170,
                        .is_usual = TRUE },
  [GW_COLUMN_PLACE] = { .id = "place",
                        .title = N_ ("Place"),
                        .width = 145,
                        .is_usual = TRUE },
  [GW_COLUMN_STATE] = { .id = "state",
                        .title = N_ ("State"),
                        .width = 90,
                        .is_usual = TRUE },
  [GW_COLUMN_DEPARTMENT] = { .id = "department",
                             .title = N_ ("Department"),
                             .width = 175,
                             .is_usual = TRUE },
  [GW_COLUMN_DUE] = { "due", N_ ("Due"), 140, TRUE, TRUE, GW_SORT_DEADLINE, GW_SORT_LATEST,
                      TRUE },
  [GW_COLUMN_REPORTED] = { "reported", N_ ("Reported at"), 120, TRUE, TRUE, GW_SORT_OLDEST,
                           GW_SORT_NEWEST },
  [GW_COLUMN_DESCRIPTION] = { .id = "description",
                              .title = N_ ("Description"),
                              .width = 260 },
  [GW_COLUMN_MARKS] = { .id = "marks", .title = N_ ("Marks"), .width = 140 },
  [GW_COLUMN_REWORKS] = { .id = "reworks", .title = N_ ("Reworks"), .width = 80 },
  [GW_COLUMN_RETURNS] = { .id = "returns", .title = N_ ("Returns"), .width = 80 },
  [GW_COLUMN_SOURCE] = { .id = "source", .title = N_ ("Source"), .width = 100 },
  [GW_COLUMN_CELL] = { .id = "cell", .title = N_ ("Cell"), .width = 150 },
  [GW_COLUMN_UPDATED] = { .id = "updated",
                          .title = N_ ("Last change"),
                          .width = 120,
                          .ticks = TRUE },
};

const GwCaseColumnInfo *
gw_case_column_info (GwCaseColumn column)
{
  g_return_val_if_fail (column < GW_N_COLUMNS, NULL);

  return &columns[column];
}

/* That somebody has registered or confirmed it is how all cases go. */
static gboolean
is_worth_saying (const char *flag)
{
  return !g_str_equal (flag, "registered") && !g_str_equal (flag, "verified");
}

static char *
marks_text (const GwCaseRow *row)
{
  GString *text = g_string_new (row->urgent ? _ ("Urgent") : NULL);

  for (guint i = 0; row->flags != NULL && row->flags[i] != NULL; i++)
    if (is_worth_saying (row->flags[i]))
      g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "",
                              gw_text_flag (row->flags[i]));
  return g_string_free (text, FALSE);
}

/* Zeros are left out, so that what is not usual is seen. */
static char *
count_text (guint count)
{
  return count > 0 ? g_strdup_printf ("%u", count) : g_strdup ("");
}

static char *
moment_text (gint64 usec, GwDesk *desk)
{
  return gw_text_moment (usec, gw_desk_now (desk),
                         gw_city_info_get_time_zone (gw_desk_get_city (desk)));
}

static char *
due_text (const GwCaseRow *row, GwDesk *desk)
{
  char *text = gw_text_row_left (row, gw_desk_get_work_hours (desk), gw_desk_now (desk));

  return text != NULL ? text : g_strdup ("");
}

/* What is under way for a case matters more than where it stands. */
static char *
state_text (const GwCaseRow *row, GwDesk *desk)
{
  GwQueuedAction *queued = gw_action_queue_peek (gw_desk_get_queue (desk), row->number);
  const char *text = queued != NULL ? gw_text_queued (queued) : NULL;

  return g_strdup (text != NULL ? text : gw_text_state (row));
}

/* Where it is, and before that who has it open. */
static char *
place_text (GwCase *object)
{
  const char *place = gw_named_label (&gw_case_get_row (object)->community);
  const char *holder = gw_case_get_holder (object);

  return holder != NULL ? g_strdup_printf (_ ("Open at %s · %s"), holder, place)
                        : g_strdup (place);
}

char *
gw_case_column_text (GwCaseColumn column, GwCase *object, GwDesk *desk)
{
  const GwCaseRow *row = gw_case_get_row (object);

  switch (column)
    {
    case GW_COLUMN_NUMBER:
      return g_strdup (row->number);
    case GW_COLUMN_CLASS:
      return g_strdup (gw_named_label (&row->klass));
    case GW_COLUMN_PLACE:
      return place_text (object);
    case GW_COLUMN_STATE:
      return state_text (row, desk);
    case GW_COLUMN_DEPARTMENT:
      return g_strdup (gw_named_label (&row->department));
    case GW_COLUMN_DUE:
      return due_text (row, desk);
    case GW_COLUMN_REPORTED:
      return moment_text (row->reported_usec, desk);
    case GW_COLUMN_DESCRIPTION:
      return g_strdup (row->description);
    case GW_COLUMN_MARKS:
      return marks_text (row);
    case GW_COLUMN_REWORKS:
      return count_text (row->reworks);
    case GW_COLUMN_RETURNS:
      return count_text (row->returns);
    case GW_COLUMN_SOURCE:
      return g_strdup (row->source != NULL ? gw_text_source (row->source) : "");
    case GW_COLUMN_CELL:
      return g_strdup (row->cell);
    case GW_COLUMN_UPDATED:
      return moment_text (row->updated_usec, desk);
    case GW_COLUMN_LAMP:
    case GW_N_COLUMNS:
    default:
      return g_strdup ("");
    }
}
