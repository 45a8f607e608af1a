/** Tables that do not change: arc lines, lines to begin with, limits of bands, lines of the night sky, and their files. */
@org.jspecify.annotations.NullMarked
package org.armillary.kmos.tables;
