/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One rule of a table changed, added or taken out. */
#define G_LOG_DOMAIN "gridward-service"

#include <string.h>

#include "backend/rules/csv.h"
#include "backend/service/rule-draft.h"

const char *const gw_rule_fields[] = {
  "rank",  "valid_from", "valid_to", "kind", "class",    "condition",  "area", "cell",
  "owner", "source",     "weekdays", "time", "max_open", "department", "note", NULL,
};

G_STATIC_ASSERT (G_N_ELEMENTS (gw_rule_fields) == GW_RULE_N_FIELDS + 1);

static void
append_row (GString *out, const GPtrArray *fields, const GwRuleEdit *edit)
{
  for (guint i = 0; i < GW_RULE_N_FIELDS; i++)
    {
      const char *text = fields != NULL ? g_ptr_array_index (fields, i) : "";

      if (edit != NULL && edit->fields[i] != NULL)
        text = edit->fields[i];
      gw_csv_append_field (out, text);
      g_string_append_c (out, i + 1 < GW_RULE_N_FIELDS ? ',' : '\n');
    }
}

char *
gw_rule_edit_apply (const char *csv, guint line, const GwRuleEdit *edit)
{
  GString *out = g_string_new (NULL);
  g_auto (GwCsv) reader = { 0 };
  guint row = 0;

  if (!gw_csv_open (&reader, csv, strlen (csv), NULL, NULL))
    return g_string_free (out, FALSE);
  /* The header, too, is a row without columns that are asked for. */
  for (; gw_csv_next (&reader, NULL); row++)
    {
      gboolean is_it = row > 0 && row == line;

      if (!is_it || !edit->remove)
        append_row (out, reader.fields, is_it ? edit : NULL);
    }
  if (line == 0)
    append_row (out, NULL, edit);
  return g_string_free (out, FALSE);
}
