/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Catalogue tables from CSV: reads on after a fault, so that one run names them all. */
#define G_LOG_DOMAIN "gridward-rules"

#include "config.h"

#include "backend/rules/catalogue-book.h"

#include <glib/gi18n.h>
#include <string.h>

#include "backend/rules/csv-table.h"
#include "gis/cell-code.h"

#define MAX_TEXT_CHARS 1000
#define MAX_CONDITION_CODE 16

typedef struct
{
  GwCsv csv;
  GwFaults *faults;
  GwCatalogueTable table;
  GwCatalogueRow *row; /* being read; fields are steadily replaced by their plain form */
} Reader;

/* Fields count from 0, the columns of faults from 1. */
#define FAULT(self, field, ...)                                                            \
  G_STMT_START                                                                             \
  {                                                                                        \
    gw_faults_add ((self)->faults, (self)->csv.row_line, (field) + 1, __VA_ARGS__);        \
    if ((self)->row != NULL)                                                               \
      (self)->row->faulty |= 1u << (field);                                                \
  }                                                                                        \
  G_STMT_END

static void
set_field (Reader *self, guint field, const char *text)
{
  g_free (self->row->fields[field]);
  self->row->fields[field] = g_strdup (text);
}

static void
check_needed (Reader *self, guint field)
{
  if (self->row->fields[field][0] == '\0')
    FAULT (self, field, _ ("is empty"));
}

static void
check_optional (Reader *self, guint field)
{
}

static void
check_scheme (Reader *self, guint field)
{
  if (gw_code_scheme_get (self->row->fields[field]) == NULL)
    FAULT (self, field, _ ("“%s” is not a code scheme"), self->row->fields[field]);
}

static void
check_kind (Reader *self, guint field)
{
  GwClassKind kind;

  if (!gw_class_kind_parse (self->row->fields[field], &kind))
    FAULT (self, field, _ ("“%s” is neither component nor matter"),
           self->row->fields[field]);
}

/* Whether there is such a class is looked at when all files have been read. */
static void
check_code_of (Reader *self, guint field, guint scheme_field)
{
  const GwCodeScheme *scheme = gw_code_scheme_get (self->row->fields[scheme_field]);
  g_autoptr (GError) error = NULL;

  if (scheme != NULL &&
      !gw_code_check (scheme, GW_CODE_CLASS, self->row->fields[field], &error))
    FAULT (self, field, "%s", error->message);
}

static void
check_class_code (Reader *self, guint field)
{
  check_code_of (self, field, GW_CLASS_SCHEME);
}

static void
check_source (Reader *self, guint field)
{
  check_code_of (self, field, GW_MAPPING_SCHEME);
}

static void
check_condition_code (Reader *self, guint field)
{
  const char *code = self->row->fields[field];
  gsize length = strspn (code, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                               "abcdefghijklmnopqrstuvwxyz._-");

  if (length == 0 || length > MAX_CONDITION_CODE || code[length] != '\0')
    FAULT (self, field, _ ("“%s” is not 1 to %d of A-Z, a-z, 0-9, “.”, “_” and “-”"), code,
           MAX_CONDITION_CODE);
}

static void
check_limit (Reader *self, guint field)
{
  g_autofree char *plain = NULL;
  guint64 value;

  if (!g_ascii_string_to_unsigned (self->row->fields[field], 10, 1, GW_LIMIT_MAX, &value,
                                   NULL))
    {
      FAULT (self, field, _ ("“%s” is not a number from %u to %u"),
             self->row->fields[field], 1, GW_LIMIT_MAX);
      return;
    }
  plain = g_strdup_printf ("%" G_GUINT64_FORMAT, value);
  set_field (self, field, plain);
}

static void
check_unit (Reader *self, guint field)
{
  GwLimitUnit unit;

  if (!gw_limit_unit_parse (self->row->fields[field], &unit))
    FAULT (self, field, _ ("“%s” is none of urgent_hour, work_hour, work_day, natural_day"),
           self->row->fields[field]);
}

static void
check_seasons (Reader *self, guint field)
{
  g_autoptr (GArray) seasons = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *plain = NULL;

  if (!gw_seasons_parse (self->row->fields[field], &seasons, &error))
    {
      FAULT (self, field, "%s", error->message);
      return;
    }
  plain = gw_seasons_to_text (seasons);
  set_field (self, field, plain);
}

static void
check_sample (Reader *self, guint field)
{
  const char *text = self->row->fields[field];

  if (strcmp (text, "yes") != 0 && strcmp (text, "no") != 0)
    FAULT (self, field, _ ("“%s” is neither yes nor no"), text);
}

static void
check_target (Reader *self, guint field)
{
  if (self->row->fields[field][0] != '\0')
    check_code_of (self, field, GW_MAPPING_TO_SCHEME);
}

static void
check_status (Reader *self, guint field)
{
  const char *text = self->row->fields[field];
  gboolean mapped = strcmp (text, "mapped") == 0;
  gboolean has_target = self->row->fields[GW_MAPPING_TO_CLASS][0] != '\0';

  if (!mapped && strcmp (text, "unmapped") != 0)
    FAULT (self, field, _ ("“%s” is neither mapped nor unmapped"), text);
  else if (mapped && !has_target)
    FAULT (self, GW_MAPPING_TO_CLASS, _ ("is empty, but the class is said to be mapped"));
  else if (!mapped && has_target)
    FAULT (self, GW_MAPPING_TO_CLASS, _ ("names a class for one said to be unmapped"));
}

typedef void (*CheckField) (Reader *self, guint field);

static const CheckField checks[GW_N_TABLES][GW_CATALOGUE_MAX_FIELDS] = {
  [GW_TABLE_SCHEMES] = { check_scheme, check_needed, check_optional },
  [GW_TABLE_CLASSES] = { check_scheme, check_kind, check_class_code, check_needed,
                         check_optional, check_needed, check_optional },
  [GW_TABLE_CONDITIONS] = { check_scheme, check_kind, check_class_code,
                            check_condition_code, check_needed, check_optional, check_limit,
                            check_unit, check_seasons, check_optional, check_optional,
                            check_sample },
  [GW_TABLE_MAPPING] = { check_kind, check_scheme, check_source, check_scheme, check_target,
                         check_status },
};

static void
read_date (Reader *self, guint field, guint32 *ret_date)
{
  const char *text = gw_csv_get (&self->csv, field);

  *ret_date = gw_csv_date (text);
  if (text[0] != '\0' && *ret_date == 0)
    FAULT (self, field, _ ("“%s” is not a date such as 2026-10-01"), text);
}

static void
read_fields (Reader *self)
{
  guint n = gw_catalogue_table_n_fields (self->table);
  GwCatalogueRow *row = self->row;

  for (guint i = 0; i < n; i++)
    {
      set_field (self, i, gw_csv_get (&self->csv, i));
      if (g_utf8_strlen (row->fields[i], -1) > MAX_TEXT_CHARS)
        FAULT (self, i, _ ("longer than %d characters"), MAX_TEXT_CHARS);
    }
  for (guint i = 0; i < n; i++)
    checks[self->table][i](self, i);
  read_date (self, n, &row->valid_from);
  read_date (self, n + 1, &row->valid_to);
  if (row->valid_to != 0 && row->valid_to <= row->valid_from)
    FAULT (self, n + 1, _ ("the validity ends before it begins"));
}

static gboolean
has_all_fields (Reader *self)
{
  guint expected = gw_catalogue_table_n_fields (self->table) + 2;
  guint n = self->csv.fields->len;

  if (n == expected)
    return TRUE;
  FAULT (self, MIN (n, expected), _ ("the line has %u fields instead of %u"), n, expected);
  return FALSE;
}

static void
read_row (Reader *self, guint file, GPtrArray *rows)
{
  g_autoptr (GwCatalogueRow) row = gw_catalogue_row_new ();

  if (!has_all_fields (self))
    return;
  self->row = row;
  row->file = file;
  row->line = self->csv.row_line;
  read_fields (self);
  g_ptr_array_add (rows, g_steal_pointer (&row));
  self->row = NULL;
}

static gboolean
is_header (const GwCsv *csv, GwCatalogueTable table)
{
  guint n = gw_catalogue_table_n_fields (table) + 2;

  if (csv->fields->len != n)
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (strcmp (gw_csv_get (csv, i), gw_catalogue_table_column (table, i)) != 0)
      return FALSE;
  return TRUE;
}

static gboolean
read_header (Reader *self)
{
  g_autoptr (GError) error = NULL;

  if (!gw_csv_next (&self->csv, &error))
    {
      gw_faults_add (self->faults, 1, 1, "%s",
                     error != NULL ? _ (self->csv.fault) : _ ("the file is empty"));
      return FALSE;
    }
  for (self->table = 0; self->table < GW_N_TABLES; self->table++)
    if (is_header (&self->csv, self->table))
      return TRUE;
  gw_faults_add (self->faults, self->csv.row_line, 1,
                 _ ("this is not the header of schemes, classes, conditions or mapping"));
  return FALSE;
}

static void
read_rows (Reader *self, guint file, GPtrArray *rows)
{
  for (;;)
    {
      g_autoptr (GError) error = NULL;

      if (gw_csv_next (&self->csv, &error))
        {
          read_row (self, file, rows);
          continue;
        }
      if (error == NULL)
        return;
      gw_faults_add (self->faults, self->csv.fault_line, self->csv.fault_column, "%s",
                     _ (self->csv.fault));
      gw_csv_skip_line (&self->csv);
    }
}

void
gw_catalogue_book_read (GwCatalogueBook *book, guint file, const char *text, gsize length,
                        GwFaults *faults)
{
  Reader self = { .faults = faults };
  g_autoptr (GError) error = NULL;

  if (!gw_csv_open (&self.csv, text, length, NULL, &error))
    gw_faults_add (faults, self.csv.fault_line, self.csv.fault_column, "%s",
                   _ (self.csv.fault));
  else if (read_header (&self))
    read_rows (&self, file, book->rows[self.table]);
  gw_csv_clear (&self.csv);
}
