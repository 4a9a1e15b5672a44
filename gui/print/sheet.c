/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Everything that a case sheet shows, gathered before it is laid out. */
#define G_LOG_DOMAIN "gridward-print"

#include "gui/print/sheet.h"

#include "gui/map/base-tiles.h"
#include "gui/map/map-picture.h"

/* Sharp on paper, and no more. */
#define PHOTO_WIDTH 800
#define MAP_WIDTH 1000
#define MAP_HEIGHT 420
#define MAP_ZOOM 17
/* More than a case ever has; the rest is not printed. */
#define MAX_PHOTOS 24

static void
sheet_photo_free (gpointer data)
{
  GwSheetPhoto *item = data;

  gw_photo_free (item->photo);
  g_clear_object (&item->texture);
  g_free (item);
}

GwSheet *
gw_sheet_ref (GwSheet *sheet)
{
  g_atomic_ref_count_inc (&sheet->ref_count);
  return sheet;
}

void
gw_sheet_unref (GwSheet *sheet)
{
  if (!g_atomic_ref_count_dec (&sheet->ref_count))
    return;
  g_clear_object (&sheet->city);
  gw_case_detail_unref (sheet->detail);
  g_ptr_array_unref (sheet->events);
  g_ptr_array_unref (sheet->photos);
  g_free (sheet->duty);
  g_clear_object (&sheet->map);
  g_free (sheet);
}

/* The last thing that comes completes the task. */
typedef struct
{
  GwSheet *sheet;
  guint n_waiting;
} Gathering;

static void
gathering_free (gpointer data)
{
  Gathering *gathering = data;

  g_clear_pointer (&gathering->sheet, gw_sheet_unref);
  g_free (gathering);
}

static void
came (GTask *task)
{
  Gathering *gathering = g_task_get_task_data (task);

  if (--gathering->n_waiting == 0)
    g_task_return_pointer (task, g_steal_pointer (&gathering->sheet),
                           (GDestroyNotify)gw_sheet_unref);
}

static void
map_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Gathering *gathering = g_task_get_task_data (task);

  gathering->sheet->map = gw_map_picture_paint_finish (result, NULL);
  came (task);
}

typedef struct
{
  GTask *task;
  GwSheetPhoto *item;
} Loading;

static void
photo_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree Loading *loading = data;
  g_autoptr (GTask) task = loading->task;

  loading->item->texture = gw_photo_load_finish (result, NULL);
  came (task);
}

static void
ask_map (GTask *task, GwDesk *desk)
{
  Gathering *gathering = g_task_get_task_data (task);
  const GwCaseRow *row = gathering->sheet->detail->row;
  GwCellSet *cells = gw_desk_get_cells (desk);
  const GwCellRecord *cell = gw_cell_set_get (cells, gw_cell_set_find (cells, row->cell));
  g_autoptr (GwTileSource) tiles = gw_base_tiles_new (gw_desk_get_client (desk));

  gathering->n_waiting++;
  gw_map_picture_paint_async (tiles,
                              &(GwMapPictureWish){
                                  .lon = row->lon,
                                  .lat = row->lat,
                                  .lamp = row->lamp,
                                  .zoom = MAP_ZOOM,
                                  .width = MAP_WIDTH,
                                  .height = MAP_HEIGHT,
                                  .shape = cell != NULL ? cell->shape : NULL,
                              },
                              g_task_get_cancellable (task), map_cb, g_object_ref (task));
}

static void
ask_photos (GTask *task, GwClient *client)
{
  Gathering *gathering = g_task_get_task_data (task);
  GwSheet *sheet = gathering->sheet;
  GPtrArray *photos =
      gw_photos_new (sheet->detail->attachments, sheet->events, sheet->city);

  g_ptr_array_set_free_func (photos, NULL);
  for (guint i = 0; i < photos->len; i++)
    {
      GwSheetPhoto *item;
      Loading *loading;

      if (i >= MAX_PHOTOS)
        {
          gw_photo_free (photos->pdata[i]);
          continue;
        }
      item = g_new0 (GwSheetPhoto, 1);
      loading = g_new0 (Loading, 1);
      item->photo = photos->pdata[i];
      g_ptr_array_add (sheet->photos, item);
      loading->task = g_object_ref (task);
      loading->item = item;
      gathering->n_waiting++;
      gw_photo_load_async (client, item->photo->url, PHOTO_WIDTH,
                           g_task_get_cancellable (task), photo_cb, loading);
    }
  g_ptr_array_unref (photos);
}

/* "Duty grid 14: Liang, Chen" */
static char *
describe_duty (const GwCellDutyRecord *duty)
{
  GString *text;

  if (duty == NULL || duty->duty_grid.code == NULL)
    return NULL;
  text = g_string_new (gw_named_label (&duty->duty_grid));
  for (guint i = 0; i < duty->on_duty->len; i++)
    {
      const GwOnDutyRecord *record = duty->on_duty->pdata[i];

      g_string_append_printf (text, "%s%s", i == 0 ? " · " : ", ",
                              gw_named_label (&record->person));
      if (record->phone != NULL)
        g_string_append_printf (text, " (%s)", record->phone);
    }
  return g_string_free (text, FALSE);
}

void
gw_sheet_gather_async (GwDesk *desk, GwCaseDetail *detail, GPtrArray *events,
                       const GwCellDutyRecord *duty, GCancellable *cancellable,
                       GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (desk, cancellable, callback, user_data);
  Gathering *gathering = g_new0 (Gathering, 1);
  GwSheet *sheet = g_new0 (GwSheet, 1);

  g_atomic_ref_count_init (&sheet->ref_count);
  sheet->city = g_object_ref (gw_desk_get_city (desk));
  sheet->detail = gw_case_detail_ref (detail);
  sheet->events = events != NULL ? g_ptr_array_ref (events) : g_ptr_array_new ();
  sheet->duty = describe_duty (duty);
  sheet->photos = g_ptr_array_new_with_free_func (sheet_photo_free);
  sheet->now_usec = gw_city_info_now (sheet->city);
  gathering->sheet = sheet;
  /* Our own hold, so that nothing completes before all is asked for. */
  gathering->n_waiting = 1;
  g_task_set_source_tag (task, gw_sheet_gather_async);
  g_task_set_task_data (task, gathering, gathering_free);
  ask_map (task, desk);
  ask_photos (task, gw_desk_get_client (desk));
  came (task);
}

GwSheet *
gw_sheet_gather_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
