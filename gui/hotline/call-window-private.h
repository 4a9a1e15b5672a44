/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the window of a call share: nobody else includes this. */
#pragma once

#include "gui/chooser.h"
#include "gui/client/encode.h"
#include "gui/detail/nearby-view.h"
#include "gui/detail/photo-picker.h"
#include "gui/hotline/call-window.h"
#include "gui/map/place-search.h"

G_BEGIN_DECLS

struct _GwCallWindow
{
  AdwWindow parent_instance;

  GwDesk *desk;
  GwNearbyCases *nearby;
  GCancellable *cancellable;
  GPtrArray *urgencies; /* GwUrgencyRecord, or NULL until they are there */
  gboolean has_place;
  GwLonLat place;
  char *serial; /* of this window, unlike any other's */
  gboolean is_sending;
  gboolean is_filling;  /* with a draft: nobody typed it */
  char *urgency_wanted; /* of the draft, until there are urgencies */
  gboolean was_warned;  /* that Escape loses what was typed */
  gboolean
      is_parked; /* it could not be sent, and has a place of its own among the drafts */
  guint nearby_source;
  GtkEditable *name_entry;
  GtkEditable *phone_entry;
  GwPlaceSearch *search;
  GtkLabel *place_label;
  GwChooser *class_choice;
  GtkDropDown *urgency_choice;
  GtkTextView *description_view;
  GwPhotoPicker *photo_picker;
  GtkEditable *external_entry;
  GtkLabel *message_label;
  GwNearbyView *nearby_view;
};

/* What is given so far. */
typedef struct
{
  GwCallDraft draft; /* points to the rest */
  char *name;
  char *phone;
  char *external;
  char *address;
  char *description;
  GStrv photos;
} GwCallGiven;

void gw_call_given_clear (GwCallGiven *given);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GwCallGiven, gw_call_given_clear)

/* ---- call-window.c ---- */

void gw_call_window_say (GwCallWindow *self, const char *message);
void gw_call_window_gather (GwCallWindow *self, GwCallGiven *given);
void gw_call_window_take_place (GwCallWindow *self, GwLonLat place, const char *words);
gboolean gw_call_window_is_empty (GwCallWindow *self);

/* ---- call-draft.c ---- */

/* Keeps what is given so far, should the program end; nothing when there is nothing. */
void gw_call_draft_keep (GwCallWindow *self);
/* The server is away: it is kept beside the next call, which may be taken meanwhile. */
void gw_call_draft_park (GwCallWindow *self);
/* It was taken, or is not wanted. */
void gw_call_draft_forget (GwCallWindow *self);
/* What was begun when the program ended, or the window was closed. */
void gw_call_draft_restore (GwCallWindow *self);
/* The urgency of the draft, now that there are any to choose from. */
void gw_call_draft_choose_urgency (GwCallWindow *self);

G_END_DECLS
