/**
 * The headless application: everything a user types after {@code armillary}. It parses the command line, calls the engine and
 * the catalogue, and says what happened as text or, with {@code --json}, as one JSON document on standard output.
 */
@NullMarked
package org.armillary.cli;

import org.jspecify.annotations.NullMarked;
