/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Open cases near the one that lies open. */
#define G_LOG_DOMAIN "gridward-model"

#include "gui/model/nearby-cases.h"

#include "gui/client/codec.h"

#define MAX_CASES 8

struct _GwNearbyCases
{
  GObject parent_instance;

  GwClient *client;
  GCancellable *cancellable; /* of the question that is out, or NULL */
  char *number;
  gint64 version;
  char *report; /* the path that was asked for before a report, or NULL */
  GPtrArray *items;
};

G_DEFINE_FINAL_TYPE (GwNearbyCases, gw_nearby_cases, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
cancel (GwNearbyCases *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
take_items (GwNearbyCases *self, GPtrArray *items)
{
  g_clear_pointer (&self->items, g_ptr_array_unref);
  self->items = items != NULL ? items : g_ptr_array_new ();
}

static void
gw_nearby_cases_dispose (GObject *object)
{
  GwNearbyCases *self = GW_NEARBY_CASES (object);

  cancel (self);
  g_clear_object (&self->client);
  G_OBJECT_CLASS (gw_nearby_cases_parent_class)->dispose (object);
}

static void
gw_nearby_cases_finalize (GObject *object)
{
  GwNearbyCases *self = GW_NEARBY_CASES (object);

  g_free (self->number);
  g_free (self->report);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  G_OBJECT_CLASS (gw_nearby_cases_parent_class)->finalize (object);
}

static void
gw_nearby_cases_class_init (GwNearbyCasesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = gw_nearby_cases_dispose;
  object_class->finalize = gw_nearby_cases_finalize;
  signals[SIGNAL_CHANGED] =
      g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 0);
}

static void
gw_nearby_cases_init (GwNearbyCases *self)
{
  take_items (self, NULL);
}

GwNearbyCases *
gw_nearby_cases_new (GwClient *client)
{
  GwNearbyCases *self = g_object_new (GW_TYPE_NEARBY_CASES, NULL);

  g_set_object (&self->client, client);
  return self;
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GwNearbyCases) self = data;
  g_autoptr (GError) error = NULL;
  GPtrArray *items = gw_client_call_finish (GW_CLIENT (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->cancellable);
  if (error != NULL)
    g_info ("nearby cases: %s", error->message);
  take_items (self, items);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
ask_server (GwNearbyCases *self, const char *path)
{
  self->cancellable = g_cancellable_new ();
  gw_client_call_async (self->client, "GET", path, NULL, gw_decode_nearby,
                        (GDestroyNotify)g_ptr_array_unref, self->cancellable, answered_cb,
                        g_object_ref (self));
}

void
gw_nearby_cases_ask (GwNearbyCases *self, const char *number, gint64 version)
{
  gboolean same_case;

  g_return_if_fail (GW_IS_NEARBY_CASES (self));

  same_case = g_strcmp0 (number, self->number) == 0;
  if (same_case && version == self->version)
    return;
  cancel (self);
  g_free (self->number);
  self->number = g_strdup (number);
  self->version = version;
  if (number != NULL)
    {
      g_autofree char *escaped = g_uri_escape_string (number, NULL, FALSE);
      g_autofree char *path =
          g_strdup_printf ("/api/v1/cases/%s/nearby?limit=%d", escaped, MAX_CASES);

      ask_server (self, path);
    }
  if (same_case)
    return;
  take_items (self, NULL);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* Independent of the locale. */
static void
append_degrees (GString *path, const char *name, double degrees)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append_printf (path, "&%s=%s", name,
                          g_ascii_formatd (text, sizeof text, "%.7f", degrees));
}

static void
append_text (GString *path, const char *name, const char *text)
{
  g_autofree char *escaped = text != NULL ? g_uri_escape_string (text, NULL, FALSE) : NULL;

  if (escaped != NULL)
    g_string_append_printf (path, "&%s=%s", name, escaped);
}

void
gw_nearby_cases_ask_report (GwNearbyCases *self, double lon, double lat,
                            gboolean is_component, const char *class_code,
                            const char *description)
{
  g_autoptr (GString) path = g_string_new (NULL);

  g_return_if_fail (GW_IS_NEARBY_CASES (self));

  g_string_printf (path, "/api/v1/cases/nearby?limit=%d", MAX_CASES);
  append_degrees (path, "lon", lon);
  append_degrees (path, "lat", lat);
  if (class_code != NULL)
    append_text (path, "kind", is_component ? "component" : "matter");
  append_text (path, "class", class_code);
  append_text (path, "description", description);
  if (g_strcmp0 (path->str, self->report) == 0)
    return;
  cancel (self);
  g_free (self->report);
  self->report = g_strdup (path->str);
  ask_server (self, path->str);
}

GPtrArray *
gw_nearby_cases_get_items (GwNearbyCases *self)
{
  g_return_val_if_fail (GW_IS_NEARBY_CASES (self), NULL);
  return self->items;
}

gboolean
gw_nearby_cases_is_asking (GwNearbyCases *self)
{
  g_return_val_if_fail (GW_IS_NEARBY_CASES (self), FALSE);
  return self->cancellable != NULL;
}
