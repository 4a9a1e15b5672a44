/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the journal of the administration calls things, in words. */
#define G_LOG_DOMAIN "gridward-gui"

#include "gui/admin/audit-words.h"

#include <glib/gi18n.h>

static const GwAuditSubject subjects[] = {
  { "person", N_ ("People") },
  { "department", N_ ("Departments") },
  { "duty_grid", N_ ("Duty grids") },
  { "shift", N_ ("Shifts") },
  { "routing_rule", N_ ("Routing Rules") },
  { "calendar", N_ ("Calendars") },
  { "catalogue", N_ ("Catalogue") },
  { "setting", N_ ("City Settings") },
  { "plan_target", N_ ("Plan targets") },
};

static const GwAuditSubject fields[] = {
  { "actual", N_ ("Actual") },
  { "area", N_ ("Area") },
  { "areas", N_ ("Areas") },
  { "better", N_ ("Better when") },
  { "calendar", N_ ("Calendar") },
  { "cells", N_ ("Cells") },
  { "class", N_ ("Class") },
  { "closing", N_ ("Closing condition") },
  { "closing_en", N_ ("Closing condition in English") },
  { "day", N_ ("Holidays and make-up days") },
  { "department", N_ ("Department") },
  { "due", N_ ("Due") },
  { "duty_grid", N_ ("Duty grid") },
  { "from", N_ ("From") },
  { "group", N_ ("Main class") },
  { "group_en", N_ ("Main class in English") },
  { "hours", N_ ("Hours of a working day") },
  { "indicator", N_ ("Indicator") },
  { "inspector", N_ ("Inspector") },
  { "level", N_ ("Level") },
  { "limit", N_ ("Time limit") },
  { "make_up_slot", N_ ("Hours of make-up days") },
  { "name", N_ ("Name") },
  { "name_en", N_ ("Name in English") },
  { "note", N_ ("Note") },
  { "owner", N_ ("Owner") },
  { "parent", N_ ("Belongs to") },
  { "password", N_ ("Password") },
  { "phone", N_ ("Telephone") },
  { "roles", N_ ("Roles") },
  { "sample", N_ ("Sample") },
  { "seasons", N_ ("Seasons") },
  { "sessions", N_ ("Sessions") },
  { "slot", N_ ("Hours of the week") },
  { "source", N_ ("Source") },
  { "start", N_ ("Value at the start") },
  { "state", N_ ("State") },
  { "substitute", N_ ("Substitute") },
  { "target", N_ ("Wanted") },
  { "text", N_ ("Filing condition") },
  { "text_en", N_ ("Filing condition in English") },
  { "time", N_ ("Time of day") },
  { "title", N_ ("Title") },
  { "title_en", N_ ("Title in English") },
  { "to", N_ ("To") },
  { "unit", N_ ("Unit") },
  { "valid_from", N_ ("Valid from") },
  { "valid_to", N_ ("Ends before") },
  { "value", N_ ("Value") },
  { "weekdays", N_ ("Weekdays") },
};

static const GwAuditSubject states[] = {
  { "active", N_ ("In force") },
  { "locked", N_ ("Locked") },
  { "retired", N_ ("Retired") },
};

static const char *
find (const GwAuditSubject *words, guint n, const char *name)
{
  for (guint i = 0; i < n; i++)
    if (g_strcmp0 (words[i].name, name) == 0)
      return _ (words[i].title);
  return name;
}

const GwAuditSubject *
gw_audit_subjects (guint *ret_n)
{
  *ret_n = G_N_ELEMENTS (subjects);
  return subjects;
}

const char *
gw_audit_subject_title (const char *subject)
{
  return find (subjects, G_N_ELEMENTS (subjects), subject);
}

const char *
gw_audit_field_title (const char *field)
{
  return find (fields, G_N_ELEMENTS (fields), field);
}

const char *
gw_audit_value (const char *field, const char *value)
{
  if (g_strcmp0 (field, "state") != 0)
    return value;
  return find (states, G_N_ELEMENTS (states), value);
}
