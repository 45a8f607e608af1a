/** Tests that need a running OSGi framework: the catalogue of actors and plug-ins from outside. */
@NullMarked
package org.armillary.osgi.tests;

import org.jspecify.annotations.NullMarked;
