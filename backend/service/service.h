/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The service of one city: what every use case stands on. */
#pragma once

#include "backend/rules/case-error.h"
#include "backend/service/person.h"
#include "backend/service/snapshot.h"

G_BEGIN_DECLS

/*
 * An open city. Made, used and closed on one thread, whose default main context gets all
 * callbacks; nothing here blocks that thread on the disk for more than a point read.
 * All errors of this room are GW_CASE_ERROR.
 */
typedef struct _GwService GwService;

typedef gint64 (*GwServiceClock) (gpointer data);

typedef struct
{
  gboolean read_only;         /* for looking at a file next to a running server */
  guint queue_limit;          /* write jobs waiting at most; 0: the store's default */
  guint read_threads;         /* 0: the store's default */
  const char *attachment_dir; /* NULL: the database's path + ".files" */
  GwServiceClock clock;       /* UTC ms, called from any thread; NULL: the real time */
  gpointer clock_data;
  gboolean cheap_passwords; /* for tests: the least costly password hash */
} GwServiceOptions;

/*
 * Opens the database of a city that was set up (see setup.h). options NULL: all defaults.
 * NULL with GW_CASE_ERROR_INTERNAL; the message says what to do.
 */
GwService *gw_service_open (const char *path, const GwServiceOptions *options,
                            GError **error);
/* Finishes what is queued, delivers every callback, frees. */
void gw_service_close (GwService *service);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwService, gw_service_close)

/* The city as it is now; belongs to the service until it is reloaded: take a reference. */
GwSnapshot *gw_service_get_snapshot (GwService *service);
/* Reads the city again, after an import by another process. */
gboolean gw_service_reload (GwService *service, GError **error);

/* UTC ms by the service's clock. */
gint64 gw_service_now (GwService *service);
/*
 * Up to this instant everything has happened to cases that time does by itself, and is
 * published; 0: not looked at yet. A second behind at most, unless the disk is.
 */
gint64 gw_service_settled_until (GwService *service);
/* Does now what is done once a second, a minute and an hour: the clock was set forward. */
void gw_service_follow_clock (GwService *service);
/* The number of the last event that was published (0: none). */
gint64 gw_service_last_seq (GwService *service);
/* A number that changes whenever a statistic or a list may have changed, be it by another way
 * of counting; for caches. */
guint64 gw_service_stamp (GwService *service);

/* Reports that the server makes by itself, since it was started. */
typedef struct
{
  guint64 made;
  guint64 failed;
  guint waiting; /* failed, and not made since */
} GwReportCounts;

/* Told by who makes them. Main thread. */
void gw_service_set_report_counts (GwService *service, const GwReportCounts *counts);

/* For /healthz and /metrics. */
typedef struct
{
  guint64 batches;
  guint64 jobs;
  guint64 failed_jobs;
  guint64 overloads;
  guint queued;
  guint64 log_bytes;
  guint64 last_commit_us;
  guint sessions;    /* in memory */
  guint subscribers; /* of the feed */
  GwReportCounts reports;
} GwServiceMetrics;

void gw_service_get_metrics (GwService *service, GwServiceMetrics *ret_metrics);

G_END_DECLS
