/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the classes of another hotline system are here, as a table. */
#pragma once

#include "backend/rules/catalogue.h"
#include "backend/rules/faults.h"

G_BEGIN_DECLS

/* Strings are owned. */
typedef struct
{
  char *external_class;
  GwClassKind kind;
  char *class_code;
  char *urgency; /* of cases of that class that say none */
} GwHotlineMapping;

void gw_hotline_mapping_free (GwHotlineMapping *mapping);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwHotlineMapping, gw_hotline_mapping_free)

/* Whether what a file names is there. */
typedef struct
{
  gboolean (*has_class) (GwClassKind kind, const char *code, gpointer user_data);
  gboolean (*has_urgency) (const char *code, gpointer user_data);
  gpointer user_data;
} GwHotlineMapContext;

/*
 * Reads the lines external_class,kind,class,urgency below a header of these names.
 * GwHotlineMapping in the order of the file; NULL, with every fault named, when anything is
 * wrong, among it a class of the other system that comes twice.
 */
GPtrArray *gw_hotline_map_from_csv (const char *text, gsize length,
                                    const GwHotlineMapContext *context, GwFaults *faults);
/* The inverse. Caller frees. */
char *gw_hotline_map_to_csv (const GPtrArray *mappings);

G_END_DECLS
