/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is administered over the network, as rows of named texts, and the journal of it. */
#pragma once

#include "backend/store/store.h"

G_BEGIN_DECLS

typedef enum
{
  GW_SUBJECT_PERSON,
  GW_SUBJECT_DEPARTMENT,
  GW_SUBJECT_DUTY_GRID,
  GW_SUBJECT_SHIFT,
  GW_N_SUBJECTS,
} GwSubject;

/* The values of each subject by position; references are codes and logins, lists joined by
 * commas stand last. */
enum
{
  GW_PERSON_NAME,
  GW_PERSON_NAME_EN,
  GW_PERSON_PHONE,
  GW_PERSON_DEPARTMENT,
  GW_PERSON_AREA,
  GW_PERSON_ROLES, /* a list */
  GW_PERSON_N_VALUES,
};
enum
{
  GW_DEPARTMENT_NAME,
  GW_DEPARTMENT_NAME_EN,
  GW_DEPARTMENT_LEVEL,
  GW_DEPARTMENT_PARENT,
  GW_DEPARTMENT_CALENDAR,
  GW_DEPARTMENT_AREAS, /* a list: where it answers for what nobody else does */
  GW_DEPARTMENT_N_VALUES,
};
enum
{
  GW_DUTY_GRID_NAME,
  GW_DUTY_GRID_INSPECTOR,
  GW_DUTY_GRID_CELLS, /* a list */
  GW_DUTY_GRID_N_VALUES,
};
/* Numbers as rules/shift.h has them. */
enum
{
  GW_SHIFT_INSPECTOR,
  GW_SHIFT_DUTY_GRID,
  GW_SHIFT_WEEKDAYS,
  GW_SHIFT_DATE,
  GW_SHIFT_START,
  GW_SHIFT_UNTIL,
  GW_SHIFT_VALID_FROM,
  GW_SHIFT_VALID_TO,
  GW_SHIFT_SUBSTITUTE,
  GW_SHIFT_SUBSTITUTE_FROM,
  GW_SHIFT_SUBSTITUTE_TO,
  GW_SHIFT_N_VALUES,
};
#define GW_SUBJECT_MAX_VALUES GW_SHIFT_N_VALUES

typedef struct
{
  gint64 id;
  gint64 version;
  char *key;                           /* login, code; of a shift its id */
  char *state;                         /* "active", "locked" (people alone), "retired" */
  char *values[GW_SUBJECT_MAX_VALUES]; /* NULL: nothing */
} GwSubjectRecord;

void gw_subject_record_free (GwSubjectRecord *record);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwSubjectRecord, gw_subject_record_free)

guint gw_subject_n_values (GwSubject subject);
/* All, by key. NULL on error. */
GPtrArray *gw_store_subject_list (GwStoreReader *reader, GwSubject subject, GError **error);
/* The valid one before retired ones; NOT_FOUND when there never was one. */
GwSubjectRecord *gw_store_subject_load (GwStoreReader *reader, GwSubject subject,
                                        const char *key, GError **error);
/*
 * Adds it; what the values name must be there. password_hash and at (UTC ms) are of people
 * alone. Assigns record->id, and the key of a shift. EXISTS when the key is taken.
 */
gboolean gw_store_subject_add (GwStoreWriter *writer, GwSubject subject,
                               GwSubjectRecord *record, const char *password_hash,
                               gint64 at, GError **error);
/* All its values are these from now on; its version is the next. */
gboolean gw_store_subject_change (GwStoreWriter *writer, GwSubject subject,
                                  const GwSubjectRecord *record, GError **error);
/*
 * at: UTC ms for people, else the local date. A retired duty grid leaves its cells; a shift
 * that is retired is gone.
 */
gboolean gw_store_subject_set_state (GwStoreWriter *writer, GwSubject subject, gint64 id,
                                     const char *state, gint64 at, GError **error);
/* Signs the person out everywhere. */
gboolean gw_store_sessions_end (GwStoreWriter *writer, gint64 person_id, GError **error);
/* How many administrators there are that are let in, besides this person; -1 on error. */
gint64 gw_store_other_administrators (GwStoreReader *reader, gint64 person_id,
                                      GError **error);

/* How much still needs it: see GwSubjectUse. Of departments and duty grids. */
typedef struct
{
  gint64 rules;
  gint64 cases;
  gint64 people; /* of a duty grid: on duty there */
  gint64 children;
  gint64 areas;
  gint64 shifts;
} GwSubjectUses;

gboolean gw_store_subject_uses (GwStoreReader *reader, GwSubject subject, gint64 id,
                                GwSubjectUses *ret_uses, GError **error);

/* --- the journal ---------------------------------------------------------------------- */

typedef struct
{
  gint64 id;
  gint64 at;
  gint64 person_id; /* when written; 0: at the machine itself */
  char *login;      /* when read; NULL: at the machine itself */
  char *name;
  char *subject; /* "person", … */
  char *key;
  char *field;
  char *before; /* NULL: nothing, as after */
  char *after;
} GwAdministrationChange;

void gw_administration_change_free (GwAdministrationChange *change);
gboolean gw_store_administration_note (GwStoreWriter *writer,
                                       const GwAdministrationChange *change,
                                       GError **error);
/*
 * Newest first, older than `before` (0: from the newest); subject, key and who did it (login)
 * NULL: of all. NULL on error.
 */
GPtrArray *gw_store_administration_journal (GwStoreReader *reader, const char *subject,
                                            const char *key, const char *login,
                                            gint64 before, guint limit, GError **error);

G_END_DECLS
