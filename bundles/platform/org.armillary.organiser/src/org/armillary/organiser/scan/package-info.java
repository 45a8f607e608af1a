/**
 * Where headers come from: folders, read in parallel and remembered ({@link org.armillary.organiser.scan.HeaderScan}), and
 * archives of headers without pixels ({@link org.armillary.organiser.scan.HeaderArchive}).
 */
@NullMarked
package org.armillary.organiser.scan;

import org.jspecify.annotations.NullMarked;
