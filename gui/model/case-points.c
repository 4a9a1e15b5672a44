/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The cases of a filter as points for the map and for counting. */
#define G_LOG_DOMAIN "gridward-model"

#include "gui/model/case-points.h"

#include "gui/client/class-group.h"
#include "gui/client/codec.h"

#define PAGE_SIZE 10000
/* Enough for a city's open cases; a year's closed ones would only hide the map. */
#define MAX_POINTS 50000

struct _GwCasePoints
{
  GObject parent_instance;

  GwClient *client;
  GwCaseFilter *filter;
  GArray *points;            /* GwCasePoint */
  GHashTable *positions;     /* number -> position + 1 */
  GArray *incoming;          /* pages of a load that is under way */
  GPtrArray *missed;         /* events that came during it */
  GCancellable *cancellable; /* NULL: no load under way */
  guint state_counts[GW_STATE_N];
  guint lamp_counts[GW_LAMP_N];
  guint list_counts[GW_N_WORK_LISTS];
  GwShape *ring; /* only what lies in it is counted for lists and lamps; or NULL */
  gboolean truncated;
};

G_DEFINE_FINAL_TYPE (GwCasePoints, gw_case_points, G_TYPE_OBJECT)

enum
{
  PROP_LOADING = 1,
  PROP_TRUNCATED,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];
static guint changed_signal;

static void
gw_case_points_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  GwCasePoints *self = GW_CASE_POINTS (object);

  if (id == PROP_LOADING)
    g_value_set_boolean (value, self->cancellable != NULL);
  else if (id == PROP_TRUNCATED)
    g_value_set_boolean (value, self->truncated);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
cancel_load (GwCasePoints *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->incoming, g_array_unref);
  g_ptr_array_set_size (self->missed, 0);
}

static void
gw_case_points_dispose (GObject *object)
{
  GwCasePoints *self = GW_CASE_POINTS (object);

  cancel_load (self);
  g_clear_object (&self->client);

  G_OBJECT_CLASS (gw_case_points_parent_class)->dispose (object);
}

static void
gw_case_points_finalize (GObject *object)
{
  GwCasePoints *self = GW_CASE_POINTS (object);

  gw_case_filter_free (self->filter);
  g_clear_pointer (&self->ring, gw_shape_unref);
  g_array_unref (self->points);
  g_hash_table_unref (self->positions);
  g_ptr_array_unref (self->missed);

  G_OBJECT_CLASS (gw_case_points_parent_class)->finalize (object);
}

static void
gw_case_points_class_init (GwCasePointsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = gw_case_points_get_property;
  object_class->dispose = gw_case_points_dispose;
  object_class->finalize = gw_case_points_finalize;

  properties[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, FALSE, flags);
  properties[PROP_TRUNCATED] = g_param_spec_boolean ("truncated", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  changed_signal = g_signal_new ("changed", GW_TYPE_CASE_POINTS, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
gw_case_points_init (GwCasePoints *self)
{
  self->filter = gw_case_filter_new ();
  self->points = g_array_new (FALSE, FALSE, sizeof (GwCasePoint));
  self->positions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->missed = g_ptr_array_new_with_free_func ((GDestroyNotify)gw_case_row_unref);
}

GwCasePoints *
gw_case_points_new (GwClient *client)
{
  GwCasePoints *self = g_object_new (GW_TYPE_CASE_POINTS, NULL);

  g_set_object (&self->client, client);
  return self;
}

static GwCasePoint *
point_at (GwCasePoints *self, guint position)
{
  return &g_array_index (self->points, GwCasePoint, position);
}

static gboolean
is_counted (GwCasePoints *self, const GwCasePoint *point)
{
  GwLonLat place = { point->lon, point->lat };

  return self->ring == NULL ||
         gw_shape_contains (self->ring, gw_fixed_from_lon_lat (place));
}

static void
count_point (GwCasePoints *self, const GwCasePoint *point, int step)
{
  self->state_counts[point->state] += (guint)step;
  if (!is_counted (self, point))
    return;
  self->lamp_counts[point->lamp] += (guint)step;
  for (guint i = 0; i < GW_N_WORK_LISTS; i++)
    if (gw_work_list_holds (i, point->state, point->lamp, point->flags))
      self->list_counts[i] += (guint)step;
}

static GwCasePoint *
find_point (GwCasePoints *self, const char *number)
{
  guint place = GPOINTER_TO_UINT (g_hash_table_lookup (self->positions, number));

  return place > 0 ? point_at (self, place - 1) : NULL;
}

static void
add_point (GwCasePoints *self, const GwCasePoint *point)
{
  GwCasePoint *known = find_point (self, point->number);

  if (known != NULL)
    {
      count_point (self, known, -1);
      *known = *point;
    }
  else
    {
      g_array_append_val (self->points, *point);
      g_hash_table_insert (self->positions, g_strdup (point->number),
                           GUINT_TO_POINTER (self->points->len));
    }
  count_point (self, point, 1);
}

static void
remove_point (GwCasePoints *self, const char *number)
{
  guint place = GPOINTER_TO_UINT (g_hash_table_lookup (self->positions, number));
  guint last = self->points->len;

  if (place == 0)
    return;
  count_point (self, point_at (self, place - 1), -1);
  g_hash_table_remove (self->positions, number);
  g_array_remove_index_fast (self->points, place - 1);
  if (place != last)
    g_hash_table_insert (self->positions, g_strdup (point_at (self, place - 1)->number),
                         GUINT_TO_POINTER (place));
}

static void
clear_points (GwCasePoints *self)
{
  g_array_set_size (self->points, 0);
  g_hash_table_remove_all (self->positions);
  memset (self->state_counts, 0, sizeof self->state_counts);
  memset (self->lamp_counts, 0, sizeof self->lamp_counts);
  memset (self->list_counts, 0, sizeof self->list_counts);
}

static void
apply_row (GwCasePoints *self, const GwCaseRow *row)
{
  GwCasePoint point = { 0 };

  if (!gw_case_filter_matches (self->filter, row) ||
      strlen (row->number) >= sizeof point.number)
    {
      remove_point (self, row->number);
      return;
    }
  g_strlcpy (point.number, row->number, sizeof point.number);
  g_strlcpy (point.cell, row->cell, sizeof point.cell);
  point.lon = row->lon;
  point.lat = row->lat;
  point.lamp = row->lamp;
  point.state = row->state;
  point.group = (guint8)gw_class_group (row->klass.code);
  point.flags = (guint16)gw_case_flags_parse ((const char *const *)row->flags);
  add_point (self, &point);
}

void
gw_case_points_set (GwCasePoints *self, const GwCasePoint *points, guint n_points)
{
  g_return_if_fail (GW_IS_CASE_POINTS (self));

  clear_points (self);
  for (guint i = 0; i < n_points; i++)
    add_point (self, &points[i]);
  g_signal_emit (self, changed_signal, 0);
}

void
gw_case_points_apply (GwCasePoints *self, GPtrArray *events)
{
  gboolean changed = FALSE;

  g_return_if_fail (GW_IS_CASE_POINTS (self));

  for (guint i = 0; i < events->len; i++)
    {
      GwCaseEvent *event = events->pdata[i];

      if (event->row == NULL)
        continue;
      /* A page that is on its way may be older than this: it is put right at the end. */
      if (self->cancellable != NULL)
        g_ptr_array_add (self->missed, gw_case_row_ref (event->row));
      apply_row (self, event->row);
      changed = TRUE;
    }
  if (changed)
    g_signal_emit (self, changed_signal, 0);
}

static void
finish_load (GwCasePoints *self)
{
  g_autoptr (GArray) incoming = g_steal_pointer (&self->incoming);

  clear_points (self);
  for (guint i = 0; i < incoming->len; i++)
    add_point (self, &g_array_index (incoming, GwCasePoint, i));
  for (guint i = 0; i < self->missed->len; i++)
    apply_row (self, self->missed->pdata[i]);
  cancel_load (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TRUNCATED]);
  g_signal_emit (self, changed_signal, 0);
}

static void page_received_cb (GObject *source, GAsyncResult *result, gpointer data);

static void
ask_page (GwCasePoints *self, const char *path)
{
  gw_client_call_async (self->client, "GET", path, NULL, gw_decode_points,
                        (GDestroyNotify)gw_point_page_free, self->cancellable,
                        page_received_cb, g_object_ref (self));
}

static void
page_received_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GwCasePoints) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GwPointPage) page = gw_client_call_finish (GW_CLIENT (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (page == NULL)
    {
      /* What is there stays; the feed's next reset or the user asks again. */
      g_info ("case points: %s", error->message);
      cancel_load (self);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
      return;
    }
  g_array_append_vals (self->incoming, page->points->data, page->points->len);
  self->truncated = page->next != NULL && self->incoming->len >= MAX_POINTS;
  if (page->next != NULL && !self->truncated)
    ask_page (self, page->next);
  else
    finish_load (self);
}

void
gw_case_points_reload (GwCasePoints *self)
{
  g_autofree char *query = NULL;
  g_autofree char *path = NULL;

  g_return_if_fail (GW_IS_CASE_POINTS (self));

  if (self->client == NULL)
    return;
  cancel_load (self);
  self->cancellable = g_cancellable_new ();
  self->incoming = g_array_new (FALSE, FALSE, sizeof (GwCasePoint));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
  query = gw_case_filter_to_query (self->filter);
  path = g_strdup_printf ("/api/v1/cases/points?%s%slimit=%d", query,
                          query[0] != '\0' ? "&" : "", PAGE_SIZE);
  ask_page (self, path);
}

void
gw_case_points_set_filter (GwCasePoints *self, const GwCaseFilter *filter)
{
  GwCaseSort sort = filter->sort;

  g_return_if_fail (GW_IS_CASE_POINTS (self));

  /* The order of the list is nothing to points. */
  self->filter->sort = sort;
  if (gw_case_filter_equal (self->filter, filter))
    return;
  gw_case_filter_free (self->filter);
  self->filter = gw_case_filter_copy (filter);
  gw_case_points_reload (self);
}

const GwCasePoint *
gw_case_points_get (GwCasePoints *self, guint *ret_n_points)
{
  g_return_val_if_fail (GW_IS_CASE_POINTS (self), NULL);

  *ret_n_points = self->points->len;
  return (const GwCasePoint *)self->points->data;
}

const GwCasePoint *
gw_case_points_lookup (GwCasePoints *self, const char *number)
{
  g_return_val_if_fail (GW_IS_CASE_POINTS (self), NULL);

  return number != NULL ? find_point (self, number) : NULL;
}

void
gw_case_points_count_within (GwCasePoints *self, GwShape *ring)
{
  g_return_if_fail (GW_IS_CASE_POINTS (self));

  if (ring == self->ring)
    return;
  if (ring != NULL)
    gw_shape_ref (ring);
  g_clear_pointer (&self->ring, gw_shape_unref);
  self->ring = ring;
  memset (self->state_counts, 0, sizeof self->state_counts);
  memset (self->lamp_counts, 0, sizeof self->lamp_counts);
  memset (self->list_counts, 0, sizeof self->list_counts);
  for (guint i = 0; i < self->points->len; i++)
    count_point (self, point_at (self, i), 1);
  g_signal_emit (self, changed_signal, 0);
}

guint
gw_case_points_count_state (GwCasePoints *self, GwCaseState state)
{
  g_return_val_if_fail (GW_IS_CASE_POINTS (self) && state < GW_STATE_N, 0);

  return self->state_counts[state];
}

guint
gw_case_points_count_list (GwCasePoints *self, GwWorkList list)
{
  g_return_val_if_fail (GW_IS_CASE_POINTS (self) && list < GW_N_WORK_LISTS, 0);

  return self->list_counts[list];
}

guint
gw_case_points_count_lamp (GwCasePoints *self, GwLamp lamp)
{
  g_return_val_if_fail (GW_IS_CASE_POINTS (self) && lamp < GW_LAMP_N, 0);

  return self->lamp_counts[lamp];
}

gboolean
gw_case_points_is_loading (GwCasePoints *self)
{
  g_return_val_if_fail (GW_IS_CASE_POINTS (self), FALSE);

  return self->cancellable != NULL;
}

gboolean
gw_case_points_is_truncated (GwCasePoints *self)
{
  g_return_val_if_fail (GW_IS_CASE_POINTS (self), FALSE);

  return self->truncated;
}
