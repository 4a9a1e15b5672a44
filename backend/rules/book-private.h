/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the indicator book and of the score schemes share. */
#pragma once

#include "backend/rules/csv-table.h"
#include "backend/rules/indicator-book.h"

#include <gio/gio.h>

struct _GwIndicatorBook
{
  GPtrArray *rows;     /* GwBookIndicator, as in the file */
  GPtrArray *in_force; /* those of them */
};

void gw_book_indicator_free (GwBookIndicator *indicator);
/* A file that is compiled in. */
GBytes *gw_book_resource (const char *name);
/* TRUE: lower-case letters, digits and underscores, at least one. */
gboolean gw_book_name_is_valid (const char *name);
/* TRUE for a language tag "zh…". */
gboolean gw_book_is_zh (const char *language);
