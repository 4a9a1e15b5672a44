/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Codes of cells, areas, components and classes, by code scheme. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a code names; a scheme has one format for each. */
typedef enum
{
  GW_CODE_CELL,
  GW_CODE_COMMUNITY,
  GW_CODE_STREET,
  GW_CODE_COMPONENT,
  GW_CODE_CLASS,
  GW_CODE_N_KINDS,
} GwCodeKind;

typedef struct _GwCodeScheme GwCodeScheme;

/* "gb30428-2013", "gb47678-2026", "local"; NULL when unknown. Static, never freed. */
const GwCodeScheme *gw_code_scheme_get (const char *name);
const char *gw_code_scheme_name (const GwCodeScheme *scheme);
/* One part of a code, as a reader of the scheme is told. Strings are static. */
typedef struct
{
  const char *name;       /* "district" */
  const char *characters; /* "digits", "digits and capitals", "letters, digits and ._-" */
  guint min_length;
  guint length;
} GwCodeSegment;

/* "cell", "community", "street", "component", "class". Static. */
const char *gw_code_kind_name (GwCodeKind kind);
/* FALSE when the code has no part at this place (from 0). */
gboolean gw_code_scheme_segment (const GwCodeScheme *scheme, GwCodeKind kind,
                                 guint position, GwCodeSegment *ret_segment);
/* TRUE when well-formed; else GW_GIS_ERROR_CODE, naming the wrong segment and its place. */
gboolean gw_code_check (const GwCodeScheme *scheme, GwCodeKind kind, const char *code,
                        GError **error);
/* Composes community code + sequence, e.g. ("441802001001", 7) -> "441802001001007". */
char *gw_code_compose_cell (const GwCodeScheme *scheme, const char *community,
                            guint sequence, GError **error);

G_END_DECLS
