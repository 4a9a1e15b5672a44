/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names for streets, communities and parks, in Chinese and English. */
#pragma once

#include "gis/map-feature.h"

/* Gives each name once. */
typedef struct _GwNames GwNames;

GwNames *gw_names_new (guint64 seed);
void gw_names_free (GwNames *names);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwNames, gw_names_free)

/* A street's name by its kind; the caller frees both. */
void gw_names_take_street (GwNames *names, GwMapKind kind, char **ret_name, char **ret_en);
/* A community's name without its ending; the caller frees both. */
void gw_names_take_community (GwNames *names, char **ret_name, char **ret_en);

/* The park or lake of that number. */
void gw_names_patch (GwMapKind kind, guint number, char **ret_name, char **ret_en);
