/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Plan targets as CSV: reads on after a fault, so that one run names them all. */
#define G_LOG_DOMAIN "gridward-rules"

#include "config.h"

#include "backend/rules/plan-target.h"

#include "backend/rules/csv-table.h"

#include <glib/gi18n.h>
#include <string.h>

enum
{
  COLUMN_YEAR,
  COLUMN_CODE,
  COLUMN_AREA,
  COLUMN_TITLE,
  COLUMN_TITLE_EN,
  COLUMN_UNIT,
  COLUMN_BETTER,
  COLUMN_START,
  COLUMN_TARGET,
  COLUMN_DUE,
  COLUMN_DEPARTMENT,
  COLUMN_INDICATOR,
  COLUMN_ACTUAL,
  COLUMN_ACTUAL_DATE,
  COLUMN_NOTE,
  N_COLUMNS,
};

const char *const gw_plan_target_columns[] = {
  "year",   "code", "area",       "title",     "title_en", "unit",        "better", "start",
  "target", "due",  "department", "indicator", "actual",   "actual_date", "note",   NULL
};

typedef struct
{
  const GwPlanTargetContext *context;
  GwCsv csv;
  GwFaults *faults;
  GPtrArray *targets;
  GHashTable *keys;  /* "2026 code area" -> line */
  GHashTable *alike; /* "2026 code" -> the first GwPlanTarget, of targets */
} Reader;

#define FAULT(self, column, ...)                                                           \
  gw_csv_fault (&(self)->csv, (self)->faults, column, __VA_ARGS__)

static const char *
field (const Reader *self, guint column)
{
  return gw_csv_field (&self->csv, column);
}

static gboolean
is_code (const char *text)
{
  const gsize length = strspn (text, "abcdefghijklmnopqrstuvwxyz0123456789_");

  return length > 0 && length <= GW_TARGET_CODE_CHARS && text[length] == '\0';
}

/* NULL, and a fault, when it is too long, or empty and must not be. */
static char *
read_text (Reader *self, guint column, guint max, gboolean required)
{
  const char *text = field (self, column);

  if (required && *text == '\0')
    FAULT (self, column, _ ("this must not be empty"));
  else if (g_utf8_strlen (text, -1) > max)
    FAULT (self, column, _ ("this has more than %u characters"), max);
  return g_strdup (text);
}

static void
read_names (Reader *self, GwPlanTarget *target)
{
  const GwPlanTargetContext *context = self->context;
  guint64 year = 0;

  if (!g_ascii_string_to_unsigned (field (self, COLUMN_YEAR), 10, GW_TARGET_YEAR_MIN,
                                   GW_TARGET_YEAR_MAX, &year, NULL))
    FAULT (self, COLUMN_YEAR, _ ("“%s” is no year such as 2026"),
           field (self, COLUMN_YEAR));
  target->year = (guint)year;
  target->code = g_strdup (field (self, COLUMN_CODE));
  if (!is_code (target->code))
    FAULT (self, COLUMN_CODE,
           _ ("“%s” is no code of small letters, digits and underscores"), target->code);
  target->area = g_strdup (field (self, COLUMN_AREA));
  if (!context->has_area (target->area, context->user_data))
    FAULT (self, COLUMN_AREA, _ ("there is no area “%s”"), target->area);
  target->department = g_strdup (field (self, COLUMN_DEPARTMENT));
  if (!context->has_department (target->department, context->user_data))
    FAULT (self, COLUMN_DEPARTMENT, _ ("there is no department “%s”"), target->department);
  target->title = read_text (self, COLUMN_TITLE, GW_TARGET_TEXT_CHARS, TRUE);
  target->title_en = read_text (self, COLUMN_TITLE_EN, GW_TARGET_TEXT_CHARS, FALSE);
  target->note = read_text (self, COLUMN_NOTE, GW_TARGET_NOTE_CHARS, FALSE);
}

/* TRUE with a value; FALSE without, and a fault unless it is optional and empty. */
static gboolean
read_value (Reader *self, const GwPlanTarget *target, guint column, gboolean required,
            gint64 *ret_value)
{
  const char *text = field (self, column);

  if (*text == '\0' && !required)
    return FALSE;
  if (!gw_target_value_parse (text, ret_value))
    FAULT (self, column, _ ("“%s” is no number such as 12 or 97.5"), text);
  else if (target->unit == GW_TARGET_PERCENT && *ret_value > GW_TARGET_PERCENT_MAX)
    FAULT (self, column, _ ("a share has at most 100 percent"));
  else
    return TRUE;
  return FALSE;
}

static void
read_indicator (Reader *self, GwPlanTarget *target)
{
  const GwPlanTargetContext *context = self->context;
  gboolean is_rate;

  target->indicator = g_strdup (field (self, COLUMN_INDICATOR));
  if (*target->indicator == '\0')
    return;
  if (!context->find_indicator (target->indicator, &is_rate, context->user_data))
    FAULT (self, COLUMN_INDICATOR, _ ("there is no indicator “%s”"), target->indicator);
  else if (is_rate != (target->unit == GW_TARGET_PERCENT))
    FAULT (self, COLUMN_UNIT, _ ("the indicator “%s” has another unit"), target->indicator);
  if (*field (self, COLUMN_ACTUAL) != '\0')
    FAULT (self, COLUMN_ACTUAL,
           _ ("the actual is counted by the indicator; nobody enters it"));
}

static void
read_values (Reader *self, GwPlanTarget *target)
{
  const char *better = field (self, COLUMN_BETTER);

  if (!gw_target_unit_parse (field (self, COLUMN_UNIT), &target->unit))
    FAULT (self, COLUMN_UNIT, _ ("count or percent is expected, not “%s”"),
           field (self, COLUMN_UNIT));
  target->up = g_str_equal (better, "up");
  if (!target->up && !g_str_equal (better, "down"))
    FAULT (self, COLUMN_BETTER, _ ("up or down is expected, not “%s”"), better);
  read_indicator (self, target);
  target->has_start = read_value (self, target, COLUMN_START, FALSE, &target->start);
  read_value (self, target, COLUMN_TARGET, TRUE, &target->target);
  target->has_actual = read_value (self, target, COLUMN_ACTUAL, FALSE, &target->actual);
}

static void
read_dates (Reader *self, GwPlanTarget *target)
{
  const char *date = field (self, COLUMN_ACTUAL_DATE);

  target->due = gw_csv_date (field (self, COLUMN_DUE));
  if (target->due == 0)
    FAULT (self, COLUMN_DUE, _ ("“%s” is no date such as 2026-12-31"),
           field (self, COLUMN_DUE));
  else if (target->year != 0 && target->due / 10000 != target->year)
    FAULT (self, COLUMN_DUE, _ ("the due date is not in the year of the target"));
  target->actual_date = gw_csv_date (date);
  if (*date != '\0' && target->actual_date == 0)
    FAULT (self, COLUMN_ACTUAL_DATE, _ ("“%s” is no date such as 2026-12-31"), date);
  else if (*date == '\0' && *field (self, COLUMN_ACTUAL) != '\0')
    FAULT (self, COLUMN_ACTUAL_DATE, _ ("of which day the actual is must be said"));
}

static gboolean
is_alike (const GwPlanTarget *a, const GwPlanTarget *b)
{
  return a->unit == b->unit && a->up == b->up && g_str_equal (a->title, b->title) &&
         g_str_equal (a->title_en, b->title_en) && g_str_equal (a->indicator, b->indicator);
}

/* What is one target in several areas says the same of itself in each. */
static void
compare (Reader *self, const GwPlanTarget *target)
{
  char *key = g_strdup_printf ("%u %s %s", target->year, target->code, target->area);
  char *shared = g_strdup_printf ("%u %s", target->year, target->code);
  const GwPlanTarget *first = g_hash_table_lookup (self->alike, shared);
  guint line = GPOINTER_TO_UINT (g_hash_table_lookup (self->keys, key));

  if (line != 0)
    FAULT (self, COLUMN_CODE, _ ("line %u has the same target for this area"), line);
  else if (first != NULL && !is_alike (first, target))
    FAULT (self, COLUMN_CODE,
           _ ("the title, unit, direction or indicator of “%s” is another one above"),
           target->code);
  g_hash_table_insert (self->keys, key, GUINT_TO_POINTER (self->csv.row_line));
  if (first == NULL)
    g_hash_table_insert (self->alike, shared, (gpointer)target);
  else
    g_free (shared);
}

static void
read_row (gpointer data)
{
  Reader *self = data;
  GwPlanTarget *target;

  if (self->targets->len == GW_TARGET_MAX_TARGETS)
    {
      FAULT (self, COLUMN_YEAR, _ ("a file has at most %u targets"), GW_TARGET_MAX_TARGETS);
      return;
    }
  target = g_new0 (GwPlanTarget, 1);
  g_ptr_array_add (self->targets, target);
  read_names (self, target);
  read_values (self, target);
  read_dates (self, target);
  compare (self, target);
}

GPtrArray *
gw_plan_targets_from_csv (const char *text, gsize length,
                          const GwPlanTargetContext *context, GwFaults *faults)
{
  Reader self = { .context = context, .faults = faults };
  const guint n_before = faults->n;

  self.targets = g_ptr_array_new_with_free_func ((GDestroyNotify)gw_plan_target_free);
  self.keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self.alike = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gw_csv_read_table (&self.csv, text, length, gw_plan_target_columns, faults, read_row,
                     &self);
  gw_csv_clear (&self.csv);
  g_hash_table_unref (self.alike);
  g_hash_table_unref (self.keys);
  if (faults->n == n_before)
    return self.targets;
  g_ptr_array_unref (self.targets);
  return NULL;
}

/* --- writing ------------------------------------------------------------------------------ */

static void
append (GString *out, const char *text)
{
  g_string_append_c (out, ',');
  gw_csv_append_field (out, text);
}

static void
append_value (GString *out, gboolean there, gint64 value)
{
  g_autofree char *text = there ? gw_target_value_to_text (value) : g_strdup ("");

  append (out, text);
}

static void
append_date (GString *out, guint32 date)
{
  g_string_append_c (out, ',');
  if (date != 0)
    g_string_append_printf (out, "%04u-%02u-%02u", date / 10000, date / 100 % 100,
                            date % 100);
}

void
gw_plan_target_append_csv (GString *out, const GwPlanTarget *target)
{
  g_string_append_printf (out, "%u", target->year);
  append (out, target->code);
  append (out, target->area);
  append (out, target->title);
  append (out, target->title_en);
  append (out, gw_target_unit_name (target->unit));
  append (out, target->up ? "up" : "down");
  append_value (out, target->has_start, target->start);
  append_value (out, TRUE, target->target);
  append_date (out, target->due);
  append (out, target->department);
  append (out, target->indicator);
  append_value (out, target->has_actual, target->actual);
  append_date (out, target->has_actual ? target->actual_date : 0);
  append (out, target->note);
  g_string_append (out, "\r\n");
}

char *
gw_plan_targets_to_csv (const GPtrArray *targets)
{
  g_autofree char *header = g_strjoinv (",", (char **)gw_plan_target_columns);
  GString *out = g_string_new (header);

  g_string_append (out, "\r\n");
  for (guint i = 0; i < targets->len; i++)
    gw_plan_target_append_csv (out, targets->pdata[i]);
  return g_string_free (out, FALSE);
}
