/* SPDX-License-Identifier: EUPL-1.2 */
#include "build/confine.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "build/plan_shard.h"
#include "build/protect_part.h"
#include "build/run_record.h"
#include "build/web_font.h"
#include "diag/msg.h"
#include "load/font.h"
#include "load/theme_folders.h"
#include "write/journal.h"

/* --- places --------------------------------------------------------------- */

struct places {
	struct fs_places list;
	struct arena *arena;
	const struct build_options *options;
};

static void
add(struct places *p, const char *path, unsigned rights)
{
	struct fs_place *place = arena_push(p->arena, &p->list);

	place->path = path;
	place->rights = rights;
}

static const char *
in_root(struct places *p, const char *name)
{
	return fs_join(p->arena, str_from(p->options->root), str_from(name));
}

static const char *
in_output(struct places *p, const char *name)
{
	return fs_join(p->arena, str_from(p->options->output), str_from(name));
}

static bool
lies_in(struct str path, struct str folder)
{
	while (folder.n && folder.p[folder.n - 1] == '/')
		folder.n--;
	return str_starts(path, folder) &&
	       (path.n == folder.n || path.p[folder.n] == '/');
}

/* Either lies in the other one, whatever links lead there. */
static bool
overlap(const char *a, const char *b)
{
	char x[PATH_MAX], y[PATH_MAX];

	if (realpath(a, x) && realpath(b, y) &&
	    (lies_in(str_from(x), str_from(y)) ||
		lies_in(str_from(y), str_from(x))))
		return true;
	return lies_in(str_from(a), str_from(b)) ||
	       lies_in(str_from(b), str_from(a));
}

/*
 * Themes, faces, icons, and what libraries read of the system. A theme may
 * name folders of pictures elsewhere; one that holds plans is none.
 */
static void
add_looks(struct places *p)
{
	const struct build_options *o = p->options;
	const char *installed =
	    fs_join(p->arena, str_from(o->data), STR("themes"));
	const char *own = in_root(p, "themes");
	struct theme_folders folders = { 0 };

	add(p, own, FS_MAY_READ);
	add(p, installed, FS_MAY_READ);
	add(p, "/usr/share", FS_MAY_READ);
	add(p, FONT_FOLDER, FS_MAY_READ);
	theme_folders_list(&folders, p->arena, o->fs, own);
	theme_folders_list(&folders, p->arena, o->fs, installed);
	for (size_t i = 0; i < folders.count; i++)
		if (!overlap(folders.items[i], o->plans) &&
		    !overlap(folders.items[i], o->output))
			add(p, folders.items[i], FS_MAY_READ);
}

static void
add_tree(struct places *p, const char *name)
{
	add(p, in_output(p, name), FS_MAY_READ | FS_MAY_WRITE);
	add(p, in_output(p, arena_fmt(p->arena, ".%s.next", name).p),
	    FS_MAY_READ | FS_MAY_WRITE);
}

static void
add_journal(struct places *p)
{
	add(p, in_output(p, JOURNAL_NAME), FS_MAY_READ | FS_MAY_WRITE);
	add(p, in_output(p, JOURNAL_END_FOLDER), FS_MAY_READ | FS_MAY_WRITE);
}

/* Of the policy the plans may know when it is in force, and no page. */
static void
add_revisions(struct places *p)
{
	const char *policy = in_root(p, "content/policy");
	struct fs_entries list;

	add(p, in_root(p, "content/site.yaml"), FS_MAY_READ);
	add(p, policy, FS_MAY_LIST);
	if (fs_list(p->options->fs, p->arena, policy, &list))
		return;
	for (size_t i = 0; i < list.count; i++)
		if (list.items[i].kind == FS_FOLDER)
			add(p,
			    fs_join(p->arena, str_from(policy),
				arena_fmt(p->arena, "%.*s/revision.yaml",
				    STR_ARG(list.items[i].name))),
			    FS_MAY_READ);
}

static void
add_plans(struct places *p)
{
	const struct build_options *o = p->options;

	add(p, o->plans, FS_MAY_READ);
	for (size_t i = 0; i < o->only_count; i++) {
		add(p, arena_cstr(p->arena, o->only[i]), FS_MAY_READ);
		add(p, fs_join(p->arena, str_from(o->root), o->only[i]),
		    FS_MAY_READ);
	}
}

struct fs_places
confine_places(
    enum confine_role role, struct arena *a, const struct build_options *o)
{
	struct places p = { .arena = a, .options = o };

	switch (role) {
	case CONFINE_SITE:
		add(&p, in_root(&p, "content"), FS_MAY_READ);
		add_looks(&p);
		break;
	case CONFINE_PLANS:
		add_revisions(&p);
		add_plans(&p);
		add_looks(&p);
		break;
	case CONFINE_GUARD:
		add(&p, in_root(&p, "content/site.yaml"), FS_MAY_READ);
		add(&p, in_output(&p, "site"), FS_MAY_READ);
		add(&p, in_output(&p, "report"), FS_MAY_READ);
		add_plans(&p);
		add(&p, in_output(&p, CACHE_FOLDER "/guard"),
		    FS_MAY_READ | (o->write ? FS_MAY_WRITE : 0));
		break;
	case CONFINE_PROTECT:
		add(&p, in_output(&p, "plans"), FS_MAY_READ);
		break;
	}
	if (role == CONFINE_PLANS)
		add(&p, in_output(&p, CACHE_FOLDER "/plans"),
		    FS_MAY_READ |
			(o->write && !plan_sharded(o) ? FS_MAY_WRITE : 0));
	if (!o->write || role == CONFINE_GUARD)
		return p.list;
	if (role == CONFINE_PLANS && plan_sharded(o)) {
		add(&p, in_output(&p, "plans"), FS_MAY_READ);
		add(&p, plan_shard_folder(a, o), FS_MAY_READ | FS_MAY_WRITE);
		return p.list;
	}
	add(&p, o->output, FS_MAY_SWAP);
	if (role == CONFINE_SITE) {
		add_tree(&p, "site");
		add_tree(&p, "report");
		add(&p, in_output(&p, CACHE_FOLDER "/site"),
		    FS_MAY_READ | FS_MAY_WRITE);
		add(&p, in_output(&p, CACHE_FOLDER "/" WEB_FONT_FOLDER),
		    FS_MAY_READ | FS_MAY_WRITE);
	} else if (role == CONFINE_PROTECT) {
		add_tree(&p, PROTECT_NAME);
		add_journal(&p);
	} else {
		add_tree(&p, "plans");
		for (int n = 1; n <= o->merge; n++)
			add(&p, plan_shard_made(a, o, n, o->merge),
			    FS_MAY_READ | FS_MAY_WRITE);
		add_journal(&p);
	}
	return p.list;
}

/* --- Landlock ------------------------------------------------------------- */

/*
 * Written here, since the header of the system may be older than its kernel.
 * https://docs.kernel.org/userspace-api/landlock.html
 */
enum { LL_CREATE = 444, LL_ADD = 445, LL_RESTRICT = 446 };
enum { LL_VERSION = 1, LL_PATH_BENEATH = 1 };

static const uint64_t LL_EXECUTE = 1u << 0;
static const uint64_t LL_WRITE_FILE = 1u << 1;
static const uint64_t LL_READ_FILE = 1u << 2;
static const uint64_t LL_READ_DIR = 1u << 3;
static const uint64_t LL_REMOVE_DIR = 1u << 4;
static const uint64_t LL_REMOVE_FILE = 1u << 5;
static const uint64_t LL_MAKE_DIR = 1u << 7;
static const uint64_t LL_MAKE_REG = 1u << 8;
static const uint64_t LL_ALL_1 = (1u << 13) - 1;
static const uint64_t LL_REFER = 1u << 13;    /* version 2 */
static const uint64_t LL_TRUNCATE = 1u << 14; /* 3 */
static const uint64_t LL_TCP = 3;             /* 4: bind and connect */
static const uint64_t LL_IOCTL = 1u << 15;    /* 5 */
static const uint64_t LL_SCOPE = 3;           /* 6: abstract sockets, signals */

struct ll_rules {
	uint64_t files;
	uint64_t network;
	uint64_t scopes;
};

struct ll_beneath {
	uint64_t allowed;
	int32_t folder;
} __attribute__((packed));

static struct ll_rules
ll_handled(long version)
{
	struct ll_rules r = { .files = LL_ALL_1 };

	if (version >= 2)
		r.files |= LL_REFER;
	if (version >= 3)
		r.files |= LL_TRUNCATE;
	if (version >= 4)
		r.network = LL_TCP;
	if (version >= 5)
		r.files |= LL_IOCTL;
	if (version >= 6)
		r.scopes = LL_SCOPE;
	return r;
}

static uint64_t
ll_rights(unsigned rights, bool folder, uint64_t handled)
{
	uint64_t out = 0;

	if (rights & FS_MAY_READ)
		out |= LL_READ_FILE | LL_READ_DIR;
	if (rights & FS_MAY_LIST)
		out |= LL_READ_DIR;
	if (rights & FS_MAY_WRITE)
		out |= LL_WRITE_FILE | LL_REMOVE_DIR | LL_REMOVE_FILE |
		       LL_MAKE_DIR | LL_MAKE_REG | LL_REFER | LL_TRUNCATE;
	if (rights & FS_MAY_SWAP)
		out |= LL_REMOVE_DIR | LL_MAKE_DIR | LL_REFER;
	if (!folder)
		out &= LL_EXECUTE | LL_WRITE_FILE | LL_READ_FILE | LL_TRUNCATE;
	return out & handled;
}

/* What is not there now cannot be opened later either; that is no error. */
static void
ll_allow(int rules, const char *path, unsigned rights, uint64_t handled)
{
	struct ll_beneath rule;
	struct stat st;
	int fd = open(path, O_PATH | O_CLOEXEC);

	if (fd < 0)
		return;
	if (fstat(fd, &st) == 0) {
		rule.allowed = ll_rights(rights, S_ISDIR(st.st_mode), handled);
		rule.folder = fd;
		if (rule.allowed)
			syscall(LL_ADD, rules, LL_PATH_BENEATH, &rule, 0);
	}
	close(fd);
}

/* The size of the rules that this version knows. */
static size_t
ll_size(long version)
{
	return version >= 6   ? sizeof(struct ll_rules)
	       : version >= 4 ? offsetof(struct ll_rules, scopes)
			      : offsetof(struct ll_rules, network);
}

static int
landlock(const struct fs_places *places)
{
	long version = syscall(LL_CREATE, NULL, 0, LL_VERSION);
	struct ll_rules handled;
	int rules, done;

	if (version < 1)
		return 0;
	handled = ll_handled(version);
	rules = (int)syscall(LL_CREATE, &handled, ll_size(version), 0);
	if (rules < 0)
		return 0;
	for (size_t i = 0; i < places->count; i++)
		ll_allow(rules, places->items[i].path, places->items[i].rights,
		    handled.files);
#if defined(__SANITIZE_ADDRESS__)
	/* The sanitizer looks at its own process when it ends. */
	ll_allow(rules, "/proc", FS_MAY_READ, handled.files);
#endif
	done = (int)syscall(LL_RESTRICT, rules, 0);
	close(rules);
	return done == 0 ? (int)version : 0;
}

/* --- system calls --------------------------------------------------------- */

#if defined(__x86_64__)
#define THIS_MACHINE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define THIS_MACHINE AUDIT_ARCH_AARCH64
#elif defined(__riscv) && __riscv_xlen == 64
#define THIS_MACHINE AUDIT_ARCH_RISCV64
#endif

#ifdef THIS_MACHINE
enum { OF_OTHER_TABLE = 0x40000000 }; /* x32 */

/* Network, other programs, other processes, other ways into the kernel. */
static const unsigned refused[] = {
	SYS_socket, SYS_socketpair, SYS_connect, SYS_bind, SYS_listen,
	SYS_accept, SYS_accept4, SYS_sendto, SYS_sendmsg, SYS_sendmmsg,
	SYS_recvfrom, SYS_recvmsg, SYS_recvmmsg, SYS_execve, SYS_execveat,
	SYS_process_vm_readv, SYS_process_vm_writev, SYS_mount, SYS_umount2,
	SYS_pivot_root, SYS_chroot, SYS_unshare, SYS_setns, SYS_bpf,
	SYS_perf_event_open, SYS_userfaultfd, SYS_keyctl, SYS_add_key,
	SYS_request_key, SYS_init_module, SYS_finit_module, SYS_kexec_load,
	SYS_memfd_create, SYS_mknodat, SYS_symlinkat,
#ifdef SYS_mknod
	SYS_mknod, SYS_symlink,
#endif
#if !defined(__SANITIZE_ADDRESS__)
	SYS_ptrace,
#endif
	425,           /* io_uring_setup */
	426, 427, 438, /* pidfd_getfd */
};

enum { REFUSED = sizeof(refused) / sizeof(*refused) };

/* 0 or an errno value. Everything but what stands above stays as it was. */
static int
filter_calls(void)
{
	struct sock_filter code[6 + REFUSED + 2];
	struct sock_fprog program = { .filter = code };
	unsigned short n = 0;

	code[n++] = (struct sock_filter)BPF_STMT(
	    BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch));
	code[n++] = (struct sock_filter)BPF_JUMP(
	    BPF_JMP | BPF_JEQ | BPF_K, THIS_MACHINE, 1, 0);
	code[n++] = (struct sock_filter)BPF_STMT(
	    BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM);
	code[n++] = (struct sock_filter)BPF_STMT(
	    BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr));
	code[n++] = (struct sock_filter)BPF_JUMP(
	    BPF_JMP | BPF_JGE | BPF_K, OF_OTHER_TABLE, 0, 1);
	code[n++] = (struct sock_filter)BPF_STMT(
	    BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM);
	for (unsigned i = 0; i < REFUSED; i++)
		code[n++] =
		    (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K,
			refused[i], (unsigned char)(REFUSED - i), 0);
	code[n++] =
	    (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
	code[n++] = (struct sock_filter)BPF_STMT(
	    BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM);
	program.len = n;
	return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) < 0 ? errno
									: 0;
}
#else
static int
filter_calls(void)
{
	return ENOSYS;
}
#endif

struct confined
confine_self(const struct fs_places *places)
{
	struct confined c = { 0 };

	/* Without it an ordinary account may set up neither. */
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0)
		return c;
	c.landlock = landlock(places);
	c.calls = filter_calls() == 0;
	return c;
}

void
confine_tell(struct diags *ds, const char *worker, struct confined c)
{
	const char *files = c.landlock ? _("files by Landlock")
				       : _("files by the program's own checks "
					   "(the kernel has no Landlock)");
	const char *calls =
	    c.calls
		? _("no network and no other programs (seccomp)")
		: _("system calls not filtered (the kernel has no seccomp)");

	if (c.landlock)
		diag_add_file(ds, DIAG_S03, STR_NONE,
		    N_("the worker for the %s is confined: %s %d; %s"), worker,
		    files, c.landlock, calls);
	else
		diag_add_file(ds, DIAG_S03, STR_NONE,
		    N_("the worker for the %s is confined: %s; %s"), worker,
		    files, calls);
}
