/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A case sheet in words. All returned is the caller's. */
#pragma once

#include "gui/print/sheet.h"

G_BEGIN_DECLS

typedef struct
{
  char *name;
  char *value; /* may have several lines */
} GwSheetFact;

char *gw_sheet_text_title (const GwSheet *sheet);
char *gw_sheet_text_subtitle (const GwSheet *sheet);
/* When it was made, and that its data are synthetic where they are. */
char *gw_sheet_text_foot (const GwSheet *sheet);
/* GwSheetFact: what, where, by whom; the clocks; why it is so; the journal, oldest first. */
GPtrArray *gw_sheet_text_facts (const GwSheet *sheet);
GPtrArray *gw_sheet_text_clocks (const GwSheet *sheet);
GPtrArray *gw_sheet_text_why (const GwSheet *sheet);
GPtrArray *gw_sheet_text_journal (const GwSheet *sheet);

G_END_DECLS
