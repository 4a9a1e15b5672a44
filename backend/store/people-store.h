/* SPDX-License-Identifier: GPL-3.0-or-later */
/* People, their roles and sessions. */
#pragma once

#include "backend/store/store.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 id; /* assigned when added */
  char *login;
  char *name;
  char *password_hash; /* as the service made it; the store never sees a password */
  char *roles;         /* comma-separated names, sorted as granted */
  gint64 department_id;
  gint64 area_id; /* 0: the whole city */
  char *phone;    /* or NULL; read only */
  gboolean disabled;
  gint64 created_at;
} GwPersonRecord;

void gw_person_record_clear (GwPersonRecord *record);
void gw_person_record_free (GwPersonRecord *record);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GwPersonRecord, gw_person_record_clear)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwPersonRecord, gw_person_record_free)

/* Assigns record->id. EXISTS when the login is taken. */
gboolean gw_store_person_add (GwStoreWriter *writer, GwPersonRecord *record,
                              GError **error);
/* Disabling ends the person's sessions too. */
gboolean gw_store_person_set_disabled (GwStoreWriter *writer, gint64 id, gboolean disabled,
                                       GError **error);
/* Ends the person's sessions too. */
gboolean gw_store_person_set_password (GwStoreWriter *writer, gint64 id,
                                       const char *password_hash, GError **error);
/* area_id 0: the whole city. Ends the person's sessions too. */
gboolean gw_store_person_set_area (GwStoreWriter *writer, gint64 id, gint64 area_id,
                                   GError **error);
/* NOT_FOUND when there is none. */
GwPersonRecord *gw_store_person_find (GwStoreReader *reader, const char *login,
                                      GError **error);
GwPersonRecord *gw_store_person_load (GwStoreReader *reader, gint64 id, GError **error);
/* All, by login. */
GPtrArray *gw_store_person_list (GwStoreReader *reader, GError **error);

typedef struct
{
  guint8 token_hash[32];
  gint64 person_id;
  gint64 created_at;
  gint64 expires_at;
} GwSessionRecord;

gboolean gw_store_session_add (GwStoreWriter *writer, const GwSessionRecord *record,
                               GError **error);
/* NOT_FOUND when unknown; expiry is the caller's to judge. */
gboolean gw_store_session_find (GwStoreReader *reader, const guint8 token_hash[32],
                                GwSessionRecord *ret_record, GError **error);
/* Removing what is not there is no error. */
gboolean gw_store_session_remove (GwStoreWriter *writer, const guint8 token_hash[32],
                                  GError **error);
gboolean gw_store_session_purge (GwStoreWriter *writer, gint64 expired_before_ms,
                                 GError **error);

G_END_DECLS
