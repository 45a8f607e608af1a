/** What several packages of the engine do with files: their names, whole folders of them, SHA-256 of their bytes. */
@NullMarked
package org.armillary.engine.files;

import org.jspecify.annotations.NullMarked;
