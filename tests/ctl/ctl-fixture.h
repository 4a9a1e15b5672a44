/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Real gridwardctl processes on files of their own. */
#pragma once

#include "backend/service/city.h"

/* A folder that goes with the test, and the database in it (not made yet). */
typedef struct
{
  char *folder;
  char *database;
} CtlFixture;

void ctl_fixture_set_up (CtlFixture *fixture, gconstpointer data);
void ctl_fixture_tear_down (CtlFixture *fixture, gconstpointer data);
/* A path in the folder; caller frees. */
char *ctl_path (const CtlFixture *fixture, const char *name);
/* Writes a file into the folder; caller frees its path. */
char *ctl_write (const CtlFixture *fixture, const char *name, const char *text);

typedef struct
{
  int status; /* exit status; -1: killed */
  char *out;
  char *err;
} CtlRun;

void ctl_run_clear (CtlRun *run);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CtlRun, ctl_run_clear)

/* gridwardctl with these arguments (NULL-terminated), input on its standard input (or NULL). */
CtlRun ctl_run_plain (const char *input, const char *const *arguments);
/* The same after "--db DATABASE"; the arguments in one string, separated by blanks. */
CtlRun ctl_run (const CtlFixture *fixture, const char *input, const char *arguments);
/* Asserts the exit status, that text is in the output or the error output, and that an error
   of the program itself is one line. */
void ctl_assert (const CtlRun *run, int status, const char *text);

/*
 * A small sound city: 12 x 10 cells in two communities (north 441802001001, south
 * 441802001002), a component in each cell, a lake and a road.
 */
GwCity *ctl_make_city (void);
/* Writes it into the fixture's database. */
void ctl_create (const CtlFixture *fixture, const GwCity *city);
