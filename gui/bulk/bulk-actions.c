/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What may be done with several cases together: their actions and what they agree on. */
#define G_LOG_DOMAIN "gridward-gui"

#include "gui/bulk/bulk-actions.h"

/* These are of one case: what it shows, where it is, what it is. */
static gboolean
is_of_one_case (const GwActionField *field)
{
  static const char *const types[] = { "location", "class", "kind",        "condition",
                                       "handler",  "case",  "attachments", NULL };

  return g_strv_contains (types, field->type != NULL ? field->type : "");
}

/* An action that needs such a field, or is about nothing else, is not for many. */
static gboolean
is_for_many (const GwCaseAction *action)
{
  for (guint i = 0; i < action->fields->len; i++)
    {
      const GwActionField *field = action->fields->pdata[i];

      if (is_of_one_case (field) &&
          (field->required || g_strcmp0 (field->type, "location") == 0 ||
           g_strcmp0 (field->type, "class") == 0))
        return FALSE;
    }
  return TRUE;
}

const GwCaseAction *
gw_bulk_find_action (const GwCaseDetail *detail, const char *action)
{
  for (guint i = 0; i < detail->actions->len; i++)
    {
      const GwCaseAction *found = detail->actions->pdata[i];

      if (g_strcmp0 (found->action, action) == 0)
        return is_for_many (found) ? found : NULL;
    }
  return NULL;
}

static void
free_field (gpointer data)
{
  GwActionField *field = data;

  g_free (field->name);
  g_free (field->type);
  g_strfreev (field->choices);
  g_free (field);
}

static void
free_action (gpointer data)
{
  GwCaseAction *action = data;

  g_free (action->action);
  g_ptr_array_unref (action->fields);
  g_free (action);
}

/* A department that the server would suggest need not be named for each. */
static gboolean
must_be_given (const GwActionField *field)
{
  return field->required && g_strcmp0 (field->type, "department") != 0;
}

static GwCaseAction *
copy_action (const GwCaseAction *from)
{
  GwCaseAction *action = g_new0 (GwCaseAction, 1);

  action->action = g_strdup (from->action);
  action->fields = g_ptr_array_new_with_free_func (free_field);
  for (guint i = 0; i < from->fields->len; i++)
    {
      const GwActionField *other = from->fields->pdata[i];
      GwActionField *field;

      if (is_of_one_case (other))
        continue;
      field = g_new0 (GwActionField, 1);
      field->name = g_strdup (other->name);
      field->type = g_strdup (other->type);
      field->required = must_be_given (other);
      field->choices = g_strdupv (other->choices);
      g_ptr_array_add (action->fields, field);
    }
  return action;
}

static void
add_actions (GwCaseDetail *all, const GwCaseDetail *detail)
{
  for (guint i = 0; i < detail->actions->len; i++)
    {
      const GwCaseAction *action = detail->actions->pdata[i];

      if (is_for_many (action) && gw_bulk_find_action (all, action->action) == NULL)
        g_ptr_array_add (all->actions, copy_action (action));
    }
}

/* Only among those that can be dispatched at all somebody has to agree. */
static void
agree_on_department (GwCaseDetail *all, const GPtrArray *details)
{
  const GwCaseDetail *first = NULL;

  for (guint i = 0; i < details->len; i++)
    {
      const GwCaseDetail *detail = details->pdata[i];

      if (gw_bulk_find_action (detail, "dispatch") == NULL)
        continue;
      if (detail->suggested.code == NULL ||
          (first != NULL && g_strcmp0 (first->suggested.code, detail->suggested.code) != 0))
        return;
      first = detail;
    }
  if (first != NULL)
    gw_named_copy (&first->suggested, &all->suggested);
}

GwCaseDetail *
gw_bulk_merge (const GPtrArray *details)
{
  GwCaseDetail *all = g_atomic_rc_box_new0 (GwCaseDetail);
  const GwCaseRow *first = ((GwCaseDetail *)details->pdata[0])->row;

  all->row = gw_case_row_new ();
  all->row->number = g_strdup ("many");
  all->row->is_component = first->is_component;
  gw_named_copy (&first->klass, &all->row->klass);
  gw_named_copy (&first->department, &all->row->department);
  all->attachments = g_ptr_array_new ();
  all->actions = g_ptr_array_new_with_free_func (free_action);
  for (guint i = 0; i < details->len; i++)
    add_actions (all, details->pdata[i]);
  agree_on_department (all, details);
  return all;
}
