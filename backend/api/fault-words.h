/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a request is refused for, in its language. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  const char *english;
  const char *chinese;
} GwFaultWords;

/* Ends with a line of NULL. */
extern const GwFaultWords gw_refusal_words[];

/* NULL: nobody has said it in Chinese. Caller frees. */
char *gw_fault_words_in_chinese (const char *english);
/* The English itself where the language is another one, or there is no Chinese for it. Caller
 * frees. */
char *gw_fault_words_dup (const char *english, const char *language);

G_END_DECLS
