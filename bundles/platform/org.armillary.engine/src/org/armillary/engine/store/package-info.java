/**
 * The store: results of jobs by what decides them, products by what they say. Its truth are files that appear by rename
 * once they are complete; the index beside them makes it fast, is derived from them and may be lost at any time.
 *
 * <p>A store may be used by several processes, hosts and, where its folder belongs to a group, users at once.
 */
@NullMarked
package org.armillary.engine.store;

import org.jspecify.annotations.NullMarked;
