/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading rules: goes on after a fault, so that one run names them all. */
#define G_LOG_DOMAIN "gridward-rules"

#include "config.h"

#include "backend/rules/routing-table.h"

#include "backend/rules/csv-table.h"
#include "backend/rules/routing-private.h"

#include <glib/gi18n.h>
#include <string.h>

#define MAX_NOTE_CHARS 200
#define MINUTES_PER_DAY 1440

/* From 1, as columns are counted. */
enum
{
  RANK = 1,
  VALID_FROM,
  VALID_TO,
  KIND,
  CLASS,
  CONDITION,
  AREA,
  CELL,
  OWNER,
  SOURCE,
  WEEKDAYS,
  TIME,
  MAX_OPEN,
  DEPARTMENT,
  NOTE,
};

static const char *const columns[] = {
  "rank",  "valid_from", "valid_to", "kind", "class",    "condition",  "area", "cell",
  "owner", "source",     "weekdays", "time", "max_open", "department", "note", NULL,
};

typedef struct
{
  const GwRoutingWorld *world;
  GwCsv csv;
  GwFaults *faults;
  GwRoutingTable *table;
  GHashTable *ranks;   /* rank -> line */
  GHashTable *classes; /* "kind/prefix/condition" that is there */
} Reader;

static const char *
field (const Reader *self, guint column)
{
  return gw_csv_get (&self->csv, column - 1);
}

#define FAULT(self, column, ...)                                                           \
  gw_faults_add ((self)->faults, (self)->csv.row_line, column, __VA_ARGS__)

static const char *
keep (Reader *self, guint column)
{
  const char *text = field (self, column);

  return *text != '\0' ? g_string_chunk_insert_const (self->table->strings, text) : NULL;
}

static guint
read_number (Reader *self, guint column, guint min)
{
  guint64 number = 0;

  if (!g_ascii_string_to_unsigned (field (self, column), 10, min, G_MAXINT32, &number,
                                   NULL))
    FAULT (self, column, _ ("“%s” is not a number from %u to %u"), field (self, column),
           min, (guint)G_MAXINT32);
  return (guint)number;
}

static void
read_rank (Reader *self, GwRoutingRule *rule)
{
  gpointer line;

  rule->rank = read_number (self, RANK, 1);
  if (rule->rank == 0)
    return;
  line = g_hash_table_lookup (self->ranks, GUINT_TO_POINTER (rule->rank));
  if (line != NULL)
    FAULT (self, RANK, _ ("rank %u stands in line %u already"), rule->rank,
           GPOINTER_TO_UINT (line));
  else
    g_hash_table_insert (self->ranks, GUINT_TO_POINTER (rule->rank),
                         GUINT_TO_POINTER (self->csv.row_line));
}

static guint32
read_date (Reader *self, guint column)
{
  const char *text = field (self, column);
  guint32 date = gw_csv_date (text);

  if (*text != '\0' && date == 0)
    FAULT (self, column, _ ("“%s” is not a date such as 2026-10-01"), text);
  return date;
}

static void
read_validity (Reader *self, GwRoutingRule *rule)
{
  rule->valid_from = read_date (self, VALID_FROM);
  rule->valid_to = read_date (self, VALID_TO);
  if (rule->valid_to != 0 && rule->valid_to <= rule->valid_from)
    FAULT (self, VALID_TO, _ ("the rule ends before it begins"));
}

static gboolean
has_condition (const GwWorldClass *class, const char *condition)
{
  for (guint i = 0; class->conditions != NULL && i < class->conditions->len; i++)
    if (strcmp (g_ptr_array_index (class->conditions, i), condition) == 0)
      return TRUE;
  return FALSE;
}

/* condition NULL: any. */
static gboolean
find_class (Reader *self, const GwRoutingRule *rule, const char *condition)
{
  const char *prefix = rule->class_code != NULL ? rule->class_code : "";
  g_autofree char *key =
      g_strdup_printf ("%d/%s/%s", rule->kind, prefix, condition != NULL ? condition : "");

  if (g_hash_table_contains (self->classes, key))
    return TRUE;
  for (guint i = 0; i < self->world->classes->len; i++)
    {
      const GwWorldClass *class = &g_array_index (self->world->classes, GwWorldClass, i);

      if ((rule->kind != GW_KIND_ANY && rule->kind != class->kind) ||
          !g_str_has_prefix (class->code, prefix) ||
          (condition != NULL && !has_condition (class, condition)))
        continue;
      g_hash_table_add (self->classes, g_steal_pointer (&key));
      return TRUE;
    }
  return FALSE;
}

static void
read_class (Reader *self, GwRoutingRule *rule)
{
  const char *kind = field (self, KIND);

  if (*kind != '\0' && !gw_class_kind_parse (kind, &rule->kind))
    {
      FAULT (self, KIND, _ ("“%s” is neither matter nor component"), kind);
      return;
    }
  rule->class_code = keep (self, CLASS);
  if (rule->class_code != NULL && !find_class (self, rule, NULL))
    {
      FAULT (self, CLASS, _ ("no class begins with “%s”"), rule->class_code);
      return;
    }
  rule->condition = keep (self, CONDITION);
  if (rule->condition != NULL && !find_class (self, rule, rule->condition))
    FAULT (self, CONDITION, _ ("no class of this rule has a condition “%s”"),
           rule->condition);
}

static void
read_place (Reader *self, GwRoutingRule *rule)
{
  const GwWorldCell *cell;

  rule->area = keep (self, AREA);
  rule->cell = keep (self, CELL);
  if (rule->area != NULL && gw_routing_world_area (self->world, rule->area) == NULL)
    {
      FAULT (self, AREA, _ ("there is no area “%s”"), rule->area);
      return;
    }
  if (rule->cell == NULL)
    return;
  cell = gw_routing_world_cell (self->world, rule->cell);
  if (cell == NULL)
    FAULT (self, CELL, _ ("there is no cell “%s”"), rule->cell);
  else if (rule->area != NULL &&
           !gw_routing_world_lies_in (self->world, cell->area, rule->area))
    FAULT (self, CELL, _ ("cell %s does not lie in area %s"), rule->cell, rule->area);
}

/* 0 and a fault when there is none. */
static gint64
find_department (Reader *self, guint column)
{
  const GwWorldDepartment *department =
      gw_routing_world_department (self->world, field (self, column));

  if (department == NULL)
    FAULT (self, column, _ ("there is no department “%s”"), field (self, column));
  return department != NULL ? department->id : 0;
}

static void
read_owner (Reader *self, GwRoutingRule *rule)
{
  const char *owner = field (self, OWNER);

  if (strcmp (owner, GW_OWNER_KNOWN_WORD) == 0)
    rule->owner = GW_OWNER_KNOWN;
  else if (strcmp (owner, GW_OWNER_NONE_WORD) == 0)
    rule->owner = GW_OWNER_NONE;
  else if (*owner != '\0')
    rule->owner = find_department (self, OWNER);
}

static void
read_source (Reader *self, GwRoutingRule *rule)
{
  rule->source = keep (self, SOURCE);
  for (guint i = 0; rule->source != NULL && i < self->world->sources->len; i++)
    if (strcmp (g_ptr_array_index (self->world->sources, i), rule->source) == 0)
      return;
  if (rule->source != NULL)
    FAULT (self, SOURCE, _ ("there is no source “%s”"), rule->source);
}

/* "1-5", "67", "1-3,7"; 0: not of that form. */
static guint
parse_weekdays (const char *text)
{
  guint days = 0;

  while (*text != '\0')
    {
      guint first = (guint)(*text - '0');
      guint last = first;

      if (text[1] == '-')
        {
          last = (guint)(text[2] - '0');
          text += 2;
        }
      if (first < 1 || last > 7 || last < first)
        return 0;
      for (guint day = first; day <= last; day++)
        days |= 1u << (day - 1);
      text++;
      if (*text == ',' && text[1] != '\0')
        text++;
    }
  return days;
}

static gboolean
parse_minute (const char *text, guint16 *ret_minute)
{
  guint hour, minute;

  if (!g_ascii_isdigit (text[0]) || !g_ascii_isdigit (text[1]) || text[2] != ':' ||
      !g_ascii_isdigit (text[3]) || !g_ascii_isdigit (text[4]))
    return FALSE;
  hour = (guint)(text[0] - '0') * 10 + (guint)(text[1] - '0');
  minute = (guint)(text[3] - '0') * 10 + (guint)(text[4] - '0');
  *ret_minute = (guint16)(hour * 60 + minute);
  return minute < 60 && *ret_minute <= MINUTES_PER_DAY;
}

static gboolean
parse_window (const char *text, GwWeekWindow *window)
{
  return strlen (text) == 11 && text[5] == '-' && parse_minute (text, &window->from) &&
         parse_minute (text + 6, &window->to) && window->from < MINUTES_PER_DAY &&
         window->from != window->to;
}

static void
read_window (Reader *self, GwRoutingRule *rule)
{
  const char *days = field (self, WEEKDAYS);
  const char *time = field (self, TIME);

  if (*days != '\0')
    {
      rule->window.weekdays = (guint8)parse_weekdays (days);
      if (rule->window.weekdays == 0)
        FAULT (self, WEEKDAYS, _ ("“%s” are no weekdays such as 1-5 or 67"), days);
    }
  if (*time != '\0' && !parse_window (time, &rule->window))
    FAULT (self, TIME, _ ("“%s” is no time of day such as 18:00-06:00"), time);
}

static void
read_target (Reader *self, GwRoutingRule *rule)
{
  const char *target = field (self, DEPARTMENT);

  if (*target == '\0')
    FAULT (self, DEPARTMENT, _ ("the department is missing"));
  else if (strcmp (target, GW_ROUTE_TO_OWNER_WORD) == 0)
    rule->target = GW_ROUTE_TO_OWNER;
  else if (strcmp (target, GW_ROUTE_TO_TERRITORY_WORD) == 0)
    rule->target = GW_ROUTE_TO_TERRITORY;
  else
    rule->department = find_department (self, DEPARTMENT);
  if (*field (self, MAX_OPEN) == '\0')
    return;
  rule->max_open = read_number (self, MAX_OPEN, 0);
  if (rule->target != GW_ROUTE_TO_DEPARTMENT)
    FAULT (self, MAX_OPEN, _ ("only a department that is named has open cases to count"));
}

static void
read_note (Reader *self, GwRoutingRule *rule)
{
  rule->note = keep (self, NOTE);
  if (rule->note != NULL && g_utf8_strlen (rule->note, -1) > MAX_NOTE_CHARS)
    FAULT (self, NOTE, _ ("longer than %d characters"), MAX_NOTE_CHARS);
}

static void
read_rule (Reader *self)
{
  GwRoutingRule rule = { .id = self->csv.row_line,
                         .kind = GW_KIND_ANY,
                         .max_open = GW_LOAD_ANY };

  read_rank (self, &rule);
  read_validity (self, &rule);
  read_class (self, &rule);
  read_place (self, &rule);
  read_owner (self, &rule);
  read_source (self, &rule);
  read_window (self, &rule);
  read_target (self, &rule);
  read_note (self, &rule);
  g_array_append_val (self->table->rules, rule);
}

static void
read_rules (Reader *self)
{
  GError *error = NULL;

  while (TRUE)
    {
      if (gw_csv_next (&self->csv, &error))
        {
          read_rule (self);
          continue;
        }
      if (error == NULL)
        return;
      g_clear_error (&error);
      if (self->csv.fault != NULL)
        {
          gw_faults_add (self->faults, self->csv.fault_line, self->csv.fault_column, "%s",
                         _ (self->csv.fault));
          gw_csv_skip_line (&self->csv);
          self->csv.fault = NULL;
        }
      else
        FAULT (self, 0, _ ("%u fields instead of %u"), self->csv.fields->len,
               self->csv.n_columns);
    }
}

void
gw_routing_table_free (GwRoutingTable *table)
{
  g_array_unref (table->rules);
  g_string_chunk_free (table->strings);
  g_free (table);
}

GwRoutingTable *
gw_routing_table_read (const char *text, gsize length, const GwRoutingWorld *world,
                       GwFaults *faults)
{
  g_autoptr (GwRoutingTable) table = g_new0 (GwRoutingTable, 1);
  Reader self = { .world = world, .faults = faults, .table = table };
  guint n_before = faults->n;

  table->rules = g_array_new (FALSE, FALSE, sizeof (GwRoutingRule));
  table->strings = g_string_chunk_new (4096);
  self.ranks = g_hash_table_new (NULL, NULL);
  self.classes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (gw_csv_open (&self.csv, text, length, columns, NULL))
    read_rules (&self);
  else if (self.csv.fault != NULL)
    gw_faults_add (faults, self.csv.fault_line, self.csv.fault_column, "%s",
                   _ (self.csv.fault));
  else
    gw_faults_add (faults, 1, 0, _ ("the header must be “%s”"), GW_ROUTING_TABLE_HEADER);
  gw_csv_clear (&self.csv);
  g_hash_table_unref (self.classes);
  g_hash_table_unref (self.ranks);
  return faults->n == n_before ? g_steal_pointer (&table) : NULL;
}
