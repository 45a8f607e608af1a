/**
 * Pages that need nothing but themselves: escaped texts, a strict content policy, tables with many rows.
 */
@NullMarked
package org.armillary.report.page;

import org.jspecify.annotations.NullMarked;
