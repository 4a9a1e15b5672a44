/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The kinds of things that are administered alike: their fields, actions and paths. */
#pragma once

#include "gui/client/json.h"
#include "gui/model/city-info.h"

G_BEGIN_DECLS

typedef enum
{
  GW_SUBJECT_TEXT,
  GW_SUBJECT_CHOICE, /* one of what `choices` names */
  GW_SUBJECT_ROLES,  /* several of the roles */
  GW_SUBJECT_DAYS,   /* days of the week */
  GW_SUBJECT_CODES,  /* many codes, one a line */
  GW_SUBJECT_CELLS,  /* the same, also picked on the map */
} GwSubjectControl;

typedef enum
{
  GW_CHOICES_NONE,
  GW_CHOICES_LEVELS,
  GW_CHOICES_AREAS,
  GW_CHOICES_DEPARTMENTS,
  GW_CHOICES_CALENDARS,
  GW_CHOICES_INSPECTORS,
  GW_CHOICES_DUTY_GRIDS,
  GW_N_CHOICES,
} GwSubjectChoices;

typedef struct
{
  const char *name;  /* of the wire */
  const char *label; /* N_(), with a mnemonic */
  const char *hint;  /* N_(); what may be given, or NULL */
  GwSubjectControl control;
  GwSubjectChoices choices;
  gboolean required;
  gboolean fixed;      /* the key: given once */
  const char *pattern; /* what is given matches it; NULL: anything */
} GwSubjectField;

typedef struct
{
  const char *name;     /* of the wire */
  const char *label;    /* N_(), with a mnemonic */
  const char *states;   /* in which it may be done */
  const char *question; /* N_(); asked first, or NULL */
  const char *done;     /* N_(); said then */
} GwSubjectAction;

typedef struct
{
  const char *path; /* below /api/v1/administration/ */
  const char *list; /* the member of lists, then of single ones */
  const char *item;
  const char *key;
  const char *new_label; /* N_() */
  const char *empty;     /* N_(): there is none; then what to do */
  const char *search;    /* N_(): the placeholder */
  const GwSubjectField *fields;
  guint n_fields;
  const GwSubjectAction *actions;
  guint n_actions;
  /* What a row says, of an object of the wire. Caller frees. */
  char *(*title) (GwJson *json);
  char *(*subtitle) (GwJson *json);
} GwSubjectKind;

extern const GwSubjectKind gw_subject_people;
extern const GwSubjectKind gw_subject_departments;
extern const GwSubjectKind gw_subject_duty_grids;
extern const GwSubjectKind gw_subject_shifts;

/* A member that is a string; NULL: none. Borrowed. */
const char *gw_subject_text (GwJson *json, const char *member);
/* Members of an array of strings joined by the separator. Caller frees. */
char *gw_subject_join (GwJson *json, const char *member, const char *separator);
/* What the server calls what a reference names, or else its code; NULL: none. Borrowed. */
const char *gw_subject_name_of (GwJson *json, const char *member);
/* "Monday", …; day 1 to 7. Static. */
const char *gw_subject_day (guint day);

/* GwDecoders: the document as it is, an object (GwJson, gw_json_unref()). */
gpointer gw_decode_object (const char *text, gsize length, GError **error);
/* Of any list of things with a code or login and names: GPtrArray of GwNamed. */
gpointer gw_decode_choices (const char *text, gsize length, GError **error);

G_END_DECLS
