/**
 * A run from its request to its history: the folder in which all of it stands, the journal, the lease of the process that
 * executes it, the engine that does so, following from another process, and what can be told afterwards.
 */
@NullMarked
package org.armillary.engine.run;

import org.jspecify.annotations.NullMarked;
