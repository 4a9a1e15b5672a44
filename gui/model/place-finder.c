/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Places that a text means, asked of the server while somebody types. */
#define G_LOG_DOMAIN "gridward-model"

#include "gui/model/place-finder.h"

#include "gui/client/codec.h"

#include <string.h>

#define MAX_PLACES 8

struct _GwPlaceFinder
{
  GObject parent_instance;

  GwClient *client;
  GCancellable *cancellable; /* of the question that is out, or NULL */
  char *text;
  GPtrArray *places;
  GError *error;
};

G_DEFINE_FINAL_TYPE (GwPlaceFinder, gw_place_finder, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
cancel (GwPlaceFinder *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
forget (GwPlaceFinder *self)
{
  cancel (self);
  g_clear_error (&self->error);
  g_clear_pointer (&self->places, g_ptr_array_unref);
  self->places = g_ptr_array_new_with_free_func ((GDestroyNotify)gw_place_record_free);
}

static void
gw_place_finder_dispose (GObject *object)
{
  GwPlaceFinder *self = GW_PLACE_FINDER (object);

  cancel (self);
  g_clear_object (&self->client);
  G_OBJECT_CLASS (gw_place_finder_parent_class)->dispose (object);
}

static void
gw_place_finder_finalize (GObject *object)
{
  GwPlaceFinder *self = GW_PLACE_FINDER (object);

  g_free (self->text);
  g_clear_pointer (&self->places, g_ptr_array_unref);
  g_clear_error (&self->error);
  G_OBJECT_CLASS (gw_place_finder_parent_class)->finalize (object);
}

static void
gw_place_finder_class_init (GwPlaceFinderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = gw_place_finder_dispose;
  object_class->finalize = gw_place_finder_finalize;
  signals[SIGNAL_CHANGED] =
      g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 0);
}

static void
gw_place_finder_init (GwPlaceFinder *self)
{
  self->text = g_strdup ("");
  forget (self);
}

GwPlaceFinder *
gw_place_finder_new (GwClient *client)
{
  GwPlaceFinder *self = g_object_new (GW_TYPE_PLACE_FINDER, NULL);

  g_set_object (&self->client, client);
  return self;
}

/* 20261122-000017 */
static gboolean
is_case_number (const char *text)
{
  return g_regex_match_simple ("^[0-9]{8}-[0-9]{6,}\\z", text, 0, 0);
}

static void
take_case (GwPlaceFinder *self)
{
  GwPlaceRecord *place = g_new0 (GwPlaceRecord, 1);

  place->kind = g_strdup ("case");
  place->code = g_strdup (self->text);
  place->text = g_strdup (self->text);
  place->text_en = g_strdup (self->text);
  g_ptr_array_add (self->places, place);
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GwPlaceFinder) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) places = gw_client_call_finish (GW_CLIENT (source), result, &error);

  /* A later question took its place. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->cancellable);
  if (places != NULL)
    {
      g_clear_pointer (&self->places, g_ptr_array_unref);
      self->places = g_steal_pointer (&places);
    }
  else
    self->error = g_steal_pointer (&error);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
ask_server (GwPlaceFinder *self, GwLonLat near)
{
  g_autofree char *escaped = g_uri_escape_string (self->text, NULL, FALSE);
  char lon[G_ASCII_DTOSTR_BUF_SIZE], lat[G_ASCII_DTOSTR_BUF_SIZE];
  g_autofree char *path =
      g_strdup_printf ("/api/v1/geocode?q=%s&limit=%d&lon=%s&lat=%s", escaped, MAX_PLACES,
                       g_ascii_formatd (lon, sizeof lon, "%.6f", near.lon),
                       g_ascii_formatd (lat, sizeof lat, "%.6f", near.lat));

  self->cancellable = g_cancellable_new ();
  gw_client_call_async (self->client, "GET", path, NULL, gw_decode_places,
                        (GDestroyNotify)g_ptr_array_unref, self->cancellable, answered_cb,
                        g_object_ref (self));
}

void
gw_place_finder_ask (GwPlaceFinder *self, const char *text, GwLonLat near)
{
  g_return_if_fail (GW_IS_PLACE_FINDER (self));

  forget (self);
  g_free (self->text);
  self->text = g_strstrip (g_strdup (text));
  if (is_case_number (self->text))
    take_case (self);
  else if (*self->text != '\0')
    {
      ask_server (self, near);
      return;
    }
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

const char *
gw_place_finder_get_text (GwPlaceFinder *self)
{
  g_return_val_if_fail (GW_IS_PLACE_FINDER (self), NULL);
  return self->text;
}

GPtrArray *
gw_place_finder_get_places (GwPlaceFinder *self)
{
  g_return_val_if_fail (GW_IS_PLACE_FINDER (self), NULL);
  return self->places;
}

gboolean
gw_place_finder_is_asking (GwPlaceFinder *self)
{
  g_return_val_if_fail (GW_IS_PLACE_FINDER (self), FALSE);
  return self->cancellable != NULL;
}

const GError *
gw_place_finder_get_error (GwPlaceFinder *self)
{
  g_return_val_if_fail (GW_IS_PLACE_FINDER (self), NULL);
  return self->error;
}
