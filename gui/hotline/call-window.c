/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window in which a call of the hotline is taken, beside the map. */
#define G_LOG_DOMAIN "gridward-gui"

#include "gui/hotline/call-window-private.h"

#include <glib/gi18n.h>

#include "gui/client/codec.h"
#include "gui/model/text.h"

/* After the last key, before what is near is asked for. */
#define NEARBY_DELAY_MS 400

G_DEFINE_FINAL_TYPE (GwCallWindow, gw_call_window, ADW_TYPE_WINDOW)

enum
{
  SIGNAL_PLACED,
  SIGNAL_OPENED,
  SIGNAL_TAKEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

gboolean
gw_call_window_is_for (const GwUser *user)
{
  static const char *const takers[] = { "acceptor", "leader", "admin" };

  for (guint i = 0; i < G_N_ELEMENTS (takers); i++)
    if (user->roles != NULL &&
        g_strv_contains ((const char *const *)user->roles, takers[i]))
      return TRUE;
  return FALSE;
}

void
gw_call_window_say (GwCallWindow *self, const char *message)
{
  gtk_label_set_text (self->message_label, message != NULL ? message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->message_label), message != NULL);
}

/* --- what is given -------------------------------------------------------------------- */

/* NULL for nothing but blanks. Caller frees. */
static char *
dup_stripped (char *text)
{
  g_strstrip (text);
  if (*text != '\0')
    return text;
  g_free (text);
  return NULL;
}

static char *
dup_entry (GtkEditable *entry)
{
  return dup_stripped (g_strdup (gtk_editable_get_text (entry)));
}

static char *
dup_description (GwCallWindow *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->description_view);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return dup_stripped (gtk_text_buffer_get_text (buffer, &start, &end, FALSE));
}

/* NULL: none is chosen. */
static const GwClassRecord *
chosen_class (GwCallWindow *self)
{
  GPtrArray *classes = gw_city_info_get_classes (gw_desk_get_city (self->desk));
  guint line = gw_chooser_get_selected (self->class_choice);

  return line > 0 && line <= classes->len ? classes->pdata[line - 1] : NULL;
}

static const GwUrgencyRecord *
chosen_urgency (GwCallWindow *self)
{
  guint line = gtk_drop_down_get_selected (self->urgency_choice);

  return self->urgencies != NULL && line > 0 && line <= self->urgencies->len
             ? self->urgencies->pdata[line - 1]
             : NULL;
}

void
gw_call_window_gather (GwCallWindow *self, GwCallGiven *given)
{
  const GwClassRecord *class = chosen_class (self);
  const GwUrgencyRecord *urgency = chosen_urgency (self);

  given->name = dup_entry (self->name_entry);
  given->phone = dup_entry (self->phone_entry);
  given->external = dup_entry (self->external_entry);
  given->address = dup_stripped (g_strdup (gw_place_search_get_text (self->search)));
  given->description = dup_description (self);
  given->photos = gw_photo_picker_dup_ids (self->photo_picker);
  given->draft = (GwCallDraft){
    .caller_name = given->name,
    .caller_phone = given->phone,
    .address = given->address,
    .has_place = self->has_place,
    .lon = self->place.lon,
    .lat = self->place.lat,
    .is_component = class != NULL && class->is_component,
    .class_code = class != NULL ? class->klass.code : NULL,
    .urgency = urgency != NULL ? urgency->urgency.code : self->urgency_wanted,
    .description = given->description,
    .external_number = given->external,
    .photos = (const char *const *)given->photos,
  };
}

/* What is missing; NULL: nothing. */
static const char *
find_gap (GwCallWindow *self)
{
  g_autofree char *address = g_strdup (gw_place_search_get_text (self->search));
  g_autofree char *description = dup_description (self);

  if (!self->has_place && *g_strstrip (address) == '\0')
    return _ ("Where is it? Give an address, or click on the map.");
  if (chosen_class (self) == NULL)
    return _ ("Choose a class.");
  if (chosen_urgency (self) == NULL)
    return _ ("Choose how urgent it is.");
  if (description == NULL)
    return _ ("Describe what the caller says.");
  return gw_photo_picker_is_complete (self->photo_picker)
             ? NULL
             : _ ("Not every photo is with the server: wait for it, or remove it.");
}

gboolean
gw_call_window_is_empty (GwCallWindow *self)
{
  g_autofree char *name = dup_entry (self->name_entry);
  g_autofree char *phone = dup_entry (self->phone_entry);
  g_autofree char *description = dup_description (self);

  return name == NULL && phone == NULL && description == NULL && !self->has_place &&
         chosen_class (self) == NULL && gw_photo_picker_is_empty (self->photo_picker);
}

/* --- what is near --------------------------------------------------------------------- */

static gboolean
ask_nearby (gpointer data)
{
  GwCallWindow *self = data;
  const GwClassRecord *class = chosen_class (self);
  g_autofree char *description = dup_description (self);

  self->nearby_source = 0;
  if (self->has_place)
    gw_nearby_cases_ask_report (self->nearby, self->place.lon, self->place.lat,
                                class != NULL && class->is_component,
                                class != NULL ? class->klass.code : NULL, description);
  return G_SOURCE_REMOVE;
}

static void
changed_cb (GwCallWindow *self)
{
  if (!self->is_filling)
    {
      gw_call_window_say (self, NULL);
      self->was_warned = FALSE;
      gw_call_draft_keep (self);
    }
  g_clear_handle_id (&self->nearby_source, g_source_remove);
  self->nearby_source = g_timeout_add (NEARBY_DELAY_MS, ask_nearby, self);
}

static void
nearby_opened_cb (GwCallWindow *self, const char *number)
{
  g_signal_emit (self, signals[SIGNAL_OPENED], 0, number);
}

/* --- where ---------------------------------------------------------------------------- */

void
gw_call_window_take_place (GwCallWindow *self, GwLonLat place, const char *words)
{
  self->has_place = TRUE;
  self->place = place;
  gtk_label_set_text (self->place_label, words);
  changed_cb (self);
}

static void
place_chosen_cb (GwCallWindow *self, const GwPlaceRecord *place)
{
  GwLonLat position = { place->lon, place->lat };
  const char *community = gw_named_label (&place->community);
  g_autofree char *words =
      *community != '\0'
          ? g_strdup_printf ("%s · %s", gw_place_record_label (place), community)
          : g_strdup (gw_place_record_label (place));

  if (g_strcmp0 (place->kind, "case") == 0)
    {
      g_signal_emit (self, signals[SIGNAL_OPENED], 0, place->code);
      return;
    }
  gw_call_window_take_place (self, position, words);
  g_signal_emit (self, signals[SIGNAL_PLACED], 0, position.lon, position.lat);
  gtk_widget_grab_focus (GTK_WIDGET (self->class_choice));
}

void
gw_call_window_set_place (GwCallWindow *self, GwLonLat place)
{
  g_autofree char *words = NULL;

  g_return_if_fail (GW_IS_CALL_WINDOW (self));
  /* Translators: longitude, latitude of what was clicked. */
  words = g_strdup_printf (_ ("On the map: %.6f, %.6f"), place.lon, place.lat);
  gw_call_window_take_place (self, place, words);
}

/* --- sending -------------------------------------------------------------------------- */

static void
say_error (GwCallWindow *self, const GError *error)
{
  g_autofree char *text = NULL;

  if (g_error_matches (error, GW_CLIENT_ERROR, GW_CLIENT_ERROR_UNREACHABLE))
    {
      gw_call_draft_park (self);
      text = g_strdup_printf (
          "%s\n%s", error->message,
          _ ("The call is kept on this computer. Take it again when the server is back; it "
             "will not be doubled. Escape makes room for the next call: Ctrl+U has this "
             "one."));
    }
  gw_call_window_say (self, text != NULL ? text : error->message);
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GwCallWindow) self = data;
  g_autoptr (GError) error = NULL;
  GwCaseDetail *detail = gw_client_call_finish (GW_CLIENT (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->is_sending = FALSE;
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "call.send", TRUE);
  if (error != NULL)
    {
      say_error (self, error);
      return;
    }
  gw_call_draft_forget (self);
  g_signal_emit (self, signals[SIGNAL_TAKEN], 0, detail->row->number);
  gw_case_detail_unref (detail);
  gtk_window_close (GTK_WINDOW (self));
}

/* The same for the same words only: who corrects them after a refusal sends another call. */
static char *
dup_key (GwCallWindow *self, const char *body)
{
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, body, -1);

  return g_strconcat (self->serial, "-", digest, NULL);
}

static void
send (GwCallWindow *self)
{
  g_auto (GwCallGiven) given = { 0 };
  g_autofree char *body = NULL;
  g_autofree char *key = NULL;

  gw_call_window_gather (self, &given);
  body = gw_encode_call (&given.draft);
  key = dup_key (self, body);
  self->is_sending = TRUE;
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "call.send", FALSE);
  gw_client_post_once_async (gw_desk_get_client (self->desk), "/api/v1/hotline/calls", key,
                             body, gw_decode_case, (GDestroyNotify)gw_case_detail_unref,
                             self->cancellable, sent_cb, g_object_ref (self));
}

static void
send_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GwCallWindow *self = GW_CALL_WINDOW (widget);
  const char *gap = find_gap (self);

  gw_call_window_say (self, gap);
  if (gap == NULL && !self->is_sending)
    send (self);
}

static void
leave_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GwCallWindow *self = GW_CALL_WINDOW (widget);

  if (self->is_parked)
    {
      gtk_window_close (GTK_WINDOW (self));
      return;
    }
  if (self->was_warned || gw_call_window_is_empty (self))
    {
      gw_call_draft_forget (self);
      gtk_window_close (GTK_WINDOW (self));
      return;
    }
  self->was_warned = TRUE;
  gw_call_window_say (self, _ ("Press Escape again to leave without taking the call."));
}

/* Before the description takes it for a new line. */
static gboolean
key_pressed_cb (GwCallWindow *self, guint key, guint code, GdkModifierType modifiers)
{
  if ((key != GDK_KEY_Return && key != GDK_KEY_KP_Enter) ||
      (modifiers & GDK_CONTROL_MASK) == 0)
    return GDK_EVENT_PROPAGATE;
  gtk_widget_activate_action (GTK_WIDGET (self), "call.send", NULL);
  return GDK_EVENT_STOP;
}

/* --- making --------------------------------------------------------------------------- */

static void
fill_classes (GwCallWindow *self)
{
  GPtrArray *classes = gw_city_info_get_classes (gw_desk_get_city (self->desk));
  g_autoptr (GtkStringList) lines = gtk_string_list_new (NULL);

  gtk_string_list_append (lines, _ ("Choose a class…"));
  for (guint i = 0; i < classes->len; i++)
    {
      const GwClassRecord *record = classes->pdata[i];
      g_autofree char *line =
          g_strdup_printf ("%s · %s %s", gw_named_label (&record->klass),
                           gw_text_choice (record->is_component ? "component" : "matter"),
                           record->klass.code);

      gtk_string_list_append (lines, line);
    }
  gw_chooser_set_lines (self->class_choice, lines, NULL);
}

static void
fill_urgencies (GwCallWindow *self)
{
  g_autoptr (GtkStringList) lines = gtk_string_list_new (NULL);

  gtk_string_list_append (lines, _ ("Choose how urgent it is…"));
  for (guint i = 0; self->urgencies != NULL && i < self->urgencies->len; i++)
    {
      const GwUrgencyRecord *record = self->urgencies->pdata[i];
      g_autofree char *limit = gw_text_limit (record->limit, record->limit_unit);
      g_autofree char *line =
          g_strdup_printf ("%s · %s", limit, gw_named_label (&record->urgency));

      gtk_string_list_append (lines, line);
    }
  gtk_drop_down_set_model (self->urgency_choice, G_LIST_MODEL (lines));
}

static void
urgencies_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GwCallWindow) self = data;
  g_autoptr (GError) error = NULL;
  GPtrArray *urgencies = gw_client_call_finish (GW_CLIENT (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (error != NULL)
    {
      gw_call_window_say (self, error->message);
      return;
    }
  self->urgencies = urgencies;
  self->is_filling = TRUE;
  fill_urgencies (self);
  gw_call_draft_choose_urgency (self);
  self->is_filling = FALSE;
}

static void
gw_call_window_dispose (GObject *object)
{
  GwCallWindow *self = GW_CALL_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->nearby_source, g_source_remove);
  g_clear_pointer (&self->urgencies, g_ptr_array_unref);
  g_clear_pointer (&self->serial, g_free);
  g_clear_pointer (&self->urgency_wanted, g_free);
  g_clear_object (&self->nearby);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (gw_call_window_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/gridward/Desk/hotline/call-window.ui");
  gtk_widget_class_bind_template_child (widget_class, GwCallWindow, name_entry);
  gtk_widget_class_bind_template_child (widget_class, GwCallWindow, phone_entry);
  gtk_widget_class_bind_template_child (widget_class, GwCallWindow, search);
  gtk_widget_class_bind_template_child (widget_class, GwCallWindow, place_label);
  gtk_widget_class_bind_template_child (widget_class, GwCallWindow, class_choice);
  gtk_widget_class_bind_template_child (widget_class, GwCallWindow, urgency_choice);
  gtk_widget_class_bind_template_child (widget_class, GwCallWindow, description_view);
  gtk_widget_class_bind_template_child (widget_class, GwCallWindow, photo_picker);
  gtk_widget_class_bind_template_child (widget_class, GwCallWindow, external_entry);
  gtk_widget_class_bind_template_child (widget_class, GwCallWindow, message_label);
  gtk_widget_class_bind_template_child (widget_class, GwCallWindow, nearby_view);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, place_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, nearby_opened_cb);
}

static void
gw_call_window_class_init (GwCallWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gw_call_window_dispose;
  signals[SIGNAL_PLACED] =
      g_signal_new ("placed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                    G_TYPE_DOUBLE, G_TYPE_DOUBLE);
  signals[SIGNAL_OPENED] = g_signal_new ("opened", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                         NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_TAKEN] = g_signal_new ("taken", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                        NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  g_type_ensure (GW_TYPE_CHOOSER);
  g_type_ensure (GW_TYPE_NEARBY_VIEW);
  g_type_ensure (GW_TYPE_PHOTO_PICKER);
  g_type_ensure (GW_TYPE_PLACE_SEARCH);
  gtk_widget_class_install_action (widget_class, "call.send", NULL, send_cb);
  gtk_widget_class_install_action (widget_class, "call.leave", NULL, leave_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "call.leave", NULL);
  bind_template (widget_class);
}

static void
gw_call_window_init (GwCallWindow *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
  self->serial = g_uuid_string_random ();
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  g_signal_connect_object (gtk_text_view_get_buffer (self->description_view), "changed",
                           G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
}

GwCallWindow *
gw_call_window_new (GwDesk *desk)
{
  GwCallWindow *self = g_object_new (GW_TYPE_CALL_WINDOW, NULL);
  GwClient *client = gw_desk_get_client (desk);

  self->desk = g_object_ref (desk);
  self->nearby = gw_nearby_cases_new (client);
  gw_nearby_view_set_model (self->nearby_view, self->nearby);
  gw_place_search_set_client (self->search, client);
  gw_photo_picker_set_client (self->photo_picker, client);
  /* Nobody has chosen what is chosen at first. */
  self->is_filling = TRUE;
  fill_classes (self);
  fill_urgencies (self);
  self->is_filling = FALSE;
  gw_call_draft_restore (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->name_entry));
  gw_client_call_async (client, "GET", "/api/v1/hotline/urgencies", NULL,
                        gw_decode_urgencies, (GDestroyNotify)g_ptr_array_unref,
                        self->cancellable, urgencies_cb, g_object_ref (self));
  return self;
}
