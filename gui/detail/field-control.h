/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The kinds of controls that a field of a form can have. */
#pragma once

#include "gui/detail/field-row.h"

G_BEGIN_DECLS

typedef struct _GwFieldControl GwFieldControl;

/* All called with a control whose widget they know. */
typedef struct
{
  gboolean (*is_empty) (GwFieldControl *control);
  /* What is wrong with what is given, which is not empty; NULL: nothing. Static or owned by
   * the control. */
  const char *(*fault) (GwFieldControl *control);
  /* Never called when it is empty or faulty. */
  void (*give) (GwFieldControl *control, GwDecision *decision);
  /* Gives again what was decided, where something was. NULL: it cannot be given again. */
  void (*take) (GwFieldControl *control, const GwDecision *decision);
} GwFieldKind;

struct _GwFieldControl
{
  const GwFieldKind *kind;
  char *name;
  GtkWidget *widget; /* what is shown and focused */
  GPtrArray *codes;  /* of a drop-down, beside its lines; the first is NULL */
  GPtrArray *kinds;  /* of the classes: "matter", "component" */
  guint suggested;   /* the line that the server suggests; 0: none */
  char *note;        /* why it is suggested */
  char *case_number; /* the one that is open */
  gboolean initial;  /* how the check button stood at first */
  gint64 now_usec;
  char *wanted;              /* who is chosen once the people are there, or NULL */
  GCancellable *cancellable; /* of people who are asked for, or NULL */
  /* Of a condition: whose it is. NULL: it is none. */
  char *class_kind;
  char *class_code;
  char *own_condition;   /* the case's, or NULL */
  gboolean is_own_class; /* the class is the case's */
  /* FALSE: there is nothing to choose, and it need not be shown. NULL: always shown. */
  gboolean (*is_offered) (GwFieldControl *control);
};

/* changed is called with row whenever something else is given. */
GwFieldControl *gw_field_control_new (const GwActionField *field,
                                      const GwFieldContext *context, GCallback changed,
                                      gpointer row);
/* The widget is its parent's. */
void gw_field_control_free (GwFieldControl *control);
/* A line of a drop-down that is chosen, and is the server's suggestion. */
gboolean gw_field_control_is_suggested (GwFieldControl *control);
/* The class that is chosen. FALSE: none, or it is another field. Borrowed. */
gboolean gw_field_control_get_class (GwFieldControl *control, const char **ret_kind,
                                     const char **ret_code);
/* Offers the conditions of another class; nothing unless it is a condition. row: the case. */
void gw_field_control_set_class (GwFieldControl *control, GwCityInfo *city,
                                 const GwCaseRow *row, const char *kind, const char *code);

G_END_DECLS
