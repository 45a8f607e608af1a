/** Classes that the tests pack into plug-ins; nothing here is a component of the test bundle itself. */
@NullMarked
package org.armillary.osgi.tests.samples;

import org.jspecify.annotations.NullMarked;
