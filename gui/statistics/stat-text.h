/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Figures and their names in words. */
#pragma once

#include "gui/model/insight.h"

G_BEGIN_DECLS

/* "83.3 %", "12", "No cases"; caller frees. */
char *gw_stat_value_text (const GwIndicator *indicator, double value);
/* "93.42", "No cases" for NAN; caller frees. */
char *gw_stat_score_text (double score);
/* What is printed with two digits is rounded as the server rounds it: halves away from 0. */
double gw_stat_round_points (double points);
/* "+5.2 pts", "–"; caller frees. */
char *gw_stat_change_text (const GwIndicator *indicator, double change);
/* "Riverside: 83.3 %, 5 of 6"; caller frees. */
char *gw_stat_sentence (const GwIndicator *indicator, const char *name,
                        const GwIndicatorValue *value);
/* What a row is called: its name, a source or weekday in words, or else its key. Caller
 * frees. */
char *gw_stat_key_text (const char *dimension, const GwNamed *key);
/* "Street: Riverside"; caller frees. */
char *gw_stat_filter_text (const GwFigureBook *book, const GwStatFilter *filter);
/* "Street", from the book; the word itself when the book has none. */
const char *gw_stat_dimension_title (const GwFigureBook *book, const char *dimension);
const char *gw_stat_figure_title (const GwFigureBook *book, const char *figure);
/* "Closed − Closed in time" of "closed - closed_in_time"; caller frees. */
char *gw_stat_counted_text (const GwFigureBook *book, const char *counted);
/* "2026-11-02 09:11" in that zone; caller frees. */
char *gw_stat_moment_text (gint64 usec, GTimeZone *zone);

G_END_DECLS
