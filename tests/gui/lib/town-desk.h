/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A town in which things happened, its real server, and the managers' page at one desk. */
#pragma once

#include "gui/statistics/statistics-view.h"
#include "tests/gui/lib/views.h"

G_BEGIN_DECLS

typedef struct
{
  GwClient *client; /* signed in beside the desk */
  GwViews *views;
  GwStatisticsView *view;
  GwInsight *insight;
  gpointer answer;
  gboolean answered;
  guint n_opened; /* figures whose lists were counted */
} TownDesk;

/* Once for all tests of a program; program: that of the town's server. */
void town_desk_begin (const char *program);
void town_desk_end (void);
/* The desk, back at the question that its page begins with. */
TownDesk *town_desk_start_again (void);

/* Waits for whatever the page has asked for. */
void town_desk_settle (TownDesk *fixture);
/* Takes the question. */
void town_desk_ask (TownDesk *fixture, GwStatQuestion *question);
/* Caller frees. */
GwStatQuestion *town_desk_copy_question (TownDesk *fixture);
/* What the server answers; caller frees. */
gpointer town_desk_get (TownDesk *fixture, const char *path, GwDecoder decode,
                        GDestroyNotify free_answer);
/* Page by page to the end of the list that a question opens. */
void town_desk_assert_listed (TownDesk *fixture, const GwStatQuestion *question,
                              gint64 count);
/* The same of a figure of the question. */
void town_desk_assert_figure (TownDesk *fixture, const GwStatQuestion *question,
                              const char *figure, gint64 count);

G_END_DECLS
