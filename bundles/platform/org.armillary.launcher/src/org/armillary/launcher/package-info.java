/**
 * Starts Armillary without a display: creates an OSGi framework in a private temporary folder, installs the bundles that
 * the headless feature of the installation lists, and hands the arguments to the command line application.
 *
 * <p>
 * These classes run on the plain class path, below the framework, so they use nothing but the JDK and the framework's
 * own API.
 */
@NullMarked
package org.armillary.launcher;

import org.jspecify.annotations.NullMarked;
