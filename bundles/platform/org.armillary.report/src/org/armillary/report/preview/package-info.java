/**
 * Small pictures and curves of FITS files, as an astronomer would look at them first: images, masks, spectra, cubes
 * and tables, of any instrument. Reads files strip by strip, so that their size does not matter, and never fails:
 * what cannot be shown is said in words.
 */
@org.jspecify.annotations.NullMarked
package org.armillary.report.preview;
