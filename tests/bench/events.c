/* SPDX-License-Identifier: MIT */
/* The yardstick for the YAML reader: libyaml's events of a file, thrown away. */
#include <stdio.h>
#include <yaml.h>

int main(int argc, char **argv)
{
	yaml_parser_t parser;
	yaml_event_t event;
	FILE *f = argc == 2 ? fopen(argv[1], "rb") : NULL;
	int last = 0;

	if (!f || !yaml_parser_initialize(&parser))
		return 2;
	yaml_parser_set_input_file(&parser, f);
	while (!last) {
		if (!yaml_parser_parse(&parser, &event))
			return 2;
		last = event.type == YAML_STREAM_END_EVENT;
		yaml_event_delete(&event);
	}
	yaml_parser_delete(&parser);
	return fclose(f) != 0;
}
