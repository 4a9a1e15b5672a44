/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the score schemes share. */
#pragma once

#include "backend/rules/book-private.h"
#include "backend/rules/score-scheme.h"

struct _GwScoreBook
{
  GPtrArray *schemes; /* GwScoreScheme */
};
