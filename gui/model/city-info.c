/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the desk knows of the city: names, areas, departments, classes, its clock. */
#define G_LOG_DOMAIN "gridward-model"

#include "gui/model/city-info.h"

#include "gui/client/codec.h"
#include "gui/model/span.h"

struct _GwCityInfo
{
  GObject parent_instance;

  GwCityRecord *record;
  GPtrArray *areas;
  GPtrArray *departments;
  GPtrArray *classes;
  GHashTable *areas_by_code;
  GTimeZone *time_zone;
  gint64 clock_offset_usec; /* the server's clock minus ours */
};

G_DEFINE_FINAL_TYPE (GwCityInfo, gw_city_info, G_TYPE_OBJECT)

static void
gw_city_info_finalize (GObject *object)
{
  GwCityInfo *self = GW_CITY_INFO (object);

  g_clear_pointer (&self->areas_by_code, g_hash_table_unref);
  g_clear_pointer (&self->record, gw_city_record_free);
  g_clear_pointer (&self->areas, g_ptr_array_unref);
  g_clear_pointer (&self->departments, g_ptr_array_unref);
  g_clear_pointer (&self->classes, g_ptr_array_unref);
  g_clear_pointer (&self->time_zone, g_time_zone_unref);

  G_OBJECT_CLASS (gw_city_info_parent_class)->finalize (object);
}

static void
gw_city_info_class_init (GwCityInfoClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gw_city_info_finalize;
}

static void
gw_city_info_init (GwCityInfo *self)
{
}

GwCityInfo *
gw_city_info_new (GwCityRecord *record, GPtrArray *areas, GPtrArray *departments,
                  GPtrArray *classes)
{
  GwCityInfo *self = g_object_new (GW_TYPE_CITY_INFO, NULL);

  self->record = record;
  self->areas = areas;
  self->departments = departments;
  self->classes = classes;
  self->areas_by_code = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < areas->len; i++)
    {
      GwAreaRecord *area = areas->pdata[i];

      g_hash_table_insert (self->areas_by_code, area->area.code, area);
    }
  self->time_zone = g_time_zone_new_identifier (record->time_zone);
  if (self->time_zone == NULL)
    self->time_zone = g_time_zone_new_utc ();
  if (record->server_usec != 0)
    self->clock_offset_usec = record->server_usec - g_get_real_time ();
  return self;
}

/* The four answers come in any order; the last one completes the task. */
typedef struct
{
  GwCityRecord *record;
  GPtrArray *areas;
  GPtrArray *departments;
  GPtrArray *classes;
  guint waiting;
  gboolean failed;
} Load;

static void
load_free (gpointer data)
{
  Load *load = data;

  g_clear_pointer (&load->record, gw_city_record_free);
  g_clear_pointer (&load->areas, g_ptr_array_unref);
  g_clear_pointer (&load->departments, g_ptr_array_unref);
  g_clear_pointer (&load->classes, g_ptr_array_unref);
  g_free (load);
}

/* Each part's result goes to its place in the job. */
typedef struct
{
  GTask *task;
  gpointer *place;
} Part;

static void
part_received_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree Part *part = data;
  g_autoptr (GTask) task = part->task;
  g_autoptr (GError) error = NULL;
  Load *load = g_task_get_task_data (task);
  GwCityInfo *info;

  *part->place = gw_client_call_finish (GW_CLIENT (source), result, &error);
  load->waiting--;
  if (error != NULL && !load->failed)
    {
      load->failed = TRUE;
      g_task_return_error (task, g_steal_pointer (&error));
    }
  if (load->waiting > 0 || load->failed)
    return;
  info = gw_city_info_new (g_steal_pointer (&load->record), g_steal_pointer (&load->areas),
                           g_steal_pointer (&load->departments),
                           g_steal_pointer (&load->classes));
  g_task_return_pointer (task, info, g_object_unref);
}

static void
ask_part (GTask *task, GwClient *client, const char *path, GwDecoder decoder,
          GDestroyNotify free_result, gpointer *place)
{
  Load *load = g_task_get_task_data (task);
  Part *part = g_new0 (Part, 1);

  load->waiting++;
  part->task = g_object_ref (task);
  part->place = place;
  gw_client_call_async (client, "GET", path, NULL, decoder, free_result,
                        g_task_get_cancellable (task), part_received_cb, part);
}

void
gw_city_info_load_async (GwClient *client, GCancellable *cancellable,
                         GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (client, cancellable, callback, user_data);
  Load *load = g_new0 (Load, 1);

  g_task_set_source_tag (task, gw_city_info_load_async);
  g_task_set_task_data (task, load, load_free);
  ask_part (task, client, "/api/v1/city", gw_decode_city,
            (GDestroyNotify)gw_city_record_free, (gpointer *)&load->record);
  ask_part (task, client, "/api/v1/areas", gw_decode_areas,
            (GDestroyNotify)g_ptr_array_unref, (gpointer *)&load->areas);
  ask_part (task, client, "/api/v1/departments", gw_decode_departments,
            (GDestroyNotify)g_ptr_array_unref, (gpointer *)&load->departments);
  ask_part (task, client, "/api/v1/classes", gw_decode_classes,
            (GDestroyNotify)g_ptr_array_unref, (gpointer *)&load->classes);
}

GwCityInfo *
gw_city_info_load_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

const GwCityRecord *
gw_city_info_get_record (GwCityInfo *self)
{
  g_return_val_if_fail (GW_IS_CITY_INFO (self), NULL);

  return self->record;
}

GPtrArray *
gw_city_info_get_areas (GwCityInfo *self)
{
  g_return_val_if_fail (GW_IS_CITY_INFO (self), NULL);

  return self->areas;
}

GPtrArray *
gw_city_info_get_departments (GwCityInfo *self)
{
  g_return_val_if_fail (GW_IS_CITY_INFO (self), NULL);

  return self->departments;
}

GPtrArray *
gw_city_info_get_classes (GwCityInfo *self)
{
  g_return_val_if_fail (GW_IS_CITY_INFO (self), NULL);

  return self->classes;
}

const GwAreaRecord *
gw_city_info_find_area (GwCityInfo *self, const char *code)
{
  g_return_val_if_fail (GW_IS_CITY_INFO (self), NULL);

  return code != NULL ? g_hash_table_lookup (self->areas_by_code, code) : NULL;
}

gint64
gw_city_info_now (GwCityInfo *self)
{
  g_return_val_if_fail (GW_IS_CITY_INFO (self), 0);

  return g_get_real_time () + self->clock_offset_usec;
}

GTimeZone *
gw_city_info_get_time_zone (GwCityInfo *self)
{
  g_return_val_if_fail (GW_IS_CITY_INFO (self), NULL);

  return self->time_zone;
}

GDate
gw_city_info_today (GwCityInfo *self)
{
  return gw_span_day (gw_city_info_now (self), gw_city_info_get_time_zone (self));
}
