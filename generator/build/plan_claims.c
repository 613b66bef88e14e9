/* SPDX-License-Identifier: EUPL-1.2 */
#include "build/plan_claims.h"

#include <stdatomic.h>

#include "build/pool.h"

struct claim {
	_Atomic uint64_t owner; /* 0: free */
	_Atomic uint64_t plan;  /* from 1 */
};

struct plan_claims {
	size_t bytes;
	size_t slots; /* a power of two */
	struct claim items[];
};

struct plan_claims *
plan_claims_new(size_t plans)
{
	struct plan_claims *c;
	size_t slots = 64, bytes;

	while (slots < 2 * plans)
		slots *= 2;
	bytes = sizeof(*c) + slots * sizeof(struct claim);
	c = pool_share(bytes);
	if (c) {
		c->bytes = bytes;
		c->slots = slots;
	}
	return c;
}

void
plan_claims_free(struct plan_claims *c)
{
	if (c)
		pool_unshare(c, c->bytes);
}

bool
plan_claim(struct plan_claims *c, uint64_t owner, size_t plan)
{
	for (size_t i = 0; i < c->slots; i++) {
		struct claim *slot = &c->items[(owner + i) & (c->slots - 1)];
		uint64_t none = 0, nobody = 0;

		atomic_compare_exchange_strong(&slot->owner, &none, owner);
		if (none != 0 && none != owner)
			continue;
		atomic_compare_exchange_strong(&slot->plan, &nobody, plan + 1);
		return nobody == 0 || nobody == plan + 1;
	}
	return false;
}
