/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The journal of a case in words. */
#define G_LOG_DOMAIN "gridward-model"

#include "gui/model/event-text.h"

#include <glib/gi18n.h>

#include "gui/model/text.h"

/* What the events before tell of the next one. */
typedef struct
{
  GwCityInfo *city;
  const char *number;
  const char *request; /* the kind that waits, or NULL */
  gint64 deadline_usec;
} Telling;

static const struct
{
  const char *action;
  const char *request;
} requests[] = {
  { "request_extension", "extension" },
  { "request_suspension", "suspension" },
  { "request_deferral", "deferral" },
  { "appeal", "appeal" },
};

static void
event_text_free (gpointer data)
{
  GwEventText *text = data;

  g_free (text->title);
  g_free (text->who);
  g_ptr_array_unref (text->lines);
  g_free (text->other_case);
  g_free (text);
}

static gboolean
is_action (const GwCaseEvent *event, const char *action)
{
  return g_strcmp0 (event->action, action) == 0;
}

static gboolean
decides_request (const GwCaseEvent *event)
{
  return is_action (event, "approve") || is_action (event, "refuse") ||
         is_action (event, "withdraw");
}

static char *
card_label (const GwGivenCard *card)
{
  return g_strdup_printf (card->colour == GW_LAMP_RED ? _ ("Red card: %s")
                                                      : _ ("Yellow card: %s"),
                          gw_text_stage (card->stage));
}

static char *
make_title (const Telling *telling, const GwCaseEvent *event)
{
  const char *past = gw_text_action_past (event->action);

  if (is_action (event, "verify") && event->refuted)
    return g_strdup (_ ("Not confirmed"));
  if (telling->request != NULL && decides_request (event))
    /* Translators: what was decided, and on which request, as "Approved: Extension". */
    return g_strdup_printf (_ ("%s: %s"), past, gw_text_request (telling->request));
  if (event->cards != NULL && event->cards->len > 0)
    return card_label (event->cards->pdata[0]);
  if (event->level != 0)
    /* Translators: what was done, and at which level of supervision. */
    return g_strdup_printf (_ ("%s: level %u"), past, event->level);
  if (is_action (event, "visit") && event->satisfaction != NULL)
    return g_strdup_printf (_ ("%s: %s"), past, gw_text_choice (event->satisfaction));
  return g_strdup (past);
}

static char *
make_who (const GwCaseEvent *event)
{
  const char *actor = gw_named_label (&event->actor);
  gboolean sends = is_action (event, "dispatch") || is_action (event, "redispatch");
  const char *to = "";

  if (event->person.code != NULL)
    to = event->person.name != NULL ? event->person.name : event->person.code;
  else if (sends)
    to = gw_named_label (&event->department);
  if (event->actor.code == NULL)
    actor = _ ("By itself");
  return to[0] != '\0' ? g_strdup_printf (_ ("%s → %s"), actor, to) : g_strdup (actor);
}

static void
add_line (GwEventText *text, char *line)
{
  g_ptr_array_add (text->lines, line);
}

static char *
full_moment (const Telling *telling, gint64 usec)
{
  return gw_text_full_moment (usec, gw_city_info_get_time_zone (telling->city));
}

static void
add_deadline (const Telling *telling, GwEventText *text, const GwCaseEvent *event)
{
  g_autofree char *due = NULL;
  g_autofree char *before = NULL;

  if (event->deadline_usec == 0 || event->deadline_usec == telling->deadline_usec)
    return;
  due = full_moment (telling, event->deadline_usec);
  if (telling->deadline_usec == 0)
    {
      add_line (text, g_strdup_printf (_ ("Due %s"), due));
      return;
    }
  before = full_moment (telling, telling->deadline_usec);
  /* Translators: the deadline before and after. */
  add_line (text, g_strdup_printf (_ ("Due %s → %s"), before, due));
}

/* What was corrected; the fields of forms are asked for in other words. */
static const char *
subject_label (const char *field)
{
  const struct
  {
    const char *field;
    const char *label;
  } subjects[] = {
    { "class", C_ ("field", "Class") },
    { "condition", C_ ("field", "Filing condition") },
    { "urgent", C_ ("subject", "Urgent") },
    { "description", C_ ("field", "Description") },
    { "location", C_ ("subject", "Position") },
    { "cell", C_ ("subject", "Cell") },
    { "community", C_ ("subject", "Community") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (subjects); i++)
    if (g_strcmp0 (subjects[i].field, field) == 0)
      return subjects[i].label;
  return field;
}

static const char *
value_label (const GwNamed *value)
{
  if (g_strcmp0 (value->code, "yes") == 0 && value->name == NULL)
    return _ ("yes");
  if (g_strcmp0 (value->code, "no") == 0 && value->name == NULL)
    return _ ("no");
  if (gw_named_label (value)[0] != '\0')
    return gw_named_label (value);
  return value->code != NULL ? value->code : _ ("none");
}

static void
add_changes (GwEventText *text, const GwCaseEvent *event)
{
  for (guint i = 0; event->changes != NULL && i < event->changes->len; i++)
    {
      const GwCaseChange *change = event->changes->pdata[i];

      /* Translators: what was corrected, before and after: "Class: Litter → Dirty road". */
      add_line (text,
                g_strdup_printf (_ ("%s: %s → %s"), subject_label (change->field),
                                 value_label (&change->from), value_label (&change->to)));
    }
}

static GwEventText *
tell (const Telling *telling, const GwCaseEvent *event)
{
  GwEventText *text = g_new0 (GwEventText, 1);

  text->title = make_title (telling, event);
  text->who = make_who (event);
  text->lines = g_ptr_array_new_with_free_func (g_free);
  text->other_case = g_strdup (event->other_case);
  if (event->until_usec != 0)
    {
      g_autofree char *until = full_moment (telling, event->until_usec);

      add_line (text, g_strdup_printf (_ ("Until %s"), until));
    }
  add_deadline (telling, text, event);
  add_changes (text, event);
  for (guint i = 1; event->cards != NULL && i < event->cards->len; i++)
    add_line (text, card_label (event->cards->pdata[i]));
  if (telling->number != NULL && g_strcmp0 (event->number, telling->number) != 0)
    add_line (text,
              g_strdup_printf (_ ("In case %s, merged into this one"), event->number));
  return text;
}

/* What is known after the event. */
static void
learn (Telling *telling, const GwCaseEvent *event)
{
  for (guint i = 0; i < G_N_ELEMENTS (requests); i++)
    if (is_action (event, requests[i].action))
      telling->request = requests[i].request;
  if (is_action (event, "refuse") || is_action (event, "withdraw"))
    telling->request = NULL;
  if (event->deadline_usec != 0)
    telling->deadline_usec = event->deadline_usec;
}

GPtrArray *
gw_event_texts_new (const GPtrArray *events, const char *number, GwCityInfo *city)
{
  GPtrArray *texts = g_ptr_array_new_with_free_func (event_text_free);
  Telling own = { .city = city, .number = number };

  for (guint i = 0; events != NULL && i < events->len; i++)
    {
      const GwCaseEvent *event = events->pdata[i];
      Telling other = { .city = city, .number = number };
      Telling *telling = g_strcmp0 (event->number, number) == 0 ? &own : &other;

      g_ptr_array_add (texts, tell (telling, event));
      learn (telling, event);
    }
  return texts;
}
