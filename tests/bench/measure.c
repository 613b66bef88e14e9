/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Runs a command and says what it took: wall seconds, processor seconds of it
 * and its children, and its exit status. With --memory it says instead how
 * much memory all its processes held together at the worst moment, in kB: the
 * sum of their proportional shares, looked at every few milliseconds, so such
 * a run is not timed.
 *
 *	measure [--memory] COMMAND [ARGUMENT…]
 */
#include <dirent.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { PROCESSES = 1024, PAUSE = 3 * 1000 * 1000 };

static double
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static double
seconds(struct timeval t)
{
	return (double)t.tv_sec + (double)t.tv_usec / 1e6;
}

static long
number_in(const char *path, const char *key)
{
	char text[4096];
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	ssize_t n = fd < 0 ? -1 : read(fd, text, sizeof(text) - 1);
	const char *at;

	if (fd >= 0)
		close(fd);
	if (n <= 0)
		return -1;
	text[n] = '\0';
	at = strstr(text, key);
	return at ? atol(at + strlen(key)) : -1;
}

static bool
among(const pid_t *list, size_t count, pid_t pid)
{
	for (size_t i = 0; i < count; i++)
		if (list[i] == pid)
			return true;
	return false;
}

/* A process is found after its parent: numbers rise, but for a wrap. */
static size_t
family(pid_t first, pid_t *list)
{
	DIR *d = opendir("/proc");
	struct dirent *e;
	size_t count = 0;

	list[count++] = first;
	while (d && (e = readdir(d)) && count < PROCESSES) {
		char path[300];
		pid_t pid = atoi(e->d_name);

		if (pid <= first)
			continue;
		snprintf(path, sizeof(path), "/proc/%d/status", pid);
		if (among(list, count, (pid_t)number_in(path, "PPid:")))
			list[count++] = pid;
	}
	if (d)
		closedir(d);
	return count;
}

static long
held(pid_t first)
{
	pid_t list[PROCESSES];
	size_t count = family(first, list);
	long sum = 0;

	for (size_t i = 0; i < count; i++) {
		char path[64];
		long kb;

		snprintf(path, sizeof(path), "/proc/%d/smaps_rollup", list[i]);
		kb = number_in(path, "\nPss:");
		sum += kb > 0 ? kb : 0;
	}
	return sum;
}

static long
watch(pid_t pid, int *status)
{
	const struct timespec pause = { 0, PAUSE };
	long most = 0;

	while (waitpid(pid, status, WNOHANG) == 0) {
		long kb = held(pid);

		most = kb > most ? kb : most;
		nanosleep(&pause, NULL);
	}
	return most;
}

int
main(int argc, char **argv)
{
	bool memory = argc > 1 && strcmp(argv[1], "--memory") == 0;
	char **command = argv + 1 + memory;
	double begin = now();
	struct rusage use;
	int status = 0;
	pid_t pid;

	if (!*command) {
		fprintf(stderr, "usage: measure [--memory] COMMAND…\n");
		return 2;
	}
	pid = fork();
	if (pid == 0) {
		execvp(*command, command);
		perror(*command);
		_exit(127);
	}
	if (memory) {
		long kb = watch(pid, &status);

		printf("\n#measure %ld %d\n", kb, WEXITSTATUS(status));
		return 0;
	}
	waitpid(pid, &status, 0);
	begin = now() - begin;
	getrusage(RUSAGE_CHILDREN, &use);
	printf("\n#measure %.4f %.4f %d\n", begin,
	    seconds(use.ru_utime) + seconds(use.ru_stime), WEXITSTATUS(status));
	return 0;
}
