/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What libsoup writes answers to. Private to this room. */
#pragma once

#include "backend/http/readiness.h"

G_BEGIN_DECLS

/*
 * libsoup 3.2 sends the headers and the body of an answer apart: two system calls and two
 * packets. Told that a body follows, this stream keeps the headers back and sends both at
 * once. It never blocks: it has no blocking write.
 */
#define GW_TYPE_CLIENT_OUTPUT (gw_client_output_get_type ())
G_DECLARE_FINAL_TYPE (GwClientOutput, gw_client_output, GW, CLIENT_OUTPUT, GOutputStream)

/* Takes references to both. */
GwClientOutput *gw_client_output_new (GSocket *socket, GwReadiness *readiness);
/* What is written next are headers, of an answer whose body is not empty. */
void gw_client_output_expect_body (GwClientOutput *output);

G_END_DECLS
