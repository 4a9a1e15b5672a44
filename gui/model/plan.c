/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The plan of a year. */
#define G_LOG_DOMAIN "gridward-model"

#include "gui/model/plan.h"

#include <glib/gi18n.h>
#include <math.h>

#define LIMIT 1000

struct _GwPlan
{
  GObject parent_instance;

  GwClient *client;
  GwCityInfo *city;
  GwCellSet *cells;
  GwCellValues *values;
  guint year;
  char *area;
  GwPlanPage *page;
  gint64 chosen; /* 0: the first one */
  GCancellable *cancellable;
  gboolean loading;
  GError *error;
};

G_DEFINE_FINAL_TYPE (GwPlan, gw_plan, G_TYPE_OBJECT)

static guint changed_signal;

/* ---- the map ---- */

/* Areas with the chosen target, by code: double. */
static GHashTable *
progress_by_area (GwPlan *self, const GwPlanned *chosen)
{
  GHashTable *areas = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < self->page->targets->len; i++)
    {
      GwPlanned *planned = self->page->targets->pdata[i];

      if (g_strcmp0 (planned->title.code, chosen->title.code) == 0)
        g_hash_table_insert (areas, planned->area.code, &planned->progress);
    }
  return areas;
}

/* Of the community, or of the smallest area around it that has the target. */
static double
find_progress (GwPlan *self, GHashTable *areas, const char *community)
{
  const char *code = community;

  while (code != NULL)
    {
      const double *progress = g_hash_table_lookup (areas, code);
      const GwAreaRecord *area =
          progress == NULL ? gw_city_info_find_area (self->city, code) : NULL;

      if (progress != NULL)
        return *progress;
      code = area != NULL ? area->parent : NULL;
    }
  return NAN;
}

static void
show_values (GwPlan *self)
{
  const GwPlanned *chosen = gw_plan_get_chosen (self);
  const guint n_cells = gw_cell_set_get_size (self->cells);
  double *values = g_new (double, n_cells);
  g_autoptr (GHashTable) found =
      g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  g_autoptr (GHashTable) areas = NULL;
  g_autofree char *title = NULL;
  g_autofree char *period = NULL;

  areas = chosen != NULL ? progress_by_area (self, chosen) : NULL;
  for (guint i = 0; i < n_cells; i++)
    {
      const char *community = gw_cell_set_get (self->cells, i)->community;
      double *known = community != NULL ? g_hash_table_lookup (found, community) : NULL;

      values[i] = NAN;
      if (areas == NULL || community == NULL)
        continue;
      if (known == NULL)
        {
          known = g_new (double, 1);
          *known = find_progress (self, areas, community);
          g_hash_table_insert (found, (gpointer)community, known);
        }
      values[i] = *known;
    }
  title = g_strdup_printf (_ ("Progress: %s"),
                           chosen != NULL ? gw_named_label (&chosen->title) : "–");
  period = g_strdup_printf ("%u", self->page != NULL ? self->page->year : self->year);
  gw_cell_values_set_measure (self->values, GW_MEASURE_PAGE_RATE);
  gw_cell_values_set_title (self->values, title);
  gw_cell_values_take (self->values, period, values, n_cells);
}

static void
changed (GwPlan *self)
{
  g_signal_emit (self, changed_signal, 0);
}

/* ---- asking ---- */

static void
asked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GwPlan) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GwPlanPage) page = gw_client_call_finish (GW_CLIENT (source), result, &error);

  /* Another question followed. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->loading = FALSE;
  self->error = g_steal_pointer (&error);
  if (page != NULL)
    {
      g_clear_pointer (&self->page, gw_plan_page_free);
      self->page = g_steal_pointer (&page);
      show_values (self);
    }
  changed (self);
}

static char *
make_path (GwPlan *self)
{
  g_autoptr (GString) path = g_string_new (NULL);

  g_string_printf (path, "/api/v1/plan-targets?limit=%d", LIMIT);
  if (self->year != 0)
    g_string_append_printf (path, "&year=%u", self->year);
  if (self->area != NULL)
    g_string_append_printf (path, "&area=%s", self->area);
  return g_string_free (g_steal_pointer (&path), FALSE);
}

void
gw_plan_reload (GwPlan *self)
{
  g_autofree char *path = NULL;

  g_return_if_fail (GW_IS_PLAN (self));

  path = make_path (self);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  g_clear_error (&self->error);
  self->loading = TRUE;
  gw_client_call_async (self->client, "GET", path, NULL, gw_decode_plan_page,
                        (GDestroyNotify)gw_plan_page_free, self->cancellable, asked_cb,
                        g_object_ref (self));
  changed (self);
}

void
gw_plan_ask (GwPlan *self, guint year, const char *area)
{
  g_return_if_fail (GW_IS_PLAN (self));

  self->year = year;
  g_free (self->area);
  self->area = g_strdup (area);
  gw_plan_reload (self);
}

gboolean
gw_plan_is_loading (GwPlan *self)
{
  g_return_val_if_fail (GW_IS_PLAN (self), FALSE);

  return self->loading;
}

const GError *
gw_plan_get_error (GwPlan *self)
{
  g_return_val_if_fail (GW_IS_PLAN (self), NULL);

  return self->error;
}

const GwPlanPage *
gw_plan_get_page (GwPlan *self)
{
  g_return_val_if_fail (GW_IS_PLAN (self), NULL);

  return self->page;
}

const GwPlanned *
gw_plan_get_chosen (GwPlan *self)
{
  g_return_val_if_fail (GW_IS_PLAN (self), NULL);

  if (self->page == NULL || self->page->targets->len == 0)
    return NULL;
  for (guint i = 0; i < self->page->targets->len; i++)
    if (((GwPlanned *)self->page->targets->pdata[i])->id == self->chosen)
      return self->page->targets->pdata[i];
  return self->page->targets->pdata[0];
}

void
gw_plan_choose (GwPlan *self, gint64 id)
{
  g_return_if_fail (GW_IS_PLAN (self));

  if (self->chosen == id)
    return;
  self->chosen = id;
  show_values (self);
  changed (self);
}

GwCellValues *
gw_plan_get_values (GwPlan *self)
{
  g_return_val_if_fail (GW_IS_PLAN (self), NULL);

  return self->values;
}

/* ---- entering ---- */

static void
entered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;

  gw_client_call_finish (GW_CLIENT (source), result, &error);
  /* What is there by now is shown, also when somebody else was faster. */
  gw_plan_reload (g_task_get_source_object (task));
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

void
gw_plan_enter_async (GwPlan *self, double value, const char *date, const char *note,
                     GAsyncReadyCallback callback, gpointer user_data)
{
  const GwPlanned *chosen = gw_plan_get_chosen (self);
  GTask *task = g_task_new (self, NULL, callback, user_data);
  g_autofree char *body = NULL;
  g_autofree char *path = NULL;

  g_return_if_fail (chosen != NULL);

  g_task_set_source_tag (task, gw_plan_enter_async);
  body = gw_encode_plan_entry (chosen->version, value, date, note);
  path = g_strdup_printf ("/api/v1/plan-targets/%" G_GINT64_FORMAT "/actuals", chosen->id);
  gw_client_call_async (self->client, "POST", path, body, NULL, NULL, NULL, entered_cb,
                        task);
}

gboolean
gw_plan_enter_finish (GwPlan *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* ---- life ---- */

static void
gw_plan_dispose (GObject *object)
{
  GwPlan *self = GW_PLAN (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->values);
  g_clear_object (&self->cells);
  g_clear_object (&self->city);
  g_clear_object (&self->client);

  G_OBJECT_CLASS (gw_plan_parent_class)->dispose (object);
}

static void
gw_plan_finalize (GObject *object)
{
  GwPlan *self = GW_PLAN (object);

  g_free (self->area);
  g_clear_error (&self->error);
  g_clear_pointer (&self->page, gw_plan_page_free);

  G_OBJECT_CLASS (gw_plan_parent_class)->finalize (object);
}

static void
gw_plan_class_init (GwPlanClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gw_plan_dispose;
  G_OBJECT_CLASS (klass)->finalize = gw_plan_finalize;
  changed_signal = g_signal_new ("changed", GW_TYPE_PLAN, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
}

static void
gw_plan_init (GwPlan *self)
{
}

GwPlan *
gw_plan_new (GwClient *client, GwCityInfo *city, GwCellSet *cells)
{
  GwPlan *self = g_object_new (GW_TYPE_PLAN, NULL);

  self->client = g_object_ref (client);
  self->city = g_object_ref (city);
  self->cells = g_object_ref (cells);
  self->values = gw_cell_values_new (cells);
  g_signal_connect_object (cells, "loaded", G_CALLBACK (show_values), self,
                           G_CONNECT_SWAPPED);
  return self;
}
