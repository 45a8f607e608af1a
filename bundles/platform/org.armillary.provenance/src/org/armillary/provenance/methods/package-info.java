/**
 * What was done in a run as an astronomer writes it into a paper: a paragraph with versions, numbers of frames, parameters and
 * references, and the references for BibTeX.
 */
@NullMarked
package org.armillary.provenance.methods;

import org.jspecify.annotations.NullMarked;
