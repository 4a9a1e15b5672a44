/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The shadow of a directory: what the preloaded library writes and the test restores. */
#pragma once

/*
 * Writes down the names that the directory holds, as its fsync makes them durable.
 * 0 on failure. Plain C: it runs inside the program under test.
 */
int power_cut_write_names (const char *watched, const char *directory, const char *shadow);
