/** The recipe {@code kmos.fit-profile}: profiles of lines in spectra and of sources in images, with errors. */
@NullMarked
package org.armillary.kmos.fitprofile;

import org.jspecify.annotations.NullMarked;
