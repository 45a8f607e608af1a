/**
 * The rule files that installed bundles bring ({@link org.armillary.plugins.rules.RuleCatalog}), as texts: what they say is
 * understood by the organiser.
 */
@NullMarked
package org.armillary.plugins.rules;

import org.jspecify.annotations.NullMarked;
