/**
 * The window: an Eclipse RCP application that shows what {@code armillary actors} and {@code armillary describe}
 * print. It knows actors only through the catalogue; no other bundle uses SWT.
 */
@NullMarked
package org.armillary.workbench;

import org.jspecify.annotations.NullMarked;
