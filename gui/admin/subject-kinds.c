/* SPDX-License-Identifier: GPL-3.0-or-later */
/* People, departments, duty grids and shifts, as they are shown and asked for. */
#define G_LOG_DOMAIN "gridward-gui"

#include <glib/gi18n.h>

#include "gui/admin/subject.h"
#include "gui/model/text.h"

#define DATE "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
#define TIME "^([01][0-9]|2[0-4]):[0-5][0-9]$"
#define CODE "^[A-Za-z0-9._-]{1,64}$"

static char *
title_of_name (GwJson *json)
{
  const char *name = gw_subject_text (json, "name");
  const char *name_en = gw_subject_text (json, "name_en");

  if (!gw_language_is_chinese () && name_en != NULL)
    name = name_en;
  return g_strdup (name != NULL ? name : "");
}

/* --- people --------------------------------------------------------------------------- */

static const GwSubjectField person_fields[] = {
  { "login", N_ ("_Login"), N_ ("1 to 64 of a-z 0-9 . _ -"), .required = TRUE,
    .fixed = TRUE, .pattern = "^[a-z0-9._-]{1,64}$" },
  { "name", N_ ("Na_me"), NULL, .required = TRUE },
  { "name_en", N_ ("Name in _English"), NULL },
  { "phone", N_ ("Tele_phone"), N_ ("Digits, spaces, + - ( )"),
    .pattern = "^[-0-9+() ]{3,40}$" },
  { "roles", N_ ("Roles"), N_ ("At least one"), GW_SUBJECT_ROLES, .required = TRUE },
  { "department", N_ ("_Department"), N_ ("Needed by the roles department and handler"),
    GW_SUBJECT_CHOICE, GW_CHOICES_DEPARTMENTS },
  { "area", N_ ("_Area"), N_ ("Sees this area only; none: the whole city"),
    GW_SUBJECT_CHOICE, GW_CHOICES_AREAS },
};

static const GwSubjectAction person_actions[] = {
  { "set_password", N_ ("New _Password…"), "active locked",
    N_ ("A new password is made up and shown once. All sessions of this person end."),
    N_ ("The password is set") },
  { "end_sessions", N_ ("_End All Sessions"), "active locked",
    N_ ("This person is signed out everywhere and can sign in again."),
    N_ ("All sessions have ended") },
  { "lock", N_ ("Loc_k"), "active",
    N_ ("This person is signed out and cannot sign in; open tasks and cases go to others."),
    N_ ("Locked") },
  { "unlock", N_ ("_Unlock"), "locked", NULL, N_ ("Unlocked") },
  { "retire", N_ ("_Retire…"), "active locked",
    N_ ("It is no longer offered anywhere. What history says of it stays."),
    N_ ("Retired") },
  { "restore", N_ ("Re_store"), "retired", NULL, N_ ("Restored") },
};

static char *
join_roles (GwJson *json)
{
  g_autofree char *roles = gw_subject_join (json, "roles", ",");
  g_auto (GStrv) names = g_strsplit (roles, ",", -1);
  GString *text = g_string_new (NULL);

  for (guint i = 0; names[i] != NULL; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "、" : "", gw_text_role (names[i]));
  if (!gw_language_is_chinese ())
    g_string_replace (text, "、", ", ", 0);
  return g_string_free (text, FALSE);
}

static char *
person_subtitle (GwJson *json)
{
  g_autofree char *roles = join_roles (json);
  const char *place = gw_subject_name_of (json, "department");

  if (place == NULL)
    place = gw_subject_name_of (json, "area");
  return g_strjoin (" · ", gw_subject_text (json, "login"), roles, place, NULL);
}

const GwSubjectKind gw_subject_people = {
  "people",
  "people",
  "person",
  "login",
  N_ ("New person"),
  N_ ("Nobody is here yet"),
  N_ ("Name, login or telephone"),
  person_fields,
  G_N_ELEMENTS (person_fields),
  person_actions,
  G_N_ELEMENTS (person_actions),
  title_of_name,
  person_subtitle,
};

/* --- departments ---------------------------------------------------------------------- */

static const GwSubjectField department_fields[] = {
  { "code", N_ ("C_ode"), N_ ("1 to 64 of A-Z a-z 0-9 . _ -"), .required = TRUE,
    .fixed = TRUE, .pattern = CODE },
  { "name", N_ ("Na_me"), NULL, .required = TRUE },
  { "name_en", N_ ("Name in _English"), NULL },
  { "level", N_ ("_Level"), NULL, GW_SUBJECT_CHOICE, GW_CHOICES_LEVELS },
  { "parent", N_ ("_Below"), N_ ("The department above"), GW_SUBJECT_CHOICE,
    GW_CHOICES_DEPARTMENTS },
  { "calendar", N_ ("_Calendar"), N_ ("None: the city’s"), GW_SUBJECT_CHOICE,
    GW_CHOICES_CALENDARS },
  { "areas", N_ ("A_reas"),
    N_ ("Codes of areas where it answers for what nobody else does"), GW_SUBJECT_CODES },
};

static const GwSubjectAction usual_actions[] = {
  { "retire", N_ ("_Retire…"), "active",
    N_ ("It is no longer offered anywhere. What history says of it stays."),
    N_ ("Retired") },
  { "restore", N_ ("Re_store"), "retired", NULL, N_ ("Restored") },
};

static char *
department_subtitle (GwJson *json)
{
  return g_strjoin (" · ", gw_subject_text (json, "code"),
                    gw_subject_name_of (json, "parent"), NULL);
}

const GwSubjectKind gw_subject_departments = {
  "departments",
  "departments",
  "department",
  "code",
  N_ ("New department"),
  N_ ("There is no department yet"),
  N_ ("Name or code"),
  department_fields,
  G_N_ELEMENTS (department_fields),
  usual_actions,
  G_N_ELEMENTS (usual_actions),
  title_of_name,
  department_subtitle,
};

/* --- duty grids ----------------------------------------------------------------------- */

static const GwSubjectField duty_grid_fields[] = {
  { "code", N_ ("C_ode"), N_ ("1 to 64 of A-Z a-z 0-9 . _ -"), .required = TRUE,
    .fixed = TRUE, .pattern = CODE },
  { "name", N_ ("Na_me"), NULL, .required = TRUE },
  { "inspector", N_ ("_Inspector"), NULL, GW_SUBJECT_CHOICE, GW_CHOICES_INSPECTORS },
  { "cells", N_ ("C_ells"), N_ ("A cell leaves the duty grid in which it was"),
    GW_SUBJECT_CELLS },
};

static char *
duty_grid_subtitle (GwJson *json)
{
  GwJson *cells = NULL;
  g_autofree char *count = NULL;
  gsize n;

  json_object_object_get_ex (json, "cells", &cells);
  n = json_object_is_type (cells, json_type_array) ? json_object_array_length (cells) : 0;
  count = g_strdup_printf (ngettext ("%u cell", "%u cells", (guint)n), (guint)n);
  return g_strjoin (" · ", gw_subject_text (json, "code"), count,
                    gw_subject_name_of (json, "inspector"), NULL);
}

const GwSubjectKind gw_subject_duty_grids = {
  "duty-grids",
  "duty_grids",
  "duty_grid",
  "code",
  N_ ("New duty grid"),
  N_ ("There is no duty grid yet"),
  N_ ("Name, code or inspector"),
  duty_grid_fields,
  G_N_ELEMENTS (duty_grid_fields),
  usual_actions,
  G_N_ELEMENTS (usual_actions),
  title_of_name,
  duty_grid_subtitle,
};

/* --- shifts --------------------------------------------------------------------------- */

static const GwSubjectField shift_fields[] = {
  { "inspector", N_ ("_Inspector"), NULL, GW_SUBJECT_CHOICE, GW_CHOICES_INSPECTORS,
    .required = TRUE },
  { "duty_grid", N_ ("Duty _grid"), NULL, GW_SUBJECT_CHOICE, GW_CHOICES_DUTY_GRIDS,
    .required = TRUE },
  { "days", N_ ("Days"), N_ ("Or one date, below"), GW_SUBJECT_DAYS },
  { "date", N_ ("_Date"), N_ ("2026-10-01: on that day alone"), .pattern = DATE },
  { "from", N_ ("_From"), N_ ("08:00"), .required = TRUE, .pattern = TIME },
  { "to", N_ ("_To"), N_ ("17:00; not after the beginning: on the next day"),
    .required = TRUE, .pattern = TIME },
  { "valid_from", N_ ("First da_y"), N_ ("None: it holds already"), .pattern = DATE },
  { "valid_to", N_ ("_Last day"), N_ ("None: until it is changed"), .pattern = DATE },
  { "substitute", N_ ("S_ubstitute"), N_ ("Has the shift instead"), GW_SUBJECT_CHOICE,
    GW_CHOICES_INSPECTORS },
  { "substitute_from", N_ ("Substitute from"), NULL, .pattern = DATE },
  { "substitute_to", N_ ("Substitute until"), NULL, .pattern = DATE },
};

static const GwSubjectAction shift_actions[] = {
  { "retire", N_ ("_Remove…"), "active", N_ ("The shift is gone from now on."),
    N_ ("Removed") },
};

static char *
shift_title (GwJson *json)
{
  return g_strdup (gw_subject_name_of (json, "inspector"));
}

static char *
shift_subtitle (GwJson *json)
{
  g_autofree char *list = gw_subject_join (json, "days", ",");
  g_auto (GStrv) days = g_strsplit (list, ",", -1);
  g_autoptr (GString) when = g_string_new (gw_subject_text (json, "date"));

  for (guint i = 0; days[i] != NULL; i++)
    g_string_append_printf (when, "%s%s", i > 0 ? " " : "",
                            gw_subject_day ((guint)g_ascii_strtoull (days[i], NULL, 10)));
  g_string_append_printf (when, " %s–%s", gw_subject_text (json, "from"),
                          gw_subject_text (json, "to"));
  return g_strjoin (" · ", when->str, gw_subject_name_of (json, "duty_grid"),
                    gw_subject_name_of (json, "substitute"), NULL);
}

const GwSubjectKind gw_subject_shifts = {
  "shifts",
  "shifts",
  "shift",
  "id",
  N_ ("New shift"),
  N_ ("There is no shift yet"),
  N_ ("Inspector or duty grid"),
  shift_fields,
  G_N_ELEMENTS (shift_fields),
  shift_actions,
  G_N_ELEMENTS (shift_actions),
  shift_title,
  shift_subtitle,
};
