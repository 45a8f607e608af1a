/**
 * The report of a run: one page for a colleague who has nothing but a browser.
 */
@NullMarked
package org.armillary.report;

import org.jspecify.annotations.NullMarked;
