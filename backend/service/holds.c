/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who has which case open just now: a courtesy among colleagues, in memory alone. */
#define G_LOG_DOMAIN "gridward-service"

#include "backend/service/holds.h"

#include "backend/service/service-private.h"

#define DESK_ROLES                                                                         \
  (GW_ROLE_ACCEPTOR | GW_ROLE_LEADER | GW_ROLE_DISPATCHER | GW_ROLE_DEPARTMENT |           \
   GW_ROLE_ADMIN)
#define EXPIRE_SECONDS 30
/* Who leafs through a list faster than this is not at any case of it. */
#define MAX_TAKES 40
#define TAKES_USEC (10 * G_USEC_PER_SEC)

struct _GwHolds
{
  GwService *service;
  GPtrArray *holders; /* GwHolder */
  GSource *timer;
  GwHoldFunc changed;
  gpointer user_data;
};

struct _GwHolder
{
  guint ref_count; /* a case that is being read keeps it alive */
  GwHolds *holds;  /* NULL: it has left */
  GwPerson *person;
  GwCaseRow *row; /* that is held, or NULL */
  gint64 since;
  gint64 active_usec; /* last sign of life */
  gint64 wanted;      /* number of the case to hold; 0: none */
  gboolean reading;
  guint n_takes; /* since */
  gint64 takes_usec;
};

static void read_wanted (GwHolder *holder);

static void
holder_unref (GwHolder *holder)
{
  if (--holder->ref_count > 0)
    return;
  gw_person_unref (holder->person);
  g_free (holder);
}

static gboolean
expire_cb (gpointer data)
{
  gw_holds_expire (data, g_get_monotonic_time ());
  return G_SOURCE_CONTINUE;
}

GwHolds *
gw_holds_new (GwService *service, GwHoldFunc changed, gpointer user_data)
{
  GwHolds *holds = g_new0 (GwHolds, 1);

  holds->service = service;
  holds->holders = g_ptr_array_new ();
  holds->changed = changed;
  holds->user_data = user_data;
  holds->timer = g_timeout_source_new_seconds (EXPIRE_SECONDS);
  g_source_set_callback (holds->timer, expire_cb, holds, NULL);
  g_source_attach (holds->timer, service->context);
  return holds;
}

void
gw_holds_free (GwHolds *holds)
{
  if (holds == NULL)
    return;
  g_source_destroy (holds->timer);
  g_source_unref (holds->timer);
  while (holds->holders->len > 0)
    gw_holds_leave (g_ptr_array_index (holds->holders, holds->holders->len - 1));
  g_ptr_array_unref (holds->holders);
  g_free (holds);
}

gboolean
gw_holds_is_for (const GwPerson *person)
{
  return (person->roles & DESK_ROLES) != 0;
}

GwHolder *
gw_holds_join (GwHolds *holds, const GwPerson *person)
{
  GwHolder *holder = g_new0 (GwHolder, 1);

  holder->ref_count = 1;
  holder->holds = holds;
  holder->person = gw_person_ref (person);
  g_ptr_array_add (holds->holders, holder);
  return holder;
}

/* The first of the holders of the same case who are the same person; NULL: none. */
static GwHolder *
find_twin (const GwHolds *holds, gint64 person, gint64 case_id)
{
  for (guint i = 0; i < holds->holders->len; i++)
    {
      GwHolder *holder = g_ptr_array_index (holds->holders, i);

      if (holder->row != NULL && holder->row->id == case_id && holder->person->id == person)
        return holder;
    }
  return NULL;
}

static void
let_go (GwHolder *holder)
{
  GwHolds *holds = holder->holds;
  g_autoptr (GwCaseRow) row = g_steal_pointer (&holder->row);
  GwHold ended = { .row = row, .person = holder->person };

  if (row != NULL && find_twin (holds, holder->person->id, row->id) == NULL)
    holds->changed (&ended, holds->user_data);
}

void
gw_holds_leave (GwHolder *holder)
{
  holder->wanted = 0;
  let_go (holder);
  g_ptr_array_remove_fast (holder->holds->holders, holder);
  holder->holds = NULL;
  holder_unref (holder);
}

/* --- taking --------------------------------------------------------------------------- */

typedef struct
{
  GwHolder *holder;
  GwSnapshot *snapshot;
  gint64 case_id;
  GwCaseRow *row;
} ReadJob;

static void
read_job_free (gpointer data)
{
  ReadJob *job = data;

  holder_unref (job->holder);
  gw_snapshot_unref (job->snapshot);
  g_clear_pointer (&job->row, gw_case_row_unref);
  g_free (job);
}

static gboolean
read_thread (GwStoreReader *reader, gpointer data, GError **error)
{
  ReadJob *job = data;
  g_autoptr (GwCaseRecord) record = gw_store_case_load (reader, job->case_id, error);

  if (record == NULL)
    return FALSE;
  job->row = gw_case_row_new_take (job->snapshot, record);
  return TRUE;
}

static void
begin (GwHolder *holder, GwCaseRow *row)
{
  GwHolds *holds = holder->holds;
  const GwHolder *twin = find_twin (holds, holder->person->id, row->id);
  GwHold hold = { .row = row, .person = holder->person };

  holder->row = gw_case_row_ref (row);
  holder->since = twin != NULL ? twin->since : gw_service_now (holds->service);
  hold.since = holder->since;
  if (twin == NULL)
    holds->changed (&hold, holds->user_data);
}

static void
read_cb (gpointer data, const GError *error, gpointer user_data)
{
  ReadJob *job = data;
  GwHolder *holder = job->holder;

  holder->reading = FALSE;
  if (holder->holds == NULL)
    return;
  if (holder->wanted != job->case_id)
    {
      read_wanted (holder);
      return;
    }
  if (job->row != NULL && gw_case_row_is_visible (job->row, holder->person))
    begin (holder, job->row);
  else
    holder->wanted = 0;
}

static void
read_wanted (GwHolder *holder)
{
  GwService *service = holder->holds->service;
  ReadJob *job;

  if (holder->wanted == 0 || holder->reading)
    return;
  job = g_new0 (ReadJob, 1);
  job->holder = holder;
  job->snapshot = gw_snapshot_ref (service->snapshot);
  job->case_id = holder->wanted;
  holder->ref_count++;
  holder->reading = TRUE;
  if (gw_store_read_async (service->store, read_thread, job, read_job_free, read_cb, NULL))
    return;
  /* Too much else is to be read: nobody is told of this one. */
  holder->reading = FALSE;
  holder->wanted = 0;
  read_job_free (job);
}

static gboolean
comes_too_often (GwHolder *holder, gint64 now_usec)
{
  if (now_usec - holder->takes_usec > TAKES_USEC)
    {
      holder->takes_usec = now_usec;
      holder->n_takes = 0;
    }
  return ++holder->n_takes > MAX_TAKES;
}

void
gw_holds_take (GwHolder *holder, const char *number)
{
  gint64 now_usec = g_get_monotonic_time ();
  gint64 id = 0;

  if (!gw_holds_is_for (holder->person) || comes_too_often (holder, now_usec) ||
      (number != NULL && !gw_case_number_parse (number, &id)))
    return;
  holder->active_usec = now_usec;
  if (id == holder->wanted)
    return;
  holder->wanted = id;
  let_go (holder);
  read_wanted (holder);
}

/* --- all of them ---------------------------------------------------------------------- */

void
gw_holds_each (GwHolds *holds, GwHoldFunc func, gpointer user_data)
{
  for (guint i = 0; i < holds->holders->len; i++)
    {
      const GwHolder *holder = g_ptr_array_index (holds->holders, i);
      GwHold hold = { .row = holder->row,
                      .person = holder->person,
                      .since = holder->since };

      if (holder->row != NULL &&
          find_twin (holds, holder->person->id, holder->row->id) == holder)
        func (&hold, user_data);
    }
}

void
gw_holds_note (GwHolds *holds, const GwCaseRow *row)
{
  for (guint i = 0; i < holds->holders->len; i++)
    {
      GwHolder *holder = g_ptr_array_index (holds->holders, i);

      if (holder->row == NULL || holder->row->id != row->id)
        continue;
      gw_case_row_unref (holder->row);
      holder->row = gw_case_row_ref (row);
    }
}

void
gw_holds_expire (GwHolds *holds, gint64 now_usec)
{
  for (guint i = 0; i < holds->holders->len; i++)
    {
      GwHolder *holder = g_ptr_array_index (holds->holders, i);

      if (now_usec - holder->active_usec < (gint64)GW_HOLD_IDLE_MS * 1000)
        continue;
      holder->wanted = 0;
      let_go (holder);
    }
}
