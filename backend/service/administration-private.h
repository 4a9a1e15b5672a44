/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the administration share. */
#pragma once

#include "backend/service/administration.h"
#include "backend/service/service-private.h"

G_BEGIN_DECLS

/* What a check looks at; any thread. */
typedef struct
{
  const GwSnapshot *snapshot;
  GwStoreReader *reader;
  const GwPerson *user;
  gboolean is_new;
} GwSubjectCheck;

/* administration-fields.c */
/* FORBIDDEN unless the user may administer subjects of the kind at all. */
gboolean gw_administration_may (const GwService *service, const GwPerson *user,
                                GwSubject subject, GError **error);
/* FORBIDDEN unless the user may look at any of them. */
gboolean gw_administration_may_see (const GwService *service, const GwPerson *user,
                                    GwSubject subject, GError **error);
/* FORBIDDEN unless the record (a shift or a duty grid, as shown) is within the user's area. */
gboolean gw_administration_may_touch (const GwSnapshot *snapshot, const GwPerson *user,
                                      GwSubject subject, const GwSubjectRecord *record,
                                      GError **error);
/* Each value by itself: presence, length, characters. */
gboolean gw_subject_check_values (const GwSubjectWish *wish, gboolean is_new,
                                  GError **error);
/* Sets OUT_OF_RANGE naming the field. Always FALSE. */
gboolean gw_subject_fail (GError **error, GwSubject subject, guint field,
                          const char *message);

/* administration-check.c: the whole record, as shown; changed: which values are new. */
gboolean gw_subject_check (const GwSubjectCheck *check, GwSubject subject,
                           const GwSubjectRecord *record, const gboolean *changed,
                           GError **error);

/* administration-shift.c: between the numbers of the file and the texts of the wire. */
void gw_shift_record_show (GwSubjectRecord *record);
/* The other way round. FALSE with the field that is wrong. */
gboolean gw_shift_record_store (GwSubjectRecord *record, GError **error);
/* Of a shown record; ids are resolved by the reader. */
gboolean gw_shift_check_overlap (const GwSubjectCheck *check, const GwSubjectRecord *record,
                                 GError **error);

/* Lists and dates of all subjects as the wire has them. */
void gw_subject_record_show (GwSubject subject, GwSubjectRecord *record);

/* setup-people.c: in a write job; who may do nothing any more leaves duty and cases. */
gboolean gw_person_release (GwService *service, GPtrArray *written, GwStoreWriter *writer,
                            gint64 person_id, gint64 now_ms, GError **error);

G_END_DECLS
