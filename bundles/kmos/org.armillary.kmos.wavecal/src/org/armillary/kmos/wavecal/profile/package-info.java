/** The profile of a monochromatic line along the dispersion, found from the arc lines of a detector themselves. */
@org.jspecify.annotations.NullMarked
package org.armillary.kmos.wavecal.profile;
