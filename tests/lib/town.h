/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A small town in a temporary folder: 16 cells, three departments, one person per role. */
#pragma once

#include "backend/service/case-action.h"
#include "backend/service/intake.h"
#include "backend/service/service.h"

G_BEGIN_DECLS

/*
 * Cells of 0.001 degree from 113.0/23.7 on, four by four, row by row; the lower eight in
 * community 441802001001 (street 441802001), the upper ones in 441802002001. Along the
 * south runs 大街 (Main St) with the houses 1, 3 and 9; 第一小学 is in the last cell.
 * Departments sanitation, works, general. People inspector, inspector2, acceptor, leader,
 * dispatcher, manager, admin, sanitation, works (both of role department), handler and
 * handler2 (of sanitation), exchange (another hotline system), with the password
 * "password-of-LOGIN".
 */
typedef struct
{
  char *dir;
  char *path;
  GwService *service;
  gint64 now_ms; /* what the town's clock shows; 0: the real time. Read by any thread. */
  guint n_waiting;
} GwTown;

#define GW_TOWN_COMPONENT "44180201001000001"
#define GW_TOWN_MONDAY 1795395600000 /* Monday, 2026-11-23 09:00 in Asia/Shanghai */

GwTown *gw_town_new (void);
/* Closes the service and removes everything. */
void gw_town_free (GwTown *town);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwTown, gw_town_free)
/* Closes the service and opens it again, as after a restart. */
void gw_town_reopen (GwTown *town);
/* Only the database, for whoever wants to open it himself. */
char *gw_town_create (const char *dir);

/* Aborts when there is none. The caller's reference. */
GwPerson *gw_town_person (GwTown *town, const char *login);
/* The middle of a cell, 0..15. */
GwLonLat gw_town_place (guint cell);
/* A report of class 06010 (exposed litter) in the first cell. */
GwReport gw_town_report (void);

/* Iterates the main context until *done; fails after 30 s. */
void gw_town_wait (const gboolean *done);

/* Waits for the answer. NULL with error. Caller frees. */
typedef struct
{
  GwCaseRow *row;
  guint64 actions;  /* GW_ACTION_BIT() */
  char *suggestion; /* code or NULL */
  guint n_attachments;
  gboolean repeated;
} GwTownAnswer;

void gw_town_answer_free (GwTownAnswer *answer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwTownAnswer, gw_town_answer_free)

GwTownAnswer *gw_town_take (GwTown *town, const char *login, const GwReport *report,
                            GError **error);
/* version 0: the current one. */
GwTownAnswer *gw_town_act (GwTown *town, const char *login, GwActionRequest request,
                           GError **error);
/* The same for one action with an opinion; aborts when it fails. */
void gw_town_do (GwTown *town, const char *login, const char *number, GwCaseAction action);
/* A report as the inspector, driven to a state of the main line. Caller frees. */
char *gw_town_case (GwTown *town, GwCaseState state);
/* What the acceptor was told on the telephone: it waits to be registered. Caller frees. */
char *gw_town_called_case (GwTown *town);
/* A call of the hotline that the acceptor took, promised an answer in 24 h. Caller frees. */
char *gw_town_hotline_case (GwTown *town);

G_END_DECLS
