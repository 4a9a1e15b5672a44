/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of another system's classes as CSV: one run names every fault. */
#define G_LOG_DOMAIN "gridward-rules"

#include "config.h"

#include "backend/rules/hotline-map.h"

#include "backend/rules/csv-table.h"

#include <glib/gi18n.h>

#define EXTERNAL_CLASS_MAX 64

enum
{
  COLUMN_EXTERNAL_CLASS,
  COLUMN_KIND,
  COLUMN_CLASS,
  COLUMN_URGENCY,
};

static const char *const columns[] = { "external_class", "kind", "class", "urgency", NULL };

typedef struct
{
  const GwHotlineMapContext *context;
  GwCsv csv;
  GwFaults *faults;
  GPtrArray *mappings;
  GHashTable *lines; /* external class -> where it stands */
} Reader;

#define FAULT(self, column, ...)                                                           \
  gw_csv_fault (&(self)->csv, (self)->faults, column, __VA_ARGS__)

void
gw_hotline_mapping_free (GwHotlineMapping *mapping)
{
  if (mapping == NULL)
    return;
  g_free (mapping->external_class);
  g_free (mapping->class_code);
  g_free (mapping->urgency);
  g_free (mapping);
}

static void
read_external_class (Reader *self, const char *code)
{
  gpointer line = g_hash_table_lookup (self->lines, code);

  if (*code == '\0' || g_utf8_strlen (code, -1) > EXTERNAL_CLASS_MAX)
    FAULT (self, COLUMN_EXTERNAL_CLASS, _ ("1 to %d characters are expected"),
           EXTERNAL_CLASS_MAX);
  else if (line != NULL)
    FAULT (self, COLUMN_EXTERNAL_CLASS, _ ("“%s” is in line %u already"), code,
           GPOINTER_TO_UINT (line));
  else
    g_hash_table_insert (self->lines, g_strdup (code),
                         GUINT_TO_POINTER (self->csv.row_line));
}

static void
read_class (Reader *self, GwHotlineMapping *mapping)
{
  const char *kind = gw_csv_field (&self->csv, COLUMN_KIND);
  const char *code = gw_csv_field (&self->csv, COLUMN_CLASS);

  if (!gw_class_kind_parse (kind, &mapping->kind))
    FAULT (self, COLUMN_KIND, _ ("“%s” is neither component nor matter"), kind);
  else if (!self->context->has_class (mapping->kind, code, self->context->user_data))
    FAULT (self, COLUMN_CLASS, _ ("there is no class “%s” of this kind"), code);
}

static void
read_row (gpointer data)
{
  Reader *self = data;
  GwHotlineMapping *mapping = g_new0 (GwHotlineMapping, 1);
  const char *urgency = gw_csv_field (&self->csv, COLUMN_URGENCY);

  mapping->external_class = g_strdup (gw_csv_field (&self->csv, COLUMN_EXTERNAL_CLASS));
  mapping->class_code = g_strdup (gw_csv_field (&self->csv, COLUMN_CLASS));
  mapping->urgency = g_strdup (urgency);
  g_ptr_array_add (self->mappings, mapping);
  read_external_class (self, mapping->external_class);
  read_class (self, mapping);
  if (!self->context->has_urgency (urgency, self->context->user_data))
    FAULT (self, COLUMN_URGENCY, _ ("there is no urgency “%s”"), urgency);
}

GPtrArray *
gw_hotline_map_from_csv (const char *text, gsize length, const GwHotlineMapContext *context,
                         GwFaults *faults)
{
  Reader self = { .context = context, .faults = faults };
  guint n_before = faults->n;

  self.mappings = g_ptr_array_new_with_free_func ((GDestroyNotify)gw_hotline_mapping_free);
  self.lines = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gw_csv_read_table (&self.csv, text, length, columns, faults, read_row, &self);
  gw_csv_clear (&self.csv);
  g_hash_table_unref (self.lines);
  if (faults->n == n_before)
    return self.mappings;
  g_ptr_array_unref (self.mappings);
  return NULL;
}

char *
gw_hotline_map_to_csv (const GPtrArray *mappings)
{
  g_autofree char *header = g_strjoinv (",", (char **)columns);
  GString *csv = g_string_new (header);

  g_string_append_c (csv, '\n');
  for (guint i = 0; i < mappings->len; i++)
    {
      const GwHotlineMapping *mapping = g_ptr_array_index (mappings, i);

      gw_csv_append_field (csv, mapping->external_class);
      g_string_append_printf (csv, ",%s,%s,%s\n", gw_class_kind_name (mapping->kind),
                              mapping->class_code, mapping->urgency);
    }
  return g_string_free (csv, FALSE);
}
