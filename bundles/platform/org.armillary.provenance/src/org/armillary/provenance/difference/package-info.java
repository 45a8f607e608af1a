/**
 * In what two files differ, pixel by pixel, row by row and keyword by keyword, and in what the products of two runs do. Files
 * are read in strips, so that memory does not grow with their size.
 */
@NullMarked
package org.armillary.provenance.difference;

import org.jspecify.annotations.NullMarked;
