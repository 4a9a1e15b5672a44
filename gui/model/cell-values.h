/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One number per cell, sorted into few classes with colours: map, legend and table share it. */
#pragma once

#include "gui/model/cell-set.h"
#include "gui/model/value-breaks.h"

G_BEGIN_DECLS

/* The class of a cell that has no number (no case to rate): not coloured. */
#define GW_VALUE_NO_CLASS G_MAXUINT8

/*
 * Signal "changed" (): values, breaks or both are new. Property "measure" (guint, GwMeasure,
 * writable): what is wanted; whoever makes the values follows it. Property "breaks" (guint,
 * GwBreaks, writable): how the classes of the measure are cut, kept for each measure.
 */
#define GW_TYPE_CELL_VALUES (gw_cell_values_get_type ())
G_DECLARE_FINAL_TYPE (GwCellValues, gw_cell_values, GW, CELL_VALUES, GObject)

GwCellValues *gw_cell_values_new (GwCellSet *cells);
GwMeasure gw_cell_values_get_measure (GwCellValues *self);
void gw_cell_values_set_measure (GwCellValues *self, GwMeasure measure);
GwBreaks gw_cell_values_get_breaks (GwCellValues *self);
void gw_cell_values_set_breaks (GwCellValues *self, GwBreaks breaks);
/* Text under the legend's title ("7 days", "now"); borrowed. */
const char *gw_cell_values_get_period (GwCellValues *self);
/* What the numbers are: the measure's label, or the title that was set for it. Borrowed. */
const char *gw_cell_values_get_title (GwCellValues *self);
/* For a measure that nobody chooses on the map. */
void gw_cell_values_set_title (GwCellValues *self, const char *title);
/* Takes the array (one double per cell, NAN: no value), made for the measure that is set. */
void gw_cell_values_take (GwCellValues *self, const char *period, double *values,
                          guint n_values);
/* NAN: none. */
double gw_cell_values_get (GwCellValues *self, guint32 position);
guint gw_cell_values_get_n_classes (GwCellValues *self);
/* 0 … n_classes - 1, or GW_VALUE_NO_CLASS. */
guint8 gw_cell_values_get_class (GwCellValues *self, guint32 position);
guint8 gw_cell_values_classify (GwCellValues *self, double value);
/* "1 – 3"; caller frees. */
char *gw_cell_values_dup_class_label (GwCellValues *self, guint value_class);
/* How many cells are in it. */
guint gw_cell_values_get_class_count (GwCellValues *self, guint value_class);
/* Opaque colour 0xRRGGBB; the map adds its own transparency. */
guint32 gw_cell_values_get_class_colour (GwCellValues *self, guint value_class,
                                         gboolean dark);

G_END_DECLS
