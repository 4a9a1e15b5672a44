/* SPDX-License-Identifier: GPL-3.0-or-later */
/* People, departments, duty grids and shifts: looked at and changed by those who may. */
#pragma once

#include "backend/service/service.h"
#include "backend/store/administration-store.h"

G_BEGIN_DECLS

/*
 * Administrators may do all of it; a leader or manager who watches over an area, what concerns
 * shifts in duty grids of that area. Whatever is changed holds at once, here and within a
 * second in other processes; nothing that history names is ever removed.
 *
 * Values are texts as the wire has them: references by code or login, dates "2026-10-01",
 * times "08:00", lists with commas. See gw_subject_fields().
 */

typedef struct
{
  const char *name; /* of the wire */
  gboolean is_list;
  gboolean required;
  gboolean is_reference; /* to something that has a name of its own */
  guint max_chars;       /* of an item when it is a list */
  guint max_items;
} GwSubjectField;

/* "person", …: as the journal names it. */
const char *gw_subject_name (GwSubject subject);
/* "login", "code", "id" */
const char *gw_subject_key_name (GwSubject subject);
/* gw_subject_n_values() of them. */
const GwSubjectField *gw_subject_fields (GwSubject subject);

/* What somebody wishes. Borrowed for the call. */
typedef struct
{
  GwSubject subject;
  const char *key;                           /* NULL: of a new shift */
  gint64 version;                            /* what was seen; of something new 0 */
  const char *values[GW_SUBJECT_MAX_VALUES]; /* NULL: nothing */
  gboolean given[GW_SUBJECT_MAX_VALUES];     /* FALSE: it stays as it is */
  const char *action;                        /* of gw_administration_act(): see there */
  const char *password; /* of a new person, or for “set_password”; NULL: one is made up */
} GwSubjectWish;

/* record and password are the callback's caller's; password NULL unless it was made up. */
typedef void (*GwSubjectFunc) (const GwSubjectRecord *record, const char *password,
                               const GError *error, gpointer user_data);

/*
 * FALSE, with done never called: FORBIDDEN, OVERLOADED, or a field that is wrong by itself
 * (MISSING_FIELD, OUT_OF_RANGE, …). Through done: what only the file knows, among it
 * ALREADY_TAKEN and STALE_VERSION (value: the current one).
 */
gboolean gw_administration_add (GwService *service, const GwPerson *user,
                                const GwSubjectWish *wish, GwSubjectFunc done,
                                gpointer user_data, GError **error);
/* As above; LAST_ADMINISTRATOR. Who gets other roles, department or area signs in again. */
gboolean gw_administration_change (GwService *service, const GwPerson *user,
                                   const GwSubjectWish *wish, GwSubjectFunc done,
                                   gpointer user_data, GError **error);
/*
 * "retire" and "restore"; of people also "lock", "unlock", "end_sessions", "set_password".
 * Who is locked or retired is signed out, leaves duty, and what only he could go on with goes
 * to others. A shift that is retired is gone. As above; IN_USE for what is still needed,
 * ACTION_NOT_ALLOWED.
 */
gboolean gw_administration_act (GwService *service, const GwPerson *user,
                                const GwSubjectWish *wish, GwSubjectFunc done,
                                gpointer user_data, GError **error);

/* Strings borrowed for the call; NULL: whatever. */
typedef struct
{
  GwSubject subject;
  const char *text;  /* somewhere in key, names or telephone, whatever its case */
  const char *state; /* NULL: all but the retired; "all": those too */
  const char *after; /* keys behind this one */
  guint limit;
} GwSubjectFilter;

/* records: GwSubjectRecord, by key; total: how many there are on all pages. */
typedef void (*GwSubjectListFunc) (GPtrArray *records, guint total, gboolean more,
                                   const GError *error, gpointer user_data);

/* Who watches over an area sees its duty grids, too, to choose from them. FALSE with
 * FORBIDDEN or OVERLOADED. */
gboolean gw_administration_list (GwService *service, const GwPerson *user,
                                 const GwSubjectFilter *filter, GwSubjectListFunc done,
                                 gpointer user_data, GError **error);
/* NULL with FORBIDDEN or NOT_FOUND. Main thread only. */
GwSubjectRecord *gw_administration_load (GwService *service, const GwPerson *user,
                                         GwSubject subject, const char *key,
                                         GError **error);
/* The name of what a reference of the record names; NULL when it has none. language: "zh" or
 * "en". Borrowed. Main thread only. */
const char *gw_administration_name_of (GwService *service, const char *field,
                                       const char *value, const char *language);
/* GwAdministrationChange, newest first; see gw_store_administration_journal(). NULL with
 * FORBIDDEN for who is no administrator. */
GPtrArray *gw_administration_journal (GwService *service, const GwPerson *user,
                                      const char *subject, const char *key,
                                      const char *login, gint64 before, guint limit,
                                      GError **error);

G_END_DECLS
