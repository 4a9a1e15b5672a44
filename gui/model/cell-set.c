/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All cells of the city: shapes, codes and names, by position in the index. */
#define G_LOG_DOMAIN "gridward-model"

#include "gui/model/cell-set.h"

#include "gui/client/codec.h"

#define PAGE_SIZE 5000

struct _GwCellSet
{
  GObject parent_instance;

  GwClient *client;
  guint expected;
  GPtrArray *incoming; /* GwCellRecord: pages of the load under way */
  GCancellable *cancellable;
  GPtrArray *records; /* GwCellRecord, as the index counts them */
  GwCellIndex *index;
  GHashTable *positions; /* code -> position */
  GError *error;
};

G_DEFINE_FINAL_TYPE (GwCellSet, gw_cell_set, G_TYPE_OBJECT)

enum
{
  PROP_PROGRESS = 1,
  PROP_IS_LOADED,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];
static guint loaded_signal;

static void
gw_cell_set_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  GwCellSet *self = GW_CELL_SET (object);

  if (id == PROP_PROGRESS)
    g_value_set_double (value, gw_cell_set_get_progress (self));
  else if (id == PROP_IS_LOADED)
    g_value_set_boolean (value, self->index != NULL);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
gw_cell_set_dispose (GObject *object)
{
  GwCellSet *self = GW_CELL_SET (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->client);

  G_OBJECT_CLASS (gw_cell_set_parent_class)->dispose (object);
}

static void
gw_cell_set_finalize (GObject *object)
{
  GwCellSet *self = GW_CELL_SET (object);

  g_clear_pointer (&self->incoming, g_ptr_array_unref);
  g_clear_pointer (&self->positions, g_hash_table_unref);
  g_clear_pointer (&self->records, g_ptr_array_unref);
  g_clear_pointer (&self->index, gw_cell_index_unref);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (gw_cell_set_parent_class)->finalize (object);
}

static void
gw_cell_set_class_init (GwCellSetClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = gw_cell_set_get_property;
  object_class->dispose = gw_cell_set_dispose;
  object_class->finalize = gw_cell_set_finalize;

  properties[PROP_PROGRESS] = g_param_spec_double ("progress", NULL, NULL, 0, 1, 0, flags);
  properties[PROP_IS_LOADED] = g_param_spec_boolean ("is-loaded", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  loaded_signal = g_signal_new ("loaded", GW_TYPE_CELL_SET, G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 0);
}

static void
gw_cell_set_init (GwCellSet *self)
{
}

GwCellSet *
gw_cell_set_new (void)
{
  return g_object_new (GW_TYPE_CELL_SET, NULL);
}

static GwCellIndex *
build_index (GPtrArray *records)
{
  g_autofree GwShape **shapes = g_new (GwShape *, records->len + 1);

  for (guint i = 0; i < records->len; i++)
    shapes[i] = ((GwCellRecord *)records->pdata[i])->shape;
  return gw_cell_index_new (shapes, records->len);
}

/* Takes both. */
static void
install (GwCellSet *self, GPtrArray *records, GwCellIndex *index)
{
  g_clear_pointer (&self->positions, g_hash_table_unref);
  g_clear_pointer (&self->records, g_ptr_array_unref);
  g_clear_pointer (&self->index, gw_cell_index_unref);
  self->records = records;
  self->index = index;
  self->positions = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < records->len; i++)
    g_hash_table_insert (self->positions, ((GwCellRecord *)records->pdata[i])->code,
                         GUINT_TO_POINTER (i));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROGRESS]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_LOADED]);
  g_signal_emit (self, loaded_signal, 0);
}

void
gw_cell_set_take_records (GwCellSet *self, GPtrArray *records)
{
  g_return_if_fail (GW_IS_CELL_SET (self));

  install (self, records, build_index (records));
}

static void
build_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_task_return_pointer (task, build_index (data), (GDestroyNotify)gw_cell_index_unref);
}

static void
built_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GwCellSet) self = data;
  g_autoptr (GError) error = NULL;
  GwCellIndex *index = g_task_propagate_pointer (G_TASK (result), &error);

  if (index == NULL)
    return;
  g_clear_object (&self->cancellable);
  install (self, g_ptr_array_ref (g_task_get_task_data (G_TASK (result))), index);
}

static void
build (GwCellSet *self)
{
  g_autoptr (GTask) task =
      g_task_new (NULL, self->cancellable, built_cb, g_object_ref (self));

  g_task_set_source_tag (task, build);
  g_task_set_task_data (task, g_steal_pointer (&self->incoming),
                        (GDestroyNotify)g_ptr_array_unref);
  g_task_run_in_thread (task, build_thread);
}

static void page_received_cb (GObject *source, GAsyncResult *result, gpointer data);

static void
ask_page (GwCellSet *self, const char *path)
{
  gw_client_call_async (self->client, "GET", path, NULL, gw_decode_cells,
                        (GDestroyNotify)gw_page_free, self->cancellable, page_received_cb,
                        g_object_ref (self));
}

static void
page_received_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GwCellSet) self = data;
  g_autoptr (GwPage) page = NULL;
  g_autoptr (GError) error = NULL;

  page = gw_client_call_finish (GW_CLIENT (source), result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (page == NULL)
    {
      self->error = g_steal_pointer (&error);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROGRESS]);
      return;
    }
  g_ptr_array_extend_and_steal (self->incoming, g_steal_pointer (&page->items));
  if (page->next != NULL)
    ask_page (self, page->next);
  else
    build (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROGRESS]);
}

void
gw_cell_set_load (GwCellSet *self, GwClient *client, guint expected)
{
  g_autofree char *path = g_strdup_printf ("/api/v1/cells?limit=%d", PAGE_SIZE);

  g_return_if_fail (GW_IS_CELL_SET (self));

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->incoming, g_ptr_array_unref);
  g_clear_error (&self->error);

  g_set_object (&self->client, client);
  self->expected = expected;
  self->cancellable = g_cancellable_new ();
  self->incoming = g_ptr_array_new_with_free_func ((GDestroyNotify)gw_cell_record_free);
  ask_page (self, path);
}

gboolean
gw_cell_set_is_loaded (GwCellSet *self)
{
  g_return_val_if_fail (GW_IS_CELL_SET (self), FALSE);

  return self->index != NULL;
}

double
gw_cell_set_get_progress (GwCellSet *self)
{
  g_return_val_if_fail (GW_IS_CELL_SET (self), 0);

  if (self->index != NULL)
    return 1;
  if (self->incoming == NULL || self->expected == 0)
    return 0;
  return MIN (1.0, (double)self->incoming->len / self->expected);
}

const GError *
gw_cell_set_get_error (GwCellSet *self)
{
  g_return_val_if_fail (GW_IS_CELL_SET (self), NULL);

  return self->error;
}

GwCellIndex *
gw_cell_set_get_index (GwCellSet *self)
{
  g_return_val_if_fail (GW_IS_CELL_SET (self), NULL);

  return self->index;
}

guint
gw_cell_set_get_size (GwCellSet *self)
{
  g_return_val_if_fail (GW_IS_CELL_SET (self), 0);

  return self->records != NULL ? self->records->len : 0;
}

guint32
gw_cell_set_find (GwCellSet *self, const char *code)
{
  gpointer position;

  g_return_val_if_fail (GW_IS_CELL_SET (self), GW_CELL_NONE);

  if (code == NULL || self->positions == NULL ||
      !g_hash_table_lookup_extended (self->positions, code, NULL, &position))
    return GW_CELL_NONE;
  return GPOINTER_TO_UINT (position);
}

guint32
gw_cell_set_find_at (GwCellSet *self, GwLonLat place)
{
  g_return_val_if_fail (GW_IS_CELL_SET (self), GW_CELL_NONE);

  if (self->index == NULL || !gw_lon_lat_is_valid (place))
    return GW_CELL_NONE;
  return gw_cell_index_find (self->index, gw_fixed_from_lon_lat (place));
}

const GwCellRecord *
gw_cell_set_get (GwCellSet *self, guint32 position)
{
  g_return_val_if_fail (GW_IS_CELL_SET (self), NULL);

  if (self->records == NULL || position >= self->records->len)
    return NULL;
  return self->records->pdata[position];
}
