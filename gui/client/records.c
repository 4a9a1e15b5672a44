/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What travels on the wire, as plain structs. */
#define G_LOG_DOMAIN "gridward-client"

#include "gui/client/records.h"

#include <glib/gi18n.h>

static const struct
{
  const char *name;
  const char *label;
} states[GW_STATE_N] = {
  [GW_STATE_REPORTED] = { "reported", N_ ("Reported") },
  [GW_STATE_FILED] = { "filed", N_ ("Filed") },
  [GW_STATE_DISPATCHED] = { "dispatched", N_ ("Dispatched") },
  [GW_STATE_HANDLING] = { "handling", N_ ("Handling") },
  [GW_STATE_HANDLED] = { "handled", N_ ("Handled") },
  [GW_STATE_CHECKED] = { "checked", N_ ("Checked") },
  [GW_STATE_CLOSED] = { "closed", N_ ("Closed") },
  [GW_STATE_REJECTED] = { "rejected", N_ ("Rejected") },
  [GW_STATE_VOIDED] = { "voided", N_ ("Voided") },
  [GW_STATE_MERGED] = { "merged", N_ ("Merged") },
  [GW_STATE_UNKNOWN] = { "", N_ ("Unknown state") },
};

static const struct
{
  const char *name;
  const char *label;
} lamps[GW_LAMP_N] = {
  [GW_LAMP_NONE] = { "none", N_ ("No deadline") },
  [GW_LAMP_GREEN] = { "green", N_ ("In time") },
  [GW_LAMP_YELLOW] = { "yellow", N_ ("Due soon") },
  [GW_LAMP_RED] = { "red", N_ ("Overdue") },
};

G_DEFINE_BOXED_TYPE (GwCaseRow, gw_case_row, gw_case_row_ref, gw_case_row_unref)

const char *
gw_case_state_name (GwCaseState state)
{
  g_return_val_if_fail (state < GW_STATE_N, "");

  return states[state].name;
}

GwCaseState
gw_case_state_parse (const char *name)
{
  for (guint i = 0; name != NULL && i < GW_STATE_UNKNOWN; i++)
    if (g_str_equal (states[i].name, name))
      return i;
  return GW_STATE_UNKNOWN;
}

const char *
gw_case_state_label (GwCaseState state)
{
  g_return_val_if_fail (state < GW_STATE_N, "");

  return _ (states[state].label);
}

gboolean
gw_case_state_is_open (GwCaseState state)
{
  return (GW_STATES_OPEN & (1u << state)) != 0;
}

const char *
gw_lamp_name (GwLamp lamp)
{
  g_return_val_if_fail (lamp < GW_LAMP_N, "");

  return lamps[lamp].name;
}

GwLamp
gw_lamp_parse (const char *name)
{
  for (guint i = 0; name != NULL && i < GW_LAMP_N; i++)
    if (g_str_equal (lamps[i].name, name))
      return i;
  return GW_LAMP_NONE;
}

const char *
gw_lamp_label (GwLamp lamp)
{
  g_return_val_if_fail (lamp < GW_LAMP_N, "");

  return _ (lamps[lamp].label);
}

gboolean
gw_language_is_chinese (void)
{
  const char *const *names = g_get_language_names_with_category ("LC_MESSAGES");

  return g_str_has_prefix (names[0], "zh");
}

void
gw_named_clear (GwNamed *named)
{
  g_clear_pointer (&named->code, g_free);
  g_clear_pointer (&named->name, g_free);
  g_clear_pointer (&named->name_en, g_free);
}

void
gw_named_copy (const GwNamed *from, GwNamed *to)
{
  to->code = g_strdup (from->code);
  to->name = g_strdup (from->name);
  to->name_en = g_strdup (from->name_en);
}

const char *
gw_named_label (const GwNamed *named)
{
  gboolean has_english = named->name_en != NULL && named->name_en[0] != '\0';

  if (has_english && !gw_language_is_chinese ())
    return named->name_en;
  return named->name != NULL ? named->name : "";
}

GwCaseRow *
gw_case_row_new (void)
{
  return g_atomic_rc_box_new0 (GwCaseRow);
}

GwCaseRow *
gw_case_row_ref (GwCaseRow *row)
{
  return g_atomic_rc_box_acquire (row);
}

static void
clear_row (gpointer data)
{
  GwCaseRow *row = data;

  g_free (row->number);
  g_free (row->state_name);
  gw_named_clear (&row->klass);
  g_free (row->cell);
  gw_named_clear (&row->community);
  g_free (row->description);
  g_free (row->source);
  gw_named_clear (&row->department);
  g_strfreev (row->flags);
}

void
gw_case_row_unref (GwCaseRow *row)
{
  g_atomic_rc_box_release_full (row, clear_row);
}

gboolean
gw_case_row_has_flag (const GwCaseRow *row, const char *flag)
{
  return row->flags != NULL && g_strv_contains ((const char *const *)row->flags, flag);
}

void
gw_case_progress_clear (GwCaseProgress *progress)
{
  g_clear_pointer (&progress->clocks, g_ptr_array_unref);
  g_clear_pointer (&progress->request.kind, g_free);
  gw_named_clear (&progress->request.by);
  g_clear_pointer (&progress->request.approvers, g_strfreev);
  g_clear_pointer (&progress->request.chain, g_ptr_array_unref);
  g_clear_pointer (&progress->tasks, g_ptr_array_unref);
  g_clear_pointer (&progress->links, g_ptr_array_unref);
  g_clear_pointer (&progress->cards, g_ptr_array_unref);
  g_clear_pointer (&progress->why_department, g_strfreev);
  g_clear_pointer (&progress->why_deadline, g_strfreev);
  gw_named_clear (&progress->handler);
  g_clear_pointer (&progress->satisfaction, g_free);
}

GwCaseDetail *
gw_case_detail_ref (GwCaseDetail *detail)
{
  return g_atomic_rc_box_acquire (detail);
}

static void
clear_detail (gpointer data)
{
  GwCaseDetail *detail = data;

  g_clear_pointer (&detail->row, gw_case_row_unref);
  gw_named_clear (&detail->street);
  gw_named_clear (&detail->district);
  gw_named_clear (&detail->reporter);
  gw_named_clear (&detail->component);
  g_free (detail->routing_reason);
  g_free (detail->deadline_reason);
  gw_named_clear (&detail->suggested);
  g_free (detail->suggested_reason);
  g_clear_pointer (&detail->attachments, g_ptr_array_unref);
  g_clear_pointer (&detail->actions, g_ptr_array_unref);
  gw_named_clear (&detail->condition);
  gw_named_clear (&detail->closing);
  gw_case_progress_clear (&detail->progress);
}

void
gw_case_detail_unref (GwCaseDetail *detail)
{
  g_atomic_rc_box_release_full (detail, clear_detail);
}

void
gw_case_event_free (GwCaseEvent *event)
{
  g_free (event->number);
  g_free (event->action);
  gw_named_clear (&event->actor);
  g_free (event->opinion);
  gw_named_clear (&event->department);
  g_free (event->other_case);
  g_free (event->satisfaction);
  g_strfreev (event->attachments);
  gw_named_clear (&event->person);
  g_clear_pointer (&event->changes, g_ptr_array_unref);
  g_clear_pointer (&event->cards, g_ptr_array_unref);
  g_clear_pointer (&event->row, gw_case_row_unref);
  g_free (event);
}

void
gw_cell_record_free (GwCellRecord *record)
{
  g_free (record->code);
  g_free (record->name);
  g_free (record->community);
  g_free (record->duty_grid);
  g_clear_pointer (&record->shape, gw_shape_unref);
  g_free (record);
}

void
gw_user_clear (GwUser *user)
{
  g_clear_pointer (&user->login, g_free);
  g_clear_pointer (&user->name, g_free);
  g_clear_pointer (&user->roles, g_strfreev);
  gw_named_clear (&user->department);
  gw_named_clear (&user->area);
}

void
gw_user_copy (const GwUser *from, GwUser *to)
{
  to->login = g_strdup (from->login);
  to->name = g_strdup (from->name);
  to->roles = g_strdupv (from->roles);
  gw_named_copy (&from->department, &to->department);
  gw_named_copy (&from->area, &to->area);
}

gboolean
gw_user_has_role (const GwUser *user, const char *role)
{
  return user->roles != NULL && g_strv_contains ((const char *const *)user->roles, role);
}

void
gw_session_record_free (GwSessionRecord *record)
{
  g_free (record->token);
  gw_user_clear (&record->user);
  g_free (record);
}

void
gw_city_record_free (GwCityRecord *record)
{
  gw_named_clear (&record->name);
  g_free (record->time_zone);
  g_free (record->code_scheme);
  g_free (record);
}

void
gw_class_record_free (GwClassRecord *record)
{
  gw_named_clear (&record->klass);
  gw_named_clear (&record->group);
  g_clear_pointer (&record->conditions, g_ptr_array_unref);
  g_free (record);
}

void
gw_notice_record_free (GwNoticeRecord *record)
{
  g_free (record->number);
  g_free (record->stage);
  g_free (record);
}

void
gw_area_record_free (GwAreaRecord *record)
{
  gw_named_clear (&record->area);
  g_free (record->parent);
  g_free (record->level);
  g_free (record);
}

void
gw_statistics_row_free (GwStatisticsRow *row)
{
  g_free (row->code);
  gw_named_clear (&row->named);
  g_free (row);
}

void
gw_place_record_free (GwPlaceRecord *record)
{
  g_free (record->kind);
  g_free (record->code);
  g_free (record->text);
  g_free (record->text_en);
  gw_named_clear (&record->community);
  g_free (record);
}

void
gw_nearby_record_free (GwNearbyRecord *record)
{
  g_clear_pointer (&record->row, gw_case_row_unref);
  g_free (record);
}

const char *
gw_place_record_label (const GwPlaceRecord *record)
{
  return gw_language_is_chinese () ? record->text : record->text_en;
}

void
gw_urgency_record_free (GwUrgencyRecord *record)
{
  gw_named_clear (&record->urgency);
  g_free (record->limit_unit);
  g_free (record);
}
