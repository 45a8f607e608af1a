/**
 * Wavelength of each pixel of a slitlet: a fit to the measured arc lines in which the slitlets of a detector help each
 * other.
 */
@org.jspecify.annotations.NullMarked
package org.armillary.kmos.wavecal.solution;
