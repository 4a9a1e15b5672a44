/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the city stands this moment. */
#define G_LOG_DOMAIN "gridward-client"

#include "gui/client/board.h"

#include "gui/client/codec-private.h"

static void
free_department (gpointer data)
{
  GwBoardDepartment *department = data;

  gw_named_clear (&department->department);
  g_free (department);
}

static void
free_cell (gpointer data)
{
  GwBoardCell *cell = data;

  g_free (cell->code);
  gw_named_clear (&cell->community);
  g_free (cell);
}

void
gw_board_record_free (GwBoardRecord *record)
{
  g_free (record->day);
  g_clear_pointer (&record->departments, g_ptr_array_unref);
  g_clear_pointer (&record->cells, g_ptr_array_unref);
  g_free (record);
}

static gpointer
read_department (GwReader *reader, GwJson *json)
{
  GwBoardDepartment *department = g_new0 (GwBoardDepartment, 1);

  gw_read_named_member (reader, json, "department", GW_OPTIONAL, &department->department);
  for (GwLamp lamp = 0; lamp < GW_LAMP_N; lamp++)
    department->lamps[lamp] = gw_read_count (reader, json, gw_lamp_name (lamp));
  department->open = gw_read_count (reader, json, "open");
  return department;
}

static gpointer
read_cell (GwReader *reader, GwJson *json)
{
  GwBoardCell *cell = g_new0 (GwBoardCell, 1);

  cell->code = gw_reader_dup_string (reader, json, "code", GW_REQUIRED);
  gw_read_named_member (reader, json, "community", GW_OPTIONAL, &cell->community);
  cell->open = gw_reader_int (reader, json, "open", GW_REQUIRED);
  cell->overdue = gw_reader_int (reader, json, "overdue", GW_OPTIONAL);
  cell->reported = gw_reader_int (reader, json, "reported", GW_OPTIONAL);
  cell->change = gw_reader_int (reader, json, "change", GW_OPTIONAL);
  return cell;
}

static void
read_today (GwReader *reader, GwJson *today, GwBoardRecord *record)
{
  record->reported = gw_reader_int (reader, today, "reported", GW_REQUIRED);
  record->filed = gw_reader_int (reader, today, "filed", GW_REQUIRED);
  record->dispatched = gw_reader_int (reader, today, "dispatched", GW_REQUIRED);
  record->closed = gw_reader_int (reader, today, "closed", GW_REQUIRED);
  record->open = gw_reader_int (reader, today, "open", GW_REQUIRED);
  record->overdue = gw_reader_int (reader, today, "overdue", GW_REQUIRED);
  record->closure = gw_read_rate (reader, today, "closure_rate", GW_REQUIRED);
  record->timely = gw_read_rate (reader, today, "timely_rate", GW_REQUIRED);
}

gpointer
gw_decode_board (const char *text, gsize length, GError **error)
{
  g_autoptr (GwJson) root = gw_json_parse (text, length, error);
  g_autoptr (GwBoardRecord) record = NULL;
  GwReader reader = { 0 };

  if (root == NULL)
    return NULL;
  record = g_new0 (GwBoardRecord, 1);
  record->as_of_usec = gw_reader_time (&reader, root, "as_of", GW_REQUIRED);
  record->last_seq = gw_reader_int (&reader, root, "last_seq", GW_REQUIRED);
  record->day = gw_reader_dup_string (&reader, root, "day", GW_REQUIRED);
  read_today (&reader, gw_reader_object (&reader, root, "today", GW_REQUIRED), record);
  record->departments =
      gw_read_array (&reader, root, "departments", read_department, free_department);
  record->cells = gw_read_array (&reader, root, "cells", read_cell, free_cell);
  return gw_reader_finish (&reader, error) ? g_steal_pointer (&record) : NULL;
}
