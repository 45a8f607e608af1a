/**
 * The text files that installed bundles bring, as texts: rules ({@link org.armillary.plugins.rules.RuleCatalog}), which are
 * understood by the organiser, and limits of quality-control values
 * ({@link org.armillary.plugins.rules.LimitCatalog}), which are understood by the engine.
 */
@NullMarked
package org.armillary.plugins.rules;

import org.jspecify.annotations.NullMarked;
