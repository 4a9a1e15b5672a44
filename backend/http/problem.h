/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a client is told when something is refused: RFC 9457 problem details. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * The code is the stable name that programs act upon; the title is its sentence for people,
 * in Chinese or English; the detail is a sentence about this one request, in English
 * unless its maker has words in the request's language.
 */
typedef struct
{
  guint status;
  const char *code;  /* static */
  char *field;       /* "location.lon", or NULL */
  char *detail;      /* or NULL */
  GString *members;  /* further JSON members, each with its leading comma; or NULL */
  guint retry_after; /* seconds; 0: no such header */
} GwProblem;

/*
 * A problem of a known code (see the table in problem.c; anything else is a programmer's
 * error). field may be NULL; detail_format may be NULL.
 */
GwProblem *gw_problem_new (const char *code, const char *field, const char *detail_format,
                           ...) G_GNUC_PRINTF (3, 4);
void gw_problem_free (GwProblem *problem);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwProblem, gw_problem_free)

/* Adds a member such as ("allowed", "[\"file\"]"); the value is JSON text as it stands. */
void gw_problem_add_member (GwProblem *problem, const char *name, const char *json);
/* Appends the JSON object; language is "zh" or "en". */
void gw_problem_append (const GwProblem *problem, const char *language, GString *out);
/* TRUE when the table knows the code. */
gboolean gw_problem_code_is_known (const char *code);
/* The codes of the table, in its order; NULL-terminated, static. */
const char *const *gw_problem_codes (void);

G_END_DECLS
