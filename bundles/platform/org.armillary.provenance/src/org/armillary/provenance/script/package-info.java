/**
 * Repeating what a run did with nothing but the product: the jobs of a run as steps, and a shell script that does them.
 */
@NullMarked
package org.armillary.provenance.script;

import org.jspecify.annotations.NullMarked;
