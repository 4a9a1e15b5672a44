/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is written of a call is kept, and is there again after a crash. */
#define G_LOG_DOMAIN "gridward-gui"

#include "gui/hotline/call-window-private.h"

#include <glib/gi18n.h>

#include "gui/hotline/call-sketch.h"
#include "gui/model/text.h"

void
gw_call_given_clear (GwCallGiven *given)
{
  g_free (given->name);
  g_free (given->phone);
  g_free (given->external);
  g_free (given->address);
  g_free (given->description);
  g_strfreev (given->photos);
}

/* Caller frees. */
static char *
dup_name (GwCallWindow *self)
{
  return self->is_parked ? g_strconcat (GW_DRAFT_PARKED_CALL, self->serial, NULL)
                         : g_strdup (GW_DRAFT_CALL);
}

void
gw_call_draft_keep (GwCallWindow *self)
{
  g_autofree char *name = dup_name (self);
  g_auto (GwCallGiven) given = { 0 };
  g_autofree char *text = NULL;

  if (!gw_call_window_is_empty (self))
    {
      gw_call_window_gather (self, &given);
      text = gw_call_sketch_encode (&given.draft, self->serial,
                                    gtk_label_get_text (self->place_label));
    }
  gw_drafts_set (gw_desk_get_drafts (self->desk), name, text);
}

void
gw_call_draft_forget (GwCallWindow *self)
{
  g_autofree char *name = dup_name (self);

  gw_drafts_set (gw_desk_get_drafts (self->desk), name, NULL);
}

void
gw_call_draft_park (GwCallWindow *self)
{
  if (self->is_parked)
    return;
  gw_call_draft_forget (self);
  self->is_parked = TRUE;
  gw_call_draft_keep (self);
}

void
gw_call_draft_bring_back (GwDrafts *drafts, const char *name)
{
  g_autofree char *parked = g_strdup (gw_drafts_get (drafts, name));
  g_autofree char *begun = g_strdup (gw_drafts_get (drafts, GW_DRAFT_CALL));

  if (parked == NULL || g_str_equal (name, GW_DRAFT_CALL))
    return;
  gw_drafts_set (drafts, name, begun);
  gw_drafts_set (drafts, GW_DRAFT_CALL, parked);
}

void
gw_call_draft_choose_urgency (GwCallWindow *self)
{
  for (guint i = 0; self->urgency_wanted != NULL && i < self->urgencies->len; i++)
    {
      const GwUrgencyRecord *record = self->urgencies->pdata[i];

      if (g_strcmp0 (record->urgency.code, self->urgency_wanted) == 0)
        gtk_drop_down_set_selected (self->urgency_choice, i + 1);
    }
  g_clear_pointer (&self->urgency_wanted, g_free);
}

static void
choose_class (GwCallWindow *self, const GwCallDraft *draft)
{
  GPtrArray *classes = gw_city_info_get_classes (gw_desk_get_city (self->desk));

  for (guint i = 0; draft->class_code != NULL && i < classes->len; i++)
    {
      const GwClassRecord *record = classes->pdata[i];

      if (record->is_component == draft->is_component &&
          g_strcmp0 (record->klass.code, draft->class_code) == 0)
        gw_chooser_set_selected (self->class_choice, i + 1);
    }
}

static const char *
or_empty (const char *text)
{
  return text != NULL ? text : "";
}

static void
fill (GwCallWindow *self, const GwCallSketch *sketch)
{
  const GwCallDraft *draft = &sketch->draft;

  self->is_filling = TRUE;
  g_free (self->serial);
  self->serial = g_strdup (sketch->serial);
  self->urgency_wanted = g_strdup (draft->urgency);
  gtk_editable_set_text (self->name_entry, or_empty (draft->caller_name));
  gtk_editable_set_text (self->phone_entry, or_empty (draft->caller_phone));
  gtk_editable_set_text (self->external_entry, or_empty (draft->external_number));
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->description_view),
                            or_empty (draft->description), -1);
  gw_place_search_set_text (self->search, draft->address);
  choose_class (self, draft);
  for (guint i = 0; draft->photos != NULL && draft->photos[i] != NULL; i++)
    gw_photo_picker_add_sent (self->photo_picker, draft->photos[i]);
  if (draft->has_place)
    gw_call_window_take_place (self, (GwLonLat){ draft->lon, draft->lat }, sketch->place);
  self->is_filling = FALSE;
}

void
gw_call_draft_restore (GwCallWindow *self)
{
  GwDrafts *drafts = gw_desk_get_drafts (self->desk);
  const char *text = gw_drafts_get (drafts, GW_DRAFT_CALL);
  g_autoptr (GwCallSketch) sketch = text != NULL ? gw_call_sketch_decode (text) : NULL;
  g_autofree char *at = NULL;
  g_autofree char *message = NULL;

  if (sketch == NULL)
    return;
  fill (self, sketch);
  at = gw_text_moment (gw_drafts_get_at (drafts, GW_DRAFT_CALL), g_get_real_time (),
                       gw_city_info_get_time_zone (gw_desk_get_city (self->desk)));
  /* Translators: when. */
  message = g_strdup_printf (_ ("The call that was begun at %s is here again. Escape twice "
                                "drops it."),
                             at);
  gw_call_window_say (self, message);
}
