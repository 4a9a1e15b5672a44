/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A call that is being written down, as it is kept on the disk. */
#pragma once

#include "gui/client/encode.h"

G_BEGIN_DECLS

/* The draft points into strings of the sketch. */
typedef struct
{
  GwCallDraft draft;
  const char *serial; /* of the window it was begun in: the same call has the same key */
  const char *place;  /* where it is, in the words that were shown */
  GStrv photos;
  struct json_object *json;
} GwCallSketch;

char *gw_call_sketch_encode (const GwCallDraft *draft, const char *serial,
                             const char *place);
/* NULL when it is not what gw_call_sketch_encode() made. */
GwCallSketch *gw_call_sketch_decode (const char *text);
void gw_call_sketch_free (GwCallSketch *sketch);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwCallSketch, gw_call_sketch_free)

G_END_DECLS
