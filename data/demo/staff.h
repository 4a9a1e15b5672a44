/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of departments and their duties, for staff and routing. */
#pragma once

#include "backend/rules/catalogue.h"

/* Codes are lower case, since they are part of logins (dept-CODE). */
typedef struct
{
  const char *code;
  const char *name;
  const char *name_en;
  /* Class prefixes, separated by blanks: of components (and their faults), of matters. */
  const char *classes;
  const char *matters;
} GwDemoDepartment;

/* The professional departments; ret_n gets their number. Static. */
const GwDemoDepartment *gw_demo_departments (guint *ret_n);
/* "st001" for the street 441802001; caller frees. */
char *gw_demo_dup_street_office (const char *street);
