/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the city decides about the life of its cases, and who decided it when. */
#pragma once

#include "backend/service/service.h"

G_BEGIN_DECLS

/* Settings changed by one wish, at most. */
#define GW_SETTING_WISHES_MAX GW_N_SETTINGS
/* Of the journal of settings that are told. */
#define GW_SETTING_CHANGES_MAX 100

/* Strings borrowed for the call; value NULL: the default again. */
typedef struct
{
  const char *name;
  const char *value;
} GwSettingWish;

/* A line of the journal. */
typedef struct
{
  gint64 at;        /* UTC ms */
  GwPerson *person; /* NULL: someone at the machine itself */
  char *name;
  char *before;
  char *after;
} GwSettingChange;

void gw_setting_change_free (GwSettingChange *change);

typedef void (*GwSettingsFunc) (const GwSettings *settings, const GError *error,
                                gpointer user_data);

/*
 * Decides all of them or none, unless they are no longer those of the version (0: whatever
 * they are), which is STALE_VERSION; they hold from then on, here at once, in other processes
 * within a second. What is so already is not journaled. FALSE, with done never called:
 * FORBIDDEN for who is no admin, OUT_OF_RANGE naming "settings.NAME", OVERLOADED.
 */
gboolean gw_settings_change (GwService *service, const GwPerson *user, gint64 version,
                             const GwSettingWish *wishes, guint n_wishes,
                             GwSettingsFunc done, gpointer user_data, GError **error);
/* Of the settings in memory; another one after each change. */
gint64 gw_settings_version (GwService *service);
/* GwSettingChange, newest first. NULL with FORBIDDEN. */
GPtrArray *gw_settings_journal (GwService *service, const GwPerson *user, GError **error);

G_END_DECLS
