/**
 * Reference lines of KMOS from a text: the actor {@code kmos.gen-reflines}, which is ESO's recipe
 * {@code kmos_gen_reflines}. It makes the table that an identification of arc lines may begin with.
 */
@NullMarked
package org.armillary.kmos.genreflines;

import org.jspecify.annotations.NullMarked;
