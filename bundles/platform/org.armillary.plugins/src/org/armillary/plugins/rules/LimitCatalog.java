package org.armillary.plugins.rules;

import java.util.List;

import org.osgi.annotation.versioning.ProviderType;

/**
 * The limits files of quality-control values that are installed. A bundle names them in its manifest, separated by
 * commas, each with the ending {@value #ENDING}:
 *
 * <pre>{@code
 * Armillary-Limits: limits/kmos.limits.yaml
 * }</pre>
 *
 * <p><b>Threads.</b> Safe for use by several threads.
 */
@ProviderType
public interface LimitCatalog extends TextCatalog {

	/** Header of the manifest. */
	String HEADER = "Armillary-Limits";

	/** What the names of limits files end with; what stands before it is the name of the limits. */
	String ENDING = ".limits.yaml";

	/** No limits are installed. */
	LimitCatalog NONE = List::of;
}
