/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A case stands in sets (dispatched, handled, closed ...) by the event that brought it there:
 * that event is what counts, and what is taken back when the case leaves the set. Everything
 * here follows from the journal alone, in its order, whatever the size of the steps.
 */
#define G_LOG_DOMAIN "gridward-store"

#include "backend/store/sqlite/follower.h"

#include "backend/rules/facts.h"
#include "backend/rules/post.h"
#include "backend/store/sqlite/cube.h"
#include "backend/store/sqlite/filings.h"

#define COUNT(name) GW_COUNT_MASK (GW_COUNT_##name)
#define FIGURE(name) GW_FIGURE_BIT (GW_FIGURE_##name)

/* In the order of figure-events.sql. */
enum
{
  EVENT_SEQ,
  EVENT_CASE,
  EVENT_AT,
  EVENT_TO,
  EVENT_COUNTS,
  EVENT_CELL,
  EVENT_DUTY_GRID,
  EVENT_CLASS,
  EVENT_DEPARTMENT,
  EVENT_SOURCE,
  EVENT_PERSON,
  EVENT_LEFT,
  EVENT_DATA,
  EVENT_ACTION,
  EVENT_FROM,
};

/* Which figure a count is. */
static const struct
{
  GwCount count;
  GwFigure figure;
} figures_of[] = {
  { GW_COUNT_REPORTED, GW_FIGURE_REPORTED },
  { GW_COUNT_REJECTED, GW_FIGURE_REJECTED },
  { GW_COUNT_VOIDED, GW_FIGURE_VOIDED },
  { GW_COUNT_MERGED, GW_FIGURE_MERGED },
  { GW_COUNT_FILED, GW_FIGURE_FILED },
  { GW_COUNT_FILED_IN_TIME, GW_FIGURE_FILED_IN_TIME },
  { GW_COUNT_DISPATCHED, GW_FIGURE_DISPATCHED },
  { GW_COUNT_REDISPATCHES, GW_FIGURE_REDISPATCHED },
  { GW_COUNT_RETURNS, GW_FIGURE_RETURNED },
  { GW_COUNT_HANDLED, GW_FIGURE_HANDLED },
  { GW_COUNT_HANDLED_IN_TIME, GW_FIGURE_HANDLED_IN_TIME },
  { GW_COUNT_REWORKS, GW_FIGURE_REWORKED },
  { GW_COUNT_DEFERRED, GW_FIGURE_DEFERRED },
  { GW_COUNT_EXTENSIONS, GW_FIGURE_EXTENDED },
  { GW_COUNT_CLOSED, GW_FIGURE_CLOSED },
  { GW_COUNT_CLOSED_IN_TIME, GW_FIGURE_CLOSED_IN_TIME },
  { GW_COUNT_EXEMPT, GW_FIGURE_EXEMPT },
  { GW_COUNT_REOPENED, GW_FIGURE_REOPENED },
};

typedef enum
{
  SET_DISPATCHED,
  SET_HANDLED,
  SET_HANDLED_IN_TIME,
  SET_CLOSED,
  SET_CLOSED_IN_TIME,
  SET_DEFERRED,
  N_SETS,
} Set;

/* figure: of those, what the event counted as is taken back with it. deferred: its end is no
 * taking back, except that it goes on in another cell. */
static const struct
{
  guint enters;
  guint leaves;
  guint figure;
} sets[N_SETS] = {
  [SET_DISPATCHED] = { COUNT (DISPATCHED), COUNT (WITHDRAWN_DISPATCHED),
                       FIGURE (DISPATCHED) | FIGURE (DISPATCHED_IN_TIME) },
  [SET_HANDLED] = { COUNT (HANDLED), COUNT (WITHDRAWN_HANDLED), FIGURE (HANDLED) },
  [SET_HANDLED_IN_TIME] = { COUNT (HANDLED_IN_TIME), COUNT (WITHDRAWN_HANDLED_IN_TIME),
                            FIGURE (HANDLED_IN_TIME) },
  [SET_CLOSED] = { COUNT (CLOSED), COUNT (REOPENED), FIGURE (CLOSED) },
  [SET_CLOSED_IN_TIME] = { COUNT (CLOSED_IN_TIME), COUNT (WITHDRAWN_CLOSED_IN_TIME),
                           FIGURE (CLOSED_IN_TIME) },
  [SET_DEFERRED] = { COUNT (DEFERRED), COUNT (DEFERRAL_ENDED), FIGURE (DEFERRED) },
};

#define N_WAITS (GW_N_FIGURES - GW_FIGURE_TO_HANDLE)

typedef struct
{
  GwThing thing;
  guint32 day_in; /* 0: does not wait */
} Wait;

/* A case under way. */
typedef struct
{
  gint64 id;
  GwThing things[N_SETS]; /* seq 0: does not stand in it */
  Wait waits[N_WAITS];
  gboolean overdue;
  gint64 dispatch_due; /* 0: none */
  gboolean dispatched_late;
  gint64 filed_at; /* first; 0: never */
} Standing;

struct _GwFollower
{
  GwStore *store;
  GwConnection *connection;
  gint64 seq;
  GHashTable *cases;   /* &id -> Standing */
  GHashTable *sources; /* name -> id */
  gint64 last_source;
};

/* One line of the journal; thing.figures is what it counts as. */
typedef struct
{
  GwThing thing;
  gint64 at;
  guint from;
  guint to;
  guint counts;
  guint left; /* counts of its leaving a cell */
  char *data; /* or NULL */
  char *source;
} Event;

static void
event_clear (gpointer data)
{
  Event *event = data;

  g_free (event->data);
  g_free (event->source);
}

GwFollower *
gw_follower_new (GwStore *store, GwConnection *connection)
{
  GwFollower *self = g_new0 (GwFollower, 1);

  self->store = store;
  self->connection = connection;
  self->seq = -1;
  self->cases = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, g_free);
  return self;
}

void
gw_follower_free (GwFollower *self)
{
  g_hash_table_unref (self->cases);
  g_clear_pointer (&self->sources, g_hash_table_unref);
  g_free (self);
}

/* --- sources -------------------------------------------------------------------------- */

static gboolean
load_sources (GwFollower *self, GError **error)
{
  GwStatement *s =
      gw_connection_query (self->connection, GW_QUERY_FIGURE_SOURCE_LIST, error);
  gboolean good = TRUE;

  if (s == NULL)
    return FALSE;
  g_clear_pointer (&self->sources, g_hash_table_unref);
  self->sources = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->last_source = 0;
  while (gw_statement_next (s, &good, error))
    {
      self->last_source = gw_column_int (s, 0);
      g_hash_table_insert (self->sources, gw_column_dup_text (s, 1),
                           GSIZE_TO_POINTER (self->last_source));
    }
  return good;
}

static gboolean
find_source (GwFollower *self, const char *name, gint64 *ret_id, GError **error)
{
  gint64 id = (gint64)GPOINTER_TO_SIZE (g_hash_table_lookup (self->sources, name));
  GwStatement *s;

  *ret_id = id;
  if (id != 0)
    return TRUE;
  s = gw_connection_query (self->connection, GW_QUERY_FIGURE_SOURCE_ADD, error);
  if (s == NULL)
    return FALSE;
  *ret_id = ++self->last_source;
  gw_bind_int (s, ":id", *ret_id);
  gw_bind_text (s, ":name", name);
  g_hash_table_insert (self->sources, g_strdup (name), GSIZE_TO_POINTER (*ret_id));
  return gw_statement_run (s, error);
}

/* --- what an event does --------------------------------------------------------------- */

static guint
figures_of_counts (guint counts)
{
  guint figures = 0;

  for (guint i = 0; i < G_N_ELEMENTS (figures_of); i++)
    if ((counts & GW_COUNT_MASK (figures_of[i].count)) != 0)
      figures |= GW_FIGURE_BIT (figures_of[i].figure);
  return figures;
}

static void
leave_set (Standing *standing, Set set)
{
  standing->things[set].seq = 0;
}

/* write FALSE: it is written already, and only what is known of the case is wanted. */
static gboolean
leave_sets (GwFollower *self, Standing *standing, guint counts, gboolean moves, guint32 day,
            gboolean write, GError **error)
{
  for (guint i = 0; i < N_SETS; i++)
    {
      GwThing *thing = &standing->things[i];

      if ((counts & sets[i].leaves) == 0 || thing->seq == 0)
        continue;
      if (write && (i != SET_DEFERRED || moves) &&
          !gw_figure_add_gone (self->connection, thing, sets[i].figure & thing->figures,
                               MAX (day, thing->day), error))
        return FALSE;
      leave_set (standing, i);
    }
  return TRUE;
}

/* When the dispatch is due and the lamp of the handling, as far as the journal has noted them. */
static void
follow_clocks (Standing *standing, const Event *event)
{
  g_auto (GwFacts) facts = { 0 };

  if (event->data == NULL || !gw_facts_from_json (event->data, &facts))
    return;
  for (guint i = 0; i < facts.n_dues; i++)
    if (facts.dues[i].stage == GW_STAGE_HANDLE)
      standing->overdue = facts.dues[i].card == GW_LAMP_RED;
    else if (facts.dues[i].stage == GW_STAGE_DISPATCH)
      standing->dispatch_due = facts.dues[i].due;
  if (facts.cards[GW_STAGE_HANDLE] != GW_LAMP_NONE)
    standing->overdue = facts.cards[GW_STAGE_HANDLE] == GW_LAMP_RED;
}

/*
 * Told from the deadline, not from what the event was noted to count as, so that it is known of
 * dispatches of before it was counted, too. What never waited for a dispatcher, because an
 * inspector handled it on the spot, is not late; what goes on in another cell stays what it was.
 */
static void
follow_dispatch (Standing *standing, Event *event)
{
  guint *figures = &event->thing.figures;

  if (event->from < GW_CASE_DISPATCHED)
    standing->dispatched_late = event->from == GW_CASE_FILED &&
                                standing->dispatch_due != 0 &&
                                event->at > standing->dispatch_due;
  if ((*figures & FIGURE (DISPATCHED)) != 0 && !standing->dispatched_late)
    *figures |= FIGURE (DISPATCHED_IN_TIME);
}

/* The thing that waits as this figure, or NULL. */
static const GwThing *
waiting_thing (const Standing *standing, GwFigure figure)
{
  const GwThing *things = standing->things;
  gboolean to_handle = things[SET_DISPATCHED].seq != 0 && things[SET_HANDLED].seq == 0 &&
                       things[SET_DEFERRED].seq == 0;

  switch (figure)
    {
    case GW_FIGURE_TO_HANDLE:
      return to_handle ? &things[SET_DISPATCHED] : NULL;
    case GW_FIGURE_OVERDUE_TO_HANDLE:
      return to_handle && standing->overdue ? &things[SET_DISPATCHED] : NULL;
    default:
      return things[SET_HANDLED].seq != 0 && things[SET_CLOSED].seq == 0
                 ? &things[SET_HANDLED]
                 : NULL;
    }
}

static gboolean
follow_wait (GwFollower *self, Standing *standing, GwFigure figure, guint32 day,
             gboolean write, GError **error)
{
  Wait *wait = &standing->waits[figure - GW_FIGURE_TO_HANDLE];
  const GwThing *thing = waiting_thing (standing, figure);

  if (wait->day_in != 0 && (thing == NULL || thing->seq != wait->thing.seq))
    {
      if (write && !gw_figure_end_wait (self->connection, &wait->thing, figure,
                                        wait->day_in, day, error))
        return FALSE;
      wait->day_in = 0;
    }
  if (wait->day_in != 0 || thing == NULL)
    return TRUE;
  wait->thing = *thing;
  wait->day_in = MAX (day, thing->day);
  return !write ||
         gw_figure_begin_wait (self->connection, &wait->thing, figure, wait->day_in, error);
}

/* When the case was filed first, and how long it took from then if this closes it. */
static void
follow_time (Standing *standing, Event *event)
{
  gint64 *filed_at = &standing->filed_at;

  if (event->to >= GW_CASE_FILED && event->to <= GW_CASE_CLOSED &&
      (*filed_at == 0 || event->at < *filed_at))
    *filed_at = event->at;
  if ((event->counts & COUNT (CLOSED)) != 0 && *filed_at != 0)
    event->thing.took = (event->at - *filed_at) / 1000;
}

static gboolean
add_thing (GwConnection *connection, GwThing *thing, GError **error)
{
  if ((thing->figures & FIGURE (FILED)) != 0 &&
      !gw_filing_find_place (connection, thing->case_id, thing->seq, &thing->place, error))
    return FALSE;
  return gw_figure_add_thing (connection, thing, error);
}

static gboolean
follow_event (GwFollower *self, Standing *standing, Event *event, gboolean write,
              GError **error)
{
  guint32 day = event->thing.day;

  if (!leave_sets (self, standing, event->left, TRUE, day, write, error) ||
      (event->left == 0 &&
       !leave_sets (self, standing, event->counts, FALSE, day, write, error)))
    return FALSE;
  event->thing.figures = figures_of_counts (event->counts);
  follow_clocks (standing, event);
  follow_dispatch (standing, event);
  follow_time (standing, event);
  if (write && event->thing.figures != 0 &&
      !add_thing (self->connection, &event->thing, error))
    return FALSE;
  for (guint i = 0; i < N_SETS; i++)
    if ((event->counts & sets[i].enters) != 0)
      standing->things[i] = event->thing;
  for (GwFigure figure = GW_FIGURE_TO_HANDLE; figure < GW_N_FIGURES; figure++)
    if (!follow_wait (self, standing, figure, day, write, error))
      return FALSE;
  return TRUE;
}

/* --- reading -------------------------------------------------------------------------- */

static void
read_event (GwFollower *self, GwStatement *s, Event *event)
{
  static const int columns[GW_N_KEPT_THING_KEYS] = {
    [GW_THING_CELL] = EVENT_CELL,     [GW_THING_DUTY_GRID] = EVENT_DUTY_GRID,
    [GW_THING_CLASS] = EVENT_CLASS,   [GW_THING_DEPARTMENT] = EVENT_DEPARTMENT,
    [GW_THING_PERSON] = EVENT_PERSON,
  };
  GwThing *thing = &event->thing;

  *event = (Event){ 0 };
  for (guint i = 0; i < GW_N_KEPT_THING_KEYS; i++)
    if (columns[i] != 0)
      thing->keys[i] = gw_column_int (s, columns[i]);
  thing->seq = gw_column_int (s, EVENT_SEQ);
  thing->case_id = gw_column_int (s, EVENT_CASE);
  event->at = gw_column_int (s, EVENT_AT);
  thing->day = gw_store_local_day (self->store, event->at);
  thing->keys[GW_THING_HOUR] = gw_store_local_hour (self->store, event->at);
  event->from = (guint)gw_column_int (s, EVENT_FROM);
  event->to = (guint)gw_column_int (s, EVENT_TO);
  event->counts = (guint)gw_column_int (s, EVENT_COUNTS);
  event->left = (guint)gw_column_int (s, EVENT_LEFT);
  event->source = gw_column_dup_text (s, EVENT_SOURCE);
  event->data = gw_column_dup_text (s, EVENT_DATA);
  thing->keys[GW_THING_POST] = gw_post_to_number (
      gw_post_of ((GwCaseAction)gw_column_int (s, EVENT_ACTION), (GwCaseState)event->from,
                  event->source, thing->keys[GW_THING_PERSON] == 0));
}

/* All events of the statement. */
static GArray *
read_events (GwFollower *self, GwStatement *s, GError **error)
{
  g_autoptr (GArray) events = g_array_new (FALSE, FALSE, sizeof (Event));
  gboolean has_row = TRUE;

  g_array_set_clear_func (events, event_clear);
  while (has_row)
    {
      Event event;

      if (!gw_statement_step (s, &has_row, error))
        return NULL;
      if (!has_row)
        break;
      read_event (self, s, &event);
      g_array_append_val (events, event);
    }
  return g_steal_pointer (&events);
}

static gboolean
follow_all (GwFollower *self, GArray *events, Standing *standing, GError **error)
{
  for (guint i = 0; i < events->len; i++)
    {
      Event *event = &g_array_index (events, Event, i);

      if (!find_source (self, event->source, &event->thing.keys[GW_THING_SOURCE], error) ||
          !follow_event (self, standing, event, FALSE, error))
        return FALSE;
    }
  return TRUE;
}

/* What the journal tells of the case before an event. */
static gboolean
load_standing (GwFollower *self, Standing *standing, gint64 before, GError **error)
{
  GwStatement *s =
      gw_connection_query (self->connection, GW_QUERY_FIGURE_CASE_EVENTS, error);
  g_autoptr (GArray) events = NULL;

  if (s == NULL)
    return FALSE;
  gw_bind_int (s, ":case_id", standing->id);
  gw_bind_int (s, ":until", before - 1);
  events = read_events (self, s, error);
  return events != NULL && follow_all (self, events, standing, error);
}

static Standing *
find_standing (GwFollower *self, const Event *event, GError **error)
{
  Standing *standing = g_hash_table_lookup (self->cases, &event->thing.case_id);

  if (standing != NULL)
    return standing;
  standing = g_new0 (Standing, 1);
  standing->id = event->thing.case_id;
  if ((event->counts & COUNT (REPORTED)) == 0 &&
      !load_standing (self, standing, event->thing.seq, error))
    {
      g_free (standing);
      return NULL;
    }
  g_hash_table_insert (self->cases, &standing->id, standing);
  return standing;
}

static gboolean
follow_next (GwFollower *self, Event *event, GError **error)
{
  Standing *standing = find_standing (self, event, error);

  if (standing == NULL ||
      !find_source (self, event->source, &event->thing.keys[GW_THING_SOURCE], error) ||
      !follow_event (self, standing, event, TRUE, error))
    return FALSE;
  if (gw_case_state_is_terminal (event->to))
    g_hash_table_remove (self->cases, &event->thing.case_id);
  return TRUE;
}

gboolean
gw_follower_run (GwFollower *self, gint64 after, gint64 until, GError **error)
{
  GwStatement *s;
  g_autoptr (GArray) events = NULL;
  guint32 day_before = 0;

  /* What is known is of another moment: of a batch that was lost, or of before a rebuild. */
  if (self->seq != after || self->sources == NULL)
    {
      g_hash_table_remove_all (self->cases);
      if (!load_sources (self, error))
        return FALSE;
    }
  self->seq = -1;
  s = gw_connection_query (self->connection, GW_QUERY_FIGURE_EVENTS, error);
  if (s == NULL)
    return FALSE;
  gw_bind_int (s, ":after", after);
  gw_bind_int (s, ":until", until);
  events = read_events (self, s, error);
  if (events == NULL)
    return FALSE;
  for (guint i = 0; i < events->len; i++)
    {
      Event *event = &g_array_index (events, Event, i);
      guint32 day = event->thing.day;
      gboolean is_last =
          i + 1 == events->len || g_array_index (events, Event, i + 1).thing.day != day;

      if (day != day_before && !gw_cubes_begin_day (self->connection, day, error))
        return FALSE;
      day_before = day;
      if (!follow_next (self, event, error) ||
          (is_last && !gw_cubes_add_day (self->connection, day, event->thing.seq, error)))
        return FALSE;
    }
  self->seq = until;
  return TRUE;
}
