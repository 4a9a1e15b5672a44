/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One field of a form: its label, its control, what is wrong with it. */
#pragma once

#include "gui/admin/subject.h"
#include "gui/model/desk.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef struct _GwSubjectInput GwSubjectInput;

/* changed is called with user_data whenever something else is given. */
GwSubjectInput *gw_subject_input_new (const GwSubjectField *field, GwDesk *desk,
                                      GCallback changed, gpointer user_data);
/* The widget is its parent's. */
void gw_subject_input_free (GwSubjectInput *input);
/* Label, control and fault together. Borrowed. */
GtkWidget *gw_subject_input_get_widget (GwSubjectInput *input);
void gw_subject_input_focus (GwSubjectInput *input);

/* What may be chosen: GwNamed; what was chosen stays. Nothing for other controls. */
void gw_subject_input_set_choices (GwSubjectInput *input, const GPtrArray *choices);
/* json NULL: of something new. is_locked: it is looked at alone. */
void gw_subject_input_show (GwSubjectInput *input, GwJson *json, gboolean is_locked);
/* The value for the wire: the caller's, NULL for null. */
GwJson *gw_subject_input_dup_value (GwSubjectInput *input);
/* TRUE when it is not what was shown. */
gboolean gw_subject_input_is_changed (GwSubjectInput *input);
/* TRUE when it can be sent; else it says why, unless it is only not filled in yet and
 * `strict` is FALSE. */
gboolean gw_subject_input_check (GwSubjectInput *input, gboolean strict);
/* What the server says is wrong; NULL: nothing. */
void gw_subject_input_set_fault (GwSubjectInput *input, const char *fault);

G_END_DECLS
