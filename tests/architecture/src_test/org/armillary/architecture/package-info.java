/**
 * Rules that the whole code base keeps: layers, bundles, sources, messages, and the list of published signatures. Each rule is
 * a function of a {@link org.armillary.architecture.Repository}, so that it can be shown to fail on a small bad one.
 */
package org.armillary.architecture;
