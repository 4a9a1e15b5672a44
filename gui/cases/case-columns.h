/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the columns of the table of cases are, and the words in their cells. */
#pragma once

#include "gui/model/desk.h"

G_BEGIN_DECLS

typedef enum
{
  GW_COLUMN_LAMP,
  GW_COLUMN_NUMBER,
  GW_COLUMN_CLASS,
  GW_COLUMN_PLACE,
  GW_COLUMN_STATE,
  GW_COLUMN_DEPARTMENT,
  GW_COLUMN_DUE,
  GW_COLUMN_REPORTED,
  GW_COLUMN_DESCRIPTION,
  GW_COLUMN_MARKS,
  GW_COLUMN_REWORKS,
  GW_COLUMN_RETURNS,
  GW_COLUMN_SOURCE,
  GW_COLUMN_CELL,
  GW_COLUMN_UPDATED,
  GW_N_COLUMNS,
} GwCaseColumn;

typedef struct
{
  const char *id;    /* in the settings: never to be changed */
  const char *title; /* to be translated */
  int width;         /* pixels, until somebody pulls it */
  gboolean is_usual; /* shown until somebody chooses */
  gboolean is_sorted;
  GwCaseSort ascending; /* with is_sorted */
  GwCaseSort descending;
  gboolean ticks; /* time alone changes it */
} GwCaseColumnInfo;

const GwCaseColumnInfo *gw_case_column_info (GwCaseColumn column);
/* The words of a case's cell, "" for the lamp; caller frees. */
char *gw_case_column_text (GwCaseColumn column, GwCase *object, GwDesk *desk);

G_END_DECLS
