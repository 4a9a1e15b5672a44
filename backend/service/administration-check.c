/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What must be true of a person, a department, a duty grid or a shift as a whole. */
#define G_LOG_DOMAIN "gridward-service"

#include <string.h>

#include "backend/service/administration-private.h"

#define PHONE_CHARACTERS "0123456789+-() "
#define PHONE_MIN 3
/* Deeper than any city is organised. */
#define DEPARTMENT_LEVELS 10

static gboolean
fail_unknown (GError **error, GwCaseError code, const char *field, const char *value)
{
  gw_case_error_set (error, code, field, "there is no “%s”", value);
  return FALSE;
}

/* value NULL: none is named. */
static gboolean
check_area (const GwSubjectCheck *check, const char *field, const char *value,
            GError **error)
{
  return value == NULL || gw_snapshot_area_by_code (check->snapshot, value) != NULL ||
         fail_unknown (error, GW_CASE_ERROR_NOT_FOUND, field, value);
}

static gboolean
check_department (const GwSubjectCheck *check, const char *field, const char *value,
                  GError **error)
{
  g_autoptr (GwSubjectRecord) record = NULL;

  if (value == NULL)
    return TRUE;
  record = gw_store_subject_load (check->reader, GW_SUBJECT_DEPARTMENT, value, NULL);
  return (record != NULL && g_str_equal (record->state, "active")) ||
         fail_unknown (error, GW_CASE_ERROR_UNKNOWN_DEPARTMENT, field, value);
}

/* Somebody who may be sent out. */
static gboolean
check_inspector (const GwSubjectCheck *check, const char *field, const char *value,
                 GError **error)
{
  g_autoptr (GwPersonRecord) record = NULL;
  guint roles;

  if (value == NULL)
    return TRUE;
  record = gw_store_person_find (check->reader, value, NULL);
  if (record != NULL && !record->disabled && gw_roles_parse (record->roles, &roles, NULL) &&
      (roles & GW_ROLE_INSPECTOR) != 0)
    return TRUE;
  gw_case_error_set (error, GW_CASE_ERROR_OUT_OF_RANGE, field,
                     "“%s” is no inspector, or is locked", value);
  return FALSE;
}

/* --- people --------------------------------------------------------------------------- */

static gboolean
check_person (const GwSubjectCheck *check, const GwSubjectRecord *record,
              const gboolean *changed, GError **error)
{
  const char *phone = record->values[GW_PERSON_PHONE];
  const char *department = record->values[GW_PERSON_DEPARTMENT];
  guint roles = 0;

  if (changed[GW_PERSON_ROLES] && record->values[GW_PERSON_ROLES] != NULL &&
      !gw_roles_parse (record->values[GW_PERSON_ROLES], &roles, NULL))
    return gw_subject_fail (error, GW_SUBJECT_PERSON, GW_PERSON_ROLES,
                            "this is not a role");
  if (changed[GW_PERSON_PHONE] && phone != NULL &&
      (strlen (phone) < PHONE_MIN || strspn (phone, PHONE_CHARACTERS) != strlen (phone)))
    return gw_subject_fail (error, GW_SUBJECT_PERSON, GW_PERSON_PHONE,
                            "a telephone number has digits, spaces, + - ( )");
  if (changed[GW_PERSON_DEPARTMENT] &&
      !check_department (check, "department", department, error))
    return FALSE;
  if (record->values[GW_PERSON_ROLES] != NULL)
    gw_roles_parse (record->values[GW_PERSON_ROLES], &roles, NULL);
  if ((roles & (GW_ROLE_DEPARTMENT | GW_ROLE_HANDLER)) != 0 && department == NULL)
    return gw_subject_fail (error, GW_SUBJECT_PERSON, GW_PERSON_DEPARTMENT,
                            "the roles department and handler need a department");
  return !changed[GW_PERSON_AREA] ||
         check_area (check, "area", record->values[GW_PERSON_AREA], error);
}

/* --- departments ---------------------------------------------------------------------- */

static gboolean
check_parent (const GwSubjectCheck *check, const GwSubjectRecord *record, GError **error)
{
  g_autofree char *code = g_strdup (record->values[GW_DEPARTMENT_PARENT]);

  if (!check_department (check, "parent", code, error))
    return FALSE;
  for (guint i = 0; code != NULL && i < DEPARTMENT_LEVELS; i++)
    {
      g_autoptr (GwSubjectRecord) parent = NULL;

      if (g_strcmp0 (code, record->key) == 0)
        break;
      parent = gw_store_subject_load (check->reader, GW_SUBJECT_DEPARTMENT, code, NULL);
      g_free (code);
      code = parent != NULL ? g_strdup (parent->values[GW_DEPARTMENT_PARENT]) : NULL;
    }
  return code == NULL ||
         gw_subject_fail (error, GW_SUBJECT_DEPARTMENT, GW_DEPARTMENT_PARENT,
                          "a department is not below itself");
}

static gboolean
check_areas (const GwSubjectCheck *check, const char *list, GError **error)
{
  g_auto (GStrv) areas = g_strsplit (list != NULL ? list : "", ",", -1);

  for (guint i = 0; areas[i] != NULL; i++)
    if (!check_area (check, "areas", areas[i], error))
      return FALSE;
  return TRUE;
}

static gboolean
check_department_record (const GwSubjectCheck *check, const GwSubjectRecord *record,
                         const gboolean *changed, GError **error)
{
  static const char *const levels[] = { "city", "district", "street", "community", NULL };
  const char *level = record->values[GW_DEPARTMENT_LEVEL];
  const char *calendar = record->values[GW_DEPARTMENT_CALENDAR];

  if (level != NULL && !g_strv_contains (levels, level))
    return gw_subject_fail (error, GW_SUBJECT_DEPARTMENT, GW_DEPARTMENT_LEVEL,
                            "city, district, street or community is expected");
  if (changed[GW_DEPARTMENT_CALENDAR] && calendar != NULL &&
      gw_snapshot_calendar_by_code (check->snapshot, calendar) == NULL)
    return gw_subject_fail (error, GW_SUBJECT_DEPARTMENT, GW_DEPARTMENT_CALENDAR,
                            "there is no such calendar");
  if (changed[GW_DEPARTMENT_PARENT] && !check_parent (check, record, error))
    return FALSE;
  return !changed[GW_DEPARTMENT_AREAS] ||
         check_areas (check, record->values[GW_DEPARTMENT_AREAS], error);
}

/* --- duty grids ----------------------------------------------------------------------- */

static gboolean
check_cells (const GwSubjectCheck *check, const char *list, GError **error)
{
  g_auto (GStrv) cells = g_strsplit (list != NULL ? list : "", ",", -1);

  for (guint i = 0; cells[i] != NULL; i++)
    {
      const GwCell *cell = gw_snapshot_cell_by_code (check->snapshot, cells[i]);

      if (cell == NULL || cell->position == GW_CELL_NONE)
        return fail_unknown (error, GW_CASE_ERROR_NOT_FOUND, "cells", cells[i]);
    }
  return TRUE;
}

static gboolean
check_duty_grid (const GwSubjectCheck *check, const GwSubjectRecord *record,
                 const gboolean *changed, GError **error)
{
  return (!changed[GW_DUTY_GRID_INSPECTOR] ||
          check_inspector (check, "inspector", record->values[GW_DUTY_GRID_INSPECTOR],
                           error)) &&
         (!changed[GW_DUTY_GRID_CELLS] ||
          check_cells (check, record->values[GW_DUTY_GRID_CELLS], error));
}

/* --- shifts --------------------------------------------------------------------------- */

static gboolean
check_shift (const GwSubjectCheck *check, const GwSubjectRecord *record,
             const gboolean *changed, GError **error)
{
  const char *duty_grid = record->values[GW_SHIFT_DUTY_GRID];
  const char *substitute = record->values[GW_SHIFT_SUBSTITUTE];

  if (changed[GW_SHIFT_INSPECTOR] &&
      !check_inspector (check, "inspector", record->values[GW_SHIFT_INSPECTOR], error))
    return FALSE;
  if (changed[GW_SHIFT_SUBSTITUTE] &&
      !check_inspector (check, "substitute", substitute, error))
    return FALSE;
  if (g_strcmp0 (substitute, record->values[GW_SHIFT_INSPECTOR]) == 0)
    return gw_subject_fail (error, GW_SUBJECT_SHIFT, GW_SHIFT_SUBSTITUTE,
                            "nobody is a substitute for himself");
  if (substitute == NULL && (record->values[GW_SHIFT_SUBSTITUTE_FROM] != NULL ||
                             record->values[GW_SHIFT_SUBSTITUTE_TO] != NULL))
    return gw_subject_fail (error, GW_SUBJECT_SHIFT, GW_SHIFT_SUBSTITUTE,
                            "who is the substitute then?");
  if (gw_snapshot_duty_grid_by_code (check->snapshot, duty_grid) == NULL)
    return fail_unknown (error, GW_CASE_ERROR_NOT_FOUND, "duty_grid", duty_grid);
  return gw_administration_may_touch (check->snapshot, check->user, GW_SUBJECT_SHIFT,
                                      record, error);
}

gboolean
gw_subject_check (const GwSubjectCheck *check, GwSubject subject,
                  const GwSubjectRecord *record, const gboolean *changed, GError **error)
{
  static gboolean (*const checks[GW_N_SUBJECTS]) (
      const GwSubjectCheck *check, const GwSubjectRecord *record, const gboolean *changed,
      GError **error) = {
    [GW_SUBJECT_PERSON] = check_person,
    [GW_SUBJECT_DEPARTMENT] = check_department_record,
    [GW_SUBJECT_DUTY_GRID] = check_duty_grid,
    [GW_SUBJECT_SHIFT] = check_shift,
  };

  return checks[subject](check, record, changed, error);
}
