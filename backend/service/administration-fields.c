/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The fields of what is administered, and who may administer it. */
#define G_LOG_DOMAIN "gridward-service"

#include <string.h>

#include "backend/service/administration-private.h"

#define NAME_CHARS 100
#define CODE_CHARS 64
#define KEY_CHARACTERS "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-"
#define LOGIN_CHARACTERS "abcdefghijklmnopqrstuvwxyz0123456789._-"

static const GwSubjectField person_fields[] = {
  [GW_PERSON_NAME] = { "name", .required = TRUE, .max_chars = NAME_CHARS },
  [GW_PERSON_NAME_EN] = { "name_en", .max_chars = NAME_CHARS },
  [GW_PERSON_PHONE] = { "phone", .max_chars = 40 },
  [GW_PERSON_DEPARTMENT] = { "department", .is_reference = TRUE, .max_chars = CODE_CHARS },
  [GW_PERSON_AREA] = { "area", .is_reference = TRUE, .max_chars = CODE_CHARS },
  [GW_PERSON_ROLES] = { "roles", .is_list = TRUE, .required = TRUE, .max_chars = CODE_CHARS,
                        .max_items = GW_N_ROLES },
};

static const GwSubjectField department_fields[] = {
  [GW_DEPARTMENT_NAME] = { "name", .required = TRUE, .max_chars = NAME_CHARS },
  [GW_DEPARTMENT_NAME_EN] = { "name_en", .max_chars = NAME_CHARS },
  [GW_DEPARTMENT_LEVEL] = { "level", .max_chars = CODE_CHARS },
  [GW_DEPARTMENT_PARENT] = { "parent", .is_reference = TRUE, .max_chars = CODE_CHARS },
  [GW_DEPARTMENT_CALENDAR] = { "calendar", .is_reference = TRUE, .max_chars = CODE_CHARS },
  [GW_DEPARTMENT_AREAS] = { "areas", .is_list = TRUE, .max_chars = CODE_CHARS,
                            .max_items = 1000 },
};

static const GwSubjectField duty_grid_fields[] = {
  [GW_DUTY_GRID_NAME] = { "name", .required = TRUE, .max_chars = NAME_CHARS },
  [GW_DUTY_GRID_INSPECTOR] = { "inspector", .is_reference = TRUE, .max_chars = CODE_CHARS },
  [GW_DUTY_GRID_CELLS] = { "cells", .is_list = TRUE, .max_chars = CODE_CHARS,
                           .max_items = 5000 },
};

static const GwSubjectField shift_fields[] = {
  [GW_SHIFT_INSPECTOR] = { "inspector", .required = TRUE, .is_reference = TRUE,
                           .max_chars = CODE_CHARS },
  [GW_SHIFT_DUTY_GRID] = { "duty_grid", .required = TRUE, .is_reference = TRUE,
                           .max_chars = CODE_CHARS },
  [GW_SHIFT_WEEKDAYS] = { "days", .is_list = TRUE, .max_chars = 1, .max_items = 7 },
  [GW_SHIFT_DATE] = { "date", .max_chars = 10 },
  [GW_SHIFT_START] = { "from", .required = TRUE, .max_chars = 5 },
  [GW_SHIFT_UNTIL] = { "to", .required = TRUE, .max_chars = 5 },
  [GW_SHIFT_VALID_FROM] = { "valid_from", .max_chars = 10 },
  [GW_SHIFT_VALID_TO] = { "valid_to", .max_chars = 10 },
  [GW_SHIFT_SUBSTITUTE] = { "substitute", .is_reference = TRUE, .max_chars = CODE_CHARS },
  [GW_SHIFT_SUBSTITUTE_FROM] = { "substitute_from", .max_chars = 10 },
  [GW_SHIFT_SUBSTITUTE_TO] = { "substitute_to", .max_chars = 10 },
};

static const struct
{
  const char *name;
  const char *key;
  const GwSubjectField *fields;
} subjects[GW_N_SUBJECTS] = {
  [GW_SUBJECT_PERSON] = { "person", "login", person_fields },
  [GW_SUBJECT_DEPARTMENT] = { "department", "code", department_fields },
  [GW_SUBJECT_DUTY_GRID] = { "duty_grid", "code", duty_grid_fields },
  [GW_SUBJECT_SHIFT] = { "shift", "id", shift_fields },
};

const char *
gw_subject_name (GwSubject subject)
{
  return subjects[subject].name;
}

const char *
gw_subject_key_name (GwSubject subject)
{
  return subjects[subject].key;
}

const GwSubjectField *
gw_subject_fields (GwSubject subject)
{
  return subjects[subject].fields;
}

/* --- who may -------------------------------------------------------------------------- */

static gboolean
forbid (GError **error, const char *message)
{
  gw_case_error_set (error, GW_CASE_ERROR_FORBIDDEN, NULL, "%s", message);
  return FALSE;
}

static gboolean
watches_area (const GwPerson *user)
{
  return user->area_id != 0 && (user->roles & (GW_ROLE_LEADER | GW_ROLE_MANAGER)) != 0;
}

gboolean
gw_administration_may (const GwService *service, const GwPerson *user, GwSubject subject,
                       GError **error)
{
  return (user->roles & GW_ROLE_ADMIN) != 0 ||
         (subject == GW_SUBJECT_SHIFT && watches_area (user)) ||
         forbid (error, "administration is an administrator's");
}

gboolean
gw_administration_may_see (const GwService *service, const GwPerson *user,
                           GwSubject subject, GError **error)
{
  return (subject == GW_SUBJECT_DUTY_GRID && watches_area (user)) ||
         gw_administration_may (service, user, subject, error);
}

gboolean
gw_administration_may_touch (const GwSnapshot *snapshot, const GwPerson *user,
                             GwSubject subject, const GwSubjectRecord *record,
                             GError **error)
{
  const GwDutyGrid *duty_grid;
  g_autoptr (GHashTable) seen = NULL;

  if ((user->roles & GW_ROLE_ADMIN) != 0 ||
      (subject != GW_SUBJECT_SHIFT && subject != GW_SUBJECT_DUTY_GRID))
    return TRUE;
  duty_grid = gw_snapshot_duty_grid_by_code (
      snapshot,
      subject == GW_SUBJECT_SHIFT ? record->values[GW_SHIFT_DUTY_GRID] : record->key);
  seen = gw_scope_duty_grids (user, snapshot);
  return (duty_grid != NULL && g_hash_table_contains (seen, duty_grid)) ||
         forbid (error, "this duty grid is not in your area");
}

/* --- each value by itself ------------------------------------------------------------- */

gboolean
gw_subject_fail (GError **error, GwSubject subject, guint field, const char *message)
{
  gw_case_error_set (error, GW_CASE_ERROR_OUT_OF_RANGE,
                     subjects[subject].fields[field].name, "%s", message);
  return FALSE;
}

/* Nothing that would break a line of a list or of the journal. */
static gboolean
is_plain (const char *value)
{
  for (const char *p = value; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_iscntrl (g_utf8_get_char (p)))
      return FALSE;
  return TRUE;
}

static gboolean
check_value (const GwSubjectWish *wish, guint i, GError **error)
{
  const GwSubjectField *field = &subjects[wish->subject].fields[i];
  const char *value = wish->values[i];

  if (field->required && (value == NULL || *value == '\0'))
    {
      gw_case_error_set (error, GW_CASE_ERROR_MISSING_FIELD, field->name,
                         "this field is required");
      return FALSE;
    }
  if (value == NULL)
    return TRUE;
  if (!is_plain (value) ||
      (!field->is_list && g_utf8_strlen (value, -1) > (glong)field->max_chars))
    return gw_subject_fail (error, wish->subject, i, "this is too long, or no plain text");
  return TRUE;
}

static gboolean
check_key (const GwSubjectWish *wish, GError **error)
{
  const char *characters =
      wish->subject == GW_SUBJECT_PERSON ? LOGIN_CHARACTERS : KEY_CHARACTERS;
  const char *name = subjects[wish->subject].key;

  if (wish->subject == GW_SUBJECT_SHIFT)
    return TRUE;
  if (wish->key == NULL || *wish->key == '\0')
    {
      gw_case_error_set (error, GW_CASE_ERROR_MISSING_FIELD, name,
                         "this field is required");
      return FALSE;
    }
  if (strlen (wish->key) <= CODE_CHARS &&
      strspn (wish->key, characters) == strlen (wish->key))
    return TRUE;
  gw_case_error_set (error, GW_CASE_ERROR_OUT_OF_RANGE, name,
                     wish->subject == GW_SUBJECT_PERSON
                         ? "a login is 1 to 64 of a-z 0-9 . _ -"
                         : "a code is 1 to 64 of A-Z a-z 0-9 . _ -");
  return FALSE;
}

gboolean
gw_subject_check_values (const GwSubjectWish *wish, gboolean is_new, GError **error)
{
  if (is_new && !check_key (wish, error))
    return FALSE;
  for (guint i = 0; i < gw_subject_n_values (wish->subject); i++)
    if ((is_new || wish->given[i]) && !check_value (wish, i, error))
      return FALSE;
  return TRUE;
}

void
gw_subject_record_show (GwSubject subject, GwSubjectRecord *record)
{
  if (subject == GW_SUBJECT_SHIFT)
    gw_shift_record_show (record);
}
