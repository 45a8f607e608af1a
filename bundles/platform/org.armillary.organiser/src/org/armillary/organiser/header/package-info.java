/** What the organiser knows of a file: the keywords that its rules look at, and what tells the file from all others. */
@NullMarked
package org.armillary.organiser.header;

import org.jspecify.annotations.NullMarked;
