/* SPDX-License-Identifier: MIT */
/* Bytes of a file, a descriptor or memory, counted as they come. Only regular
 * files are opened, without waiting: a FIFO or a device given by name must not
 * hang or fill the memory. */
#ifndef _POSIX_C_SOURCE
#define _POSIX_C_SOURCE 200809L
#endif
#include <errno.h>
#include <fcntl.h>
#include <iconv.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>
#include "load/input.h"

/* raw: bytes read and not yet passed on; head: what sniffing looks at. */
struct input {
	int fd; /* NO_FD: memory */
	bool own;
	const char *p; /* memory not yet taken */
	uint64_t n;
	const char *base; /* all of it */
	uint64_t size; /* of a file or memory, 0: not known */
	uint64_t limit, count;
	iconv_t cd;
	bool decode, end;
	uint32_t line, column; /* of decoded text, for errors */
	uint32_t raw_at, raw_n, head_at, head_n;
	char raw[INPUT_HEAD], head[INPUT_HEAD];
};

/* ---- bytes as they are ---- */

static int32_t fd_read(struct input *in, struct load *ld, char *to,
	uint32_t cap, uint32_t *got)
{
	struct pollfd p = {in->fd, POLLIN, 0};
	ssize_t n;

	for (;;) {
		if (progress_stopped(ld->watch))
			return load_fail(ld, 0, 0, SKP_E_CANCEL,
				"the caller stopped the load");
		n = read(in->fd, to, cap);
		if (n >= 0)
			break;
		if (errno == EAGAIN && poll(&p, 1, -1) >= 0)
			continue;
		if (errno != EINTR && errno != EAGAIN)
			return load_fail(ld, 0, 0, SKP_E_IO,
				errno == EISDIR ? "a folder, not a file"
						: "cannot be read");
	}
	*got = (uint32_t)n;
	return SKP_OK;
}

static int32_t bytes_read(struct input *in, struct load *ld, char *to,
	uint32_t cap, uint32_t *got)
{
	int32_t e;

	if (in->fd == NO_FD) {
		*got = in->n < cap ? (uint32_t)in->n : cap;
		if (*got) {
			memcpy(to, in->p, *got);
			in->p += *got;
			in->n -= *got;
		}
	} else {
		e = fd_read(in, ld, to, cap, got);
		if (e)
			return e;
	}
	in->count += *got;
	ld->bytes += *got;
	progress_add(ld->watch, *got);
	if (in->count > in->limit)
		return load_fail(ld, 0, 0, SKP_E_LIMIT_SIZE,
			"larger than the limit of %llu bytes",
			(unsigned long long)in->limit);
	return SKP_OK;
}

static int32_t raw_fill(struct input *in, struct load *ld)
{
	uint32_t got = 0;
	int32_t e;

	if (in->raw_at) {
		memmove(in->raw, in->raw + in->raw_at, in->raw_n - in->raw_at);
		in->raw_n -= in->raw_at;
		in->raw_at = 0;
	}
	e = bytes_read(in, ld, in->raw + in->raw_n, INPUT_HEAD - in->raw_n,
		&got);
	in->raw_n += got;
	in->end = got == 0;
	return e;
}

/* ---- UTF-16 ---- */

static void place_move(struct input *in, const char *p, uint32_t n)
{
	uint32_t i;

	for (i = 0; i < n; i++) {
		if (p[i] == '\n') {
			in->line++;
			in->column = 1;
		} else if ((p[i] & 0xc0) != 0x80) {
			in->column++;
		}
	}
}

static int32_t decode_read(struct input *in, struct load *ld, char *to,
	uint32_t cap, uint32_t *got)
{
	char *from, *out = to;
	size_t left, room = cap;
	int32_t e;

	for (;;) {
		from = in->raw + in->raw_at;
		left = in->raw_n - in->raw_at;
		errno = 0;
		if (left)
			iconv(in->cd, &from, &left, &out, &room);
		in->raw_at = in->raw_n - (uint32_t)left;
		*got = cap - (uint32_t)room;
		if (*got) {
			place_move(in, to, *got);
			return SKP_OK;
		}
		if (errno == EILSEQ || (in->end && left))
			return load_fail(ld, in->line, in->column,
				SKP_E_ENCODING, "not valid UTF-16: "
				"save the file as UTF-8");
		if (in->end)
			return SKP_OK;
		e = raw_fill(in, ld);
		if (e)
			return e;
	}
}

static int32_t decode_begin(struct input *in, struct load *ld)
{
	const unsigned char *b = (const unsigned char *)in->raw;

	if (in->raw_n >= 3 && b[0] == 0xef && b[1] == 0xbb && b[2] == 0xbf)
		in->raw_at = 3;
	if (in->raw_n < 2 || !((b[0] == 0xff && b[1] == 0xfe) ||
				     (b[0] == 0xfe && b[1] == 0xff)))
		return SKP_OK;
	in->cd = iconv_open("UTF-8", b[0] == 0xff ? "UTF-16LE" : "UTF-16BE");
	if (in->cd == (iconv_t)-1)
		return load_fail(ld, 0, 0, SKP_E_UNSUPPORTED,
			"UTF-16 cannot be read on this system: "
			"save the file as UTF-8");
	in->decode = true;
	in->raw_at = 2;
	return SKP_OK;
}

/* ---- what readers see ---- */

static int32_t text_read(struct input *in, struct load *ld, char *to,
	uint32_t cap, uint32_t *got)
{
	uint32_t n = in->raw_n - in->raw_at;

	if (in->decode)
		return decode_read(in, ld, to, cap, got);
	if (n == 0)
		return bytes_read(in, ld, to, cap, got);
	*got = n < cap ? n : cap;
	memcpy(to, in->raw + in->raw_at, *got);
	in->raw_at += *got;
	return SKP_OK;
}

int32_t input_read(struct input *in, struct load *ld, char *to, uint32_t cap,
	uint32_t *got)
{
	uint32_t n = in->head_n - in->head_at;
	int32_t e;

	if (n == 0 && in->decode && cap < 64) { /* room for any character */
		in->head_at = in->head_n = 0;
		e = text_read(in, ld, in->head, INPUT_HEAD, &in->head_n);
		if (e)
			return e;
		n = in->head_n;
	} else if (n == 0) {
		return text_read(in, ld, to, cap, got);
	}
	*got = n < cap ? n : cap;
	memcpy(to, in->head + in->head_at, *got);
	in->head_at += *got;
	return SKP_OK;
}

struct text input_head(const struct input *in)
{
	return (struct text){in->head, in->head_n};
}

int32_t input_limit(struct input *in, struct load *ld, uint64_t limit)
{
	in->limit = limit;
	if (in->size <= limit && in->count <= limit)
		return SKP_OK;
	return load_fail(ld, 0, 0, SKP_E_LIMIT_SIZE,
		"larger than the limit of %llu bytes",
		(unsigned long long)limit);
}

/* ---- anywhere ---- */

bool input_size(const struct input *in, uint64_t *size)
{
	*size = in->size;
	return in->size && in->size <= in->limit && !in->decode &&
		(in->own || in->fd == NO_FD);
}

uint64_t input_offset(const struct input *in)
{
	return in->count - (in->head_n - in->head_at) -
		(in->raw_n - in->raw_at);
}

int32_t input_at(const struct input *in, uint64_t offset, char *to,
	uint32_t cap, uint32_t *got)
{
	ssize_t n;

	if (in->fd == NO_FD) {
		*got = offset >= in->size	 ? 0
			: in->size - offset < cap ? (uint32_t)(in->size - offset)
						  : cap;
		memcpy(to, in->base + offset, *got);
		return SKP_OK;
	}
	do {
		n = pread(in->fd, to, cap, (off_t)offset);
	} while (n < 0 && errno == EINTR);
	*got = n < 0 ? 0 : (uint32_t)n;
	return n < 0 ? SKP_E_IO : SKP_OK;
}

int32_t input_seek(struct input *in, struct load *ld, uint64_t offset)
{
	if (in->fd == NO_FD) {
		in->p = in->base + offset;
		in->n = in->size - offset;
	} else if (lseek(in->fd, (off_t)offset, SEEK_SET) < 0) {
		return load_fail(ld, 0, 0, SKP_E_IO, "cannot be read");
	}
	in->head_at = in->head_n;
	in->raw_at = in->raw_n;
	in->count = offset;
	return SKP_OK;
}

/* ---- opening ---- */

static int32_t input_begin(struct load *ld, struct input *in)
{
	uint32_t got = 1;
	int32_t e = SKP_OK;

	in->limit = UINT64_MAX;
	in->line = in->column = 1;
	while (!e && !in->end && in->raw_n < INPUT_HEAD)
		e = raw_fill(in, ld);
	if (!e)
		e = decode_begin(in, ld);
	while (!e && got && in->head_n + 4 <= INPUT_HEAD) {
		e = text_read(in, ld, in->head + in->head_n,
			INPUT_HEAD - in->head_n, &got);
		in->head_n += got;
	}
	return e;
}

static int32_t input_new(struct load *ld, int fd, bool own, const char *p,
	uint64_t n, struct input **ret)
{
	struct input *in = mem_calloc(ld->mem, 1, sizeof(*in));
	struct stat st;
	int32_t e;

	*ret = NULL;
	if (!in) {
		if (own)
			close(fd);
		return mem_fail(ld->mem, ld->err);
	}
	in->fd = fd;
	in->own = own;
	in->p = in->base = p;
	in->n = in->size = n;
	if (fd != NO_FD && fstat(fd, &st) == 0 && S_ISREG(st.st_mode))
		in->size = (uint64_t)st.st_size;
	ld->size = in->size;
	progress_total(ld->watch, in->size);
	e = input_begin(ld, in);
	if (e)
		input_close(ld, in);
	else
		*ret = in;
	return e;
}

static int32_t open_failed(struct load *ld, bool lax)
{
	const char *why = "cannot be opened";

	switch (errno) {
	case ENOENT:
	case ENOTDIR:
		why = "no such file or folder";
		break;
	case EACCES:
	case EPERM:
		why = "no permission to read it";
		break;
	case ENXIO: /* a socket, or a FIFO of somebody else's */
	case ENODEV:
		if (lax)
			return SKP_OK;
		why = "not a regular file";
		break;
	case EMFILE:
	case ENFILE:
		why = "too many open files";
		break;
	}
	return load_fail(ld, 0, 0, SKP_E_IO, "%s", why);
}

int32_t input_open(struct load *ld, int dir, const char *path, bool lax,
	struct input **ret, int *folder)
{
	int fd = openat(dir, path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	struct stat st;

	*ret = NULL;
	*folder = NO_FD;
	if (fd < 0)
		return open_failed(ld, lax);
	if (fstat(fd, &st)) {
		close(fd);
		return load_fail(ld, 0, 0, SKP_E_IO, "cannot be read");
	}
	if (S_ISDIR(st.st_mode)) {
		*folder = fd;
		return SKP_OK;
	}
	if (!S_ISREG(st.st_mode)) {
		close(fd);
		return lax ? SKP_OK
			   : load_fail(ld, 0, 0, SKP_E_IO, "not a regular file");
	}
	fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) & ~O_NONBLOCK);
	return input_new(ld, fd, true, NULL, 0, ret);
}

int32_t input_of_fd(struct load *ld, int fd, struct input **ret)
{
	struct stat st;

	*ret = NULL;
	if (fd < 0 || fstat(fd, &st))
		return load_fail(ld, 0, 0, SKP_E_IO, "not an open descriptor");
	if (S_ISDIR(st.st_mode))
		return load_fail(ld, 0, 0, SKP_E_IO, "a folder, not a file");
	return input_new(ld, fd, false, NULL, 0, ret);
}

int32_t input_of_bytes(struct load *ld, const void *p, uint64_t n,
	struct input **ret)
{
	return input_new(ld, NO_FD, false, p, n, ret);
}

int input_file(const struct input *in, uint64_t *size)
{
	struct stat st;

	if (in->fd == NO_FD || fstat(in->fd, &st) || !S_ISREG(st.st_mode) ||
		lseek(in->fd, 0, SEEK_CUR) != (off_t)in->count)
		return NO_FD;
	*size = (uint64_t)st.st_size;
	return in->fd;
}

void input_close(struct load *ld, struct input *in)
{
	if (!in)
		return;
	if (in->decode)
		iconv_close(in->cd);
	if (in->own)
		close(in->fd);
	mem_free(ld->mem, in, sizeof(*in));
}
