/**
 * Which arc lines a slitlet shows, found without knowing where they should be: peaks of a spectrum, the pattern of a
 * line list, the search for the place of the pattern, and the judgement whether what was found can be chance. All on
 * plain spectra by row; nothing here reads files.
 */
@NullMarked
package org.armillary.kmos.wavecal.identification;

import org.jspecify.annotations.NullMarked;
