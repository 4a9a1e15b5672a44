/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the open case is: a small map that stands still; a click goes to the large one. */
#define G_LOG_DOMAIN "gridward-detail"

#include "gui/detail/place-map.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "gui/map/base-tiles.h"
#include "gui/map/map-picture.h"

/* As wide as a panel gets; the middle of it is shown. */
#define WIDTH 760
#define HEIGHT 150
#define ZOOM 17

struct _GwPlaceMap
{
  GtkButton parent_instance;

  GtkWidget *picture;
  GwTileSource *tiles;
  GwCellSet *cells;
  GwNearbyCases *nearby;
  GwCaseRow *row;
  GCancellable *cancellable; /* of the picture that is being painted, or NULL */
};

G_DEFINE_FINAL_TYPE (GwPlaceMap, gw_place_map, GTK_TYPE_BUTTON)

static void
cancel (GwPlaceMap *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

typedef struct
{
  GwPlaceMap *map;
  GCancellable *cancellable;
} Painting;

static void
painted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree Painting *painting = data;
  g_autoptr (GwPlaceMap) self = painting->map;
  g_autoptr (GCancellable) cancellable = painting->cancellable;
  g_autoptr (GdkTexture) texture = gw_map_picture_paint_finish (result, NULL);

  if (g_cancellable_is_cancelled (cancellable))
    return;
  g_clear_object (&self->cancellable);
  if (texture != NULL)
    gtk_picture_set_paintable (GTK_PICTURE (self->picture), GDK_PAINTABLE (texture));
}

static GArray *
make_marks (GwPlaceMap *self)
{
  GPtrArray *items = gw_nearby_cases_get_items (self->nearby);
  GArray *marks = g_array_new (FALSE, FALSE, sizeof (GwMapMark));

  for (guint i = 0; i < items->len; i++)
    {
      const GwNearbyRecord *record = items->pdata[i];
      GwMapMark mark = { record->row->lon, record->row->lat, record->row->lamp };

      g_array_append_val (marks, mark);
    }
  return marks;
}

static void
paint (GwPlaceMap *self)
{
  gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  const GwCellRecord *cell;
  g_autoptr (GArray) marks = NULL;
  Painting *painting;

  if (self->row == NULL || self->tiles == NULL)
    return;
  cancel (self);
  self->cancellable = g_cancellable_new ();
  cell = gw_cell_set_get (self->cells, gw_cell_set_find (self->cells, self->row->cell));
  marks = make_marks (self);
  gw_base_tiles_set_dark (GW_BASE_TILES (self->tiles), dark);
  painting = g_new0 (Painting, 1);
  painting->map = g_object_ref (self);
  painting->cancellable = g_object_ref (self->cancellable);
  gw_map_picture_paint_async (self->tiles,
                              &(GwMapPictureWish){
                                  .lon = self->row->lon,
                                  .lat = self->row->lat,
                                  .lamp = self->row->lamp,
                                  .zoom = ZOOM,
                                  .width = WIDTH,
                                  .height = HEIGHT,
                                  .dark = dark,
                                  .shape = cell != NULL ? cell->shape : NULL,
                                  .marks = marks,
                              },
                              self->cancellable, painted_cb, painting);
}

static void
gw_place_map_dispose (GObject *object)
{
  GwPlaceMap *self = GW_PLACE_MAP (object);

  cancel (self);
  g_clear_object (&self->tiles);
  g_clear_object (&self->cells);
  g_clear_object (&self->nearby);
  g_clear_pointer (&self->row, gw_case_row_unref);

  G_OBJECT_CLASS (gw_place_map_parent_class)->dispose (object);
}

static void
gw_place_map_class_init (GwPlaceMapClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gw_place_map_dispose;
}

static void
gw_place_map_init (GwPlaceMap *self)
{
  self->picture = gtk_picture_new ();
  gtk_picture_set_content_fit (GTK_PICTURE (self->picture), GTK_CONTENT_FIT_COVER);
  gtk_picture_set_can_shrink (GTK_PICTURE (self->picture), TRUE);
  gtk_widget_set_overflow (self->picture, GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_size_request (self->picture, -1, HEIGHT);
  gtk_button_set_child (GTK_BUTTON (self), self->picture);
  gtk_widget_add_css_class (GTK_WIDGET (self), "photo");
  gtk_widget_add_css_class (GTK_WIDGET (self), "place-map");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), _ ("Show on the map"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Small map of the place: show on the map"), -1);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark",
                           G_CALLBACK (paint), self, G_CONNECT_SWAPPED);
}

void
gw_place_map_set_models (GwPlaceMap *self, GwClient *client, GwCellSet *cells,
                         GwNearbyCases *nearby)
{
  g_return_if_fail (GW_IS_PLACE_MAP (self) && self->tiles == NULL);

  self->tiles = gw_base_tiles_new (client);
  self->cells = g_object_ref (cells);
  self->nearby = g_object_ref (nearby);
  g_signal_connect_object (cells, "loaded", G_CALLBACK (paint), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (nearby, "changed", G_CALLBACK (paint), self, G_CONNECT_SWAPPED);
}

void
gw_place_map_set_row (GwPlaceMap *self, GwCaseRow *row)
{
  gboolean same;

  g_return_if_fail (GW_IS_PLACE_MAP (self));

  same = self->row != NULL && row != NULL && g_str_equal (self->row->number, row->number) &&
         self->row->lon == row->lon && self->row->lat == row->lat &&
         self->row->lamp == row->lamp && g_str_equal (self->row->cell, row->cell);
  if (same)
    return;
  /* Another place is not shown as if it were this one. */
  if (self->row == NULL || row == NULL || !g_str_equal (self->row->number, row->number))
    gtk_picture_set_paintable (GTK_PICTURE (self->picture), NULL);
  g_clear_pointer (&self->row, gw_case_row_unref);
  self->row = row != NULL ? gw_case_row_ref (row) : NULL;
  cancel (self);
  paint (self);
}

gboolean
gw_place_map_is_settled (GwPlaceMap *self)
{
  g_return_val_if_fail (GW_IS_PLACE_MAP (self), TRUE);

  return self->cancellable == NULL;
}
