/**
 * The words of the engine as JSON: what stands in job folders, run folders and the store. Members that are absent have
 * their empty value, so that later versions can add some; what cannot be understood is a
 * {@link org.armillary.engine.json.JsonFormatException}.
 */
@NullMarked
package org.armillary.engine.json;

import org.jspecify.annotations.NullMarked;
