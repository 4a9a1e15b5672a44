/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the two halves of a page share: the list, and the form. */
#pragma once

#include "gui/admin/subject-control.h"
#include "gui/admin/subject-page.h"

G_BEGIN_DECLS

struct _GwSubjectPage
{
  GwAdminPage parent_instance;

  GwDesk *desk;
  const GwSubjectKind *kind;
  GCancellable *cancellable; /* of everything, until the page is gone */
  guint n_calls;             /* on their way */
  /* The list. */
  GtkSearchEntry *search;
  GtkWidget *retired_check;
  GtkListBox *list;
  GtkStack *list_stack;
  GtkLabel *list_message;
  GtkLabel *count_label;
  GtkWidget *more_button;
  char *next; /* the path of the next page, or NULL */
  guint search_source;
  guint list_stamp; /* answers to older questions are dropped */
  guint answered_stamp;
  gboolean is_moving; /* the selection is moved by the page itself */
  /* The form. */
  GtkStack *form_stack;
  GtkLabel *title_label;
  GtkLabel *state_label;
  GtkWidget *form_box;
  GtkLabel *message_label;
  GtkWidget *save_button;
  GtkWidget *revert_button;
  GtkWidget *action_buttons[8];
  GwSubjectInput *inputs[16];
  GwJson *shown; /* NULL: something new, or nothing */
  gboolean is_editing;
  gboolean is_sending;
  char *wanted; /* key of what is to be shown once the list is there */
};

/* The key of a list's or the form's object. */
const char *gw_subject_page_key (GwSubjectPage *self, GwJson *json);
/* A call whose answer is an object; done is called on success or failure unless the page is
 * gone meanwhile. */
typedef void (*GwSubjectPageFunc) (GwSubjectPage *self, GwJson *json, const GError *error);
void gw_subject_page_call (GwSubjectPage *self, const char *method, const char *path,
                           const char *body, GwSubjectPageFunc done);

/* subject-form.c */
GtkWidget *gw_subject_form_make (GwSubjectPage *self);
/* json NULL with is_new: an empty form; without: nothing is shown. */
void gw_subject_form_show (GwSubjectPage *self, GwJson *json, gboolean is_new);
gboolean gw_subject_form_has_changes (GwSubjectPage *self);
void gw_subject_form_save (GwSubjectPage *self);
/* Asks for what may be chosen. */
void gw_subject_form_load_choices (GwSubjectPage *self);
void gw_subject_form_clear (GwSubjectPage *self);

/* subject-page.c: the list anew, then the one with that key (borrowed; NULL: as it was). */
void gw_subject_page_reload (GwSubjectPage *self, const char *key);

G_END_DECLS
