/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Answers of other threads, on their way to the main context: one source for many. */
#define G_LOG_DOMAIN "gridward-store"

#include "backend/store/sqlite/internal.h"

struct _GwAnswerBox
{
  GMainContext *context;
  GMutex lock;
  GQueue batches;  /* GArray of GwAnswer */
  GSource *source; /* set while batches wait */
};

static void
deliver (GArray *answers)
{
  for (guint i = 0; i < answers->len; i++)
    {
      GwAnswer *answer = &g_array_index (answers, GwAnswer, i);

      if (answer->done != NULL)
        answer->done (answer->data, answer->error, answer->user_data);
      if (answer->destroy != NULL)
        answer->destroy (answer->data);
      g_clear_error (&answer->error);
    }
  g_array_unref (answers);
}

/* Takes all that waits first: what callbacks queue comes with the next source. */
static gboolean
answers_waiting_cb (gpointer data)
{
  GwAnswerBox *box = data;
  GQueue batches;
  GArray *answers;

  g_mutex_lock (&box->lock);
  batches = box->batches;
  g_queue_init (&box->batches);
  g_clear_pointer (&box->source, g_source_unref);
  g_mutex_unlock (&box->lock);
  while ((answers = g_queue_pop_head (&batches)) != NULL)
    deliver (answers);
  return G_SOURCE_REMOVE;
}

GwAnswerBox *
gw_answer_box_new (GMainContext *context)
{
  GwAnswerBox *box = g_new0 (GwAnswerBox, 1);

  g_mutex_init (&box->lock);
  g_queue_init (&box->batches);
  box->context = context != NULL ? g_main_context_ref (context) : NULL;
  return box;
}

void
gw_answer_box_free (GwAnswerBox *box)
{
  while (box->batches.length > 0)
    {
      g_source_destroy (box->source);
      answers_waiting_cb (box);
    }
  g_mutex_clear (&box->lock);
  g_clear_pointer (&box->context, g_main_context_unref);
  g_free (box);
}

void
gw_answer_box_put (GwAnswerBox *box, GArray *answers)
{
  g_mutex_lock (&box->lock);
  g_queue_push_tail (&box->batches, answers);
  if (box->source == NULL)
    {
      box->source = g_idle_source_new ();
      g_source_set_priority (box->source, G_PRIORITY_DEFAULT);
      g_source_set_static_name (box->source, "gridward store answers");
      g_source_set_callback (box->source, answers_waiting_cb, box, NULL);
      g_source_attach (box->source, box->context);
    }
  g_mutex_unlock (&box->lock);
}
