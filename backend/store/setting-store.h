/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the city decides, who decided it, and how often anything of the city was changed. */
#pragma once

#include "backend/store/store.h"

G_BEGIN_DECLS

typedef struct
{
  char *name;
  char *value;
} GwSettingRecord;

void gw_setting_record_free (GwSettingRecord *record);
gboolean gw_store_setting_set (GwStoreWriter *writer, const char *name, const char *value,
                               GError **error);
/* GwSettingRecord: those that were set. */
GPtrArray *gw_store_setting_list (GwStoreReader *reader, GError **error);

/* A decision. person_id 0: at the machine itself; at: UTC ms. */
typedef struct
{
  gint64 at;
  gint64 person_id;
  char *name;
  char *before;
  char *after;
} GwSettingChangeRecord;

void gw_setting_change_record_free (GwSettingChangeRecord *record);
gboolean gw_store_setting_change_add (GwStoreWriter *writer,
                                      const GwSettingChangeRecord *record, GError **error);
/* GwSettingChangeRecord, newest first. */
GPtrArray *gw_store_setting_change_list (GwStoreReader *reader, guint limit,
                                         GError **error);

/*
 * Numbers that grow with every change of what a server has in memory, by whichever process:
 * of the city (areas, cells, departments, catalogue, calendars, rules, addresses), of people
 * and their roles, of shifts, of settings.
 */
typedef struct
{
  gint64 city;
  gint64 people;
  gint64 shifts;
  gint64 settings;
} GwChangeMarks;

gboolean gw_store_change_marks (GwStoreReader *reader, GwChangeMarks *ret_marks,
                                GError **error);

G_END_DECLS
