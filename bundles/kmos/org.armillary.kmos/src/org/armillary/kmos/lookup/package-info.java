/**
 * Look-up tables that put every detector pixel on the sky: IFU, place and wavelength, by rotator angle, in the formats
 * XCAL, YCAL and LCAL (Davies et al. 2013, sections 3.2 and 5.1).
 */
@org.jspecify.annotations.NullMarked
package org.armillary.kmos.lookup;
