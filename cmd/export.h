#ifndef CMD_EXPORT_H
#define CMD_EXPORT_H

#include "cmd/cli.h"

/* The verbs of balint-export, a file each. */
extern const struct cli_verb export_archive;
extern const struct cli_verb export_list;
extern const struct cli_verb export_verify;
extern const struct cli_verb export_extract;
extern const struct cli_verb export_attendance;
extern const struct cli_verb export_cases;
extern const struct cli_verb export_dataset;
extern const struct cli_verb export_certificate;
extern const struct cli_verb export_calendar;

#endif
