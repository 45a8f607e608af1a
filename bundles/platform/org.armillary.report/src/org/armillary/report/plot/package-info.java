/**
 * Plots as text in Scalable Vector Graphics: curves, points, trends with limits, small multiples and sparklines.
 * They hold no script, no identifier and no style attribute, so that any number of them stands in one page under a
 * strict content policy; and the same values give the same bytes.
 */
@org.jspecify.annotations.NullMarked
package org.armillary.report.plot;
