/**
 * The actor {@code kmos.illumination}: how unevenly the flat lamp lights the fields of the IFUs against the sky, from
 * twilight flats or from lamp flats alone (Davies et al. 2013, sections 3 and 5).
 */
@org.jspecify.annotations.NullMarked
package org.armillary.kmos.illumination;
