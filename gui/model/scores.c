/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The scores that a scheme gives to rows of the managers' page. */
#define G_LOG_DOMAIN "gridward-model"

#include "gui/model/scores.h"

struct _GwScores
{
  GObject parent_instance;

  GwClient *client;
  GCancellable *cancellable;
  GwScoreTable *table;
  GwScoreTable *coming; /* whose pages are on their way */
  gboolean loading;
  GError *error;
};

G_DEFINE_FINAL_TYPE (GwScores, gw_scores, G_TYPE_OBJECT)

static guint changed_signal;

static void ask_path (GwScores *self, const char *path);

/* The first page, or one more of the same. */
static void
take_page (GwScores *self, GwScoreTable *page)
{
  g_autofree char *next = g_steal_pointer (&page->next);

  if (self->coming == NULL)
    self->coming = page;
  else
    {
      g_ptr_array_extend_and_steal (self->coming->rows, g_steal_pointer (&page->rows));
      gw_score_table_free (page);
    }
  if (next != NULL)
    {
      ask_path (self, next);
      return;
    }
  self->loading = FALSE;
  g_clear_pointer (&self->table, gw_score_table_free);
  self->table = g_steal_pointer (&self->coming);
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GwScores) self = data;
  g_autoptr (GError) error = NULL;
  GwScoreTable *page = gw_client_call_finish (GW_CLIENT (source), result, &error);

  /* Another question followed. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (page != NULL)
    take_page (self, page);
  else
    {
      self->loading = FALSE;
      self->error = g_steal_pointer (&error);
    }
  if (!self->loading)
    g_signal_emit (self, changed_signal, 0);
}

static void
ask_path (GwScores *self, const char *path)
{
  gw_client_call_async (self->client, "GET", path, NULL, gw_decode_score_table,
                        (GDestroyNotify)gw_score_table_free, self->cancellable, answered_cb,
                        g_object_ref (self));
}

void
gw_scores_ask (GwScores *self, const GwStatQuestion *question)
{
  g_autofree char *path = NULL;

  g_return_if_fail (GW_IS_SCORES (self) && question->scheme != NULL);

  path = gw_stat_question_dup_scores_path (question);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  g_clear_error (&self->error);
  g_clear_pointer (&self->coming, gw_score_table_free);
  self->loading = TRUE;
  ask_path (self, path);
}

gboolean
gw_scores_is_loading (GwScores *self)
{
  g_return_val_if_fail (GW_IS_SCORES (self), FALSE);

  return self->loading;
}

const GError *
gw_scores_get_error (GwScores *self)
{
  g_return_val_if_fail (GW_IS_SCORES (self), NULL);

  return self->error;
}

const GwScoreTable *
gw_scores_get_table (GwScores *self)
{
  g_return_val_if_fail (GW_IS_SCORES (self), NULL);

  return self->table;
}

static void
gw_scores_dispose (GObject *object)
{
  GwScores *self = GW_SCORES (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->client);

  G_OBJECT_CLASS (gw_scores_parent_class)->dispose (object);
}

static void
gw_scores_finalize (GObject *object)
{
  GwScores *self = GW_SCORES (object);

  g_clear_pointer (&self->table, gw_score_table_free);
  g_clear_pointer (&self->coming, gw_score_table_free);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (gw_scores_parent_class)->finalize (object);
}

static void
gw_scores_class_init (GwScoresClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gw_scores_dispose;
  G_OBJECT_CLASS (klass)->finalize = gw_scores_finalize;
  changed_signal = g_signal_new ("changed", GW_TYPE_SCORES, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
gw_scores_init (GwScores *self)
{
  self->cancellable = g_cancellable_new ();
}

GwScores *
gw_scores_new (GwClient *client)
{
  GwScores *self = g_object_new (GW_TYPE_SCORES, NULL);

  self->client = g_object_ref (client);
  return self;
}
